using System.Xml.Linq;
using Micrograd.Drawing;

namespace Micrograd.Tests.Drawing;

/// <summary>Claims about pictures of decision regions, checked on the drawn shapes.</summary>
public class DecisionRegionsPlotTests
{
    private static readonly (double X, double Y, int Class)[] corners = [(-1.5, -1.5, 0), (1.5, 1.5, 1), (1.5, -1.5, 2)];
    private static readonly string[] names = ["inner", "middle", "outer"];

    private const double Side = 3 * 1.16;       // the range of the corners and 8 % on both sides

    /// <summary>Discs of radius 0.5 and 1 in the order of the classes: every region meets the next one.</summary>
    private static int Rings(double x, double y) => double.Hypot(x, y) switch { < 0.5 => 0, < 1 => 1, _ => 2 };

    private static XElement[] Regions(PlotReader plot) => [.. plot.Part("regions").Elements()];

    /// <summary>The visible area of each region in units of data: its shape less the next one, which is painted over it.</summary>
    private static Dictionary<string, double> Areas(PlotReader plot)
    {
        XElement area = plot.Part("area");
        double unit = Side * Side / (PlotReader.Number(area, "width") * PlotReader.Number(area, "height"));
        double[] shapes = [.. Regions(plot).Select(region => unit * PlotReader.Area(PlotReader.SubPaths(region))), 0];
        return Regions(plot).Select((region, i) => ((string)region.Attribute("data-class")!, shapes[i] - shapes[i + 1])).ToDictionary();
    }

    [Fact]
    public void RegionsHaveTheAreasOfTheRings()
    {
        Dictionary<string, double> areas = Areas(new PlotReader(DecisionRegionsPlot.ToSvg(Rings, corners, names)));
        Assert.Equal(Math.PI / 4, areas["inner"], 0.005);
        Assert.Equal(Math.PI * 3 / 4, areas["middle"], 0.005);
        Assert.Equal(Side * Side - Math.PI, areas["outer"], 0.005);
    }

    [Theory]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public void AreasDoNotDependOnTheOrderOfTheClasses(int inner, int middle, int outer)
    {
        int[] order = [inner, middle, outer];
        string[] renamed = new string[3];
        for (int i = 0; i < 3; i++)
            renamed[order[i]] = names[i];
        Dictionary<string, double> areas = Areas(new PlotReader(DecisionRegionsPlot.ToSvg((x, y) => order[Rings(x, y)], corners, renamed)));
        Assert.Equal(Math.PI / 4, areas["inner"], 0.005);
        Assert.Equal(Math.PI * 3 / 4, areas["middle"], 0.005);
    }

    [Fact]
    public void AnEdgeLiesWhereTheClassChanges()
    {
        // Class 0 beside class 2: read off the line between those two numbers, every edge would stand at 3/4 of its cell.
        var plot = new PlotReader(DecisionRegionsPlot.ToSvg((x, _) => x < 0.1234 ? 0 : 2, corners, names));
        List<(double X, double Y)> right = Assert.Single(PlotReader.SubPaths(Regions(plot)[1]));
        Assert.Equal(0.1234, plot.Data("x", right.Min(v => v.X)), 0.005);
        Assert.Equal(["inner", "outer"], Areas(plot).Keys);
    }

    [Fact]
    public void PointsStandAtTheirCoordinatesInTheColourOfTheirClass()
    {
        var plot = new PlotReader(DecisionRegionsPlot.ToSvg(Rings, corners, names));
        XElement[] points = [.. plot.Part("points").Elements()];
        string?[] key = [.. plot.Part("key").Elements().Where(e => e.Name.LocalName == "circle").Select(e => (string?)e.Attribute("fill"))];
        Assert.Equal(3, points.Length);
        Assert.Equal(3, key.Distinct().Count());
        foreach ((var corner, XElement point) in corners.Zip(points))
        {
            Assert.Equal(corner.X, plot.Data("x", PlotReader.Number(point, "cx")), 0.01);
            Assert.Equal(corner.Y, plot.Data("y", PlotReader.Number(point, "cy")), 0.01);
            Assert.Equal(key[corner.Class], (string?)point.Attribute("fill"));
        }
    }

    [Fact]
    public void TheKeyNamesTheColoursOfTheRegions()
    {
        string[] marked = ["<inner>", "\"middle\" & more", "outer"];
        var plot = new PlotReader(DecisionRegionsPlot.ToSvg(Rings, corners, marked, "A title <with> & \"marks\" 🙂", "length <cm>", "width & more"));
        XElement[] key = [.. plot.Part("key").Elements()];
        Assert.Equal(marked, key.Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        Assert.Equal(marked, Regions(plot).Select(e => (string?)e.Attribute("data-class")));
        Assert.Equal(Regions(plot).Select(e => (string?)e.Attribute("fill")), key.Where(e => e.Name.LocalName == "rect").Select(e => (string?)e.Attribute("fill")));
        Assert.Equal("A title <with> & \"marks\" 🙂", plot.Title);
        Assert.Contains("length <cm>", plot.Texts);
        Assert.Contains("width & more", plot.Texts);
        Assert.Equal("3 points of 3 classes over the regions of <inner>, \"middle\" & more, outer.", plot.Elements("desc").Single().Value);
    }

    [Fact]
    public void PlacesWithoutAClassStayGrey()
    {
        var hole = new PlotReader(DecisionRegionsPlot.ToSvg((x, y) => Rings(x, y) - 1, corners, names));
        Assert.Equal(Side * Side - Math.PI / 4, Areas(hole).Values.Sum(), 0.005);
        var none = new PlotReader(DecisionRegionsPlot.ToSvg((_, _) => 3, corners, names));
        Assert.Empty(Regions(none));
        Assert.Contains(none.Texts, text => text.Contains("no class anywhere", StringComparison.Ordinal));
    }

    [Fact]
    public void FilesStaySmallAndAPictureTooFineSaysSo()
    {
        (double, double, int)[] many = [.. Enumerable.Range(0, 50_000).Select(i => (Math.Sin(i), Math.Cos(7 * i), i % 10))];
        string[] ten = [.. Enumerable.Range(0, 10).Select(i => $"class {i}")];
        Assert.InRange(DecisionRegionsPlot.ToSvg(Rings, corners, names).Length, 2_000, 10_000);
        // A checkerboard of 20 x 20 fields.
        string fields = DecisionRegionsPlot.ToSvg((x, y) => ((int)(10 * x + 20) * 3 + (int)(10 * y + 20) * 4) % 10, many, ten);
        Assert.InRange(fields.Length, 50_000, 150_000);
        var random = new Random(5);
        string noise = DecisionRegionsPlot.ToSvg((_, _) => random.Next(10), many, ten);
        Assert.InRange(noise.Length, 50_000, 150_000);
        Assert.Contains(new PlotReader(noise).Texts, text => text.Contains("regions too fine to draw", StringComparison.Ordinal));
        Assert.Contains(new PlotReader(noise).Texts, text => text.Contains("of 50000 points", StringComparison.Ordinal));
    }

    [Fact]
    public void OddPointsStillMakeAPictureInsideItsFrame()
    {
        foreach ((double, double, int)[] points in ((double, double, int)[][])[[], [(5, 5, 1)], [(-1.7e308, 1, 0), (1.7e308, 2, 1)], [(double.NaN, 0, 2), (1, 1, 1)]])
        {
            var plot = new PlotReader(DecisionRegionsPlot.ToSvg(Rings, points, names));
            (double width, double height) = (PlotReader.Number(plot.Root, "width"), PlotReader.Number(plot.Root, "height"));
            Assert.All(plot.Elements("path").SelectMany(PlotReader.SubPaths).SelectMany(p => p), v =>
            {
                Assert.InRange(v.X, 0, width);
                Assert.InRange(v.Y, 0, height);
            });
        }
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Assert.Equal("point 2 has class 2, but there are 2 class names, from 0 to 1",
            Assert.Throws<ArgumentException>(() => DecisionRegionsPlot.ToSvg(Rings, corners, ["a", "b"])).Message);
        Assert.Equal("a picture of decision regions shows 1 to 10 classes, got 11",
            Assert.Throws<ArgumentException>(() => DecisionRegionsPlot.ToSvg(Rings, corners, new string[11])).Message);
        Assert.Throws<ArgumentNullException>(() => DecisionRegionsPlot.ToSvg(null!, corners, names));
    }

    [Fact]
    public void TheSameNumbersGiveTheSameBytesUnderAnyCulture()
    {
        static string Draw() => DecisionRegionsPlot.ToSvg(Rings, corners, names);
        Assert.Equal(Draw(), Draw());
        Assert.Equal(Draw(), DecimalComma.Run(Draw));
    }
}
