namespace Micrograd.Tests.Operations;

/// <summary>The functions of Value that are more than one rule, against closed forms.</summary>
public class CatalogueTests
{
    [Fact]
    public void ClampGivesItsDerivativeToWhatDecides()
    {
        foreach (var (at, expected, byX, byLow, byHigh) in new[] { (0.5, 0.5, 1, 0, 0), (-3, -1, 0, 1, 0), (7, 2, 0, 0, 1), (-1.0, -1, 1, 0, 0), (2.0, 2, 1, 0, 0) })
        {
            Value x = new(at), low = new(-1), high = new(2), y = Value.Clamp(x, low, high);
            y.Backward();
            Assert.Equal((expected, byX, byLow, byHigh), (y.Data, x.Grad, low.Grad, high.Grad));
        }
    }

    [Fact]
    public void SoftmaxAddsUpToOneAndShiftsDoNotMatter()
    {
        Value[] logits = [new(1000), new(1001), new(998)];
        Value[] p = Value.Softmax(logits), log = Value.LogSoftmax(logits);
        double total = 1 + Math.E + Math.Exp(-2);
        Assert.Equal(1, p.Sum(x => x.Data), 1e-15);
        Assert.Equal(Math.E / total, p[1].Data, 1e-15);
        Assert.Equal(Math.Log(Math.E / total), log[1].Data, 1e-13);
        p[1].Backward();
        Assert.Equal(p[1].Data * (1 - p[1].Data), logits[1].Grad, 1e-13);
        Assert.Equal(-p[1].Data * p[0].Data, logits[0].Grad, 1e-13);
    }

    [Fact]
    public void AProductWithAZeroHasTheDerivativeOfTheZero()
    {
        Value[] x = [new(2), new(0), new(5)];
        Value.Product(x).Backward();
        Assert.Equal([0, 10, 0], x.Select(leaf => leaf.Grad));
        Assert.Equal(1, Value.Product().Data);
    }

    [Fact]
    public void ANormNeitherOverflowsNorDividesByZero()
    {
        Value[] x = [new(3e200), new(-4e200)];
        Value y = Value.Norm(x);
        y.Backward();
        Assert.Equal(5e200, y.Data, 1e185);
        Assert.Equal([0.6, -0.8], x.Select(leaf => Math.Round(leaf.Grad, 12)));
        Value[] zero = [new(0), new(0)];
        Value.Norm(zero).Backward();
        Assert.Equal([0, 0], zero.Select(leaf => leaf.Grad));
    }

    [Fact]
    public void EqualWinnersShareTheDerivative()
    {
        Value[] x = [new(4), new(1), new(4), new(1)];
        (Value.MaxOf(x) + 10 * Value.MinOf(x)).Backward();
        Assert.Equal([0.5, 5, 0.5, 5], x.Select(leaf => leaf.Grad));
        Assert.Equal(0, Value.ArgMax(x));
        Assert.Equal(2, Value.ArgMax(1, 2, double.NaN, 9));
    }

    [Fact]
    public void NothingHasNoMeanAndNoLargest()
    {
        foreach (Action action in new Action[] { () => Value.Mean(), () => Value.MaxOf(), () => Value.MinOf(), () => Value.ArgMax() })
            Assert.Contains("at least 1", Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LongReductionsAreChainedAndStayExact()
    {
        Value[] x = [.. Enumerable.Range(0, 9_000).Select(i => new Value(1 + Math.Sin(i) / 1000))];
        double product = x.Aggregate(1.0, (p, leaf) => p * leaf.Data), squares = x.Sum(leaf => leaf.Data * leaf.Data);
        Value y = Value.Product(x) + Value.Norm(x) + Value.Mean(x) + Value.MaxOf(x);
        y.Backward();
        Assert.Equal(product + Math.Sqrt(squares) + x.Average(leaf => leaf.Data) + x.Max(leaf => leaf.Data), y.Data, 1e-10);
        Assert.Equal(product / x[77].Data + x[77].Data / Math.Sqrt(squares) + 1.0 / 9_000, x[77].Grad, 1e-10);
    }

    [Fact]
    public void WinnersShareEquallyHoweverFarApartTheyAre()
    {
        foreach (int every in new[] { 1, 7, 4093, 9_999 })
        {
            Value[] x = [.. Enumerable.Range(0, 10_000).Select(i => new Value(i % every == 0 ? 3 : i / 1e4))];
            double share = 1.0 / x.Count(leaf => leaf.Data == 3);
            Value largest = Value.MaxOf(x), smallest = Value.MinOf([.. x.Select(leaf => -leaf)]);
            Assert.Equal((3, "maxof", -3, "minof"), (largest.Data, largest.Op, smallest.Data, smallest.Op));
            (largest - 10 * smallest).Backward();
            Assert.DoesNotContain(x, leaf => Math.Abs((leaf.Data == 3 ? 11 * share : 0) - leaf.Grad) > 1e-14 * share);
        }
    }

    [Fact]
    public void ALateWinnerTakesAllFromTheBlocksBefore()
    {
        Value[] x = [.. Enumerable.Range(0, 10_000).Select(i => new Value(Math.Min(i, 9_000)))];
        Value.MaxOf(x).Backward();
        Assert.DoesNotContain(x[..9_000], leaf => leaf.Grad != 0);
        Assert.DoesNotContain(x[9_000..], leaf => Math.Abs(leaf.Grad - 1e-3) > 1e-17);
        Assert.True(Value.MaxOf([.. x.Select(leaf => (Value)leaf.Data)]).IsConstant);
    }

    [Fact]
    public void ALongMeanIsAMean()
    {
        Value[] x = [.. Enumerable.Range(0, 10_000).Select(i => new Value(i))];
        Value mean = Value.Mean(x);
        mean.Backward();
        Assert.Equal((4999.5, "mean"), (mean.Data, mean.Op));
        Assert.DoesNotContain(x, leaf => leaf.Grad != 1e-4);
        Value constant = Value.Mean([.. x.Select(leaf => (Value)leaf.Data)]);
        Assert.Equal((4999.5, true), (constant.Data, constant.IsConstant));
    }
}
