using Micrograd.Numbers;
using Micrograd.Operations;

namespace Micrograd.Tests.Numbers;

/// <summary>Forward mode against closed forms, to the third order, and against the other readings of the same program.</summary>
public class DualProgramTests
{
    const double Accuracy = 1e-13;

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.7)]
    public void TangentsAreDerivatives(double x)
    {
        AssertDerivative(2, v => 2 * v + 1);
        AssertDerivative(-2, v => 1 - v * 2);
        AssertDerivative(3 * x * x, v => v * v * v);
        AssertDerivative(-1 / (x * x), v => 1 / v);
        AssertDerivative(1 / ((1 + x) * (1 + x)), v => v / (1 + v));
        AssertDerivative(-1, v => -v);
        AssertDerivative(2 * Math.Exp(2 * x), v => Dual<Real>.Apply<Exp>(2 * v));
        AssertDerivative(1 / x, v => Dual<Real>.Apply<Log>(3 * v));
        AssertDerivative(0.5 / Math.Sqrt(x), Dual<Real>.Apply<Sqrt>);
        AssertDerivative(1 / Math.Pow(Math.Cosh(x), 2), Dual<Real>.Apply<Tanh>);
        AssertDerivative(Math.Pow(x, x) * (1 + Math.Log(x)), v => Dual<Real>.Apply<Power>(v, v));
        AssertDerivative(2.5 * Math.Pow(x, 1.5), v => Dual<Real>.Apply<Power>(v, 2.5));
        AssertDerivative(Math.Pow(2, x) * Math.Log(2), v => Dual<Real>.Apply<Power>(2, v));
        AssertDerivative(-1, v => Dual<Real>.Apply<Abs>(v - 2));
        AssertDerivative(2 * x, v => Dual<Real>.Apply<Max>(v * v, -1));
        AssertDerivative(2 * x, v => Dual<Real>.Apply<Min>(v * v, 10));
        AssertDerivative(Math.Exp(-x) / Math.Pow(1 + Math.Exp(-x), 2), Dual<Real>.Apply<Sigmoid>);
        AssertDerivative(1, Dual<Real>.Apply<Relu>);
        AssertDerivative(2 * x, v => Dual<Real>.IfGreater(v, 0, v * v, 7));
        AssertDerivative(2 * x, v => Dual<Real>.IfEqual(v, 0, 7, v * v));

        void AssertDerivative(double expected, Func<Dual<Real>, Dual<Real>> function) =>
            Assert.Equal(expected, function(new(x, 1)).Tangent, Accuracy * Math.Max(1, Math.Abs(expected)));
    }

    [Fact]
    public void ATangentIsTheDerivativeAlongADirection()
    {
        Dual<Real> a = new(3, 0.5), b = new(-2, 4);
        Assert.Equal(new Dual<Real>(-6, 0.5 * -2 + 3 * 4), a * b);
        Assert.Equal(new Dual<Real>(1, 4.5), a + b);
        Assert.Equal(new Dual<Real>(-1.5, 0.5 / -2 - 3.0 / 4 * 4), a / b);
    }

    [Fact]
    public void AConstantHasNoTangent() => Assert.Equal(new Dual<Real>(5, 0), (Dual<Real>)5);

    [Fact]
    public void NoMovementAlongAnInfiniteSlopeIsNoChange()
    {
        Assert.Equal(0, Dual<Real>.Apply<Sqrt>(0).Tangent.Value);
        Assert.Equal(0, Dual<Real>.Apply<Log>(0).Tangent.Value);
        Assert.Equal(0, (1 / (Dual<Real>)0).Tangent.Value);
        Assert.Equal(double.PositiveInfinity, Dual<Real>.Apply<Sqrt>(new(0, 1)).Tangent.Value);
        Assert.Equal(double.NegativeInfinity, (1 / new Dual<Real>(0, 1)).Tangent.Value);
    }

    // SymPy 1.14: derivatives of Program at (7/5, 4/5).
    const double F = 1.3594405877857670356, Fx = -2.2702681624788936606, Fy = 2.3068670151809997403;
    const double Fxx = 0.35302245016584352048, Fxy = -0.78535558702841070940, Fyy = -2.1911463756705476194;
    const double Fxxy = -1.5968755472912853531;

    /// <summary>tanh(xy) + exp(-x²) sqrt(1 + y²) - log(x/y) x^y + |x - 3| sigmoid(y), in the guise of any number type.</summary>
    static T Program<T>(T x, T y) where T : struct, IReal<T> =>
        T.Tanh(x * y) + T.Exp(-(x * x)) * T.Sqrt(1 + y * y) - T.Log(x / y) * T.Pow(x, y) + T.Abs(x - 3) * T.Apply<Sigmoid>(y);

    [Fact]
    public void FirstDerivativesOfAProgramAreThoseOfSymPy()
    {
        Assert.Equal(F, Program<Dual<Real>>(new(1.4, 1), 0.8).Primal, Accuracy);
        Assert.Equal(Fx, Program<Dual<Real>>(new(1.4, 1), 0.8).Tangent, Accuracy);
        Assert.Equal(Fy, Program<Dual<Real>>(1.4, new(0.8, 1)).Tangent, Accuracy);
    }

    [Fact]
    public void SecondDerivativesOfAProgramAreThoseOfSymPy()
    {
        Dual<Dual<Real>> x = new(new(1.4, 1), 1), y = new(new(0.8, 1), 1);
        Assert.Equal(Fxx, Program(x, 0.8).Tangent.Tangent, Accuracy);
        Assert.Equal(Fyy, Program(1.4, y).Tangent.Tangent, Accuracy);

        Dual<Dual<Real>> mixed = Program<Dual<Dual<Real>>>(new(new(1.4, 1), 0), new(0.8, 1));
        Assert.Equal(F, mixed.Primal.Primal, Accuracy);
        Assert.Equal(Fx, mixed.Primal.Tangent, Accuracy);
        Assert.Equal(Fy, mixed.Tangent.Primal, Accuracy);
        Assert.Equal(Fxy, mixed.Tangent.Tangent, Accuracy);
    }

    [Fact]
    public void ThirdDerivativesOfAProgramAreThoseOfSymPy()
    {
        Dual<Dual<Dual<Real>>> x = new(new(new(1.4, 1), 1), 0), y = new(0.8, 1);
        Assert.Equal(Fxxy, Program(x, y).Tangent.Tangent.Tangent, 10 * Accuracy);
    }

    [Fact]
    public void EveryReadingOfAProgramGivesTheSameNumber()
    {
        double expected = Program<Real>(1.4, 0.8);
        Assert.Equal(F, expected, Accuracy);
        Assert.Equal(expected, Program<Value>(new Value(1.4), new Value(0.8)).Data);
        Assert.Equal(expected, Program<Value>(1.4, 0.8).Data);
        Assert.Equal(expected, Program<Dual<Real>>(new(1.4, 1), new(0.8, -2)).Primal.Value);
        Assert.Equal(expected, Program<Dual<Dual<Real>>>(1.4, 0.8).Primal.Primal.Value);
    }

    [Fact]
    public void ForwardModeAndReverseModeAgree()
    {
        Value x = new(1.4), y = new(0.8);
        Program(x, y).Backward();
        Assert.Equal(Fx, x.Grad, Accuracy);
        Assert.Equal(Fy, y.Grad, Accuracy);
    }

    [Theory]
    [InlineData(0.0, 2.0, 2.0)]
    [InlineData(0.0, 3.0, 0.0)]
    [InlineData(2.0, 1.0, 0.0)]
    [InlineData(-2.0, 3.0, -12.0)]
    [InlineData(5e-324, 2.0, 2.0)]
    public void PowersBendAsTheyShallAtTheEdges(double a, double b, double secondDerivative)
    {
        Dual<Dual<Real>> y = Dual<Dual<Real>>.Apply<Power>(new(new(a, 1), 1), b);
        Assert.Equal(secondDerivative, y.Tangent.Tangent.Value);
    }
}
