namespace Micrograd.Data;

/// <summary>The column that a model predicts: a <see cref="ClassLabel"/> or a <see cref="NumberLabel"/>.</summary>
/// <param name="name">The name of the column.</param>
public abstract class Label(string name)
{
    /// <summary>The name of the column.</summary>
    public string Name { get; } = name;

    /// <summary>The targets of all rows.</summary>
    internal abstract double[] Targets(Table table);
}

/// <summary>A label of classes.</summary>
/// <param name="name">The name of the column.</param>
/// <param name="classes">The names of the classes, at least two.</param>
public sealed class ClassLabel(string name, IReadOnlyList<string> classes) : Label(name)
{
    readonly Dictionary<string, int> places = ChoiceFeature.Places(classes);

    /// <summary>The names of the classes; a class is a position in this list.</summary>
    public IReadOnlyList<string> Classes { get; } = classes;

    internal override double[] Targets(Table table)
    {
        Column column = table[Name];
        var targets = new double[table.Rows];
        for (int row = 0; row < targets.Length; row++)
            targets[row] = ChoiceFeature.PlaceOf(table, column, row, places, "class");
        return targets;
    }
}

/// <summary>A label of numbers, which the network learns standardised: number = mean + scale * output.</summary>
/// <param name="name">The name of the column.</param>
/// <param name="mean">The number that an output of 0 stands for.</param>
/// <param name="scale">How much more one of 1 stands for.</param>
public sealed class NumberLabel(string name, double mean = 0, double scale = 1) : Label(name)
{
    /// <summary>The number that an output of 0 stands for: the mean of the rows that the model learned.</summary>
    public double Mean { get; } = mean;

    /// <summary>How much more an output of 1 stands for: their standard deviation.</summary>
    public double Scale { get; } = scale;

    /// <summary>The same label by the mean and the standard deviation of some rows.</summary>
    internal NumberLabel Standardised(Table table, ReadOnlySpan<int> rows)
    {
        (double mean, double deviation) = NumberFeature.Moments(Feature.Numbers(table, Name), rows);
        return new(Name, mean, deviation > 0 ? deviation : 1);
    }

    internal override double[] Targets(Table table)
    {
        NumberColumn column = Feature.Numbers(table, Name);
        var targets = new double[table.Rows];
        for (int row = 0; row < targets.Length; row++)
            targets[row] = column[row] / Scale - Mean / Scale;
        return targets;
    }
}
