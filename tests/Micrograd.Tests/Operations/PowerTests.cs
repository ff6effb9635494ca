using Micrograd.Numbers;
using Micrograd.Operations;

namespace Micrograd.Tests.Operations;

/// <summary>a^b where the power in b * a^(b-1) is at an end of its range, beyond what the table of edge cases says.</summary>
public class PowerTests
{
    [Theory]
    [InlineData(1e-300)]
    [InlineData(-1e-310)]
    [InlineData(5e-324)]
    public void AZeroExponentHasNoSlopeForTinyArgumentsEither(double a)
    {
        Value x = new(a);
        Value.Pow(x, 0).Backward();
        Assert.Equal(0, x.Grad);
    }

    [Theory]
    [InlineData(0, 3e300, 0)]
    [InlineData(0, -3e300, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, 3e300, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, 2, double.PositiveInfinity)]
    [InlineData(0.5, 3e300, 0)]
    [InlineData(2, 3e300, double.PositiveInfinity)]
    [InlineData(1, 3e300, 3e300)]
    public void TheEndsOfTheRangeStayAsTheyAre(double a, double b, double partial) =>
        Assert.Equal(partial, Power.PartialA<Real>(a, b, Math.Pow(a, b)).Value);
}
