using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Micrograd.Tests.Drawing;

/// <summary>
/// Reads a plot back as a person would: the places and labels of the ticks give the way from pixels to data, and paths become
/// polygons. It knows SVG, and nothing of the code that wrote the file.
/// </summary>
internal sealed partial class PlotReader(string svg)
{
    private readonly XElement root = XDocument.Parse(svg).Root!;

    public XElement Root => root;

    public string Title => Elements("title").Single().Value;

    public IEnumerable<string> Texts => Elements("text").Select(text => text.Value);

    public IEnumerable<XElement> Elements(string name) => root.Descendants().Where(e => e.Name.LocalName == name);

    public XElement Part(string name) => root.Descendants().Single(e => (string?)e.Attribute("data-part") == name);

    public bool HasPart(string name) => root.Descendants().Any(e => (string?)e.Attribute("data-part") == name);

    public XElement Series(string name) => root.Descendants().Single(e => (string?)e.Attribute("data-series") == name);

    /// <summary>The line of a series: its first path without a fill.</summary>
    public List<List<(double X, double Y)>> Line(string series) =>
        SubPaths(Series(series).Elements().First(e => e.Name.LocalName == "path" && (string?)e.Attribute("fill") == "none" && e.Attribute("stroke") is null));

    /// <summary>Values and pixels of the ticks of the i-th axis of the given name.</summary>
    public List<(double Value, double Pixel)> Ticks(string axis, int i = 0) =>
    [
        .. root.Descendants().Where(e => (string?)e.Attribute("data-axis") == axis).ElementAt(i).Elements()
            .Where(e => e.Name.LocalName == "text" && e.Attribute("fill") is null)
            .Select(e => (LabelValue(e), axis == "x" ? Number(e, "x") : Number(e, "y") - 4)),
    ];

    /// <summary>The data at a pixel, by the straight line through the outermost ticks; of logarithms, if so wanted.</summary>
    public double Data(string axis, double pixel, bool logarithmic = false, int i = 0)
    {
        List<(double Value, double Pixel)> ticks = Ticks(axis, i);
        ((double v0, double p0), (double v1, double p1)) = (ticks[0], ticks[^1]);
        double share = (pixel - p0) / (p1 - p0);
        return logarithmic ? v0 * Math.Pow(v1 / v0, share) : v0 + share * (v1 - v0);
    }

    /// <summary>The polygons or lines of a path; a closed one does not repeat its first point.</summary>
    public static List<List<(double X, double Y)>> SubPaths(XElement path)
    {
        var all = new List<List<(double X, double Y)>>();
        (double x, double y) = (0, 0);
        foreach (Match command in Command().Matches((string)path.Attribute("d")!))
        {
            double[] n = [.. Numeral().Matches(command.Value).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];
            if (command.Value[0] == 'M')
                all.Add([(x, y) = (n[0], n[1])]);
            for (int k = 0; command.Value[0] == 'l' && k < n.Length; k += 2)
                all[^1].Add((x, y) = (x + n[k], y + n[k + 1]));
        }
        return all;
    }

    /// <summary>The area of polygons, by the trapezoid rule; rings around holes count negative.</summary>
    public static double Area(IEnumerable<List<(double X, double Y)>> polygons) => Math.Abs(polygons.Sum(p =>
        p.Zip(p.Skip(1).Append(p[0])).Sum(e => (e.First.X * e.Second.Y - e.Second.X * e.First.Y) / 2)));

    public static double Number(XElement element, string attribute) =>
        double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);

    /// <summary>The red less the blue of a colour: positive for the oranges, negative for the blues.</summary>
    public static int Warmth(XElement element)
    {
        int rgb = int.Parse(((string)element.Attribute("fill")!)[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (rgb >> 16) - (rgb & 0xFF);
    }

    /// <summary>The number that a tick label names: <c>−0.5</c>, <c>20k</c>, <c>1.5M</c>, <c>2×10^−6</c>.</summary>
    public static double LabelNumber(string label)
    {
        Match m = TickLabel().Match(label.Replace('−', '-'));
        Assert.True(m.Success, label);
        double factor = m.Groups["factor"].Success ? double.Parse(m.Groups["factor"].Value, CultureInfo.InvariantCulture) : 1;
        double unit = m.Groups["unit"].Value switch { "k" => 1e3, "M" => 1e6, _ => 1 };
        if (m.Groups["power"].Success)
            return double.Parse($"{(m.Groups["minus"].Success ? "-" : "")}{factor.ToString("R", CultureInfo.InvariantCulture)}e{m.Groups["power"].Value}", CultureInfo.InvariantCulture);
        return factor * unit;
    }

    private static double LabelValue(XElement text) => LabelNumber(
        string.Concat(text.Nodes().Select(node => node is XElement raised ? "^" + raised.Value : ((XText)node).Value)));

    [GeneratedRegex("[Mlz][^Mlz]*")]
    private static partial Regex Command();

    [GeneratedRegex(@"-?(\d+\.?\d*|\.\d+)")]
    private static partial Regex Numeral();

    [GeneratedRegex(@"^(?:(?<factor>-?[\d.]+)(?<unit>[kM]?)|(?:(?<factor>-?[\d.]+)×|(?<minus>-))?10\^(?<power>-?\d+))$")]
    private static partial Regex TickLabel();
}
