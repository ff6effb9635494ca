using System.Xml.Linq;
using Micrograd.Drawing;

namespace Micrograd.Tests.Drawing;

/// <summary>Claims about pictures of predicted numbers, read back from the drawn points.</summary>
public class PredictionPlotTests
{
    private static readonly double[] actual = [3, 7.5, -2, 11], predicted = [4, 7, -1.5, 8];

    private static XElement[] Points(PlotReader plot) => [.. plot.Part("points").Elements()];

    [Fact]
    public void ThePredictedValueStandsOverTheActualOne()
    {
        var plot = new PlotReader(PredictionPlot.ToSvg(actual, predicted, "Prices", "price (k€)"));
        XElement[] points = Points(plot);
        Assert.Equal(4, points.Length);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(actual[i], plot.Data("x", PlotReader.Number(points[i], "cx")), 0.03);
            Assert.Equal(predicted[i], plot.Data("y", PlotReader.Number(points[i], "cy")), 0.03);
        }
        Assert.Contains("actual price (k€)", plot.Texts);
        Assert.Contains("predicted price (k€)", plot.Texts);
        Assert.Contains(plot.Texts, text => text.Contains("4 points", StringComparison.Ordinal));
        Assert.Equal("4 predictions from -1.5 to 8 of values from -2 to 11.", plot.Elements("desc").Single().Value);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.01, 500)]         // all predictions nearly the same
    [InlineData(100, -3)]           // predictions far beyond the truth
    public void AxesAreEqualAndTheDiagonalIsWhereBothAreTheSame(double factor, double offset)
    {
        double[] elsewhere = [.. actual.Select(v => v * factor + offset)];
        var plot = new PlotReader(PredictionPlot.ToSvg(actual, elsewhere));
        List<(double X, double Y)> diagonal = Assert.Single(PlotReader.SubPaths(plot.Part("diagonal")));
        double range = plot.Data("x", diagonal[1].X) - plot.Data("x", diagonal[0].X);
        Assert.All(diagonal, v => Assert.Equal(plot.Data("x", v.X), plot.Data("y", v.Y), 0.005 * range));
        Assert.Equal(diagonal[1].X - diagonal[0].X, diagonal[0].Y - diagonal[1].Y, 0.01);
        Assert.All(Points(plot), c => Assert.InRange(PlotReader.Number(c, "cx"), diagonal[0].X, diagonal[1].X));
        Assert.All(Points(plot), c => Assert.InRange(PlotReader.Number(c, "cy"), diagonal[1].Y, diagonal[0].Y));
    }

    [Fact]
    public void PairsThatAreNotFiniteAreCountedAndNotDrawn()
    {
        var plot = new PlotReader(PredictionPlot.ToSvg([1, 2, double.NaN, 4, 5], [1, double.PositiveInfinity, 3, 4.5, 5]));
        Assert.Equal(3, Points(plot).Length);
        Assert.Contains(plot.Texts, text => text.Contains("2 of 5 not finite", StringComparison.Ordinal));
    }

    [Fact]
    public void OfVeryManyAnEvenPartIsDrawnAndThePictureSaysSoInFull()
    {
        double[] many = [.. Enumerable.Range(0, 100_000).Select(i => Math.Sin(i)), double.NaN];
        string svg = PredictionPlot.ToSvg(many, many);
        Assert.InRange(svg.Length, 20_000, 100_000);
        var plot = new PlotReader(svg);
        int drawn = Points(plot).Length;
        Assert.InRange(drawn, 1190, 1210);
        Assert.Contains(plot.Texts, text => text.Contains($"1 of 100001 not finite·{drawn} of 100000 points", StringComparison.Ordinal));
        Assert.InRange(Points(plot).Count(c => plot.Data("x", PlotReader.Number(c, "cx")) > 0), 0.47 * drawn, 0.53 * drawn);
    }

    public static TheoryData<double[]> Odd => new(
        (double[])[], [0.7], [double.NaN], [0.7, 0.7], [0, 0], [double.MaxValue, double.MinValue], [5e-324, double.MaxValue], [1e9, 3e9]);

    [Theory, MemberData(nameof(Odd))]
    public void OddNumbersStillMakeAWellFormedPictureInsideItsFrame(double[] values)
    {
        string svg = PredictionPlot.ToSvg(values, values, "A title <with> & \"marks\" 🙂", "<y> & more");
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        var plot = new PlotReader(svg);
        Assert.Equal("A title <with> & \"marks\" 🙂", plot.Title);
        Assert.Contains("actual <y> & more", plot.Texts);
        Assert.Equal("img", (string?)plot.Root.Attribute("role"));
        Assert.All(Points(plot), c => Assert.InRange(PlotReader.Number(c, "cx"), 0, PlotReader.Number(plot.Root, "width")));
        Assert.All(Points(plot), c => Assert.InRange(PlotReader.Number(c, "cy"), 0, PlotReader.Number(plot.Root, "height")));
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Assert.Equal("each actual value needs a predicted one, got 2 actual and 1 predicted values",
            Assert.Throws<ArgumentException>(() => PredictionPlot.ToSvg([1, 2], [1])).Message);
        Assert.Throws<ArgumentNullException>(() => PredictionPlot.ToSvg([1], [1], null!));
        Assert.Throws<ArgumentNullException>(() => PredictionPlot.ToSvg([1], [1], "", null!));
    }

    [Fact]
    public void TheSameNumbersGiveTheSameBytesUnderAnyCulture()
    {
        static string Draw() => PredictionPlot.ToSvg(actual, predicted, "Same", "y");
        Assert.Equal(Draw(), Draw());
        Assert.Equal(Draw(), DecimalComma.Run(Draw));
    }
}
