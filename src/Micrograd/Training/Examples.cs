using Micrograd.Numbers;
using static System.FormattableString;

namespace Micrograd.Training;

/// <summary>
/// What a network learns from: rows of numbers, each with its target. A target is the number to predict, or a class counted
/// from 0. Examples never change; parts of them share the numbers.
/// </summary>
public sealed class Examples
{
    readonly ReadOnlyMemory<double> values;
    readonly double[] targets;
    readonly int[] rows;

    /// <summary>Rows with the numbers to predict.</summary>
    /// <param name="values">The rows one after the other, all of one length. They are not copied: do not change them any more.</param>
    /// <param name="targets">One number a row.</param>
    /// <exception cref="ArgumentException">There are no rows, the numbers do not fill them, or a number is NaN or infinite.</exception>
    public Examples(ReadOnlyMemory<double> values, ReadOnlySpan<double> targets)
    {
        if (targets.IsEmpty)
            throw new ArgumentException("There is nothing to learn from: no rows.", nameof(targets));
        if (values.IsEmpty || values.Length % targets.Length != 0)
            throw new ArgumentException(
                Invariant($"{values.Length} numbers do not make {targets.Length} rows of one length."), nameof(values));
        CheckFinite(values.Span, values.Length / targets.Length, "a feature");
        CheckFinite(targets, 1, "the target");
        (this.values, this.targets) = (values, targets.ToArray());
        rows = [.. Enumerable.Range(0, targets.Length)];
        Features = values.Length / targets.Length;
    }

    /// <summary>Rows with their classes.</summary>
    /// <inheritdoc cref="Examples(ReadOnlyMemory{double}, ReadOnlySpan{double})"/>
    /// <param name="values">The rows one after the other, all of one length. They are not copied: do not change them any more.</param>
    /// <param name="classes">One class a row, counted from 0.</param>
    public Examples(ReadOnlyMemory<double> values, ReadOnlySpan<int> classes)
        : this(values, [.. classes.ToArray().Select(c => (double)c)]) { }

    Examples(Examples whole, int[] rows) =>
        (values, targets, Features, this.rows) = (whole.values, whole.targets, whole.Features, rows);

    /// <summary>The number of rows.</summary>
    public int Count => rows.Length;

    /// <summary>The number of numbers in a row.</summary>
    public int Features { get; }

    /// <summary>The numbers of a row, without a copy.</summary>
    public ReadOnlySpan<double> Row(int row) => values.Span.Slice(rows[row] * Features, Features);

    /// <summary>The target of a row.</summary>
    public double Target(int row) => targets[rows[row]];

    /// <summary>
    /// Parts the rows, in a random order, into those to learn from and those to judge by. With classes, each class is parted in
    /// the same proportion to within a row, so that a rare one is not all on one side by bad luck.
    /// </summary>
    /// <param name="heldOut">The share of the rows to judge by, between 0 and 1.</param>
    /// <param name="seed">The same seed parts the rows the same way, for ever and on every platform.</param>
    /// <param name="classes">Whether targets are classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share leaves one side without rows.</exception>
    public (Examples Training, Examples HeldOut) Split(double heldOut, int seed, bool classes)
    {
        var classOf = new int[Count];
        for (int i = 0; classes && i < Count; i++)
            classOf[i] = checked((int)Target(i));
        (int[] kept, int[] held) = heldOut is > 0 and < 1 ? new SeededRandom(seed).Split(classOf, heldOut) : ([], []);
        if (kept.Length == 0 || held.Length == 0)
            throw new ArgumentOutOfRangeException(
                nameof(heldOut), heldOut, Invariant($"Holding out a share of {heldOut} of {Count} rows leaves one side without rows."));
        return (Pick(kept), Pick(held));
    }

    /// <summary>The given rows, in the given order.</summary>
    public Examples Pick(ReadOnlySpan<int> order)
    {
        var picked = new int[order.Length];
        for (int i = 0; i < picked.Length; i++)
            picked[i] = rows[order[i]];
        return new(this, picked);
    }

    static void CheckFinite(ReadOnlySpan<double> numbers, int perRow, string what)
    {
        for (int i = 0; i < numbers.Length; i++)
            if (!double.IsFinite(numbers[i]))
                throw new ArgumentException(Invariant($"Row {i / perRow} cannot be learned: {what} is {numbers[i]}."));
    }
}
