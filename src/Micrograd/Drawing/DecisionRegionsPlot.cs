namespace Micrograd.Drawing;

/// <summary>
/// Draws which class a classifier gives to each place of the plane, as an SVG file in a string: a soft colour for each class
/// and the points on top. It stands by itself on plain numbers and any function of x and y; where there are two classes and
/// a score, <see cref="DecisionBoundaryPlot"/> shows more.
/// </summary>
public static class DecisionRegionsPlot
{
    private const double Top = 78;

    /// <summary>The greatest number of classes, 10: more colours cannot be told apart.</summary>
    public static int MostClasses => PlotColors.Classes;

    /// <summary>Draws the regions over the range of the points, with a margin of 8 %.</summary>
    /// <param name="classOf">
    /// The class at (x, y), which counts <paramref name="classNames"/> from 0. It is called on the calling thread for a grid
    /// of about 16,000 places and again along the edges between regions; where it gives any other number the plot stays grey.
    /// </param>
    /// <param name="points">
    /// The points and their classes, which count <paramref name="classNames"/> from 0. Of many points an even selection is
    /// drawn, and the plot says so.
    /// </param>
    /// <param name="classNames">The names of the classes, from one to <see cref="MostClasses"/>, any text.</param>
    /// <param name="title">The title above the plot, any text.</param>
    /// <param name="xLabel">The label of the horizontal axis.</param>
    /// <param name="yLabel">The label of the vertical axis.</param>
    /// <returns>The SVG file: the same bytes for the same numbers.</returns>
    /// <exception cref="ArgumentException">There are no classes or too many, or a point has a class without a name.</exception>
    public static string ToSvg(
        Func<double, double, int> classOf,
        IReadOnlyList<(double X, double Y, int Class)> points,
        IReadOnlyList<string> classNames,
        string title = "Decision regions",
        string xLabel = "x",
        string yLabel = "y")
    {
        ArgumentNullException.ThrowIfNull(classOf);
        ArgumentNullException.ThrowIfNull(points);
        ClassNames.Check(classNames, MostClasses, "a picture of decision regions");
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(xLabel);
        ArgumentNullException.ThrowIfNull(yLabel);
        for (int i = 0; i < points.Count; i++)
            if (points[i].Class < 0 || points[i].Class >= classNames.Count)
                throw new ArgumentException($"point {i} has class {points[i].Class}, but there are {classNames.Count} class names, from 0 to {classNames.Count - 1}");

        var drawn = new PlanePoints(points);
        PlotPlane plane = drawn.Plane(Top);
        PlotArea area = plane.Area;
        var regions = new ClassRegions(classOf, classNames, plane);
        List<(string, string, string)> legend = Legend(drawn, regions);

        var canvas = new SvgCanvas(area.Right + regions.RoomRight, area.Bottom + PlotAxes.RoomBelow, title, Describe(drawn, regions, classNames));
        canvas.Title(area.Left, 36, title, area.Width + regions.RoomRight - 20);
        canvas.Legend(area.Left, 60, area.Width, legend);
        regions.Draw(canvas);
        drawn.Draw(canvas, plane, PlotColors.Class);
        plane.DrawFrame(canvas, xLabel, yLabel);
        regions.DrawKey(canvas);
        return canvas.ToString();
    }

    private static List<(string Mark, string Color, string Name)> Legend(PlanePoints points, ClassRegions regions)
    {
        List<(string, string, string)> entries = [.. points.Legend()];
        if (regions.IsTooFine)
            entries.Add(("■", PlotColors.Unknown, "regions too fine to draw"));
        else if (regions.Present.Count == 0)
            entries.Add(("■", PlotColors.Unknown, "no class anywhere"));
        return entries;
    }

    private static string Describe(PlanePoints points, ClassRegions regions, IReadOnlyList<string> names) => regions.Present.Count == 0
        ? $"{points.Count} points; no place belongs to a class."
        : $"{points.Count} points of {points.Classes.Length} classes over the regions of {string.Join(", ", regions.Present.Select(c => names[c]))}.";
}
