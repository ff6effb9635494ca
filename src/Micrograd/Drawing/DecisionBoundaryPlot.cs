using System.Globalization;

namespace Micrograd.Drawing;

/// <summary>
/// Draws what a classifier of points in the plane has learnt, as an SVG file in a string: its score in bands of colour, a
/// line where it changes sign, and the points on top. It stands by itself on plain numbers and any function of x and y.
/// </summary>
public static class DecisionBoundaryPlot
{
    private const double MaxWidth = 560, MaxHeight = 460, Top = 78;
    private const int MostPoints = 1200;

    /// <summary>Draws the score over the range of the points, with a margin of 8 %.</summary>
    /// <param name="score">
    /// The score at (x, y): positive for one class, negative for the other. It is called for a grid of about 16,000 places,
    /// in order, on the calling thread; where it returns NaN the plot stays grey.
    /// </param>
    /// <param name="points">
    /// The points and their classes. Of two classes the greater one (1 of 0 and 1, or of -1 and 1) has the colour of positive
    /// scores. Of many points an even selection is drawn, and the plot says so.
    /// </param>
    /// <param name="title">The title above the plot, any text.</param>
    /// <param name="xLabel">The label of the horizontal axis.</param>
    /// <param name="yLabel">The label of the vertical axis.</param>
    /// <returns>The SVG file: the same bytes for the same numbers.</returns>
    public static string ToSvg(
        Func<double, double, double> score,
        IReadOnlyList<(double X, double Y, int Class)> points,
        string title = "Decision boundary",
        string xLabel = "x",
        string yLabel = "y")
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(xLabel);
        ArgumentNullException.ThrowIfNull(yLabel);

        (double X, double Y, int Class)[] finite = [.. points
            .Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y))
            .Select(p => (PlotScale.Drawable(p.X), PlotScale.Drawable(p.Y), p.Class))];
        int[] classes = [.. finite.Select(p => p.Class).Distinct().Order()];
        var (xRange, yRange) = (Range([.. finite.Select(p => p.X)]), Range([.. finite.Select(p => p.Y)]));

        // A unit is as long across as upwards, unless that would make the plot a strip.
        double aspect = (xRange.High - xRange.Low) / (yRange.High - yRange.Low);
        if (aspect is not (> 0.7 and < 2.2))
            aspect = 1.3;
        double width = Math.Round(Math.Min(MaxWidth, MaxHeight * aspect)), height = Math.Round(Math.Min(MaxHeight, MaxWidth / aspect));
        PlotScale y = PlotScale.Exact(yRange.Low, yRange.High, Top + height, Top, 48);
        var area = new PlotArea(Math.Ceiling(PlotAxes.RoomLeft(y)), Top, width, height);
        PlotScale x = PlotScale.Exact(xRange.Low, xRange.High, area.Left, area.Right, 64);
        var picture = ScorePicture.Of(score, area, xRange, yRange);

        var canvas = new SvgCanvas(area.Right + picture.RoomRight, area.Bottom + PlotAxes.RoomBelow, title, Describe(finite.Length, classes.Length, picture.Bands));
        canvas.Title(area.Left, 36, title, area.Width + picture.RoomRight - 20);
        canvas.Legend(area.Left, 60, area.Width, Legend(points.Count, finite, classes, picture));
        picture.Draw(canvas);
        DrawPoints(canvas, finite, classes, x, y);
        canvas.Rectangle(area.Left - 0.5, area.Top - 0.5, area.Width + 1, area.Height + 1, $"""fill="none" stroke="{PlotColors.Axis}" """);
        PlotAxes.Horizontal(canvas, area, x, xLabel);
        PlotAxes.Vertical(canvas, area, y, yLabel, ticks: true);
        picture.DrawKey(canvas);
        return canvas.ToString();
    }

    private static (double Low, double High) Range(double[] values)
    {
        if (values.Length == 0)
            return (-1, 1);
        (double low, double high) = PlotScale.Widened(values.Min(), values.Max());
        double margin = 0.08 * (high - low);
        return (low - margin, high + margin);
    }

    private static void DrawPoints(SvgCanvas canvas, (double X, double Y, int Class)[] points, int[] classes, PlotScale x, PlotScale y)
    {
        canvas.BeginGroup("""data-part="points" stroke="#ffffff" """);
        double radius = points.Length <= 300 ? 4 : 3;
        foreach ((double px, double py, int @class) in Selection(points))
            canvas.Circle(x.Map(px), y.Map(py), radius, $"""fill="{Color(@class, classes)}" """);
        canvas.EndGroup();
    }

    /// <summary>
    /// All points, or of too many an even part: point i stays if the fraction of i times the golden ratio is small enough.
    /// Unlike "every second one", that never falls in step with classes that take turns.
    /// </summary>
    private static IEnumerable<(double X, double Y, int Class)> Selection((double X, double Y, int Class)[] points)
    {
        const double goldenRatio = 0.6180339887498949;
        double share = (double)MostPoints / points.Length;
        return points.Where((_, i) => i * goldenRatio % 1 < share);
    }

    private static string Color(int @class, int[] classes) => classes.Length switch
    {
        1 => PlotColors.Class(@class > 0 ? 1 : 0),
        _ => PlotColors.Class(Array.IndexOf(classes, @class)),
    };

    private static List<(string Mark, string Color, string Name)> Legend(
        int given, (double X, double Y, int Class)[] finite, int[] classes, ScorePicture picture)
    {
        List<(string, string, string)> entries = [.. classes.Take(8).Select(c => ("●", Color(c, classes), "class " + PlotTicks.Fixed(c, 0)))];
        entries.Add(("—", PlotColors.Ink, picture switch
        {
            { Bands.WhyNoBoundary: string why } => "no boundary: score " + why,
            { HasLine: false } => "boundary too fine for a line",
            _ => "score = 0",
        }));
        if (finite.Length < given)
            entries.Add(("×", PlotColors.Alarm, $"{given - finite.Length} of {given} points not finite"));
        if (finite.Length > MostPoints)
            entries.Add(("·", PlotColors.Muted, $"{Selection(finite).Count()} of {finite.Length} points"));
        return entries;
    }

    private static string Describe(int points, int classes, ScoreBands bands) => double.IsNaN(bands.Least)
        ? $"{points} points; the score is nowhere a number."
        : string.Create(CultureInfo.InvariantCulture, $"{points} points of {classes} classes over a score from {bands.Least:G4} to {bands.Greatest:G4}.");
}
