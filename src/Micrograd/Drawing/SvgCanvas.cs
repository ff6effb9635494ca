using System.Text;

namespace Micrograd.Drawing;

/// <summary>
/// A growing SVG file, one element a line. It brings its own white card, so that a plot reads the same on a light and on a
/// dark page, and uses no <c>id</c>, so that many plots can stand in one HTML page.
/// </summary>
internal sealed class SvgCanvas
{
    /// <summary>The font size of ticks, labels and legends, in pixels.</summary>
    public const double FontSize = 12;

    private const double LegendMark = 34;       // the mark and the gaps around it
    private readonly StringBuilder svg = new();

    /// <summary>Opens the file: size in pixels, accessible title and description, and the card.</summary>
    public SvgCanvas(double width, double height, string title, string description)
    {
        string w = PlotText.Number(width), h = PlotText.Number(height);
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" """ +
            $"""font-family="system-ui, sans-serif" font-size="{PlotText.Number(FontSize)}" fill="{PlotColors.Ink}">""");
        Line($"<title>{PlotText.Escape(title)}</title>");
        Line($"<desc>{PlotText.Escape(description)}</desc>");
        Rectangle(0.5, 0.5, width - 1, height - 1, $"""rx="8" fill="{PlotColors.Card}" stroke="{PlotColors.CardEdge}" """);
    }

    /// <summary>Opens a group with the given attributes.</summary>
    public void BeginGroup(string attributes) => Line($"<g {attributes.TrimEnd()}>");

    /// <summary>Closes the group opened last.</summary>
    public void EndGroup() => Line("</g>");

    /// <summary>An axis-parallel rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, string attributes) => Line(
        $"""<rect x="{PlotText.Number(x)}" y="{PlotText.Number(y)}" width="{PlotText.Number(width)}" height="{PlotText.Number(height)}" {attributes.TrimEnd()}/>""");

    /// <summary>A dot.</summary>
    public void Circle(double x, double y, double radius, string attributes = "") => Line(
        $"""<circle cx="{PlotText.Number(x)}" cy="{PlotText.Number(y)}" r="{PlotText.Number(radius)}"{(attributes.Length > 0 ? " " : "")}{attributes.TrimEnd()}/>""");

    /// <summary>A path, unless it is empty.</summary>
    public void Path(SvgPath path, string attributes)
    {
        if (path.Length > 0)
            Line($"""<path {attributes.TrimEnd()} d="{path}"/>""");
    }

    /// <summary>One line of text, escaped here. A caret raises what follows it, as in <c>10^−6</c>, if asked for.</summary>
    public void Text(double x, double y, string text, string attributes, bool caretRaises = false)
    {
        string body = PlotText.Escape(text);
        if (caretRaises && body.IndexOf('^', StringComparison.Ordinal) is >= 0 and var caret)
            body = $"""{body[..caret]}<tspan dy="-4" font-size="9">{body[(caret + 1)..]}</tspan>""";
        Line($"""<text x="{PlotText.Number(x)}" y="{PlotText.Number(y)}" {attributes.TrimEnd()}>{body}</text>""");
    }

    /// <summary>The title: smaller if it is long, shortened if it is longer than that; readers get the whole in a tooltip.</summary>
    public void Title(double x, double y, string title, double width)
    {
        const double large = 17, small = 13, boldness = 1.13;       // bold letters are wider by so much
        double size = Math.Clamp(Math.Floor(large * width / Math.Max(boldness * PlotText.Width(title, large), 1)), small, large);
        Text(x, y, PlotText.Shorten(title, size, width / boldness), $"""font-size="{PlotText.Number(size)}" font-weight="600" """);
    }

    /// <summary>
    /// A row of coloured marks with their names. The marks are letters of the same line of text, so whatever the font,
    /// nothing overlaps.
    /// </summary>
    public void Legend(double x, double y, double width, IReadOnlyList<(string Mark, string Color, string Name)> entries)
    {
        if (entries.Count == 0)
            return;
        double share = LargestShare([.. entries.Select(entry => PlotText.Width(entry.Name, FontSize))], width - entries.Count * LegendMark);
        var row = new StringBuilder();
        foreach ((string mark, string color, string name) in entries)
        {
            string shown = PlotText.Shorten(name, FontSize, share);
            string gap = row.Length > 0 ? " dx=\"16\"" : "";
            row.Append($"""<tspan{gap} fill="{color}">{mark}</tspan><tspan dx="5">{PlotText.Escape(shown)}</tspan>""");
        }
        Line($"""<text x="{PlotText.Number(x)}" y="{PlotText.Number(y)}" fill="{PlotColors.Muted}">{row}</text>""");
    }

    /// <summary>The finished file.</summary>
    public override string ToString() => svg.ToString() + "</svg>\n";

    /// <summary>The width at which to cut names so that all fit: short names leave their room to the long ones.</summary>
    private static double LargestShare(double[] widths, double room)
    {
        Array.Sort(widths);
        for (int i = 0; i < widths.Length; i++)
        {
            double share = room / (widths.Length - i);
            if (widths[i] > share)
                return share;
            room -= widths[i];
        }
        return double.PositiveInfinity;
    }

    private void Line(string element) => svg.Append(element).Append('\n');
}
