namespace Micrograd.Data;

/// <summary>
/// Gathers the cells of one column and decides at its end whether it is of numbers or of texts: of numbers if more than
/// half of its cells are, and then all of them must be.
/// </summary>
sealed class ColumnBuilder(string name)
{
    readonly List<double> numbers = [];
    List<string>? texts;
    long numeric, other;
    string? odd;

    public string Name => name;

    /// <summary>The line of the first cell that is not a number, 0 for none.</summary>
    public long OddLine { get; private set; }

    /// <summary>Whether the column is one of numbers, with or without a cell that breaks it.</summary>
    public bool IsOfNumbers => OddLine == 0 || numeric > other;

    /// <summary>Whether the column is one of texts whose first cells looked like numbers, so that they must be read again.</summary>
    public bool WantsTextsAgain => !IsOfNumbers && texts is null;

    public void Add(ReadOnlySpan<char> cell, long line, TextPool pool)
    {
        var kind = NumberText.Read(cell, out var number);
        if (kind is CellKind.Number or CellKind.OddNumber)
            numeric++;
        else if (kind == CellKind.Text)
            other++;
        if (kind != CellKind.Number && OddLine == 0)
        {
            (OddLine, odd) = (line, cell.ToString());
            if (numbers.Count == 0)
                texts = [];
            numbers.Clear();
            numbers.TrimExcess();
        }
        if (OddLine == 0)
            numbers.Add(number);
        texts?.Add(pool.Get(cell));
    }

    public void Add(double number) => numbers.Add(number);

    public void AddText(ReadOnlySpan<char> text, TextPool pool)
    {
        if (OddLine == 0)
            (OddLine, other, texts) = (1, 1, []);
        texts!.Add(pool.Get(text));
    }

    public void ReadTextsAgain() => texts = [];

    /// <summary>The sentence about the first cell that is not a number.</summary>
    public TableException Error(string file) => TableException.At(file, OddLine, name, NumberText.Reason(odd!));

    public Column ToColumn() => texts is null
        ? new NumberColumn(name, [.. numbers], 0, 1, numbers.Count)
        : new TextColumn(name, [.. texts]);
}

/// <summary>Keeps each text once.</summary>
sealed class TextPool
{
    readonly HashSet<string> texts = new(StringComparer.Ordinal);

    public string Get(ReadOnlySpan<char> text)
    {
        var bySpan = texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (bySpan.TryGetValue(text, out var known))
            return known;
        var added = text.ToString();
        texts.Add(added);
        return added;
    }
}
