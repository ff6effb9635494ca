namespace Micrograd.Drawing;

/// <summary>
/// The coloured ground of a <see cref="DecisionRegionsPlot"/>: a shape for each class, painted over those before it, and the
/// key to the colours. The shape of a class covers it and all classes after it, so no gap opens where three meet. Where two
/// neighbouring corners of the grid disagree, the edge between them is found by halving.
/// </summary>
internal sealed class ClassRegions
{
    private const int Halvings = 5;                 // of 4 pixels: an edge is right to an eighth of a pixel
    private const double Tolerance = 0.15;          // pixels that a simplified edge may be off
    private const int MostChanges = 4000;           // about 100 kB of edges; a picture that is read has a few hundred
    private const int Nowhere = -1;                 // the class of places that have none
    private const double KeyGap = 22, NameWidth = 130;

    private readonly PlotArea area;
    private readonly IReadOnlyList<string> names;
    private readonly ScoreGrid grid;
    private readonly Func<double, double, double> number;

    /// <summary>Samples the classes over the plane, from the top left.</summary>
    public ClassRegions(Func<double, double, int> classOf, IReadOnlyList<string> names, PlotPlane plane)
    {
        (area, this.names) = (plane.Area, names);
        number = (x, y) => classOf(x, y) is var c && c >= 0 && c < names.Count ? c : Nowhere;
        grid = ScoreGrid.Over(plane, number);
        Present = [.. grid.Sorted().Distinct().Where(c => c > Nowhere).Select(c => (int)c)];
        IsTooFine = Changes() > MostChanges;
    }

    /// <summary>The classes that were found, ascending.</summary>
    public IReadOnlyList<int> Present { get; }

    /// <summary>Whether the class changes from pixel to pixel, so that no regions are drawn.</summary>
    public bool IsTooFine { get; }

    /// <summary>The room for the key to the right of the area.</summary>
    public double RoomRight => KeyGap + 17 + 20 + Math.Max(names.Max(name => Math.Min(PlotText.Width(name, SvgCanvas.FontSize), NameWidth)), 40);

    /// <summary>Paints the regions, with a white line between them.</summary>
    public void Draw(SvgCanvas canvas)
    {
        canvas.Rectangle(area.Left, area.Top, area.Width, area.Height, $"""data-part="area" fill="{PlotColors.Unknown}" """);
        canvas.BeginGroup($"""data-part="regions" stroke="{PlotColors.Card}" stroke-width="1.5" stroke-linejoin="round" """);
        foreach (int @class in IsTooFine ? [] : Present)
        {
            double level = @class - 0.5;
            SvgPath path = grid.ToPath(LevelSet.Outline(grid, level, Edge(level)), area, Tolerance, closed: true);
            canvas.Path(path, $"""data-class="{PlotText.Escape(names[@class])}" fill="{PlotColors.Region(@class)}" """);
        }
        canvas.EndGroup();
    }

    /// <summary>Draws the key: the name of each class beside its point on its ground.</summary>
    public void DrawKey(SvgCanvas canvas)
    {
        double left = area.Right + KeyGap, step = Math.Min(22, area.Height / names.Count);
        canvas.BeginGroup("""data-part="key" """);
        for (int i = 0; i < names.Count; i++)
        {
            double middle = area.Top + step * (i + 0.5);
            canvas.Rectangle(left, middle - 8, 16, 16, $"""fill="{PlotColors.Region(i)}" """);
            canvas.Circle(left + 8, middle, 4, $"""fill="{PlotColors.Class(i)}" stroke="{PlotColors.Card}" """);
            canvas.Text(left + 24, middle + 4, PlotText.Shorten(names[i], SvgCanvas.FontSize, NameWidth), "");
        }
        canvas.EndGroup();
    }

    /// <summary>How often, over all pairs of neighbouring corners, an outline passes between them.</summary>
    private double Changes()
    {
        double changes = 0;
        for (int row = 0; row <= grid.Rows; row++)
            for (int column = 0; column <= grid.Columns; column++)
                changes += (column < grid.Columns ? Outlines(grid[column, row], grid[column + 1, row]) : 0)
                    + (row < grid.Rows ? Outlines(grid[column, row], grid[column, row + 1]) : 0);
        return changes;

        int Outlines(double a, double b) => Present.Count(c => Math.Min(a, b) < c && c <= Math.Max(a, b));
    }

    private Func<int, int, int, int, double> Edge(double level) => (column, row, nextColumn, nextRow) =>
    {
        (double low, double high) = (0, 1);
        bool inside = grid[column, row] >= level;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            double place = number(grid.XOf(column + (nextColumn - column) * middle), grid.YOf(row + (nextRow - row) * middle));
            if (place >= level == inside)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    };
}
