using System.Xml.Linq;
using Micrograd.Drawing;

namespace Micrograd.Tests.Drawing;

/// <summary>Claims about pictures of confusion, read back from the drawn cells.</summary>
public class ConfusionPlotTests
{
    private static readonly int[,] flowers = { { 50, 0, 0 }, { 0, 47, 3 }, { 0, 10, 40 } };
    private static readonly string[] names = ["setosa", "versicolor", "virginica"];

    private static string[] Names(int n) => [.. Enumerable.Range(0, n).Select(i => $"class {i}")];

    private static int[,] Counts(int n, int greatest)
    {
        var counts = new int[n, n];
        for (int i = 0; i < n * n; i++)
            counts[i / n, i % n] = i * 7919 % 13 == 0 ? 0 : (int)(i * 104_729L % (greatest + 1L));
        return counts;
    }

    private static XElement[] Cells(PlotReader plot) => [.. plot.Part("cells").Elements()];

    private static XElement[] AxisTexts(PlotReader plot, string axis) =>
        [.. plot.Elements("g").Single(g => (string?)g.Attribute("data-axis") == axis).Elements()];

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 100)]
    [InlineData(7, 9_999)]
    [InlineData(20, 123_456)]
    [InlineData(30, int.MaxValue)]
    public void EachCountStandsInTheMiddleOfItsCell(int n, int greatest)
    {
        int[,] counts = Counts(n, greatest);
        var plot = new PlotReader(ConfusionPlot.ToSvg(counts, Names(n)));
        XElement[] cells = Cells(plot), texts = [.. plot.Part("counts").Elements()];
        Assert.Equal(counts.Cast<int>().Select(count => count.ToString()), texts.Select(text => text.Value));
        double width = PlotReader.Number(cells[0], "width"), height = PlotReader.Number(cells[0], "height");
        for (int i = 0; i < n * n; i++)
        {
            (double x, double y) = (PlotReader.Number(cells[i], "x"), PlotReader.Number(cells[i], "y"));
            Assert.Equal(PlotReader.Number(cells[0], "x") + i % n * width, x, 0.01);      // predicted across
            Assert.Equal(PlotReader.Number(cells[0], "y") + i / n * height, y, 0.01);     // actual down
            Assert.Equal(x + width / 2, PlotReader.Number(texts[i], "x"), 0.01);
            Assert.InRange(PlotReader.Number(texts[i], "y"), y + 10, y + height - 2);
            Assert.True(7.64 * texts[i].Value.Length < width, "a digit of DejaVu Sans at 12 pixels is 7.64 wide");
        }
        Assert.True(PlotReader.Number(cells[^1], "x") + width < PlotReader.Number(plot.Root, "width"));
    }

    [Fact]
    public void NamesStandBesideTheirRowsAndBelowTheirColumns()
    {
        var plot = new PlotReader(ConfusionPlot.ToSvg(flowers, names, "Irises"));
        XElement[] down = AxisTexts(plot, "y"), across = AxisTexts(plot, "x"), cells = Cells(plot);
        Assert.Equal([.. names, "actual"], down.Select(text => text.Value));
        Assert.Equal([.. names, "predicted"], across.Select(text => text.Value));
        for (int i = 0; i < 3; i++)
        {
            double top = PlotReader.Number(cells[3 * i], "y"), left = PlotReader.Number(cells[i], "x");
            Assert.InRange(PlotReader.Number(down[i], "y"), top + 20, top + PlotReader.Number(cells[0], "height") - 20);
            Assert.Equal(left + PlotReader.Number(cells[0], "width") / 2, PlotReader.Number(across[i], "x"), 0.01);
        }
        Assert.Contains(plot.Texts, text => text.Contains("right: 137 of 150", StringComparison.Ordinal));
        Assert.Equal("150 cases of 3 classes, 137 predicted right.", plot.Elements("desc").Single().Value);
    }

    [Fact]
    public void RightIsBlueWrongIsOrangeAndALargerShareOfTheRowIsDarker()
    {
        XElement[] cells = Cells(new PlotReader(ConfusionPlot.ToSvg(flowers, names)));
        Assert.True(PlotReader.Warmth(cells[0]) < PlotReader.Warmth(cells[4]));     // 50 of 50 and 47 of 50
        Assert.True(PlotReader.Warmth(cells[4]) < PlotReader.Warmth(cells[8]));     // and 40 of 50
        Assert.True(PlotReader.Warmth(cells[8]) < 0);
        Assert.Equal(0, PlotReader.Warmth(cells[1]));                               // never
        Assert.True(PlotReader.Warmth(cells[5]) > 0);                               // 3 of 50
        Assert.True(PlotReader.Warmth(cells[7]) > PlotReader.Warmth(cells[5]));     // 10 of 50
        XElement[] thousandfold = Cells(new PlotReader(ConfusionPlot.ToSvg(new[,] { { 50_000, 0, 0 }, { 0, 47, 3 }, { 0, 10, 40 } }, names)));
        Assert.Equal(cells.Select(PlotReader.Warmth), thousandfold.Select(PlotReader.Warmth));
    }

    [Fact]
    public void LongNamesAreShortenedAndStayDifferent()
    {
        string[] longNames = [.. Enumerable.Range(0, 20).Select(i => $"a <very> long & winding name of class {i}")];
        var plot = new PlotReader(ConfusionPlot.ToSvg(Counts(20, 100), longNames, "A title <with> & \"marks\" 🙂"));
        Assert.Equal("A title <with> & \"marks\" 🙂", plot.Title);
        foreach (string axis in (string[])["x", "y"])
        {
            string[] shown = [.. AxisTexts(plot, axis).SkipLast(1).Select(text => text.Value)];
            Assert.Equal(20, shown.Distinct().Count());
            Assert.All(shown, name => Assert.InRange(name.Length, 8, 22));
            Assert.All(shown, name => Assert.EndsWith("…", name));
        }
    }

    [Fact]
    public void NoCasesAtAllStillMakeAPicture()
    {
        var plot = new PlotReader(ConfusionPlot.ToSvg(new int[2, 2], ["no", "yes"]));
        Assert.Equal(["0", "0", "0", "0"], plot.Part("counts").Elements().Select(text => text.Value));
        Assert.Contains(plot.Texts, text => text.Contains("right: 0 of 0", StringComparison.Ordinal));
    }

    [Fact]
    public void MistakesAreNamed()
    {
        static string Message(int[,] counts, string[] classes) =>
            Assert.Throws<ArgumentException>(() => ConfusionPlot.ToSvg(counts, classes)).Message;
        Assert.Equal("3 classes need 3 x 3 counts, got 2 x 3", Message(new int[2, 3], names));
        Assert.Equal("\"setosa\" predicted as \"virginica\": a count of -1 cannot be drawn, counts are 0 or more",
            Message(new[,] { { 1, 0, -1 }, { 0, 1, 0 }, { 0, 0, 1 } }, names));
        Assert.Equal("a picture of confusion shows 1 to 30 classes, got 31", Message(new int[31, 31], Names(31)));
        Assert.Equal("a picture of confusion shows 1 to 30 classes, got 0", Message(new int[0, 0], []));
        Assert.Equal("class 1 has no name", Message(new int[2, 2], ["a", null!]));
    }

    [Fact]
    public void TheSameNumbersGiveTheSameBytesUnderAnyCulture()
    {
        static string Draw() => ConfusionPlot.ToSvg(Counts(13, 2_000), Names(13), "Same");
        Assert.Equal(Draw(), Draw());
        Assert.Equal(Draw(), DecimalComma.Run(Draw));
        Assert.InRange(ConfusionPlot.ToSvg(Counts(30, int.MaxValue), Names(30)).Length, 50_000, 150_000);
    }
}
