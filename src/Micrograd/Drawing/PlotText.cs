using System.Globalization;
using System.Text;

namespace Micrograd.Drawing;

/// <summary>
/// Words and numbers on their way into an SVG file: escaped so that any title stays well-formed XML, written the same
/// under every culture, and measured roughly, because nobody knows which font the reader has.
/// </summary>
internal static class PlotText
{
    /// <summary>A coordinate in pixels, to a hundredth: <c>12.5</c>, never <c>-0</c>.</summary>
    public static string Number(double pixels) =>
        (Math.Round(pixels, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>
    /// The text as XML character data, safe in attributes too. What XML 1.0 cannot hold (control characters, halves of
    /// surrogate pairs) becomes U+FFFD; a line break becomes a space, since SVG text has one line.
    /// </summary>
    public static string Escape(string text)
    {
        var xml = new StringBuilder(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
            switch (rune.Value)
            {
                case '&': xml.Append("&amp;"); break;
                case '<': xml.Append("&lt;"); break;
                case '>': xml.Append("&gt;"); break;
                case '"': xml.Append("&quot;"); break;
                case '\'': xml.Append("&#39;"); break;
                case '\t' or '\n' or '\r': xml.Append(' '); break;
                case < 0x20 or 0xFFFE or 0xFFFF: xml.Append('\uFFFD'); break;
                default: xml.Append(rune.ToString()); break;
            }
        return xml.ToString();
    }

    /// <summary>
    /// The width of a text in pixels, guessed on the wide side: measured on DejaVu Sans, the widest of the usual
    /// system fonts.
    /// </summary>
    public static double Width(string text, double fontSize)
    {
        double em = 0;
        foreach (Rune rune in text.EnumerateRunes())
            em += EmWidth(rune.Value);
        return em * fontSize;
    }

    /// <summary>The text itself if it fits in the width, otherwise as much of it as does, and an ellipsis.</summary>
    public static string Shorten(string text, double fontSize, double width)
    {
        if (Width(text, fontSize) <= width)
            return text;

        double left = width - Width("…", fontSize);
        var kept = new StringBuilder();
        TextElementEnumerator letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext())
        {
            string letter = letters.GetTextElement();
            left -= Width(letter, fontSize);
            if (left < 0)
                break;
            kept.Append(letter);
        }
        return kept.ToString().TrimEnd() + "…";
    }

    private static double EmWidth(int rune) => rune switch
    {
        0x200D or (>= 0xFE00 and <= 0xFE0F) => 0,       // joiners and variation selectors of emoji
        ' ' or '.' or ',' or ':' or ';' or '|' or '!' or '\'' or 'i' or 'j' or 'l' or 'I' => 0.36,
        'f' or 'r' or 't' or '(' or ')' or '/' or '-' => 0.42,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.98,
        '−' or '×' => 0.84,
        >= 'A' and <= 'Z' => 0.74,
        >= 0x1100 => rune < 0x2E80 ? 0.8 : 1.3,         // symbols; then CJK and emoji
        _ => 0.64,
    };
}
