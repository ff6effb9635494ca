using static System.FormattableString;

namespace Micrograd.Data;

/// <summary>
/// Rows of cells under named columns, as read from a file; each column is of numbers or of texts. A table never changes,
/// so it may be shared between threads.
/// </summary>
/// <example><code>
/// var flowers = Table.Read("iris.csv");
/// var species = (TextColumn)flowers["species"];
/// Console.WriteLine(species[0]);
/// </code></example>
public sealed partial class Table
{
    internal const int MaxColumns = 200_000;
    internal const int MaxCell = 1 << 16;
    const int NamesShown = 10;

    readonly Dictionary<string, Column> byName;

    internal Table(string name, int rows, IReadOnlyList<Column> columns)
    {
        (Name, Rows, Columns) = (name, rows, Array.AsReadOnly([.. columns]));
        byName = new(columns.Count, StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (!byName.TryAdd(column.Name, column))
                throw TableException.Of(name, $"has two columns that are named {TableException.Quoted(column.Name)}; each needs a name of its own.");
        }
    }

    /// <summary>The file's name without its folder, or the data set's name.</summary>
    public string Name { get; }

    /// <summary>The number of rows, at least 1.</summary>
    public int Rows { get; }

    /// <summary>The columns in the order of the file.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The column of that name.</summary>
    /// <exception cref="TableException">There is none; the sentence says what there is, the nearest name first.</exception>
    public Column this[string name] => byName.TryGetValue(name, out var column) ? column : throw NoSuchColumn(name);

    /// <summary>The features of a data set, and the column "class" with the names of its classes.</summary>
    /// <exception cref="TableException">Two columns have one name, or a number is not finite.</exception>
    public static Table Of(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var numbers = data.Values.ToArray();
        var odd = Array.FindIndex(numbers, x => !double.IsFinite(x));
        if (odd >= 0)
            throw TableException.Of(data.Name, Invariant($"has {numbers[odd]} in row {odd / data.Features + 1}, which is not a finite number."));
        List<Column> columns = [.. data.FeatureNames.Select((name, i) => new NumberColumn(name, numbers, i, data.Features, data.Count))];
        columns.Add(new TextColumn("class", [.. Enumerable.Range(0, data.Count).Select(row => data.Classes[data.ClassOf(row)])]));
        return new(data.Name, data.Count, columns);
    }

    /// <summary>Name and size, for people.</summary>
    public override string ToString() => Invariant($"{Name}: {Rows} rows, {Columns.Count} columns");

    TableException NoSuchColumn(string name)
    {
        var nearest = Columns.Select(column => column.Name).MinBy(other => Distance(name, other))!;
        string[] names = [nearest, .. Columns.Select(column => column.Name).Where(other => other != nearest).Take(NamesShown - 1)];
        var more = Columns.Count > names.Length ? Invariant($" and {Columns.Count - names.Length} more") : "";
        return TableException.Of(Name, $"has no column {TableException.Quoted(name)}; it has {string.Join(", ", names.Select(n => TableException.Quoted(n)))}{more}.");
    }

    /// <summary>Levenshtein's distance of the first characters: how many of them to add, drop or change.</summary>
    static int Distance(string a, string b)
    {
        const int compared = 40;
        (a, b) = (a[..Math.Min(a.Length, compared)], b[..Math.Min(b.Length, compared)]);
        int[] above = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            above = row;
        }
        return above[^1];
    }
}
