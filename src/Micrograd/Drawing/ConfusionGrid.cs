using System.Globalization;

namespace Micrograd.Drawing;

/// <summary>
/// The cells of a <see cref="ConfusionPlot"/> and the names on both sides. Cells are as wide as the widest count; the names
/// below them lie flat where all fit, and are slanted elsewhere.
/// </summary>
internal sealed class ConfusionGrid
{
    private const double RowNameWidth = 130, SlantedNameWidth = 110;
    private static readonly double slant = Math.Sqrt(0.5);      // of 45°

    private readonly int[,] counts;
    private readonly long[] rowTotals;
    private readonly IReadOnlyList<string> names, rowNames, columnNames;
    private readonly double cellWidth, cellHeight;
    private readonly bool isSlanted;

    /// <summary>Lays out counts that have been checked.</summary>
    public ConfusionGrid(int[,] counts, IReadOnlyList<string> names, double top)
    {
        (this.counts, this.names) = (counts, names);
        int n = names.Count;
        rowTotals = [.. Enumerable.Range(0, n).Select(row => Enumerable.Range(0, n).Sum(column => (long)counts[row, column]))];
        double longestName = names.Max(Width), widestCount = counts.Cast<int>().Max(count => Width(Label(count)));
        cellHeight = Math.Clamp(Math.Floor(400.0 / n), 24, 64);
        cellWidth = Math.Ceiling(Math.Max(Math.Max(Math.Clamp(300.0 / n, cellHeight, 110), widestCount + 10), Math.Min(longestName + 14, 480.0 / n)));
        isSlanted = longestName + 8 > cellWidth;
        (rowNames, columnNames) = (Shortened(names, RowNameWidth), Shortened(names, SlantedNameWidth));
        Area = new(Math.Ceiling(64 + rowNames.Max(Width)), top, n * cellWidth, n * cellHeight);
        RoomBelow = isSlanted ? Math.Ceiling(60 + slant * columnNames.Max(Width)) : PlotAxes.RoomBelow;
    }

    /// <summary>The pixels of all cells.</summary>
    public PlotArea Area { get; }

    /// <summary>The room for names and the label below the cells.</summary>
    public double RoomBelow { get; }

    /// <summary>The sum of all counts.</summary>
    public long Cases => rowTotals.Sum();

    /// <summary>The sum of the counts on the diagonal.</summary>
    public long Right => Enumerable.Range(0, names.Count).Sum(i => (long)counts[i, i]);

    /// <summary>Draws cells, counts, frame and names.</summary>
    public void Draw(SvgCanvas canvas)
    {
        canvas.BeginGroup($"""data-part="cells" stroke="{PlotColors.Grid}" """);
        foreach ((int row, int column) in Cells())
            canvas.Rectangle(Area.Left + column * cellWidth, Area.Top + row * cellHeight, cellWidth, cellHeight, $"""fill="{Fill(row, column)}" """);
        canvas.EndGroup();
        canvas.BeginGroup("""data-part="counts" text-anchor="middle" """);
        foreach ((int row, int column) in Cells())
            canvas.Text(MiddleX(column), MiddleY(row) + 4, Label(counts[row, column]), counts[row, column] == 0 ? $"""fill="{PlotColors.Muted}" """ : "");
        canvas.EndGroup();
        canvas.Rectangle(Area.Left - 0.5, Area.Top - 0.5, Area.Width + 1, Area.Height + 1, $"""fill="none" stroke="{PlotColors.Axis}" """);
        DrawRowNames(canvas);
        DrawColumnNames(canvas);
    }

    private void DrawRowNames(SvgCanvas canvas)
    {
        canvas.BeginGroup("""data-axis="y" text-anchor="end" """);
        for (int row = 0; row < names.Count; row++)
            canvas.Text(Area.Left - 9, MiddleY(row) + 4, rowNames[row], "");
        canvas.Text(28, Area.Top + Area.Height / 2, "actual", Turned(-90, 28, Area.Top + Area.Height / 2) + $"""text-anchor="middle" fill="{PlotColors.Muted}" """);
        canvas.EndGroup();
    }

    private void DrawColumnNames(SvgCanvas canvas)
    {
        canvas.BeginGroup($"""data-axis="x" text-anchor="{(isSlanted ? "end" : "middle")}" """);
        for (int column = 0; column < names.Count; column++)
            if (isSlanted)
            {
                (double x, double y) = (MiddleX(column) + 5, Area.Bottom + 15);
                canvas.Text(x, y, columnNames[column], Turned(-45, x, y));
            }
            else
                canvas.Text(MiddleX(column), Area.Bottom + 20, names[column], "");
        canvas.Text(Area.Left + Area.Width / 2, Area.Bottom + RoomBelow - 14, "predicted", $"""text-anchor="middle" fill="{PlotColors.Muted}" """);
        canvas.EndGroup();
    }

    private IEnumerable<(int Row, int Column)> Cells() =>
        Enumerable.Range(0, counts.Length).Select(i => (i / names.Count, i % names.Count));

    private string Fill(int row, int column)
    {
        if (counts[row, column] == 0)
            return PlotColors.Card;
        double share = (double)counts[row, column] / rowTotals[row];
        return PlotColors.Diverging(row == column ? -share : share);
    }

    private double MiddleX(int column) => Area.Left + (column + 0.5) * cellWidth;

    private double MiddleY(int row) => Area.Top + (row + 0.5) * cellHeight;

    /// <summary>The names cut to a width; numbered from 0 where otherwise two would look the same.</summary>
    private static string[] Shortened(IReadOnlyList<string> names, double width)
    {
        string[] shown = [.. names.Select(name => PlotText.Shorten(name, SvgCanvas.FontSize, width))];
        return shown.Distinct().Count() == shown.Length
            ? shown
            : [.. names.Select((name, i) => PlotText.Shorten($"{PlotTicks.Fixed(i, 0)}: {name}", SvgCanvas.FontSize, width))];
    }

    private static double Width(string text) => PlotText.Width(text, SvgCanvas.FontSize);

    private static string Label(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Turned(int degrees, double x, double y) =>
        $"""transform="rotate({PlotText.Number(degrees)} {PlotText.Number(x)} {PlotText.Number(y)})" """;
}
