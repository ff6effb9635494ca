using System.Runtime.CompilerServices;

namespace Micrograd.Tests;

/// <summary>The search for the first NaN or infinity, forward and backward.</summary>
public class AnomalyModeTests
{
    [Fact]
    public void TheFirstOperationThatIsNotFiniteIsNamed()
    {
        Value x = new(0, "x"), one = new(1);
        int line = 0;
        using var mode = AnomalyMode.Enable();
        AnomalyException found = Assert.Throws<AnomalyException>([MethodImpl(MethodImplOptions.NoOptimization)] () =>
        {
            one = Value.Exp(x) + one;
            line = Here() + 1;
            Value bad = Value.Log(x + 0.0);
            return one * bad;
        });
        Assert.Equal(("log", 0, double.NegativeInfinity), (found.Value.Op, found.Value.Operands[0].Data, found.Value.Data));
        Assert.False(found.IsBackward);
        Assert.EndsWith("AnomalyModeTests.cs", found.File, StringComparison.Ordinal);
        Assert.Equal(line, found.Line);
        Assert.StartsWith("log(0) gave -Infinity, in ", found.Message, StringComparison.Ordinal);
        Assert.EndsWith($"AnomalyModeTests.cs:{line}.", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LabelsNameTheInputs()
    {
        Value price = new(-1, "price");
        using var mode = AnomalyMode.Enable();
        AnomalyException found = Assert.Throws<AnomalyException>(() => Value.Sqrt(price));
        Assert.StartsWith("sqrt(price: -1) gave NaN, in ", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInputThatWasNotFiniteIsPointedOut()
    {
        Value x = new(double.NaN, "data");
        using var mode = AnomalyMode.Enable();
        AnomalyException found = Assert.Throws<AnomalyException>(() => 2 * x);
        Assert.StartsWith("*(2, data: NaN) gave NaN (an input was not finite already), in ", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOperationOnManyOperandsIsSeenToo()
    {
        Value[] x = [.. Enumerable.Range(0, 20).Select(i => new Value(1e200 * i))];
        using var mode = AnomalyMode.Enable();
        AnomalyException found = Assert.Throws<AnomalyException>(() => Value.Dot(x, x));
        Assert.StartsWith("dot(0, 0, 1E+200, 1E+200, 2E+200, 2E+200, 3E+200, 3E+200, … 40 in all) gave Infinity", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    [MethodImpl(MethodImplOptions.NoOptimization)]
    public void AnInfiniteSlopeIsFoundInTheBackwardPassWithTheLineThatRecordedIt()
    {
        Value x = new(0, "x");
        using var mode = AnomalyMode.Enable();
        Value root = Value.Sqrt(x); int line = Here();
        root.Label = "root";
        Value y = 3 * root + 1;
        AnomalyException found = Assert.Throws<AnomalyException>(() => y.Backward());
        Assert.True(found.IsBackward);
        Assert.Equal(("sqrt", line), (found.Value.Op, found.Line));
        Assert.StartsWith(
            "In the backward pass, root = sqrt(x: 0) = 0 has the derivative Infinity by x: 0, which makes its gradient Infinity; in ", found.Message, StringComparison.Ordinal);
        Assert.False(x.HasGrad);
    }

    [Fact]
    public void ASumOfGradientsThatOverflowsIsFound()
    {
        Value x = new(1), u = x * 1.0, y = u * 1.5e308 + u * 1.5e308 - 1e308;
        using var mode = AnomalyMode.Enable();
        AnomalyException found = Assert.Throws<AnomalyException>(() => y.Backward());
        Assert.Contains("the gradient of *(1, 1) = 1 became Infinity; recorded before the search began", found.Message, StringComparison.Ordinal);
        Assert.Null(found.File);
    }

    [Fact]
    public void ADeadBranchWithAnInfiniteSlopeIsNoAnomaly()
    {
        Value x = new(0);
        using var mode = AnomalyMode.Enable();
        Value y = Value.Select(x > 0, Value.Sqrt(x), 2 * x);
        y.Backward();
        Assert.Equal(2, x.Grad);
    }

    [Fact]
    public void TheBackwardPassIsTheSameWithAndWithout()
    {
        double[] gradients = [Gradient(search: false), Gradient(search: true)];
        Assert.Equal(gradients[0], gradients[1]);

        static double Gradient(bool search)
        {
            using AnomalyMode? mode = search ? AnomalyMode.Enable() : null;
            Value x = new(0.3), y = x;
            for (int i = 0; i < 5000; i++)
                y = Value.Sin(y + x) + 0.1 * Value.Sum(x, y, y * x);
            y.Backward();
            y.Backward();
            return x.Grad;
        }
    }

    [Fact]
    public void AfterwardsEverythingIsAsBefore()
    {
        Value x = new(0), y;
        using (AnomalyMode.Enable())
        {
            using (AnomalyMode.Enable())
                Assert.Throws<AnomalyException>(() => Value.Log(x));
            Assert.Throws<AnomalyException>(() => Value.Log(x));
        }
        y = Value.Log(x);
        Assert.Equal(double.NegativeInfinity, y.Data);
        y.Backward();
        Assert.Equal(double.PositiveInfinity, x.Grad);
    }

    [Fact]
    public void AnotherThreadIsNotSearched()
    {
        Value x = new(0);
        using var mode = AnomalyMode.Enable();
        double result = 0;
        var thread = new Thread(() => result = Value.Log(x).Data);
        thread.Start();
        thread.Join();
        Assert.Equal(double.NegativeInfinity, result);
    }

    static int Here([CallerLineNumber] int line = 0) => line;
}
