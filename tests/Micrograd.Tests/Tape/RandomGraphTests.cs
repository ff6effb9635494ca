using Micrograd.Tape;

namespace Micrograd.Tests.Tape;

/// <summary>
/// Thousands of random programs, each step of them compared with <see cref="ReferenceNode"/>: values, gradients of
/// leaves and of interior values, whether there is a gradient, and what a walk through the operands finds. Tiny blocks
/// and early trimming put segment borders, views and their merging everywhere.
/// </summary>
public class RandomGraphTests
{
    [Theory]
    [InlineData(12, 1, 0, 700)]
    [InlineData(24, 2, 0, 700)]
    [InlineData(40, 2, 0, 700)]
    [InlineData(40, 4, 8, 400)]
    [InlineData(200, 3, 0, 300)]
    [InlineData(Recorder.DefaultBlockSize, Recorder.DefaultTrimDepth, Recorder.DefaultMostWhole, 100)]
    public void RandomProgramsAgreeWithTheTextbookEngine(int blockSize, int trimDepth, int mostWhole, int programs)
    {
        using var _ = new UsingRecorder(new Recorder(blockSize, trimDepth, mostWhole));
        for (int seed = 0; seed < programs; seed++)
            new RandomProgram(seed).Run();
    }

    [Fact]
    public void AWrongPartialInTheReferenceIsNoticed()
    {
        using var _ = new UsingRecorder(new Recorder(blockSize: 40, trimDepth: 2, mostWhole: 0));
        Assert.Throws<Xunit.Sdk.EqualException>(() =>
        {
            for (int seed = 0; seed < 20; seed++)
                new RandomProgram(seed, tanhPartial: (_, y) => 1 - y).Run();
        });
    }

    sealed class RandomProgram(int seed, Func<double, double, double>? tanhPartial = null)
    {
        readonly Func<double, double, double> tanhPartial = tanhPartial ?? ((_, y) => 1 - y * y);
        readonly Random random = new(seed);
        readonly List<(Value Value, ReferenceNode Reference)> live = [];

        public void Run()
        {
            for (int i = 0; i < 4; i++)
                AddLeaf();
            int steps = random.Next(10, 600);
            for (int step = 0; step < steps; step++)
                Step();
            Backward();
        }

        void Step()
        {
            switch (random.Next(40))
            {
                case 0: AddLeaf(); break;
                case 1: Backward(); break;
                case 2: Forget(random.Next(live.Count)); break;
                case 3: Forget(live.Count / 2); break;
                case 4 or 5 or 6: Walk(); break;
                case 7: ZeroGrad(); break;
                case 8 when random.Next(20) == 0: GC.Collect(); break;
                case 9: AddRun(); break;
                default: AddOperation(); break;
            }
            if (live.Count == 0)
                AddLeaf();
        }

        void AddLeaf()
        {
            double x = random.NextDouble() * 4 - 2;
            live.Add((new Value(x), new ReferenceNode(x)));
        }

        void ZeroGrad()
        {
            var (value, reference) = Pick();
            value.ZeroGrad();
            reference.ZeroGrad();
        }

        (Value Value, ReferenceNode Reference) Pick()
        {
            // Mostly recent values, as programs do; sometimes any.
            int reach = random.Next(3) == 0 ? live.Count : Math.Min(live.Count, 6);
            return live[live.Count - 1 - random.Next(reach)];
        }

        (Value Value, ReferenceNode Reference) PickOrConstant()
        {
            if (random.Next(6) != 0)
                return Pick();
            double c = random.Next(3) == 0 ? 0 : random.NextDouble() * 2 - 1;
            return (c, new ReferenceNode(c) { IsConstant = true });
        }

        void AddOperation()
        {
            var (a, p) = Pick();
            var (b, q) = PickOrConstant();
            double x = p.Data, z = q.Data;
            live.Add(random.Next(9) switch
            {
                0 => (a + b, new(x + z, (p, 1), (q, 1))),
                1 => (b - a, new(z - x, (q, 1), (p, -1))),
                2 => (Value.Tanh(a), new(Math.Tanh(x), (p, tanhPartial(x, Math.Tanh(x))))),
                3 => (Value.Relu(a), new(Math.Max(x, 0), (p, x > 0 ? 1 : 0))),
                4 => (a * 0.75, new(x * 0.75, (p, 0.75), (new(0.75) { IsConstant = true }, 0))),
                5 => (Value.Select(a > b, a, b), new(x > z ? x : z, (p, x > z ? 1 : 0), (q, x > z ? 0 : 1))),
                6 => (-a, new(-x, (p, -1))),
                _ => (Value.Tanh(a * b), Tanh(new(x * z, (p, z), (q, x)))),
            });

            ReferenceNode Tanh(ReferenceNode node) =>
                new(Math.Tanh(node.Data), (node, tanhPartial(node.Data, Math.Tanh(node.Data))));
        }

        void AddRun()
        {
            int count = random.Next(1, 8);
            (Value Value, ReferenceNode Reference)[] a = [.. Enumerable.Range(0, count).Select(_ => PickOrConstant())];
            (Value Value, ReferenceNode Reference)[] b = [.. Enumerable.Range(0, count).Select(_ => Pick())];
            Value[] u = [.. a.Select(pair => pair.Value)], v = [.. b.Select(pair => pair.Value)];
            double[] x = [.. a.Select(pair => pair.Reference.Data)], z = [.. b.Select(pair => pair.Reference.Data)];
            (ReferenceNode, double)[] products = [.. Enumerable.Range(0, count).SelectMany(i => new[] { (a[i].Reference, z[i]), (b[i].Reference, x[i]) })];
            double dot = Enumerable.Range(0, count).Sum(i => x[i] * z[i]);
            double total = z.Sum(Math.Exp);
            live.Add(random.Next(4) switch
            {
                0 => (Value.Sum(v), new(z.Sum(), [.. b.Select(pair => (pair.Reference, 1.0))])),
                1 => (Value.Dot(u, v), new(dot, products)),
                2 => (Value.Affine(u, v, v[0]), new(dot + z[0], [.. products, (b[0].Reference, 1.0)])),
                _ => (Value.LogSumExp(v), new(Math.Log(total), [.. b.Select((pair, i) => (pair.Reference, Math.Exp(z[i]) / total))])),
            });
            // Keep the numbers of the program in a range where both engines round alike.
            var (value, reference) = live[^1];
            live.Add((Value.Tanh(value), new(Math.Tanh(reference.Data), (reference, tanhPartial(reference.Data, Math.Tanh(reference.Data))))));
        }

        void Forget(int index)
        {
            if (index < live.Count)
                live.RemoveAt(index);
        }

        /// <summary>Steps from a value to one of its operands, which nobody may hold any more, and goes on with what it finds.</summary>
        void Walk()
        {
            var (value, reference) = Pick();
            for (int depth = random.Next(1, 6); depth > 0 && !reference.IsLeaf; depth--)
            {
                IReadOnlyList<Value> operands = value.Operands;
                Assert.Equal(reference.Operands.Length, operands.Count);
                int i = random.Next(operands.Count);
                (value, reference) = (operands[i], reference.Operands[i]);
                Assert.Equal(reference.IsConstant, value.IsConstant);
                Assert.Equal(reference.Data, value.Data, 1e-12);
                if (value.IsConstant)
                    return;
            }
            foreach (var (other, same) in live)
                if (ReferenceEquals(same, reference))
                    Assert.True(other.Equals(value) && other.GetHashCode() == value.GetHashCode());
            live.Add((value, reference));
        }

        void Backward()
        {
            var (root, reference) = Pick();
            double seed = random.Next(4) == 0 ? random.Next(-1, 2) : 1;
            root.Backward(seed);
            reference.Backward(seed);
            foreach (var (value, expected) in live)
            {
                Assert.Equal(expected.Data, value.Data, 1e-12 * Math.Max(1, Math.Abs(expected.Data)));
                Assert.Equal(expected.Grad.HasValue, value.HasGrad);
                Assert.Equal(expected.Grad ?? 0, value.Grad, 1e-9 * Math.Max(1, Math.Abs(expected.Grad ?? 0)));
            }
        }
    }
}

/// <summary>Records on a recorder of one's own until disposed.</summary>
sealed class UsingRecorder : IDisposable
{
    readonly Recorder before = Recorder.Current;

    public UsingRecorder(Recorder recorder) => Recorder.Current = recorder;

    public void Dispose() => Recorder.Current = before;
}
