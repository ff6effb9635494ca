namespace Micrograd.Drawing;

/// <summary>
/// A score sampled at the corners of a grid of square cells, row 0 at the top. Corners where the score is NaN are kept as
/// NaN: their cells belong to no band. Lines found on the grid become paths of pixels here.
/// </summary>
internal sealed class ScoreGrid
{
    private const double CellSize = 4;              // pixels
    private readonly double[] corners;
    private readonly (double Low, double High) x, y;

    /// <summary>Samples the score at (columns + 1) x (rows + 1) corners, row by row from the top left.</summary>
    public ScoreGrid(int columns, int rows, Func<double, double, double> score, (double Low, double High) x, (double Low, double High) y)
    {
        (Columns, Rows, corners) = (columns, rows, new double[(columns + 1) * (rows + 1)]);
        (this.x, this.y) = (x, y);
        for (int row = 0, corner = 0; row <= rows; row++)
            for (int column = 0; column <= columns; column++)
                corners[corner++] = PlotScale.Drawable(score(XOf(column), YOf(row)));
    }

    /// <summary>Samples the score over a plane, in cells of about 4 x 4 pixels.</summary>
    public static ScoreGrid Over(PlotPlane plane, Func<double, double, double> score) =>
        new(Cells(plane.Area.Width), Cells(plane.Area.Height), score, plane.XRange, plane.YRange);

    /// <summary>The number of cells in a row.</summary>
    public int Columns { get; }

    /// <summary>The number of cells in a column.</summary>
    public int Rows { get; }

    /// <summary>The score at a corner.</summary>
    public double this[int column, int row] => corners[row * (Columns + 1) + column];

    /// <summary>Whether the cell is on the grid and has a score at each corner.</summary>
    public bool HasCell(int column, int row) =>
        column >= 0 && row >= 0 && column < Columns && row < Rows
        && !double.IsNaN(this[column, row] + this[column + 1, row] + this[column, row + 1] + this[column + 1, row + 1]);

    /// <summary>The scores that are numbers, in ascending order.</summary>
    public double[] Sorted()
    {
        double[] scores = [.. corners.Where(score => !double.IsNaN(score))];
        Array.Sort(scores);
        return scores;
    }

    /// <summary>The x of a column of corners, or of a place between two.</summary>
    public double XOf(double column) => At(x, column, Columns);

    /// <summary>The y of a row of corners, or of a place between two.</summary>
    public double YOf(double row) => At(y, Rows - row, Rows);

    /// <summary>Lines in grid units as a path of pixels, without the points that nobody would miss.</summary>
    public SvgPath ToPath(List<(double X, double Y)[]> chains, PlotArea area, double tolerance, bool closed)
    {
        var path = new SvgPath();
        foreach ((double X, double Y)[] chain in chains)
        {
            (double X, double Y)[] pixels = [.. chain.Select(v => (area.Left + v.X * area.Width / Columns, area.Top + v.Y * area.Height / Rows))];
            List<(double X, double Y)> line = Polyline.Simplify(pixels, tolerance);
            path.MoveTo(line[0].X, line[0].Y);
            foreach ((double x, double y) in line)
                path.LineTo(x, y);
            if (closed)
                path.Close();
        }
        return path;
    }

    private static int Cells(double pixels) => Math.Max((int)Math.Round(pixels / CellSize), 1);

    private static double At((double Low, double High) range, double i, int count) =>
        range.Low + (range.High - range.Low) * i / count;
}
