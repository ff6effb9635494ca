using Micrograd.Numbers;

namespace Micrograd.Data;

/// <content>Two circles: the small problem in the plane that needs a closed boundary.</content>
public sealed partial class DataSet
{
    /// <summary>
    /// Two circles around the origin, "outer" of radius 1 and "inner" of radius ½, in equal steps from (1, 0) or (½, 0),
    /// with normal noise on both coordinates.
    /// </summary>
    /// <param name="count">The number of points; the outer circle gets half of them, rounded down.</param>
    /// <param name="noise">The standard deviation of the noise; 0 for none.</param>
    /// <param name="seed">Fixes the noise and the order of the points, for ever and on every platform.</param>
    /// <returns>Rows (x, y) in a random order; class 0 is the outer circle, class 1 the inner one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are fewer than 2 points, or the noise is negative or not finite.
    /// </exception>
    /// <remarks>
    /// The geometry is that of scikit-learn's <c>make_circles</c> with a factor of 0.5; the random numbers are those of
    /// <see cref="SeededRandom"/>. Only the last bit of a coordinate may depend on the platform, through its sine.
    /// </remarks>
    public static DataSet Circles(int count = 100, double noise = 0.1, int seed = 1337)
    {
        CheckMade(count, 2, noise);
        return Made("circles", ["outer", "inner"], count, seed, (c, k, n, random) =>
        {
            var (t, radius) = (2 * Math.PI * k / n, c == 0 ? 1 : 0.5);
            return (radius * Math.Cos(t) + noise * random.Gaussian(), radius * Math.Sin(t) + noise * random.Gaussian());
        });
    }
}
