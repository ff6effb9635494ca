using System.Globalization;

namespace Micrograd.Drawing;

/// <summary>A mark on an axis. In the label a caret raises the exponent: <c>2×10^−6</c>.</summary>
internal readonly record struct PlotTick(double Value, string Label);

/// <summary>
/// Round numbers for axes: steps of 1, 2 or 5 times a power of ten, and labels with exactly the digits that the step
/// needs. Large numbers are counted in k and M, still larger and very small ones written with a power of ten.
/// </summary>
internal static class PlotTicks
{
    /// <summary>The smallest of 1, 2, 5 x 10^k that divides the range into at most the given number of steps.</summary>
    public static double NiceStep(double range, double steps)
    {
        double least = range / Math.Max(steps, 1);
        int exponent = (int)Math.Floor(Math.Log10(least));
        foreach (int digit in (ReadOnlySpan<int>)[1, 2, 5, 10])
            if (Times10(digit, exponent) >= least * (1 - 1e-9))
                return Times10(digit, exponent);
        return Times10(20, exponent);      // log10 was rounded across a power of ten
    }

    /// <summary>The multiples of a nice step from low to high.</summary>
    public static List<PlotTick> Linear(double low, double high, double step)
    {
        // Multiples are formed as (n x digit) x 10^k with one rounding, so that the seventh multiple of 0.1 is 0.7.
        int exponent = (int)Math.Floor(Math.Log10(step) + 1e-9);
        double digit = Math.Round(step / Times10(1, exponent));
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        var ticks = new List<PlotTick>();
        for (double n = Math.Ceiling(low / step - 1e-6); n <= high / step + 1e-6; n++)
        {
            double value = Times10(n * digit, exponent) + 0.0;
            ticks.Add(new(value, LinearLabel(value, exponent, largest)));
        }
        return ticks;
    }

    /// <summary>
    /// The ticks of a logarithmic axis: 1, 2 and 5 times each power of ten where there is room for it, otherwise powers of
    /// ten, and of those only every second, fifth, tenth … if they stand too close.
    /// </summary>
    public static List<PlotTick> Logarithmic(double low, double high, double pixelsPerDecade)
    {
        int first = (int)Math.Floor(Math.Log10(low) + 1e-9), last = (int)Math.Ceiling(Math.Log10(high) - 1e-9);
        bool plain = low > 0.9e-3 && high < 1.1e4;
        ReadOnlySpan<int> digits = pixelsPerDecade >= RoomFor125 ? [1, 2, 5] : [1];
        int every = (int)Math.Max(NiceStep(20 / pixelsPerDecade, 1), 1);
        var ticks = new List<PlotTick>();
        for (int exponent = first; exponent <= last; exponent++)
            foreach (int digit in digits)
                if (exponent % every == 0 && Times10(digit, exponent) is var value
                    && value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))
                    ticks.Add(new(value, plain ? Fixed(value, Math.Max(-exponent, 0)) : Scientific(digit, exponent)));
        return ticks;
    }

    /// <summary>The pixels that a decade needs before 2 and 5 get labels of their own.</summary>
    public const double RoomFor125 = 60;

    /// <summary>A factor times a power of ten, with one rounding where the power is exact.</summary>
    public static double Times10(double factor, int exponent) => exponent switch
    {
        >= 0 => factor * Math.Pow(10, exponent),
        >= -300 => factor / Math.Pow(10, -exponent),
        _ => factor / 1e300 / Math.Pow(10, -exponent - 300),
    };

    private static string LinearLabel(double value, int stepExponent, double largest)
    {
        if (value == 0)
            return "0";
        if (largest >= 0.9995e9 || (stepExponent < -4 && largest < 1e-3))
        {
            int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-9);
            return Scientific(Times10(value, -exponent), exponent, Math.Max(exponent - stepExponent, 0));
        }
        return largest switch
        {
            >= 0.9995e6 => Fixed(value / 1e6, Math.Max(6 - stepExponent, 0), trim: true) + "M",
            >= 0.9995e4 => Fixed(value / 1e3, Math.Max(3 - stepExponent, 0), trim: true) + "k",
            _ => Fixed(value, Math.Max(-stepExponent, 0)),
        };
    }

    private static string Scientific(double mantissa, int exponent, int decimals = 0)
    {
        string power = $"10^{Fixed(exponent, 0)}", factor = Fixed(mantissa, decimals, trim: true);
        if (exponent == 0)
            return factor;
        return factor switch { "1" => power, "−1" => "−" + power, _ => $"{factor}×{power}" };
    }

    /// <summary>A number with so many decimals and a true minus sign.</summary>
    public static string Fixed(double value, int decimals, bool trim = false)
    {
        string digits = Math.Abs(value).ToString($"F{decimals}", CultureInfo.InvariantCulture);
        if (trim && decimals > 0)
            digits = digits.TrimEnd('0').TrimEnd('.');
        return value < 0 ? "−" + digits : digits;
    }
}
