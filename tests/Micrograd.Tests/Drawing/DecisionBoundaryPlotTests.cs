using System.Xml.Linq;
using Micrograd.Drawing;

namespace Micrograd.Tests.Drawing;

/// <summary>Claims about plots of decision boundaries, checked on the drawn shapes.</summary>
public class DecisionBoundaryPlotTests
{
    private static readonly (double X, double Y, int Class)[] corners = [(-1.5, -1.5, 0), (1.5, 1.5, 1)];

    private static double Circle(double x, double y) => x * x + y * y - 1;

    private static (double X, double Y, int Class)[] Moons(int n) => [.. Enumerable.Range(0, n).Select(i =>
    {
        double t = Math.PI * i / n, wobble = 0.1 * Math.Sin(37 * i);
        return i % 2 == 0 ? (Math.Cos(t) + wobble, Math.Sin(t), 0) : (1 - Math.Cos(t) + wobble, 0.5 - Math.Sin(t), 1);
    })];

    private static double Wavy(double x, double y) => Math.Tanh(3 * (0.25 - y + 0.5 * Math.Cos(3 * x))) * 4 + Math.Max(0, x - y);

    [Fact]
    public void BandsOfACircleHaveTheAreaOfAnnuli()
    {
        var plot = new PlotReader(DecisionBoundaryPlot.ToSvg(Circle, corners));
        XElement area = plot.Part("area");
        double square = 3 * 1.16 * 3 * 1.16, pixels = PlotReader.Number(area, "width") * PlotReader.Number(area, "height");
        int levels = 0;
        foreach (XElement band in plot.Part("bands").Elements().Where(e => (string?)e.Attribute("data-level") != "lowest"))
        {
            double radiusSquared = PlotReader.LabelNumber((string)band.Attribute("data-level")!) + 1;
            if (radiusSquared > 1.74 * 1.74)
                continue;       // not a whole circle in the plot
            double outside = PlotReader.Area(PlotReader.SubPaths(band)) / pixels * square;
            Assert.Equal(square - Math.PI * radiusSquared, outside, 0.005);
            levels++;
        }
        Assert.InRange(levels, 3, 12);
        Assert.Equal(pixels, PlotReader.Area(PlotReader.SubPaths(plot.Part("bands").Elements().First())), 1.0);
    }

    [Fact]
    public void BoundaryOfACircleLiesOnTheCircle()
    {
        var plot = new PlotReader(DecisionBoundaryPlot.ToSvg(Circle, corners));
        List<(double X, double Y)> boundary = Assert.Single(PlotReader.SubPaths(plot.Part("boundary")));
        Assert.True(boundary.Count > 30);
        Assert.All(boundary, v => Assert.Equal(1, double.Hypot(plot.Data("x", v.X), plot.Data("y", v.Y)), 0.005));
    }

    [Fact]
    public void PointsStandAtTheirCoordinates()
    {
        (double X, double Y, int Class)[] points = Moons(60);
        var plot = new PlotReader(DecisionBoundaryPlot.ToSvg(Wavy, points));
        XElement[] drawn = [.. plot.Part("points").Elements()];
        Assert.Equal(points.Length, drawn.Length);
        foreach ((var point, XElement circle) in points.Zip(drawn))
        {
            Assert.Equal(point.X, plot.Data("x", PlotReader.Number(circle, "cx")), 0.01);
            Assert.Equal(point.Y, plot.Data("y", PlotReader.Number(circle, "cy")), 0.01);
        }
    }

    [Fact]
    public void MarginIsEightPercentOfTheRange()
    {
        var plot = new PlotReader(DecisionBoundaryPlot.ToSvg(Circle, corners));
        XElement area = plot.Part("area"), first = plot.Part("points").Elements().First();
        double share = (PlotReader.Number(first, "cx") - PlotReader.Number(area, "x")) / PlotReader.Number(area, "width");
        Assert.Equal(0.08 / 1.16, share, 1e-3);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(3, 7)]
    public void TheGreaterClassHasTheColourOfPositiveScores(int lesser, int greater)
    {
        var plot = new PlotReader(DecisionBoundaryPlot.ToSvg(Circle, [(1.5, 1.5, greater), (-1.5, -1.5, lesser)]));
        XElement[] points = [.. plot.Part("points").Elements()];
        XElement[] bands = [.. plot.Part("bands").Elements()];
        Assert.True(PlotReader.Warmth(points[0]) > 0 && PlotReader.Warmth(points[1]) < 0);
        foreach (XElement band in bands)
        {
            string level = (string)band.Attribute("data-level")!;
            bool positive = level != "lowest" && PlotReader.LabelNumber(level) >= 0;
            Assert.True(positive ? PlotReader.Warmth(band) > 0 : PlotReader.Warmth(band) < 0, level);
        }
    }

    [Fact]
    public void AScoreOfOneSignHasNoBoundaryAndThePlotSaysSo()
    {
        var positive = new PlotReader(DecisionBoundaryPlot.ToSvg((x, y) => 1 + x * x, corners));
        Assert.False(positive.HasPart("boundary"));
        Assert.Contains(positive.Texts, text => text.Contains("score > 0 everywhere", StringComparison.Ordinal));
        var negative = new PlotReader(DecisionBoundaryPlot.ToSvg((x, y) => -1 - x * x, corners));
        Assert.Contains(negative.Texts, text => text.Contains("score < 0 everywhere", StringComparison.Ordinal));
    }

    public static TheoryData<string> Oddities => ["nan", "nan in places", "infinite", "zero", "huge", "tiny", "no points", "one point", "far points", "points not finite", "one column"];

    [Theory, MemberData(nameof(Oddities))]
    public void OddScoresAndPointsStillMakeAWellFormedPlotInsideItsFrame(string oddity)
    {
        Func<double, double, double> score = oddity switch
        {
            "nan" => (_, _) => double.NaN,
            "nan in places" => (x, y) => Math.Log(x + y),
            "infinite" => (x, y) => 1 / Math.Round(x) - 1 / Math.Round(y),
            "zero" => (_, _) => 0,
            "huge" => (x, _) => x * 1e305,
            "tiny" => (x, y) => (x - y) * 1e-305,
            _ => Circle,
        };
        (double, double, int)[] points = oddity switch
        {
            "no points" => [],
            "one point" => [(5, 5, 1)],
            "far points" => [(-1.7e308, 1, 0), (1.7e308, 2, 1)],
            "points not finite" => [.. corners, (double.NaN, 0, 1), (0, double.PositiveInfinity, 0)],
            "one column" => [(2, 0, 0), (2, 1, 1), (2, 2, 5)],
            _ => corners,
        };
        string svg = DecisionBoundaryPlot.ToSvg(score, points, "A title <with> & \"marks\" 🙂");
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        var plot = new PlotReader(svg);
        Assert.Equal("A title <with> & \"marks\" 🙂", plot.Title);
        (double width, double height) = (PlotReader.Number(plot.Root, "width"), PlotReader.Number(plot.Root, "height"));
        Assert.All(plot.Elements("path").SelectMany(PlotReader.SubPaths).SelectMany(p => p), v =>
        {
            Assert.InRange(v.X, 0, width);
            Assert.InRange(v.Y, 0, height);
        });
        Assert.All(plot.Elements("circle"), c => Assert.InRange(PlotReader.Number(c, "cx"), 0, width));
    }

    [Fact]
    public void FilesStaySmall()
    {
        Assert.InRange(DecisionBoundaryPlot.ToSvg(Wavy, Moons(200)).Length, 5_000, 60_000);
        Assert.InRange(DecisionBoundaryPlot.ToSvg(Wavy, Moons(100_000)).Length, 5_000, 120_000);
        var random = new Random(5);
        Assert.InRange(DecisionBoundaryPlot.ToSvg((_, _) => random.NextDouble() - 0.5, Moons(200)).Length, 5_000, 180_000);
    }

    [Fact]
    public void ASelectionOfPointsKeepsClassesThatTakeTurns()
    {
        var plot = new PlotReader(DecisionBoundaryPlot.ToSvg(Wavy, Moons(2400)));
        int warm = plot.Part("points").Elements().Count(c => PlotReader.Warmth(c) > 0), all = plot.Part("points").Elements().Count();
        Assert.InRange(all, 1190, 1210);
        Assert.InRange((double)warm / all, 0.48, 0.52);
        Assert.Contains(plot.Texts, text => text.Contains($"{all} of 2400 points", StringComparison.Ordinal));
    }

    [Fact]
    public void TheSameNumbersGiveTheSameBytesUnderAnyCulture()
    {
        string here = DecisionBoundaryPlot.ToSvg(Wavy, Moons(50));
        Assert.Equal(here, DecisionBoundaryPlot.ToSvg(Wavy, Moons(50)));
        Assert.Equal(here, DecimalComma.Run(() => DecisionBoundaryPlot.ToSvg(Wavy, Moons(50))));
    }

    [Fact]
    public void TheKeyNamesTheLevelsOfTheBands()
    {
        var plot = new PlotReader(DecisionBoundaryPlot.ToSvg(Circle, corners));
        string[] levels = [.. plot.Part("bands").Elements().Select(e => (string)e.Attribute("data-level")!).Skip(1)];
        Assert.Equal(levels, plot.Part("key").Elements().Where(e => e.Name.LocalName == "text").Select(e => e.Value).Skip(1));
    }
}
