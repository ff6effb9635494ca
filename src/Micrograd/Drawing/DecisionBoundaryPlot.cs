using System.Globalization;

namespace Micrograd.Drawing;

/// <summary>
/// Draws what a classifier of points in the plane has learnt, as an SVG file in a string: its score in bands of colour, a
/// line where it changes sign, and the points on top. It stands by itself on plain numbers and any function of x and y.
/// </summary>
public static class DecisionBoundaryPlot
{
    private const double Top = 78;

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

        var drawn = new PlanePoints(points);
        PlotPlane plane = drawn.Plane(Top);
        PlotArea area = plane.Area;
        var picture = ScorePicture.Of(score, plane);

        var canvas = new SvgCanvas(area.Right + picture.RoomRight, area.Bottom + PlotAxes.RoomBelow, title, Describe(drawn, picture.Bands));
        canvas.Title(area.Left, 36, title, area.Width + picture.RoomRight - 20);
        canvas.Legend(area.Left, 60, area.Width, Legend(drawn, picture));
        picture.Draw(canvas);
        drawn.Draw(canvas, plane, @class => Color(@class, drawn.Classes));
        plane.DrawFrame(canvas, xLabel, yLabel);
        picture.DrawKey(canvas);
        return canvas.ToString();
    }

    private static string Color(int @class, int[] classes) => classes.Length switch
    {
        1 => PlotColors.Class(@class > 0 ? 1 : 0),
        _ => PlotColors.Class(Array.IndexOf(classes, @class)),
    };

    private static List<(string Mark, string Color, string Name)> Legend(PlanePoints points, ScorePicture picture) =>
    [
        .. points.Classes.Take(8).Select(c => ("●", Color(c, points.Classes), "class " + PlotTicks.Fixed(c, 0))),
        ("—", PlotColors.Ink, picture switch
        {
            { Bands.WhyNoBoundary: string why } => "no boundary: score " + why,
            { HasLine: false } => "boundary too fine for a line",
            _ => "score = 0",
        }),
        .. points.Missing(),
    ];

    private static string Describe(PlanePoints points, ScoreBands bands) => double.IsNaN(bands.Least)
        ? $"{points.Count} points; the score is nowhere a number."
        : string.Create(CultureInfo.InvariantCulture, $"{points.Count} points of {points.Classes.Length} classes over a score from {bands.Least:G4} to {bands.Greatest:G4}.");
}
