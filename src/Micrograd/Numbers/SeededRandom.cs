using System.Numerics;
using static System.FormattableString;

namespace Micrograd.Numbers;

/// <summary>
/// Random numbers that a seed fixes for ever, bit for bit on every platform: first weights, shuffles and made data sets
/// draw from it. Not for secrets, and not for several threads at once.
/// </summary>
/// <remarks>
/// The generator is xoshiro256** 1.0 (D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM
/// TOMS 47:4, 2021), with a period of 2^256 - 1. Its state is filled, as its authors advise, by SplitMix64 (G. L. Steele,
/// D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014). System.Random promises no
/// sequence from one version of .NET to the next.
/// </remarks>
public sealed class SeededRandom
{
    const double Ulp = 1.0 / (1L << 53);
    const double Ln2 = 0.693147180559945309417;
    const double Sqrt2 = 1.41421356237309504880;

    ulong s0, s1, s2, s3;

    /// <summary>Starts the sequence that belongs to the seed; every seed, negative or zero, is a good one.</summary>
    public SeededRandom(long seed)
    {
        var mixer = unchecked((ulong)seed);
        (s0, s1, s2, s3) = (SplitMix64(ref mixer), SplitMix64(ref mixer), SplitMix64(ref mixer), SplitMix64(ref mixer));
    }

    /// <summary>Starts from a raw state, as the published reference outputs do.</summary>
    internal SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3) =>
        (this.s0, this.s1, this.s2, this.s3) = (s0, s1, s2, s3);

    /// <summary>A double in [0, 1): one of 2^53 equally likely, equally spaced numbers.</summary>
    public double Next() => (NextBits() >> 11) * Ulp;

    /// <summary>A whole number in [0, limit), each equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    /// <remarks>D. Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 29:1, 2019.</remarks>
    public int Next(int limit)
    {
        if (limit < 1)
            throw new ArgumentOutOfRangeException(nameof(limit), Invariant($"limit must be at least 1, got {limit}"));
        var range = (ulong)limit;
        ulong high, low;
        do high = Math.BigMul(NextBits(), range, out low);
        while (low < (0 - range) % range);   // 2^64 mod range: without it some numbers would come up once more often
        return (int)high;
    }

    /// <summary>A double in [low, high), or low where the two are equal.</summary>
    /// <exception cref="ArgumentException">The interval runs backwards, or its width is not finite.</exception>
    public double Uniform(double low, double high)
    {
        var width = high - low;
        if (!(width >= 0 && double.IsFinite(width)))
            throw new ArgumentException(Invariant($"Uniform needs low <= high and a finite width, got {low} and {high}"));
        var x = low + width * Next();
        return x < high || width == 0 ? x : Math.BitDecrement(high);   // the sum may round up to high
    }

    /// <summary>A normally distributed double, of mean 0 and standard deviation 1.</summary>
    /// <remarks>
    /// G. Marsaglia's polar method. Its second number is dropped, so that the four words stay the whole state.
    /// </remarks>
    public double Gaussian()
    {
        double u, v, s;
        do
        {
            u = 2 * Next() - 1;
            v = 2 * Next() - 1;
            s = u * u + v * v;
        }
        while (s >= 1 || s == 0);
        return u * Math.Sqrt(-2 * Log(s) / s);
    }

    /// <summary>Puts the items into a random order, each order equally likely (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>
    /// Parts rows, each side in a random order, so that each class is parted in the same proportion to within one row: a rare
    /// class is then not all on one side by bad luck.
    /// </summary>
    /// <param name="classOf">The class of each row, counted from 0; all 0 where there are no classes.</param>
    /// <param name="share">The share of the rows to hold out, from 0 to 1.</param>
    /// <returns>Positions in <paramref name="classOf"/>, each on one side; a side may be empty.</returns>
    public (int[] Kept, int[] HeldOut) Split(ReadOnlySpan<int> classOf, double share)
    {
        int[] quota = HeldOutOfEachClass(classOf, share);
        int[] rows = [.. Enumerable.Range(0, classOf.Length)];
        Shuffle<int>(rows);
        List<int> kept = new(rows.Length), heldOut = [];
        foreach (int row in rows)
            (quota[classOf[row]]-- > 0 ? heldOut : kept).Add(row);
        return ([.. kept], [.. heldOut]);
    }

    /// <summary>
    /// How many rows of each class to hold out. Rounding the running total, and not each class, keeps each class within one row
    /// of its share and the sum at the rounded share of all rows.
    /// </summary>
    static int[] HeldOutOfEachClass(ReadOnlySpan<int> classOf, double share)
    {
        if (!(share is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), Invariant($"a share must be from 0 to 1, got {share}"));
        int classes = 0;
        foreach (int c in classOf)
            classes = Math.Max(classes, c + 1);
        var quota = new int[classes];
        foreach (int c in classOf)
            quota[c]++;
        var (seen, given) = (0, 0);
        for (var c = 0; c < quota.Length; c++)
        {
            seen += quota[c];
            quota[c] = (int)Math.Round(seen * share) - given;
            given += quota[c];
        }
        return quota;
    }

    /// <summary>The next 64 random bits: one step of xoshiro256**.</summary>
    internal ulong NextBits()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>One step of SplitMix64: a counter in steps of the golden ratio, stirred.</summary>
    internal static ulong SplitMix64(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>
    /// ln x for 0 &lt; x &lt; 1, from operations that IEEE 754 rounds alike everywhere; Math.Log asks the platform's C
    /// library, and those differ in the last bit.
    /// </summary>
    /// <remarks>
    /// x = m 2^e with m in [√½, √2), and ln m = 2 artanh z = 2 (z + z³/3 + z⁵/5 + …) where z = (m - 1)/(m + 1). As
    /// |z| &lt; 0.172, the first power left out is below 1e-19.
    /// </remarks>
    internal static double Log(double x)
    {
        var e = Math.ILogB(x);
        var m = Math.ScaleB(x, -e);
        if (m >= Sqrt2)
            (m, e) = (m / 2, e + 1);
        var z = (m - 1) / (m + 1);
        var sum = 0.0;
        for (var k = 23; k >= 1; k -= 2)
            sum = sum * (z * z) + 1.0 / k;
        return 2 * z * sum + e * Ln2;
    }
}
