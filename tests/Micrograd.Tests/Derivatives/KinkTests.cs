using Micrograd.Derivatives;
using Micrograd.Operations;

namespace Micrograd.Tests.Derivatives;

/// <summary>Where there is no derivative, agreement with finite differences must not count as one.</summary>
public class KinkTests
{
    [Fact]
    public void AKinkOfARuleDoesNotPass()
    {
        Assert.False(GradientCheck.Operation<Relu>(0).Passed);
        Assert.False(GradientCheck.Operation<Abs>(0).Passed);
        Assert.False(GradientCheck.Operation<Max>(1, 1).Passed);
        Assert.False(GradientCheck.Operation<Min>(1, 1).Passed);
        Assert.False(GradientCheck.Operation<AtLeast>(1, 1).Passed);
        Assert.False(GradientCheck.Operation<LeakyRelu>(0, 0.5).Passed);
    }

    /// <summary>At these kinks the gradient is the mean of the slopes on both sides, and so are central differences.</summary>
    [Fact]
    public void AKinkInTheMiddleOfItsSlopesDoesNotPass()
    {
        Assert.False(GradientCheck.Check(x => Value.Abs(x[0]), [0]).Passed);
        Assert.False(GradientCheck.Check(x => Value.Max(x[0], -x[0]), [0]).Passed);
        Assert.False(GradientCheck.Check(x => Value.Max(x[0] * x[0], x[1]), [2, 4]).Passed);
        Assert.False(GradientCheck.Check(x => 1000 + Value.Min(3 * x[0], x[0] * x[1]), [2, 3]).Passed);
    }

    [Fact]
    public void AKinkBesideThePointDoesNoHarm()
    {
        Assert.True(GradientCheck.Operation<Relu>(0.01, step: 0.015).Passed);
        Assert.True(GradientCheck.Check(x => Value.Abs(x[0]), [-0.01]).Passed);
    }

    [Fact]
    public void APoleOrNoFiniteNumberDoesNotPass()
    {
        Assert.False(GradientCheck.Operation<Log>(0).Passed);
        Assert.False(GradientCheck.Operation<Sqrt>(-1).Passed);
        Assert.False(GradientCheck.Operation<Divide>(1, 0).Passed);
        Assert.False(GradientCheck.Check(x => 1 / x[0], [0]).Passed);
        Assert.False(GradientCheck.Check(x => Value.Log(x[0]), [-1]).Passed);
    }
}
