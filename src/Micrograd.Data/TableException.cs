using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace Micrograd.Data;

/// <summary>Says in one sentence why a table cannot be read or used: the file, the line and the column where they exist.</summary>
/// <param name="message">The sentence.</param>
public sealed class TableException(string message) : Exception(message)
{
    const int Shown = 40;

    /// <summary>What is wrong with a file as a whole.</summary>
    internal static TableException Of(string file, string sentence) => new($"{Escaped(file)} {sentence}");

    /// <summary>What is wrong on one line of a file, counted from 1.</summary>
    internal static TableException At(string file, long line, string sentence) => new(Invariant($"{Escaped(file)}, line {line}: {sentence}"));

    /// <summary>What is wrong in one cell of a file.</summary>
    internal static TableException At(string file, long line, string column, string sentence) =>
        new(Invariant($"{Escaped(file)}, line {line}, column {Quoted(column)}: {sentence}"));

    /// <summary>A text of the file for a message: in quotes, short, and without anything that would steer a terminal.</summary>
    internal static string Quoted(ReadOnlySpan<char> text) =>
        text.Length <= Shown ? $"'{Escaped(text)}'" : $"'{Escaped(text[..Shown])}…'";

    /// <summary>The text with control and invisible characters, and halves of characters, written as \u001b.</summary>
    internal static string Escaped(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                escaped.Append(text[i]).Append(text[++i]);
            else if (char.GetUnicodeCategory(text[i]) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            else
                escaped.Append(text[i]);
        }
        return escaped.ToString();
    }
}
