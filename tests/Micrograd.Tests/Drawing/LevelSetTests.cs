using Micrograd.Drawing;

namespace Micrograd.Tests.Drawing;

/// <summary>Claims about marching squares, on random grids and on the cells that are hard.</summary>
public class LevelSetTests
{
    private const double NaN = double.NaN;

    /// <summary>A grid from rows of corner values, top row first.</summary>
    private static ScoreGrid Grid(double[][] corners)
    {
        (int columns, int rows) = (corners[0].Length - 1, corners.Length - 1);
        return new(columns, rows, (x, y) => corners[rows - (int)Math.Round(y)][(int)Math.Round(x)], (0, columns), (0, rows));
    }

    private static double[][] Random(Random random, int columns, int rows, double holes = 0) =>
        [.. Enumerable.Range(0, rows + 1).Select(_ => Enumerable.Range(0, columns + 1)
            .Select(_ => random.NextDouble() < holes ? NaN : random.Next(-3, 4) + random.NextDouble() * random.Next(0, 2)).ToArray())];

    private static double Area(ScoreGrid grid, double level) =>
        PlotReader.Area(LevelSet.Outline(grid, level).Select(ring => ring.SkipLast(1).ToList()));

    private static int Winding(List<(double X, double Y)[]> rings, double x, double y)
    {
        int winding = 0;
        foreach ((double X, double Y)[] ring in rings)
            foreach ((var a, var b) in ring.Zip(ring.Skip(1)))
                if (a.Y <= y != b.Y <= y && a.X + (y - a.Y) / (b.Y - a.Y) * (b.X - a.X) > x)
                    winding += b.Y > a.Y ? 1 : -1;
        return winding;
    }

    [Fact]
    public void RingsAreClosedAndGoOnceAroundEachCornerInside()
    {
        var random = new Random(11);
        for (int round = 0; round < 200; round++)
        {
            double[][] corners = Random(random, 9, 7);
            double level = random.NextDouble() * 6 - 3;
            List<(double X, double Y)[]> rings = LevelSet.Outline(Grid(corners), level);
            Assert.All(rings, ring => Assert.Equal(ring[0], ring[^1]));
            for (int row = 1; row < 7; row++)
                for (int column = 1; column < 9; column++)
                    Assert.Equal(corners[row][column] >= level ? 1 : 0, Winding(rings, column, row + 1e-9));
        }
    }

    [Fact]
    public void LinePointsHaveTheLevelOnTheirSide()
    {
        var random = new Random(12);
        for (int round = 0; round < 100; round++)
        {
            double[][] c = Random(random, 9, 7);
            double level = random.NextDouble() * 5 - 2.5;
            foreach ((double x, double y) in LevelSet.Line(Grid(c), level).SelectMany(line => line))
            {
                (int column, int row) = ((int)x, (int)y);
                (double tx, double ty) = (x - column, y - row);
                Assert.True(tx == 0 || ty == 0);
                double along = c[row][column] * (1 - tx) * (1 - ty)
                    + (tx > 0 ? c[row][column + 1] * tx : 0) + (ty > 0 ? c[row + 1][column] * ty : 0);
                Assert.Equal(level, along, 1e-9);
            }
        }
    }

    [Fact]
    public void HigherLevelsLieWithinLowerOnes()
    {
        var random = new Random(13);
        for (int round = 0; round < 100; round++)
        {
            ScoreGrid grid = Grid(Random(random, 8, 8));
            double[] areas = [.. Enumerable.Range(-9, 20).Select(i => Area(grid, i * 0.45))];
            Assert.Equal(64, areas[0], 1e-9);
            Assert.Equal(0, areas[^1]);
            Assert.All(areas.Zip(areas.Skip(1)), pair => Assert.True(pair.First >= pair.Second - 1e-9));
        }
    }

    [Fact]
    public void CellsWithoutAScoreAreLeftOutEvenWhereTheyTouchDiagonally()
    {
        var random = new Random(14);
        for (int round = 0; round < 200; round++)
        {
            ScoreGrid grid = Grid(Random(random, 10, 10, holes: 0.02 * (round % 20)));
            int whole = Enumerable.Range(0, 100).Count(i => grid.HasCell(i % 10, i / 10));
            Assert.Equal(whole, Area(grid, double.NegativeInfinity), 1e-9);
        }
    }

    /// <summary>In a cell whose diagonals disagree, the bilinear interpolant says which diagonal is connected.</summary>
    [Theory]
    [InlineData(3, -1, 1)]      // its saddle is at (3·3 - 1) / 8 = 1, inside: one piece
    [InlineData(1, -3, 2)]      // its saddle is at (1 - 3·3) / 8 = -1, outside: two pieces
    public void SaddlesAreDecidedByTheBilinearInterpolant(double inside, double outside, int pieces)
    {
        ScoreGrid grid = Grid([[inside, outside], [outside, inside]]);
        Assert.Equal(pieces, LevelSet.Outline(grid, 0).Count);
        Assert.Equal(2, LevelSet.Line(grid, 0).Count);
    }

    [Fact]
    public void TheBoundaryOfASaddleCrossesItselfNowhere()
    {
        foreach (double level in (double[])[-0.3, -0.01, 0, 0.01, 0.3])
        {
            var grid = new ScoreGrid(41, 41, (x, y) => x * y - level, (-1, 1), (-1, 1));
            Assert.Equal(2, LevelSet.Line(grid, 0).Count);
        }
    }

    [Fact]
    public void AClosedLineIsOneRingAndAnOpenOneEndsAtTheEdge()
    {
        var bowl = new ScoreGrid(40, 40, (x, y) => x * x + y * y - 0.5, (-1, 1), (-1, 1));
        (double X, double Y)[] circle = Assert.Single(LevelSet.Line(bowl, 0));
        Assert.Equal(circle[0], circle[^1]);

        var slope = new ScoreGrid(40, 40, (x, y) => x + 0.3 * y, (-1, 1), (-1, 1));
        (double X, double Y)[] line = Assert.Single(LevelSet.Line(slope, 0));
        Assert.Equal([0, 40], new[] { line[0].Y, line[^1].Y }.Order());
    }
}
