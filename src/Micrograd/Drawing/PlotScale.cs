namespace Micrograd.Drawing;

/// <summary>
/// The line from data to pixels along one axis, straight or logarithmic, and the ticks that mark it. Pixels may run
/// downwards, as vertical axes do.
/// </summary>
internal sealed class PlotScale
{
    private readonly double pixelLow, pixelHigh;

    private PlotScale(double low, double high, bool isLogarithmic, double pixelLow, double pixelHigh, List<PlotTick> ticks)
    {
        (Low, High, IsLogarithmic, Ticks) = (low, high, isLogarithmic, ticks);
        (this.pixelLow, this.pixelHigh) = (pixelLow, pixelHigh);
    }

    /// <summary>The values at the two ends of the axis.</summary>
    public double Low { get; }

    /// <inheritdoc cref="Low"/>
    public double High { get; }

    /// <summary>Whether equal lengths are equal ratios.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>The marks, all within the ends.</summary>
    public IReadOnlyList<PlotTick> Ticks { get; }

    /// <summary>An axis with exactly these ends; <paramref name="leastStep"/> is 1 where only whole numbers have a meaning.</summary>
    public static PlotScale Exact(double low, double high, double pixelLow, double pixelHigh, double spacing, double leastStep = 0)
    {
        double step = Math.Max(PlotTicks.NiceStep(high - low, Math.Abs(pixelHigh - pixelLow) / spacing), leastStep);
        return new(low, high, false, pixelLow, pixelHigh, PlotTicks.Linear(low, high, step));
    }

    /// <summary>
    /// An axis that covers the values and ends on ticks. It is logarithmic when the values are all positive and span more
    /// than two decades; a straight one starts at 0 when the values come near it.
    /// </summary>
    public static PlotScale Covering(double least, double greatest, double pixelLow, double pixelHigh)
    {
        double pixels = Math.Abs(pixelHigh - pixelLow);
        if (least > 0 && greatest / 100 > least)
            return CoveringLogarithmic(least, greatest, pixelLow, pixelHigh);

        (double low, double high) = Widened(least, greatest);
        if (low > 0 && low < 0.4 * high)
            low = 0;
        double step = PlotTicks.NiceStep(high - low, pixels / 36);
        List<PlotTick> ticks = PlotTicks.Linear(Math.Floor(low / step + 1e-6) * step, Math.Ceiling(high / step - 1e-6) * step, step);
        return new(ticks[0].Value, ticks[^1].Value, false, pixelLow, pixelHigh, ticks);
    }

    /// <summary>A range with something to show: one that is a point, or nearly, is opened around it.</summary>
    public static (double Low, double High) Widened(double low, double high)
    {
        double size = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high - low > 1e-6 * size)
            return (low, high);
        double margin = size > 0 ? 0.1 * size : 1;
        return (low - margin, high + margin);
    }

    /// <summary>
    /// A value pulled into ±1e-300 … ±1e300, where the arithmetic of axes neither overflows nor underflows. Its sign stays,
    /// and so do 0 and NaN.
    /// </summary>
    public static double Drawable(double value) =>
        value == 0 || double.IsNaN(value) ? value : Math.CopySign(Math.Clamp(Math.Abs(value), 1e-300, 1e300), value);

    /// <summary>The place of a value, in pixels.</summary>
    public double Map(double value)
    {
        double share = IsLogarithmic
            ? (Math.Log10(value) - Math.Log10(Low)) / (Math.Log10(High) - Math.Log10(Low))
            : (value - Low) / (High - Low);
        return pixelLow + share * (pixelHigh - pixelLow);
    }

    private static PlotScale CoveringLogarithmic(double least, double greatest, double pixelLow, double pixelHigh)
    {
        double pixels = Math.Abs(pixelHigh - pixelLow);
        double decades = Math.Log10(greatest) - Math.Log10(least);
        bool fine = pixels / (decades + 0.6) >= PlotTicks.RoomFor125;
        (double low, double high) = (RoundNumber(least, fine, up: false), RoundNumber(greatest, fine, up: true));
        double perDecade = pixels / (Math.Log10(high) - Math.Log10(low));
        return new(low, high, true, pixelLow, pixelHigh, PlotTicks.Logarithmic(low, high, perDecade));
    }

    /// <summary>The nearest power of ten, or 1, 2, 5 times one, that is not above (or below) the value.</summary>
    private static double RoundNumber(double value, bool fine, bool up)
    {
        int exponent = (int)Math.Floor(Math.Log10(value));
        ReadOnlySpan<int> digits = fine ? [1, 2, 5, 10] : [1, 10];
        double below = PlotTicks.Times10(1, exponent);
        foreach (int digit in digits)
        {
            double candidate = PlotTicks.Times10(digit, exponent);
            if (candidate >= value * (1 - 1e-9))
                return up || candidate <= value * (1 + 1e-9) ? candidate : below;
            below = candidate;
        }
        return below;
    }
}
