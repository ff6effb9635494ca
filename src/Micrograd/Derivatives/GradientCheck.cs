using System.Globalization;
using Micrograd.Numbers;
using Micrograd.Operations;

namespace Micrograd.Derivatives;

/// <summary>
/// Compares derivatives with finite differences: the way to find out whether a rule, or a program made of them, is
/// right. Directions are random but the same in every run.
/// </summary>
public static class GradientCheck
{
    /// <summary>The relative error that passes, where finite differences are that good themselves.</summary>
    public const double DefaultTolerance = 1e-7;

    /// <summary>
    /// Checks the gradient that <see cref="Value.Backward()"/> gives for a function, along random directions; at order 2, the
    /// Hessian that <see cref="Derivative.HessianVector"/> gives, against finite differences of the gradient.
    /// </summary>
    /// <param name="function">The function; it is called with leaves, and with constants for its plain values.</param>
    /// <param name="point">Where to check, within a region where the function is smooth.</param>
    /// <param name="directions">How many random directions to try.</param>
    /// <param name="step">The first step of the finite differences, relative to the size of each coordinate (at least 1).</param>
    /// <param name="tolerance">The error that passes, relative to the derivative (at least 1).</param>
    /// <param name="order">1 to check the gradient; 2 to check the second derivatives as well.</param>
    /// <exception cref="ArgumentException">The point has no coordinates, or the order is neither 1 nor 2.</exception>
    public static GradientCheckResult Check(
        Func<Value[], Value> function, ReadOnlySpan<double> point, int directions = 8, double step = 0.05,
        double tolerance = DefaultTolerance, int order = 1)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (point.IsEmpty)
            throw new ArgumentException("The point to check at needs at least 1 coordinate, got none.", nameof(point));
        if (order is not (1 or 2))
            throw new ArgumentException($"The order to check is 1 or 2, got {order}.", nameof(order));
        double[] at = point.ToArray(), gradient = Derivative.Gradient(function, at);
        var worst = GradientCheckResult.Perfect;
        var random = new SeededRandom(1);
        for (int i = 0; i < directions; i++)
        {
            double[] direction = RandomDirection();
            var first = FiniteDifference.AtZero(t => Plain(function, Moved(at, direction, t)), step);
            worst = worst.OrWorse(new($"direction {i}", Product(gradient, direction), first.Derivative, first.Error, tolerance));
            if (order == 1)
                continue;
            double[] other = RandomDirection(), curvature = Derivative.HessianVector(function, at, direction);
            var second = FiniteDifference.AtZero(t => Product(Derivative.Gradient(function, Moved(at, direction, t)), other), step);
            worst = worst.OrWorse(new($"direction {i}, order 2", Product(curvature, other), second.Derivative, second.Error, tolerance));
        }
        return worst;

        double[] RandomDirection() => [.. at.Select(x => random.Gaussian() * Math.Max(1, Math.Abs(x)))];
    }

    /// <summary>
    /// Checks the rule of a unary operation around x: its partial against finite differences of its value there and half a
    /// step to either side, and, for order 2, the derivative of its partial by dual numbers against finite differences of
    /// the partial.
    /// </summary>
    /// <typeparam name="TOp">The operation.</typeparam>
    /// <param name="x">Where to check; the operation must be smooth around it.</param>
    /// <param name="step">The first step of the finite differences.</param>
    /// <param name="tolerance">The error that passes, relative to the derivative (at least 1).</param>
    public static GradientCheckResult Operation<TOp>(double x, double step = 0.05, double tolerance = DefaultTolerance)
        where TOp : struct, IUnaryOperation
    {
        var result = GradientCheckResult.Perfect;
        foreach (double near in new[] { x - step / 2, x, x + step / 2 })
        {
            var first = FiniteDifference.AtZero(t => TOp.Primal<Real>(near + t), step / 2);
            double partial = TOp.Partial<Real>(near, TOp.Primal<Real>(near));
            result = result.OrWorse(new($"{TOp.Symbol}, order 1", partial, first.Derivative, first.Error, tolerance));
        }

        var input = new Dual<Real>(x, 1);
        double second = TOp.Partial(input, Dual<Real>.Apply<TOp>(input)).Tangent;
        var expected = FiniteDifference.AtZero(t => TOp.Partial<Real>(x + t, TOp.Primal<Real>(x + t)), step);
        return result.OrWorse(new($"{TOp.Symbol}, order 2", second, expected.Derivative, expected.Error, tolerance));
    }

    /// <summary>The same for a binary operation at (a, b), along each argument and a direction between them.</summary>
    /// <typeparam name="TOp">The operation.</typeparam>
    /// <param name="a">Where to check; the operation must be smooth around it.</param>
    /// <param name="b">Where to check; the operation must be smooth around it.</param>
    /// <param name="step">The first step of the finite differences.</param>
    /// <param name="tolerance">The error that passes, relative to the derivative (at least 1).</param>
    public static GradientCheckResult Operation<TOp>(double a, double b, double step = 0.05, double tolerance = DefaultTolerance)
        where TOp : struct, IBinaryOperation
    {
        var worst = GradientCheckResult.Perfect;
        foreach (var (u, v) in new[] { (1.0, 0.0), (0.0, 1.0), (0.6, -0.8) })
        {
            Dual<Real> x = new(a, u), z = new(b, v), y = Dual<Real>.Apply<TOp>(x, z);
            Compare("order 1", y.Tangent, (p, q) => TOp.Primal(p, q));
            Compare("order 2 of the first partial", TOp.PartialA(x, z, y).Tangent, (p, q) => TOp.PartialA(p, q, TOp.Primal(p, q)));
            Compare("order 2 of the second partial", TOp.PartialB(x, z, y).Tangent, (p, q) => TOp.PartialB(p, q, TOp.Primal(p, q)));

            void Compare(string what, double actual, Func<Real, Real, Real> function)
            {
                var (expected, error) = FiniteDifference.AtZero(t => function(a + t * u, b + t * v), step);
                worst = worst.OrWorse(new(
                    string.Create(CultureInfo.InvariantCulture, $"{TOp.Symbol} along ({u}, {v}), {what}"), actual, expected, error, tolerance));
            }
        }
        return worst;
    }

    static double Plain(Func<Value[], Value> function, double[] at) => function([.. at.Select(x => (Value)x)]).Data;

    static double[] Moved(double[] at, double[] direction, double t) => [.. at.Zip(direction, (x, d) => x + t * d)];

    static double Product(double[] a, double[] b) => a.Zip(b, (x, z) => x * z).Sum();
}

/// <summary>The comparison in which derivative and finite differences were furthest apart.</summary>
/// <param name="What">What was compared.</param>
/// <param name="Derivative">The derivative under test.</param>
/// <param name="Expected">The derivative by finite differences.</param>
/// <param name="Uncertainty">How wrong the finite differences may be.</param>
/// <param name="Tolerance">The error that passes, relative to the derivative (at least 1).</param>
public sealed record GradientCheckResult(string What, double Derivative, double Expected, double Uncertainty, double Tolerance)
{
    internal static GradientCheckResult Perfect { get; } = new("nothing", 0, 0, 0, 1);

    /// <summary>The difference in units of what passes: fine up to 1.</summary>
    public double Excess
    {
        get
        {
            double excess = Math.Abs(Derivative - Expected) / (Tolerance * Math.Max(1, Math.Abs(Expected)) + 10 * Uncertainty);
            return double.IsNaN(excess) ? double.PositiveInfinity : excess;
        }
    }

    /// <summary>
    /// Whether the two agree. Finite differences that cannot tell (a kink, a pole or no finite values nearby) do not count
    /// as agreement.
    /// </summary>
    public bool Passed => Excess <= 1 && Uncertainty <= 1e-3 * Math.Max(1, Math.Abs(Expected));

    internal GradientCheckResult OrWorse(GradientCheckResult other) =>
        Passed != other.Passed ? (Passed ? other : this) : other.Excess > Excess ? other : this;

    /// <summary>A sentence with both numbers.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{What}: the derivative is {Derivative:G10}, finite differences say {Expected:G10} (± {Uncertainty:G2}): {(Passed ? "passed" : "FAILED")}");
}
