using System.Globalization;

namespace Micrograd.Data;

/// <summary>How one column of a table becomes inputs of a network: a <see cref="NumberFeature"/> or a <see cref="ChoiceFeature"/>.</summary>
/// <param name="name">The name of the column.</param>
public abstract class Feature(string name)
{
    /// <summary>The name of the column.</summary>
    public string Name { get; } = name;

    /// <summary>The number of inputs that the column becomes.</summary>
    public abstract int Width { get; }

    /// <summary>Writes the inputs of every row.</summary>
    /// <param name="table">The table; it must have the column.</param>
    /// <param name="inputs">All inputs, row by row.</param>
    /// <param name="first">The position of the feature's first input in a row.</param>
    /// <param name="perRow">The inputs of a row.</param>
    internal abstract void Encode(Table table, double[] inputs, int first, int perRow);

    /// <summary>A cell as text, such as the name of a class: of a number its shortest exact form.</summary>
    internal static string TextOf(Column column, int row) => column is TextColumn texts ? texts[row] : TextOf(((NumberColumn)column)[row]);

    /// <summary>A number in its shortest exact form.</summary>
    internal static string TextOf(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The column of a table, of numbers.</summary>
    internal static NumberColumn Numbers(Table table, string name) => table[name] as NumberColumn
        ?? throw TableException.Of(table.Name, $"has texts in column {TableException.Quoted(name)}, where the model expects numbers.");
}

/// <summary>A column of numbers, standardised: input = (number - mean) / scale.</summary>
/// <param name="name">The name of the column.</param>
/// <param name="mean">What becomes 0.</param>
/// <param name="scale">How far from it is 1; not 0.</param>
public sealed class NumberFeature(string name, double mean = 0, double scale = 1) : Feature(name)
{
    /// <summary>The number that becomes 0: the mean of the rows that the model learned.</summary>
    public double Mean { get; } = mean;

    /// <summary>The distance from it that becomes 1: their standard deviation.</summary>
    public double Scale { get; } = scale;

    /// <inheritdoc/>
    public override int Width => 1;

    /// <summary>The same column by the mean and the standard deviation of some rows. Bytes, as of pictures, become 0 to 1.</summary>
    internal NumberFeature Standardised(Table table, ReadOnlySpan<int> rows)
    {
        NumberColumn column = Numbers(table, Name);
        if (column.AreBytes)
            return new(Name, 0, byte.MaxValue);
        (double mean, double deviation) = Moments(column, rows);
        return new(Name, mean, deviation > 0 ? deviation : 1);
    }

    /// <summary>The mean and the standard deviation of some rows; the numbers are scaled first, so that no square overflows.</summary>
    internal static (double Mean, double Deviation) Moments(NumberColumn column, ReadOnlySpan<int> rows)
    {
        double most = 0, sum = 0, squares = 0;
        foreach (int row in rows)
            most = Math.Max(most, Math.Abs(column[row]));
        if (most == 0)
            return (0, 0);
        foreach (int row in rows)
            sum += column[row] / most;
        double mean = sum / rows.Length;
        foreach (int row in rows)
            squares += Math.Pow(column[row] / most - mean, 2);
        return (mean * most, Math.Sqrt(squares / rows.Length) * most);
    }

    internal override void Encode(Table table, double[] inputs, int first, int perRow)
    {
        NumberColumn column = Numbers(table, Name);
        for (int row = 0; row < column.Count; row++)
            inputs[row * perRow + first] = column[row] / Scale - Mean / Scale;
    }
}

/// <summary>A column of texts, each text an input of its own that is 1 where the cell is that text and 0 elsewhere (one-hot).</summary>
/// <param name="name">The name of the column.</param>
/// <param name="values">The texts, in the order of the inputs.</param>
public sealed class ChoiceFeature(string name, IReadOnlyList<string> values) : Feature(name)
{
    readonly Dictionary<string, int> places = Places(values);

    /// <summary>The texts, in the order of the inputs.</summary>
    public IReadOnlyList<string> Values { get; } = values;

    /// <inheritdoc/>
    public override int Width => Values.Count;

    internal override void Encode(Table table, double[] inputs, int first, int perRow)
    {
        Column column = table[Name];
        for (int row = 0; row < column.Count; row++)
            inputs[row * perRow + first + PlaceOf(table, column, row, places, "value")] = 1;
    }

    /// <summary>Where each text stands.</summary>
    internal static Dictionary<string, int> Places(IReadOnlyList<string> values)
    {
        Dictionary<string, int> places = new(values.Count, StringComparer.Ordinal);
        for (int i = 0; i < values.Count; i++)
            places.Add(values[i], i);
        return places;
    }

    /// <summary>Where the text of a cell stands.</summary>
    /// <exception cref="TableException">The model did not learn that text.</exception>
    internal static int PlaceOf(Table table, Column column, int row, Dictionary<string, int> places, string what)
    {
        string text = TextOf(column, row);
        return places.TryGetValue(text, out int place)
            ? place
            : throw TableException.Of(table.Name, FormattableString.Invariant(
                $"has {TableException.Quoted(text)} in row {row + 1} of column {TableException.Quoted(column.Name)}, a {what} that the model did not learn; it knows {Listed.Names(places.Keys)}."));
    }
}
