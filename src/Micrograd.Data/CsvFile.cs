using static System.FormattableString;

namespace Micrograd.Data;

/// <summary>Reads a table from CSV text: finds the names of its columns, then gathers their cells.</summary>
static class CsvFile
{
    public static Table Read(Stream stream, string file)
    {
        var (columns, hasNames) = Columns(stream, file);
        var pool = new TextPool();
        var count = ForEachRow(stream, file, hasNames, rows =>
        {
            for (var i = 0; i < columns.Length; i++)
                columns[i].Add(Cell(rows, i, columns[i].Name), rows.Line, pool);
        });
        if (count == 0)
            throw TableException.Of(file, "has a header only, and no rows.");
        if (columns.Where(column => column.IsOfNumbers && column.OddLine > 0).MinBy(column => column.OddLine) is { } bad)
            throw bad.Error(file);
        var again = Enumerable.Range(0, columns.Length).Where(i => columns[i].WantsTextsAgain).ToArray();
        if (again.Length > 0)
            ReadTextsAgain(again);
        return new(file, count, [.. columns.Select(column => column.ToColumn())]);

        // A second look at the columns of texts that began with what looked like numbers.
        void ReadTextsAgain(int[] again)
        {
            foreach (var i in again)
                columns[i].ReadTextsAgain();
            ForEachRow(stream, file, hasNames, rows =>
            {
                foreach (var i in again)
                    columns[i].AddText(Cell(rows, i, columns[i].Name), pool);
            });
        }
    }

    /// <summary>Goes through the rows below the names.</summary>
    /// <returns>How many there are.</returns>
    static int ForEachRow(Stream stream, string file, bool hasNames, Action<CsvRows> action)
    {
        using var rows = new CsvRows(stream, file);
        if (hasNames)
            rows.Read();
        var count = 0;
        for (; rows.Read(); count++)
            action(rows);
        return count;
    }

    static ReadOnlySpan<char> Cell(CsvRows rows, int i, string column)
    {
        var cell = rows.Cell(i, column);
        return cell.IsEmpty ? throw rows.Error(column, "the cell is empty.") : cell;
    }

    /// <summary>
    /// The columns that the first line names; c1, c2, … if it is a row already. The first name may be empty, as pandas
    /// leaves it above its index: the column is then "index".
    /// </summary>
    static (ColumnBuilder[] Columns, bool HasNames) Columns(Stream stream, string file)
    {
        using var rows = new CsvRows(stream, file);
        if (!rows.Read())
            throw TableException.Of(file, "is empty.");
        string[] numbered = [.. Enumerable.Range(1, rows.Width).Select(i => Invariant($"c{i}"))];
        string[] first = [.. numbered.Select((column, i) => rows.Cell(i, column).ToString())];
        if (IsRow(first, rows))
            return ([.. numbered.Select(name => new ColumnBuilder(name))], false);

        HashSet<string> names = new(StringComparer.Ordinal);
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i].Length == 0)
                first[i] = i == 0 ? "index" : throw TableException.At(file, 1, Invariant($"column {i + 1} has no name."));
            if (!names.Add(first[i]))
                throw TableException.At(file, 1, $"two columns are named {TableException.Quoted(first[i])}; each needs a name of its own.");
        }
        return ([.. first.Select(name => new ColumnBuilder(name))], true);
    }

    /// <summary>
    /// Whether the first line is a row and not the names: it has numbers only, or a number in a column that goes on with
    /// nothing but numbers, as UCI's iris.data has, where a text stands in another column.
    /// </summary>
    static bool IsRow(string[] first, CsvRows rows)
    {
        List<int> numbers = [.. Enumerable.Range(0, first.Length).Where(i => NumberText.Read(first[i], out _) == CellKind.Number)];
        if (numbers.Count == first.Length)
            return true;
        if (first.Contains(""))
            return false;
        var hasRows = false;
        for (; numbers.Count > 0 && rows.Read(); hasRows = true)
            numbers.RemoveAll(i => NumberText.Read(rows.Cell(i, first[i]), out _) != CellKind.Number);
        return hasRows && numbers.Count > 0;
    }
}
