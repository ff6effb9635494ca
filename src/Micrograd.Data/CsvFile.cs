using nietras.SeparatedValues;
using static System.FormattableString;

namespace Micrograd.Data;

/// <summary>
/// Reads a table from CSV text. Sep parts the cells: of the libraries tried it is the fastest, its time grows linearly
/// with the columns of a row, it counts lines, and it runs in an ahead-of-time compiled program.
/// </summary>
static class CsvFile
{
    static readonly char[] Separators = [',', ';', '\t'];

    public static Table Read(Stream stream, string file)
    {
        var pool = new TextPool();
        ColumnBuilder[]? columns = null;
        var rows = 0;
        ForEachRow(stream, file, (cells, line) =>
        {
            if (columns is null)
            {
                columns = Header(cells, file, out var isData);
                if (!isData)
                    return;
            }
            for (var i = 0; i < columns.Length; i++)
                columns[i].Add(Cell(cells, i, file, line, columns[i].Name), line, pool);
            rows++;
        });
        if (columns is null)
            throw TableException.Of(file, "is empty.");
        if (rows == 0)
            throw TableException.Of(file, "has a header only, and no rows.");
        if (columns.Where(column => column.IsOfNumbers && column.OddLine > 0).MinBy(column => column.OddLine) is { } bad)
            throw bad.Error(file);
        if (columns.Any(column => column.WantsTextsAgain))
            ReadTextsAgain(stream, file, columns, pool);
        return new(file, rows, [.. columns.Select(column => column.ToColumn())]);
    }

    /// <summary>A second look at the columns of texts that began with what looked like numbers.</summary>
    static void ReadTextsAgain(Stream stream, string file, ColumnBuilder[] columns, TextPool pool)
    {
        var again = Enumerable.Range(0, columns.Length).Where(i => columns[i].WantsTextsAgain).ToArray();
        foreach (var i in again)
            columns[i].ReadTextsAgain();
        stream.Position = 0;
        var first = true;
        ForEachRow(stream, file, (cells, line) =>
        {
            if (!first || AreAllNumbers(cells))
            {
                foreach (var i in again)
                    columns[i].AddText(Cell(cells, i, file, line, columns[i].Name), pool);
            }
            first = false;
        });
    }

    delegate void RowAction(SepReader.Row cells, long line);

    /// <summary>Every row with its line; each has as many cells as the first, and blank lines are at the end only.</summary>
    static void ForEachRow(Stream stream, string file, RowAction action)
    {
        using var input = new TextInput(stream, file);
        var width = 0;
        long line = 1, blank = 0;
        try
        {
            using var reader = new Sep(SeparatorOf(input.Start)).Reader(options =>
                options with { HasHeader = false, Unescape = true, DisableColCountCheck = true }).From(input);
            while (reader.MoveNext())
            {
                var row = reader.Current;
                var text = row.Span;
                if (text.IsWhiteSpace())
                {
                    blank = blank == 0 ? line : blank;
                    line += Lines(text);
                    continue;
                }
                if (blank > 0)
                    throw TableException.At(file, blank, "the line is blank.");
                if (text.Count('"') % 2 != 0)
                    throw TableException.At(file, line, "a quote is opened and not closed.");
                if (row.ColCount > Table.MaxColumns)
                    throw TableException.At(file, line, Invariant($"there are {row.ColCount} cells, and at most {Table.MaxColumns} can be read."));
                width = width == 0 ? row.ColCount : width;
                if (row.ColCount != width)
                    throw TableException.At(file, line, Invariant($"there are {row.ColCount} cells, but {width} in the first line."));
                action(row, line);
                line += Lines(text);
            }
        }
        catch (NotSupportedException)
        {
            throw TableException.At(file, line, "the row is longer than 16 million characters; perhaps a quote is not closed.");
        }
    }

    /// <summary>How many lines of the file a row takes: a quoted cell may have breaks.</summary>
    static int Lines(ReadOnlySpan<char> row)
    {
        var text = row.TrimEnd("\r\n");
        return 1 + Math.Max(text.Count('\n'), text.Count('\r'));
    }

    static ReadOnlySpan<char> Cell(SepReader.Row cells, int i, string file, long line, string column)
    {
        var cell = cells[i].Span.Trim();
        if (cell.IsEmpty)
            throw TableException.At(file, line, column, "the cell is empty.");
        if (cell.Length > Table.MaxCell)
            throw TableException.At(file, line, column, Invariant($"the cell has {cell.Length} characters, and at most {Table.MaxCell} can be read."));
        return cell;
    }

    static bool AreAllNumbers(SepReader.Row cells)
    {
        for (var i = 0; i < cells.ColCount; i++)
        {
            if (NumberText.Read(cells[i].Span, out _) != CellKind.Number)
                return false;
        }
        return true;
    }

    /// <summary>
    /// The columns that the first line names; c1, c2, … if it is a row of numbers already. The first name may be empty,
    /// as pandas leaves it above its index: the column is then "index".
    /// </summary>
    static ColumnBuilder[] Header(SepReader.Row cells, string file, out bool isData)
    {
        isData = AreAllNumbers(cells);
        var columns = new ColumnBuilder[cells.ColCount];
        HashSet<string> names = new(StringComparer.Ordinal);
        for (var i = 0; i < columns.Length; i++)
        {
            var name = isData ? Invariant($"c{i + 1}") : cells[i].Span.Trim().ToString();
            if (name.Length == 0)
                name = i == 0 ? "index" : throw TableException.At(file, 1, Invariant($"column {i + 1} has no name."));
            if (name.Length > Table.MaxCell)
                throw TableException.At(file, 1, Invariant($"the name of column {i + 1} has {name.Length} characters, and at most {Table.MaxCell} can be read."));
            if (!names.Add(name))
                throw TableException.At(file, 1, $"two columns are named {TableException.Quoted(name)}; each needs a name of its own.");
            columns[i] = new(name);
        }
        return columns;
    }

    /// <summary>The separator that parts the first lines alike, into the most cells; a comma if none does.</summary>
    static char SeparatorOf(ReadOnlySpan<char> start)
    {
        var (best, bestScore) = (',', (0, 0));
        foreach (var separator in Separators)
        {
            var (alike, header) = Agreement(start, separator);
            if (header > 0 && (alike, header).CompareTo(bestScore) > 0)
                (best, bestScore) = (separator, (alike, header));
        }
        return best;
    }

    /// <summary>How many separators the header has outside of quotes, and how many of the next lines have as many.</summary>
    static (int Alike, int Header) Agreement(ReadOnlySpan<char> start, char separator)
    {
        const int lines = 20;
        var (count, header, alike, seen, quoted) = (0, -1, 0, 0, false);
        foreach (var c in start)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == separator && !quoted)
                count++;
            else if (c is '\n' && !quoted)
            {
                header = header < 0 ? count : header;
                alike += count == header ? 1 : 0;
                count = 0;
                if (++seen == lines)
                    break;
            }
        }
        return header < 0 ? (1, count) : (alike, header);
    }
}
