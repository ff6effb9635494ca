using Micrograd.Numbers;

namespace Micrograd.Data;

/// <content>Two moons: the small problem in the plane that no straight line solves.</content>
public sealed partial class DataSet
{
    /// <summary>
    /// Two interleaving half circles of radius 1, the data of micrograd's demonstration: "outer" (cos t, sin t) and
    /// "inner" (1 - cos t, ½ - sin t), t in equal steps from 0 to π, with normal noise on both coordinates.
    /// </summary>
    /// <param name="count">The number of points; the outer moon gets half of them, rounded down.</param>
    /// <param name="noise">The standard deviation of the noise; 0 for none.</param>
    /// <param name="seed">Fixes the noise and the order of the points, for ever and on every platform.</param>
    /// <returns>Rows (x, y) in a random order; class 0 is the outer moon, class 1 the inner one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are fewer than 2 points, or the noise is negative or not finite.
    /// </exception>
    /// <remarks>
    /// The geometry is that of scikit-learn's <c>make_moons</c>; the random numbers are those of
    /// <see cref="SeededRandom"/>. Only the last bit of a coordinate may depend on the platform, through its sine.
    /// </remarks>
    public static DataSet Moons(int count = 100, double noise = 0.1, int seed = 1337)
    {
        CheckMade(count, 2, noise);
        return Made("moons", ["outer", "inner"], count, seed, (c, k, n, random) =>
        {
            var (x, y) = c == 0 ? Outer(Angle(k, n)) : Inner(Angle(k, n));
            return (x + noise * random.Gaussian(), y + noise * random.Gaussian());
        });
    }

    static (double X, double Y) Outer(double t) => (Math.Cos(t), Math.Sin(t));

    static (double X, double Y) Inner(double t) => (1 - Math.Cos(t), 0.5 - Math.Sin(t));

    /// <summary>The k-th of n equal steps from 0 to π, both ends included.</summary>
    static double Angle(int k, int n) => n == 1 ? 0 : Math.PI * k / (n - 1);
}
