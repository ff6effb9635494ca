using System.Xml.Linq;
using Micrograd.Drawing;

namespace Micrograd.Tests.Drawing;

/// <summary>Claims about loss curves, read back from the drawn lines.</summary>
public class LossPlotTests
{
    private static double[] Decay(int n, double from, double to) =>
        [.. Enumerable.Range(0, n).Select(i => from * Math.Pow(to / from, i / (n - 1.0)))];

    private static bool SaysLog(PlotReader plot) => plot.Texts.Any(text => text.Contains("loss (log scale)", StringComparison.Ordinal));

    [Theory]
    [InlineData(100, 0.8, 0.05, false)]
    [InlineData(100, 9, 0.003, true)]
    [InlineData(600, 1e-2, 1e-12, true)]
    public void TheLineGoesThroughTheLosses(int n, double from, double to, bool logarithmic)
    {
        double[] losses = Decay(n, from, to);
        var plot = new PlotReader(LossPlot.ToSvg(losses));
        Assert.Equal(logarithmic, SaysLog(plot));
        List<(double X, double Y)> line = Assert.Single(plot.Line("loss"));
        Assert.Equal(n, line.Count);
        double pixel = plot.Data("y", 201, logarithmic) / plot.Data("y", 200, logarithmic) - 1;
        for (int i = 0; i < n; i++)
        {
            Assert.Equal(i, plot.Data("x", line[i].X), n * 0.001);
            double read = plot.Data("y", line[i].Y, logarithmic);
            double tolerance = logarithmic ? Math.Abs(pixel) * losses[i] : 0.005;
            Assert.Equal(losses[i], read, tolerance);
        }
    }

    [Fact]
    public void TheAxisSaysWhatTheLossesAreOf()
    {
        Assert.Contains("step", new PlotReader(LossPlot.ToSvg([3, 2, 1])).Texts);
        var plot = new PlotReader(LossPlot.ToSvg([3, 2, 1], "Loss", "epoch", new PlotSeries("validation", [4, 3, 2])));
        Assert.Contains("epoch", plot.Texts);
        Assert.DoesNotContain(plot.Root.DescendantNodes().OfType<XText>(), text => text.Value.Contains("step", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.01, 1, false)]        // two decades are not more than two
    [InlineData(0.0099, 1, true)]
    [InlineData(0, 1000, false)]
    [InlineData(-1, 1000, false)]
    public void TheScaleIsLogarithmicOnlyForPositiveLossesOverMoreThanTwoDecades(double least, double greatest, bool logarithmic) =>
        Assert.Equal(logarithmic, SaysLog(new PlotReader(LossPlot.ToSvg([greatest, least]))));

    [Fact]
    public void LossesThatAreNotFiniteLeaveGapsAndMarks()
    {
        double[] losses = Decay(60, 1, 0.1);
        losses[10] = losses[30] = losses[32] = double.NaN;
        losses[45] = double.PositiveInfinity;
        losses[46] = double.NegativeInfinity;
        var plot = new PlotReader(LossPlot.ToSvg(losses));
        Assert.Equal([10, 19, 12, 13], plot.Line("loss").Select(piece => piece.Count));     // and loss 31 stands alone
        XElement dot = Assert.Single(plot.Series("loss").Elements(), e => e.Name.LocalName == "circle");
        Assert.Equal(31, plot.Data("x", PlotReader.Number(dot, "cx")), 0.1);
        XElement marks = plot.Series("loss").Elements().Single(e => e.Name.LocalName == "path" && e.Attribute("stroke") is not null);
        Assert.Equal([10, 30, 32, 45, 46], PlotReader.SubPaths(marks).Select(mark => (int)Math.Round(plot.Data("x", mark[0].X))));
        Assert.Contains(plot.Texts, text => text.Contains("5 values are not finite", StringComparison.Ordinal));
    }

    [Fact]
    public void ALongSeriesStaysSmallAndHidesNoSpike()
    {
        var random = new Random(2);
        double[] losses = [.. Decay(500_000, 5, 0.02).Select(loss => loss * (0.5 + random.NextDouble()))];
        losses[123_456] = 90;
        losses[345_678] = 0.001;
        string svg = LossPlot.ToSvg(losses);
        Assert.InRange(svg.Length, 2_000, 30_000);

        var plot = new PlotReader(svg);
        List<(double X, double Y)> band = PlotReader.SubPaths(plot.Series("loss").Elements().First()).Single();
        (double X, double Y) high = band.MinBy(v => v.Y), low = band.MaxBy(v => v.Y);
        Assert.Equal(90, plot.Data("y", high.Y, logarithmic: true), 3.0);
        Assert.Equal(0.001, plot.Data("y", low.Y, logarithmic: true), 0.0001);
        Assert.Equal(123_456, plot.Data("x", high.X), 1000.0);
        Assert.Equal(345_678, plot.Data("x", low.X), 1000.0);
    }

    [Fact]
    public void TheLineOfALongSeriesIsItsMedian()
    {
        double[] losses = [.. Enumerable.Range(0, 40_000).Select(i => i % 5 == 0 ? 100.0 : 3.0 + i % 3)];   // 4 is in the middle
        var plot = new PlotReader(LossPlot.ToSvg(losses));
        Assert.All(Assert.Single(plot.Line("loss")), v => Assert.Equal(4, plot.Data("y", v.Y), 0.5));
    }

    [Fact]
    public void ALongGapStaysAGapInALongSeries()
    {
        double[] losses = Decay(10_000, 1, 0.1);
        losses.AsSpan(4000, 1000).Fill(double.NaN);
        var plot = new PlotReader(LossPlot.ToSvg(losses));
        List<List<(double X, double Y)>> pieces = plot.Line("loss");
        Assert.Equal(2, pieces.Count);
        Assert.Equal(4000, plot.Data("x", pieces[0][^1].X), 120.0);
        Assert.Equal(5000, plot.Data("x", pieces[1][0].X), 120.0);
    }

    public static TheoryData<double[]> Odd => new(
        (double[])[], [0.7], [double.NaN], [0.7, 0.7, 0.7], [0, 0], [double.MaxValue, double.MinValue], [5e-324, double.MaxValue],
        [double.PositiveInfinity, 1, 2], [1e-9, 1.1e-9], [-5, -4], [0.6931471, 0.6931472], [1e9, 3e9]);

    [Theory, MemberData(nameof(Odd))]
    public void OddSeriesStillMakeAWellFormedPlotInsideItsFrame(double[] losses)
    {
        string svg = LossPlot.ToSvg(losses, "A title <with> & \"marks\" 🙂");
        var plot = new PlotReader(svg);
        Assert.Equal("A title <with> & \"marks\" 🙂", plot.Title);
        Assert.Contains(plot.Texts, text => text == plot.Title);
        Assert.Equal("img", (string?)plot.Root.Attribute("role"));
        (double width, double height) = (PlotReader.Number(plot.Root, "width"), PlotReader.Number(plot.Root, "height"));
        Assert.All(plot.Elements("path").SelectMany(PlotReader.SubPaths).SelectMany(p => p), v =>
        {
            Assert.InRange(v.X, 0, width);
            Assert.InRange(v.Y, 0, height);
        });
        Assert.All(plot.Elements("circle"), c => Assert.InRange(PlotReader.Number(c, "cy"), 0, height));
        Assert.All(plot.Elements("text"), t => Assert.InRange(PlotReader.Number(t, "y"), 0, height));
    }

    [Fact]
    public void AnEmptySeriesSaysThatThereIsNothing()
    {
        Assert.Contains("no finite values", new PlotReader(LossPlot.ToSvg([])).Texts);
        Assert.Contains("no finite values", new PlotReader(LossPlot.ToSvg([double.NaN])).Texts);
    }

    [Fact]
    public void OneLossIsADot()
    {
        var plot = new PlotReader(LossPlot.ToSvg([0.7]));
        XElement dot = Assert.Single(plot.Elements("circle"));
        Assert.Equal(0.7, plot.Data("y", PlotReader.Number(dot, "cy")), 0.001);
    }

    [Fact]
    public void AFurtherSeriesStandsAtItsSteps()
    {
        var plot = new PlotReader(LossPlot.ToSvg(Decay(101, 1, 0.2), "Two", new PlotSeries("held-out", [0.9, 0.5, 0.4, 0.35, 0.3], Every: 25)));
        List<(double X, double Y)> line = Assert.Single(plot.Line("held-out"));
        Assert.Equal([0, 25, 50, 75, 100], line.Select(v => (int)Math.Round(plot.Data("x", v.X))));
        Assert.Equal(0.35, plot.Data("y", line[3].Y), 0.005);
        Assert.Contains(plot.Texts, text => text.Contains("training", StringComparison.Ordinal) && text.Contains("held-out", StringComparison.Ordinal));
    }

    [Fact]
    public void ASeriesWithItsOwnAxisStandsInAPanelBelow()
    {
        var plot = new PlotReader(LossPlot.ToSvg(Decay(101, 1, 0.0001), "Two", new PlotSeries("right", [0.5, 0.9, 0.98], 50, "accuracy")));
        List<(double X, double Y)> line = Assert.Single(plot.Line("right"));
        Assert.True(line.Min(v => v.Y) > plot.Line("training")[0].Max(v => v.Y));
        Assert.Equal(0.9, plot.Data("y", line[1].Y, i: 1), 0.01);
        Assert.Contains("accuracy", plot.Texts);
        Assert.Contains("loss (log scale)", plot.Texts);
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Assert.Contains("\"held-out\"", Assert.Throws<ArgumentException>(() => LossPlot.ToSvg([1], "", new PlotSeries("held-out", [1], 0))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LossPlot.ToSvg([1], "", new PlotSeries(null!, [1])));
        Assert.Throws<ArgumentNullException>(() => LossPlot.ToSvg([1], null!));
    }

    [Fact]
    public void TheSameNumbersGiveTheSameBytesUnderAnyCulture()
    {
        static string Draw() => LossPlot.ToSvg([.. Decay(3000, 5, 1e-5), double.NaN], "Loss", new PlotSeries("a", [-1.5, 2.25], 700, "b"));
        Assert.Equal(Draw(), Draw());
        Assert.Equal(Draw(), DecimalComma.Run(Draw));
    }
}
