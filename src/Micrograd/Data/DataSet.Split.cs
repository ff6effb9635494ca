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
        var (train, held) = new SeededRandom(seed).Split(classOf, heldOut);
        if (train.Length == 0 || held.Length == 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(heldOut), Invariant($"heldOut {heldOut} of {Count} rows leaves one side without rows"));
        }
        return (Pick(train), Pick(held));
    }
}
