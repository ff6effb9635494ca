using System.Globalization;

namespace Micrograd.Drawing;

/// <summary>
/// Draws which classes a classifier takes for which, as an SVG file in a string: a row for each actual class, a column for
/// each predicted one, in each cell how often that happened. It stands by itself on plain numbers.
/// </summary>
public static class ConfusionPlot
{
    /// <summary>The greatest number of classes, 30: beyond it nobody reads the counts.</summary>
    public const int MostClasses = 30;

    private const double Top = 78, Margin = 28, LeastWidth = 460;

    /// <summary>
    /// Draws the counts. A cell is shaded by its share of its row, blue on the diagonal, where the prediction is right, and
    /// orange beside it.
    /// </summary>
    /// <param name="counts">The counts, as many rows (actual) as columns (predicted) as there are classes.</param>
    /// <param name="classes">The names of the classes, from one to <see cref="MostClasses"/>, any text; long ones are shortened.</param>
    /// <param name="title">The title above the grid, any text.</param>
    /// <returns>The SVG file: the same bytes for the same numbers.</returns>
    /// <exception cref="ArgumentException">
    /// There are no classes or too many, the grid has other sides than there are classes, or a count is negative.
    /// </exception>
    public static string ToSvg(int[,] counts, IReadOnlyList<string> classes, string title = "Confusion")
    {
        ArgumentNullException.ThrowIfNull(counts);
        ClassNames.Check(classes, MostClasses, "a picture of confusion");
        ArgumentNullException.ThrowIfNull(title);
        Check(counts, classes);

        var grid = new ConfusionGrid(counts, classes, Top);
        double width = Math.Max(grid.Area.Right + Margin, LeastWidth);
        string cases = grid.Cases.ToString(CultureInfo.InvariantCulture), right = grid.Right.ToString(CultureInfo.InvariantCulture);
        var canvas = new SvgCanvas(width, grid.Area.Bottom + grid.RoomBelow, title, $"{cases} cases of {classes.Count} classes, {right} predicted right.");
        canvas.Title(Margin, 36, title, width - 2 * Margin);
        canvas.Legend(Margin, 58, width - 2 * Margin, [
            ("■", PlotColors.Diverging(-1), $"right: {right} of {cases}"),
            ("■", PlotColors.Diverging(1), "wrong"),
            ("■", PlotColors.Muted, "shade: share of row")]);
        grid.Draw(canvas);
        return canvas.ToString();
    }

    private static void Check(int[,] counts, IReadOnlyList<string> classes)
    {
        (int rows, int columns) = (counts.GetLength(0), counts.GetLength(1));
        if (rows != classes.Count || columns != classes.Count)
            throw new ArgumentException($"{classes.Count} classes need {classes.Count} x {classes.Count} counts, got {rows} x {columns}");
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                if (counts[row, column] < 0)
                    throw new ArgumentException($"\"{classes[row]}\" predicted as \"{classes[column]}\": a count of {counts[row, column]} cannot be drawn, counts are 0 or more");
    }
}
