using System.Runtime.CompilerServices;

namespace Micrograd.Tests.Tape;

/// <summary>A root is enough: with every other value dropped and collected, the graph still tells all of itself.</summary>
public class CompleteGraphTests
{
    [Fact]
    public void ARootKeepsEveryNumberOperationAndConstantOfItsGraph()
    {
        Value root = Build();
        for (int i = 0; i < 3; i++)
            GC.Collect();

        Assert.Equal("sub(affine(2, 3, 0.5, tanh(mul(2, 4)), 0.25), sum(logsumexp(2, 1, 3), 7, pow(3, 2)))", Describe(root));
        Assert.Equal(root.Data, Recompute(root), 1e-15);
    }

    [Fact]
    public void AGraphOfManySegmentsIsWalkedToItsLeaves()
    {
        Value root = Chain(20_000);
        GC.Collect();
        int steps = 0;
        while (!root.IsLeaf)
        {
            IReadOnlyList<Value> operands = root.Operands;
            Assert.Equal(steps % 2 == 0 ? "+" : "*", root.Op);
            Assert.Equal(operands[1].IsConstant ? operands[0].Data + operands[1].Data : operands[0].Data * operands[1].Data, root.Data);
            root = operands[0];
            steps++;
        }
        Assert.Equal(40_000, steps);
        Assert.Equal(0.3, root.Data);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Value Build()
    {
        Value a = new(2), b = new(3);
        Value affine = Value.Affine([a, 0.5], [b, Value.Tanh(a * 4)], 0.25);
        return affine - Value.Sum(Value.LogSumExp(a, 1, b), 7, Value.Pow(b, 2));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Value Chain(int passes)
    {
        Value x = new(0.3), rate = new(0.9999);
        for (int i = 0; i < passes; i++)
            x = x * rate + 0.001;
        return x;
    }

    static string Describe(Value value) => value.IsLeaf || value.IsConstant
        ? value.Data.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : $"{Name(value.Op)}({string.Join(", ", value.Operands.Select(Describe))})";

    static string Name(string op) => op switch { "*" => "mul", "-" => "sub", "**" => "pow", _ => op };

    static double Recompute(Value value)
    {
        double[] x = [.. value.Operands.Select(Recompute)];
        return value.Op switch
        {
            "" => value.Data,
            "*" => x[0] * x[1],
            "-" => x[0] - x[1],
            "**" => Math.Pow(x[0], x[1]),
            "tanh" => Math.Tanh(x[0]),
            "sum" => x.Sum(),
            "affine" => x[4] + x[0] * x[1] + x[2] * x[3],
            "logsumexp" => Math.Log(x.Sum(Math.Exp)),
            string other => throw new InvalidOperationException($"unexpected {other}"),
        };
    }
}
