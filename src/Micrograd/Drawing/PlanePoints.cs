namespace Micrograd.Drawing;

/// <summary>
/// Points of the plane and their classes on the way into a picture: the finite ones, the range that they need, and of too
/// many an even selection.
/// </summary>
internal sealed class PlanePoints
{
    private const int MostDrawn = 1200;
    private readonly int given;
    private readonly (double X, double Y, int Class)[] finite;

    /// <summary>Takes the finite points out of those that were given.</summary>
    public PlanePoints(IReadOnlyList<(double X, double Y, int Class)> points)
    {
        given = points.Count;
        finite = [.. points
            .Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y))
            .Select(p => (PlotScale.Drawable(p.X), PlotScale.Drawable(p.Y), p.Class))];
        Classes = [.. finite.Select(p => p.Class).Distinct().Order()];
    }

    /// <summary>The number of finite points.</summary>
    public int Count => finite.Length;

    /// <summary>The classes of the finite points, ascending.</summary>
    public int[] Classes { get; }

    /// <summary>The x of the finite points.</summary>
    public IEnumerable<double> Xs => finite.Select(p => p.X);

    /// <summary>The y of the finite points.</summary>
    public IEnumerable<double> Ys => finite.Select(p => p.Y);

    /// <summary>The plane over the range of the points, with a margin.</summary>
    public PlotPlane Plane(double top) => new(Range(Xs), Range(Ys), top);

    /// <summary>The range of values with a margin of 8 %; of none, -1 to 1.</summary>
    public static (double Low, double High) Range(IEnumerable<double> values)
    {
        double[] all = [.. values];
        if (all.Length == 0)
            return (-1, 1);
        (double low, double high) = PlotScale.Widened(all.Min(), all.Max());
        double margin = 0.08 * (high - low);
        return (low - margin, high + margin);
    }

    /// <summary>Draws the points, or the selection of them, in the colours of their classes.</summary>
    public void Draw(SvgCanvas canvas, PlotPlane plane, Func<int, string> color)
    {
        canvas.BeginGroup("""data-part="points" stroke="#ffffff" """);
        double radius = finite.Length <= 300 ? 4 : 3;
        foreach ((double x, double y, int @class) in Selection)
            canvas.Circle(plane.X.Map(x), plane.Y.Map(y), radius, $"""fill="{color(@class)}" """);
        canvas.EndGroup();
    }

    /// <summary>How many points there are, and what <see cref="Missing"/> says.</summary>
    public IEnumerable<(string Mark, string Color, string Name)> Legend() => finite.Length > MostDrawn
        ? Missing()
        : [("●", PlotColors.Muted, finite.Length == 1 ? "1 point" : $"{finite.Length} points"), .. Missing()];

    /// <summary>What the legend has to say about points that are not drawn.</summary>
    public IEnumerable<(string Mark, string Color, string Name)> Missing()
    {
        if (finite.Length < given)
            yield return ("×", PlotColors.Alarm, $"{given - finite.Length} of {given} not finite");
        if (finite.Length > MostDrawn)
            yield return ("·", PlotColors.Muted, $"{Selection.Count()} of {finite.Length} points");
    }

    /// <summary>
    /// All points, or of too many an even part: point i stays if the fraction of i times the golden ratio is small enough.
    /// Unlike "every second one", that never falls in step with classes that take turns.
    /// </summary>
    private IEnumerable<(double X, double Y, int Class)> Selection
    {
        get
        {
            const double goldenRatio = 0.6180339887498949;
            double share = (double)MostDrawn / finite.Length;
            return finite.Where((_, i) => i * goldenRatio % 1 < share);
        }
    }
}
