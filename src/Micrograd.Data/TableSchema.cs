using Micrograd.Training;

namespace Micrograd.Data;

/// <summary>
/// What a model reads of a table and what it predicts: the columns that become inputs, and the label. It travels with the model,
/// so that new rows are read as those were that it learned.
/// </summary>
/// <param name="features">The columns that are read, in the order of the inputs.</param>
/// <param name="label">The column that is predicted.</param>
public sealed class TableSchema(IReadOnlyList<Feature> features, Label label)
{
    /// <summary>The columns that are read, in the order of the inputs.</summary>
    public IReadOnlyList<Feature> Features { get; } = features;

    /// <summary>The column that is predicted.</summary>
    public Label Label { get; } = label;

    /// <summary>The number of inputs that a row becomes.</summary>
    public int Inputs { get; } = features.Sum(feature => feature.Width);

    /// <summary>The inputs of all rows, row after row.</summary>
    /// <exception cref="TableException">The table lacks a column, or a cell is not of the kind that was learned.</exception>
    public double[] Encode(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if ((long)table.Rows * Inputs > Array.MaxLength)
            throw TableException.Of(table.Name, FormattableString.Invariant($"is too large: {table.Rows} rows of {Inputs} inputs."));
        var inputs = new double[table.Rows * Inputs];
        int first = 0;
        foreach (Feature feature in Features)
        {
            feature.Encode(table, inputs, first, Inputs);
            first += feature.Width;
        }
        for (int i = 0; i < inputs.Length; i++)
            if (!double.IsFinite(inputs[i]))
                throw TableException.Of(table.Name, FormattableString.Invariant($"has a number in row {i / Inputs + 1} that is too far from those that the model learned."));
        return inputs;
    }

    /// <summary>The rows of a table with their targets.</summary>
    /// <exception cref="TableException">As <see cref="Encode"/>, or the label is missing or has a class that was not learned.</exception>
    public Examples Examples(Table table) => new(Encode(table), Label.Targets(table));

    /// <summary>The same columns, standardised by the given rows.</summary>
    internal TableSchema Standardised(Table table, ReadOnlySpan<int> rows)
    {
        var standardised = new Feature[Features.Count];
        for (int i = 0; i < standardised.Length; i++)
            standardised[i] = Features[i] is NumberFeature numbers ? numbers.Standardised(table, rows) : Features[i];
        return new(standardised, Label is NumberLabel label ? label.Standardised(table, rows) : Label);
    }
}
