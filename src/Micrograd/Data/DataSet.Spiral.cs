using static System.FormattableString;

namespace Micrograd.Data;

/// <content>Spiral arms: the small problem in the plane with as many classes as one likes.</content>
public sealed partial class DataSet
{
    /// <summary>How far an arm turns from its start to its end, in radians.</summary>
    const double Turn = 4;

    /// <summary>
    /// Arms that wind out from the origin: (r sin t, r cos t), r in equal steps from 0 to 1 while t turns by 4 radians, with
    /// normal noise on the angle t. Their starts divide the full turn evenly.
    /// </summary>
    /// <param name="count">The number of points, shared evenly among the arms, to within one.</param>
    /// <param name="classes">The number of arms.</param>
    /// <param name="noise">The standard deviation of the angle, in radians; 0 for none.</param>
    /// <param name="seed">Fixes the noise and the order of the points, for ever and on every platform.</param>
    /// <returns>Rows (x, y) in a random order; the classes are "arm 1", "arm 2", …</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are fewer than 2 arms, fewer points than arms, or the noise is negative or not finite.
    /// </exception>
    /// <remarks>
    /// The arms are those of A. Karpathy's CS231n notes, <see href="https://cs231n.github.io/neural-networks-case-study/"/>,
    /// which start them 4 radians apart, nearly even for their three. Only the last bit of a coordinate may depend on the
    /// platform, through its sine.
    /// </remarks>
    public static DataSet Spiral(int count = 300, int classes = 3, double noise = 0.2, int seed = 1337)
    {
        if (classes < 2)
            throw new ArgumentOutOfRangeException(nameof(classes), Invariant($"classes must be at least 2, got {classes}"));
        CheckMade(count, classes, noise);
        string[] arms = [.. Enumerable.Range(1, classes).Select(arm => Invariant($"arm {arm}"))];
        return Made("spiral", arms, count, seed, (c, k, n, random) =>
        {
            var r = n == 1 ? 0 : (double)k / (n - 1);
            var t = 2 * Math.PI * c / classes + Turn * r + noise * random.Gaussian();
            return (r * Math.Sin(t), r * Math.Cos(t));
        });
    }
}
