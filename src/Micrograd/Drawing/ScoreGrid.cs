namespace Micrograd.Drawing;

/// <summary>
/// A score sampled at the corners of a grid of square cells, row 0 at the top. Corners where the score is NaN are kept as
/// NaN: their cells belong to no band.
/// </summary>
internal sealed class ScoreGrid
{
    private readonly double[] corners;

    /// <summary>Samples the score at (columns + 1) x (rows + 1) corners, row by row from the top left.</summary>
    public ScoreGrid(int columns, int rows, Func<double, double, double> score, (double Low, double High) x, (double Low, double High) y)
    {
        (Columns, Rows, corners) = (columns, rows, new double[(columns + 1) * (rows + 1)]);
        for (int row = 0, corner = 0; row <= rows; row++)
            for (int column = 0; column <= columns; column++)
                corners[corner++] = PlotScale.Drawable(score(At(x, column, columns), At(y, rows - row, rows)));
    }

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

    private static double At((double Low, double High) range, int i, int count) =>
        range.Low + (range.High - range.Low) * i / count;
}
