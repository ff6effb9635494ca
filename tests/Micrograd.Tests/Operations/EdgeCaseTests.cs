using Micrograd.Numbers;

namespace Micrograd.Tests.Operations;

/// <summary>The table of edge cases through the eager engine, with constants on either side, and through dual numbers.</summary>
public class EdgeCaseTests
{
    [Fact]
    public void TheEagerEngineKeepsTheTable() => Check(row =>
    {
        Value[] x = [.. row.Arguments.Select(argument => new Value(argument))];
        Value y = Named.Apply(row.Op, x);
        y.Backward();
        return (y.Data, [.. x.Select(leaf => (double?)leaf.Grad)]);
    });

    [Fact]
    public void AConstantSecondArgumentChangesNothing() => Check(row =>
    {
        if (row.Arguments.Length == 1)
            return null;
        Value a = new(row.Arguments[0]), y = Named.Apply(row.Op, a, row.Arguments[1]);
        y.Backward();
        return (y.Data, [a.Grad, null]);
    });

    [Fact]
    public void AConstantFirstArgumentChangesNothing() => Check(row =>
    {
        if (row.Arguments.Length == 1)
            return null;
        Value b = new(row.Arguments[1]), y = Named.Apply(row.Op, row.Arguments[0], b);
        y.Backward();
        return (y.Data, [null, b.Grad]);
    });

    [Fact]
    public void ConstantsAloneGiveTheSameValue() => Check(row =>
    {
        Value y = Named.Apply(row.Op, [.. row.Arguments.Select(argument => (Value)argument)]);
        Assert.True(y.IsConstant);
        return (y.Data, new double?[row.Arguments.Length]);
    });

    [Fact]
    public void DualNumbersKeepTheTable() => Check(row =>
    {
        var gradients = new double?[row.Arguments.Length];
        double value = double.NaN;
        for (int i = 0; i < gradients.Length; i++)
        {
            Dual<Real>[] x = [.. row.Arguments.Select((argument, j) => new Dual<Real>(argument, i == j ? 1 : 0))];
            if (Named.Apply(row.Op, x) is not { } y)
                return null;
            (value, gradients[i]) = (y.Primal, y.Tangent);
        }
        return (value, gradients);
    });

    static void Check(Func<EdgeCases.Row, (double Value, double?[] Gradients)?> engine)
    {
        List<string> wrong = [];
        int seen = 0;
        foreach (EdgeCases.Row row in EdgeCases.All)
        {
            if (engine(row) is not var (value, gradients))
                continue;
            seen++;
            if (!EdgeCases.Agrees(row.Value, value))
                wrong.Add($"{row} = {value}, expected {row.Value}");
            for (int i = 0; i < gradients.Length; i++)
                if (gradients[i] is { } gradient && !EdgeCases.Accepts(row.Gradients[i], gradient))
                    wrong.Add($"{row}, gradient {i} = {gradient}, expected {string.Join(" or ", row.Gradients[i])}");
        }
        Assert.True(seen > 20);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
