using static System.FormattableString;

namespace Micrograd.Data;

/// <summary>
/// Rows of numbers, each with the class that it belongs to: what a classifier learns from. A data set never changes, so
/// it may be shared between threads.
/// </summary>
/// <example><code>
/// var (train, heldOut) = DataSet.Digits().Split(heldOut: 0.2, seed: 1);
/// for (var i = 0; i &lt; train.Count; i++)
///     Learn(train.Row(i), train.ClassOf(i));
/// </code></example>
public sealed partial class DataSet
{
    readonly double[] values;
    readonly int[] classOf;

    /// <summary>Copies numbers and names into a data set.</summary>
    /// <param name="name">What people call the data.</param>
    /// <param name="featureNames">One name a column.</param>
    /// <param name="values">The rows one after the other: row 0, row 1, …</param>
    /// <param name="classes">One name a class.</param>
    /// <param name="classOf">For each row its class, a position in <paramref name="classes"/>.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, features or classes, the numbers do not fill the rows, or a row has a class without a name.
    /// </exception>
    public DataSet(
        string name,
        ReadOnlySpan<string> featureNames,
        ReadOnlySpan<double> values,
        ReadOnlySpan<string> classes,
        ReadOnlySpan<int> classOf)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (featureNames.IsEmpty)
            throw new ArgumentException("a data set needs at least one feature", nameof(featureNames));
        if (classOf.IsEmpty)
            throw new ArgumentException("a data set needs at least one row", nameof(classOf));
        if (values.Length != (long)featureNames.Length * classOf.Length)
        {
            throw new ArgumentException(
                Invariant($"{classOf.Length} rows of {featureNames.Length} features need {(long)featureNames.Length * classOf.Length} values, got {values.Length}"),
                nameof(values));
        }
        for (var i = 0; i < classOf.Length; i++)
        {
            if ((uint)classOf[i] >= (uint)classes.Length)
            {
                throw new ArgumentException(
                    Invariant($"row {i} has class {classOf[i]}, but there are {classes.Length} classes, counted from 0"),
                    nameof(classOf));
            }
        }

        Name = name;
        FeatureNames = [.. featureNames];
        Classes = [.. classes];
        this.values = values.ToArray();
        this.classOf = classOf.ToArray();
    }

    /// <summary>What people call the data.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public int Count => classOf.Length;

    /// <summary>The number of numbers in a row.</summary>
    public int Features => FeatureNames.Count;

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The names of the classes; <see cref="ClassOf"/> is a position in this list.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>All numbers, row after row: <see cref="Count"/> times <see cref="Features"/> of them.</summary>
    public ReadOnlyMemory<double> Values => values;

    /// <summary>The numbers of one row, without a copy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<double> Row(int row)
    {
        if ((uint)row >= (uint)Count)
            ThrowNoSuchRow(row);
        return values.AsSpan(row * Features, Features);
    }

    /// <summary>The class of one row: 0 for the first of <see cref="Classes"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public int ClassOf(int row)
    {
        if ((uint)row >= (uint)Count)
            ThrowNoSuchRow(row);
        return classOf[row];
    }

    /// <summary>The class of every row: <see cref="Count"/> positions in <see cref="Classes"/>.</summary>
    public ReadOnlySpan<int> RowClasses => classOf;

    /// <summary>Name and size, for people.</summary>
    public override string ToString() =>
        Invariant($"{Name}: {Count} rows, {Features} features, {Classes.Count} classes");

    /// <summary>The data set of the given rows, in the given order.</summary>
    DataSet Pick(ReadOnlySpan<int> rows)
    {
        var picked = new double[rows.Length * Features];
        var pickedClasses = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(picked.AsSpan(i * Features));
            pickedClasses[i] = classOf[rows[i]];
        }
        return new(Name, [.. FeatureNames], picked, [.. Classes], pickedClasses);
    }

    void ThrowNoSuchRow(int row) =>
        throw new ArgumentOutOfRangeException(nameof(row), Invariant($"row must be between 0 and {Count - 1}, got {row}"));
}
