namespace Micrograd.Drawing;

/// <summary>
/// The outline of { score ≥ level } on a <see cref="ScoreGrid"/>, by marching squares. Painting one level over the other
/// gives bands without seams: each is one shape, and lies on the one below it.
/// </summary>
/// <remarks>
/// Every cell adds the links of its own piece of the outline, directed so that the set lies on the same side of each:
/// across the cell between the crossings of its sides, and along those sides that have no neighbour. Links chain up by the
/// vertex they share, so cells merge without any geometry being compared. A cell whose diagonals disagree is decided by
/// the saddle value of the bilinear interpolant (Nielson and Hamann, 1991).
/// </remarks>
internal sealed class LevelSet
{
    private readonly ScoreGrid grid;
    private readonly double level;
    private readonly Func<int, int, int, int, double>? share;
    private readonly List<(int From, int To)> across = [], along = [];

    private LevelSet(ScoreGrid grid, double level, Func<int, int, int, int, double>? share = null)
    {
        (this.grid, this.level, this.share) = (grid, level, share);
        for (int row = 0; row < grid.Rows; row++)
            for (int column = 0; column < grid.Columns; column++)
                if (grid.HasCell(column, row))
                    AddCell(column, row);
    }

    /// <summary>Closed rings around the set, in grid units; rings around holes run the other way.</summary>
    /// <param name="grid">The scores.</param>
    /// <param name="level">The least score in the set.</param>
    /// <param name="share">
    /// How far from one corner (column, row) to its neighbour (column, row) the set ends or begins, 0 to 1. Without it that is
    /// read off the straight line between the two scores.
    /// </param>
    public static List<(double X, double Y)[]> Outline(ScoreGrid grid, double level, Func<int, int, int, int, double>? share = null)
    {
        var set = new LevelSet(grid, level, share);
        return set.Chain([.. set.across, .. set.along]);
    }

    /// <summary>The line where score = level: closed, or open where it leaves the grid. A closed one repeats its first point.</summary>
    public static List<(double X, double Y)[]> Line(ScoreGrid grid, double level)
    {
        var set = new LevelSet(grid, level);
        return set.Chain(set.across);
    }

    private void AddCell(int column, int row)
    {
        // Corners and sides are numbered clockwise from the top left; side k runs from corner k to corner k + 1.
        ReadOnlySpan<(int X, int Y)> corner = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
        ReadOnlySpan<bool> hasNeighbour =
        [
            grid.HasCell(column, row - 1), grid.HasCell(column + 1, row),
            grid.HasCell(column, row + 1), grid.HasCell(column - 1, row),
        ];
        Span<bool> inside = stackalloc bool[4];
        for (int k = 0; k < 4; k++)
            inside[k] = grid[corner[k].X, corner[k].Y] >= level;
        bool saddle = inside[0] == inside[2] && inside[1] == inside[3] && inside[0] != inside[1];
        int direction = saddle && !SaddleIsInside(column, row) ? 3 : 1;

        for (int k = 0; k < 4; k++)
        {
            int next = (k + 1) % 4;
            if (inside[k] && !inside[next])
            {
                // The set is left through side k and entered again through the next side, or, where it is cut in two,
                // through the side before, around the same corner.
                int entry = (k + direction) % 4;
                while (inside[entry] || !inside[(entry + 1) % 4])
                    entry = (entry + direction) % 4;
                across.Add((Crossing(corner, k), Crossing(corner, entry)));
            }
            if (!hasNeighbour[k] && (inside[k] || inside[next]))
                along.Add((
                    inside[k] ? Corner(corner[k]) : Crossing(corner, k),
                    inside[next] ? Corner(corner[next]) : Crossing(corner, k)));
        }
    }

    private bool SaddleIsInside(int column, int row)
    {
        (double a, double b) = (grid[column, row] - level, grid[column + 1, row] - level);
        (double d, double c) = (grid[column, row + 1] - level, grid[column + 1, row + 1] - level);
        // (ac - bd) / (a + c - b - d) ≥ 0, divided through so that huge scores do not overflow.
        double size = Math.Max(Math.Max(Math.Abs(a), Math.Abs(b)), Math.Max(Math.Abs(c), Math.Abs(d)));
        (a, b, c, d) = (a / size, b / size, c / size, d / size);
        return (a * c - b * d) * Math.Sign(a + c - b - d) >= 0;
    }

    // A vertex is a corner (kind 0), or the crossing of the side to the right (1) or below (2) of a corner.
    private int Corner((int X, int Y) corner) => 3 * (corner.Y * (grid.Columns + 1) + corner.X);

    private int Crossing(ReadOnlySpan<(int X, int Y)> corner, int side) => side switch
    {
        0 => Corner(corner[0]) + 1,
        1 => Corner(corner[1]) + 2,
        2 => Corner(corner[3]) + 1,
        _ => Corner(corner[0]) + 2,
    };

    private (double X, double Y) Place(int vertex)
    {
        (int corner, int kind) = Math.DivRem(vertex, 3);
        (int row, int column) = Math.DivRem(corner, grid.Columns + 1);
        if (kind == 0)
            return (column, row);
        return kind == 1 ? (column + Share(column, row, column + 1, row), row) : (column, row + Share(column, row, column, row + 1));
    }

    private double Share(int column, int row, int nextColumn, int nextRow)
    {
        if (share is not null)
            return share(column, row, nextColumn, nextRow);
        double here = grid[column, row], there = grid[nextColumn, nextRow];
        return Math.Clamp((level - here) / (there - here), 0, 1);
    }

    /// <summary>
    /// Joins the links end to end: first the open chains, then the rings. Two links may leave one corner, where holes touch
    /// diagonally; a walk that ends only where nothing leads on takes both.
    /// </summary>
    private List<(double X, double Y)[]> Chain(List<(int From, int To)> links)
    {
        var next = new Dictionary<int, int>(links.Count);
        var second = new Dictionary<int, int>();
        var entered = new HashSet<int>(links.Count);
        foreach ((int from, int to) in links)
        {
            if (!next.TryAdd(from, to))
                second.Add(from, to);
            entered.Add(to);
        }

        var chains = new List<(double X, double Y)[]>();
        foreach ((int start, _) in links.Where(link => !entered.Contains(link.From)).Concat(links))
        {
            var chain = new List<(double X, double Y)> { Place(start) };
            for (int vertex = start; next.Remove(vertex, out int to) || second.Remove(vertex, out to); vertex = to)
                chain.Add(Place(to));
            if (chain.Count > 1)
                chains.Add([.. chain]);
        }
        return chains;
    }
}
