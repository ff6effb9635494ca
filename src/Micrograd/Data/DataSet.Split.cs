using Micrograd.Numbers;
using static System.FormattableString;

namespace Micrograd.Data;

/// <content>Holding rows back, so that a model is judged by what it has not seen.</content>
public sealed partial class DataSet
{
    /// <summary>
    /// Shuffles the rows and parts them into those to learn from and those to judge by. Each class is parted in the same
    /// proportion, to within one row, so that a rare class is not all on one side by bad luck.
    /// </summary>
    /// <param name="heldOut">The share of the rows to hold out, between 0 and 1; 0.2 is usual.</param>
    /// <param name="seed">The same seed parts the rows the same way, for ever and on every platform.</param>
    /// <returns>Two data sets that together have every row exactly once, each in a random order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The share is not between 0 and 1, or so near to either that one side gets no row.
    /// </exception>
    public (DataSet Train, DataSet HeldOut) Split(double heldOut, int seed = 1337)
    {
        if (!(heldOut > 0 && heldOut < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(heldOut), Invariant($"heldOut must be between 0 and 1, got {heldOut}"));
        }
        var quota = HeldOutOfEachClass(heldOut);
        var heldOutCount = quota.Sum();
        if (heldOutCount == 0 || heldOutCount == Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(heldOut), Invariant($"heldOut {heldOut} of {Count} rows leaves one side without rows"));
        }

        var rows = Enumerable.Range(0, Count).ToArray();
        new SeededRandom(seed).Shuffle(rows);
        var train = new List<int>(Count - heldOutCount);
        var held = new List<int>(heldOutCount);
        foreach (var row in rows)
            (quota[classOf[row]]-- > 0 ? held : train).Add(row);
        return (Pick([.. train]), Pick([.. held]));
    }

    /// <summary>
    /// How many rows of each class to hold out. Rounding the running total, and not each class, keeps each class within
    /// one row of its share and the sum at the rounded share of all rows.
    /// </summary>
    int[] HeldOutOfEachClass(double share)
    {
        var quota = new int[Classes.Count];
        foreach (var c in classOf)
            quota[c]++;
        var (seen, given) = (0, 0);
        for (var c = 0; c < quota.Length; c++)
        {
            seen += quota[c];
            quota[c] = (int)Math.Round(seen * share) - given;
            given += quota[c];
        }
        return quota;
    }
}
