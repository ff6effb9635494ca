using Micrograd.Derivatives;

namespace Micrograd.Tests.Derivatives;

/// <summary>The ruler that derivatives are measured with, measured itself.</summary>
public class FiniteDifferenceTests
{
    [Fact]
    public void ClosedFormsAreMetToNineDigits()
    {
        AssertDerivative(Math.Cos(0.7), t => Math.Sin(0.7 + t));
        AssertDerivative(Math.Exp(2), t => Math.Exp(2 + t));
        AssertDerivative(1 / 3.0, t => Math.Log(3 + t));
        AssertDerivative(-1 / 2.25, t => 1 / (1.5 + t));
        AssertDerivative(0.5 / Math.Sqrt(2), t => Math.Sqrt(2 + t));
        AssertDerivative(1 - Math.Pow(Math.Tanh(0.3), 2), t => Math.Tanh(0.3 + t));
        AssertDerivative(7, t => 7 * t - 3);
        AssertDerivative(0, t => 5);
        AssertDerivative(4 * 27, t => Math.Pow(3 + t, 4));
    }

    [Fact]
    public void TheErrorIsNotUnderstated()
    {
        var (derivative, error) = FiniteDifference.AtZero(t => Math.Exp(2 + t), 0.1);
        Assert.InRange(Math.Abs(derivative - Math.Exp(2)), 0, 10 * error);
    }

    [Fact]
    public void AKinkOffTheMiddleOrAJumpShowsInTheError()
    {
        Assert.True(FiniteDifference.AtZero(t => t < 0 ? 0 : 1, 0.1).Error > 1);
        Assert.True(FiniteDifference.AtZero(t => 1 / t, 0.1).Error > 1);
    }

    [Fact]
    public void NoFiniteValueGivesNoDerivative()
    {
        var (derivative, error) = FiniteDifference.AtZero(_ => double.NaN, 0.1);
        Assert.Equal(double.NaN, derivative);
        Assert.Equal(double.PositiveInfinity, error);
    }

    static void AssertDerivative(double expected, Func<double, double> function)
    {
        var (derivative, error) = FiniteDifference.AtZero(function, 0.1);
        Assert.Equal(expected, derivative, 1e-9 * Math.Max(1, Math.Abs(expected)));
        Assert.InRange(error, 0, 1e-8 * Math.Max(1, Math.Abs(expected)));
    }
}
