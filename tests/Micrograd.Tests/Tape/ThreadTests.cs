namespace Micrograd.Tests.Tape;

/// <summary>Threads build graphs of their own over shared leaves, sweep each other's graphs, and combine them.</summary>
public class ThreadTests
{
    const int Threads = 8;

    [Fact]
    public void BackwardOnEightThreadsAddsUpInSharedParameters()
    {
        Value[] parameters = [.. Enumerable.Range(0, 300).Select(i => new Value(0.5 + i * 0.001))];
        const int rounds = 200;
        Parallel(thread =>
        {
            for (int round = 0; round < rounds; round++)
            {
                Value y = Value.Dot(parameters, parameters) * (thread + 1) + parameters[round];
                y.Backward();
            }
        });
        for (int i = 0; i < parameters.Length; i++)
        {
            double expected = rounds * 2 * parameters[i].Data * (Threads * (Threads + 1) / 2) + (i < rounds ? Threads : 0);
            Assert.Equal(expected, parameters[i].Grad, 1e-9 * expected);
        }
    }

    [Fact]
    public void GraphsBuiltOnOneThreadAreSweptOnOthers()
    {
        for (int round = 0; round < 200; round++)
        {
            Value leaf = new(2);
            // All in one segment of this thread; swept at once by others and by this one.
            Value[] graphs = [.. Enumerable.Range(1, Threads).Select(i => Value.Tanh(leaf * 0.1) * i + i)];
            Parallel(thread => graphs[thread].Backward());
            double slope = 0.1 * (1 - Math.Pow(Math.Tanh(0.2), 2));
            Assert.Equal(slope * Threads * (Threads + 1) / 2, leaf.Grad, 1e-12);
            for (int i = 0; i < Threads; i++)
                Assert.Equal(i + 1, graphs[i].Operands[0].Operands[0].Grad, 1e-12);
        }
    }

    [Fact]
    public void ValuesOfOtherThreadsAreOperandsWhicheverSegmentIsNewer()
    {
        for (int round = 0; round < 30; round++)
        {
            Value[] leaves = [.. Enumerable.Range(0, 20).Select(i => new Value(0.5 + i * 0.05))];
            Value mine = leaves[0] * leaves[1];                       // this thread's segment is older than the workers'
            var first = new Value[Threads];
            var second = new Value[Threads];
            Parallel(t => first[t] = Work(leaves[t], leaves, 3000));
            Parallel(t => second[t] = Work(first[(t + 1) % Threads], [.. leaves, .. first], 1000));
            Value total = second.Aggregate(mine, (sum, x) => sum + x) * first[3];
            total += Value.Sum([mine, .. first, .. second]) + Value.Dot(first, second);
            total.Backward();
            double[] gradient = [.. leaves.Select(leaf => leaf.Grad)];

            // The same on one thread.
            foreach (Value leaf in leaves)
                leaf.ZeroGrad();
            Value[] one = [.. Enumerable.Range(0, Threads).Select(t => Work(leaves[t], leaves, 3000))];
            Value[] two = [.. Enumerable.Range(0, Threads).Select(t => Work(one[(t + 1) % Threads], [.. leaves, .. one], 1000))];
            Value same = leaves[0] * leaves[1];
            Value expected = two.Aggregate(same, (sum, x) => sum + x) * one[3] + Value.Sum([same, .. one, .. two]) + Value.Dot(one, two);
            expected.Backward();
            Assert.Equal(expected.Data, total.Data, 1e-12);
            for (int i = 0; i < leaves.Length; i++)
                Assert.Equal(leaves[i].Grad, gradient[i], 1e-9 * Math.Max(1, Math.Abs(gradient[i])));
        }
    }

    [Fact]
    public void PassesThatNeedEachOthersGatesDoNotWaitForEver()
    {
        var (x, y) = (new Value(1.5), new Value(0.5));
        Value[] own = new Value[2];
        Parallel(t => own[t % 2] = Work(x, [x, y], 100), threads: 2);
        Value[] crossed = new Value[2];
        Parallel(t => crossed[t] = own[0] * own[1] + t, threads: 2);
        Parallel(t =>
        {
            for (int i = 0; i < 2000; i++)
                crossed[t % 2].Backward();
        });
        Assert.True(double.IsFinite(x.Grad) && x.HasGrad && y.HasGrad);
    }

    [Fact]
    public void AThreadThatEndedLeavesItsGraphBehind()
    {
        Value leaf = new(3), result = default;
        var thread = new Thread(() => result = leaf * leaf);
        thread.Start();
        thread.Join();
        GC.Collect();
        (result + leaf).Backward();
        Assert.Equal(7, leaf.Grad);
    }

    static Value Work(Value x, Value[] others, int steps)
    {
        for (int k = 0; k < steps; k++)
            x = x * 0.999 + others[k % others.Length] * others[(k + 3) % others.Length] * 0.001;
        return x;
    }

    static void Parallel(Action<int> body, int threads = Threads)
    {
        List<Exception> failures = [];
        using var start = new Barrier(threads);
        Thread[] all = [.. Enumerable.Range(0, threads).Select(t => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                body(t);
            }
            catch (Exception e)
            {
                lock (failures)
                    failures.Add(e);
            }
        }))];
        foreach (Thread thread in all)
            thread.Start();
        foreach (Thread thread in all)
            thread.Join();
        Assert.Empty(failures);
    }
}
