using System.Xml.Linq;
using Micrograd.Drawing;

namespace Micrograd.Tests.Drawing;

/// <summary>Claims about words and coordinates in SVG files.</summary>
public class PlotTextTests
{
    [Theory]
    [InlineData("a < b && c > \"d\" 'e' ]]> 🚀 Ü")]
    [InlineData("&amp; stays &amp;")]
    [InlineData("")]
    public void AnyTextComesBackFromXmlAsItWas(string text)
    {
        Assert.Equal(text, XElement.Parse($"<t>{PlotText.Escape(text)}</t>").Value);
        Assert.Equal(text, XElement.Parse($"<t a=\"{PlotText.Escape(text)}\"/>").Attribute("a")!.Value);
    }

    [Fact]
    public void EveryCharacterIsWellFormed()
    {
        for (int c = 0; c <= 0xFFFF; c++)
            Assert.Single(XElement.Parse($"<t>{PlotText.Escape(((char)c).ToString())}</t>", LoadOptions.PreserveWhitespace).Value);
    }

    [Fact]
    public void ShortenedTextKeepsWholeLettersAndEndsInAnEllipsis()
    {
        string family = "👩‍👩‍👧 ";                                       // one letter of five code points
        for (int width = 20; width < 200; width += 3)
        {
            string shown = PlotText.Shorten(string.Concat(Enumerable.Repeat(family, 20)), 12, width);
            Assert.EndsWith("…", shown);
            Assert.Equal("", shown.TrimEnd('…').Replace(family.Trim(), "").Trim());
            Assert.True(PlotText.Width(shown, 12) <= width);
        }
        Assert.Equal("short", PlotText.Shorten("short", 12, 100));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.001, "0")]
    [InlineData(12.345, "12.34")]
    [InlineData(-3.5, "-3.5")]
    public void CoordinatesAreShort(double pixels, string expected) => Assert.Equal(expected, PlotText.Number(pixels));

    [Fact]
    public void StepsOfAPathDoNotDrift()
    {
        var path = new SvgPath();
        var expected = new List<(double X, double Y)>();
        var random = new Random(3);
        for (int i = 0; i < 5000; i++)
        {
            expected.Add((random.NextDouble() * 700 - 100, random.NextDouble() * 700 - 100));
            if (i == 0)
                path.MoveTo(expected[i].X, expected[i].Y);
            else
                path.LineTo(expected[i].X, expected[i].Y);
        }
        List<(double X, double Y)> read = Assert.Single(PlotReader.SubPaths(new XElement("path", new XAttribute("d", path.ToString()))));
        Assert.Equal(expected.Count, read.Count);
        Assert.All(expected.Zip(read), pair =>
        {
            Assert.Equal(pair.First.X, pair.Second.X, 0.00501);
            Assert.Equal(pair.First.Y, pair.Second.Y, 0.00501);
        });
    }
}
