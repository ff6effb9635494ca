namespace Micrograd.Cli;

/// <summary>Rows of words in columns, as plain text.</summary>
static class TextTable
{
    /// <summary>Writes them, indented by two spaces.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="rows">Rows of one length.</param>
    /// <param name="numbersRight">Whether all columns but the first end at the right, as numbers do.</param>
    public static void Write(TextWriter output, IReadOnlyList<string[]> rows, bool numbersRight = false)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            output.WriteLine("  " + string.Join("  ", row.Select((cell, column) =>
                numbersRight && column > 0 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
    }
}
