using System.Numerics;
using System.Runtime.InteropServices;

namespace Micrograd.Tape;

/// <summary>
/// One pass's own adjoints of the leaves it reaches. Leaves may be shared with passes on other threads, so a pass adds
/// up here, and adds to their gradients once, at its end.
/// </summary>
sealed class LeafSums
{
    /// <summary>Arrays kept from one pass to the next.</summary>
    const int MostSpare = 1024;

    static readonly Lock Addition = new();

    readonly List<(TapeSegment Leaf, double[] Adjoints)> sums = [];
    readonly Dictionary<TapeSegment, int> positions = [];
    readonly Stack<double[]> spare = [];

    /// <summary>Adds to the gradient of one leaf.</summary>
    public static void Add(TapeSegment leaf, int index, double seed)
    {
        lock (Addition)
            leaf.Block.EnsureGradients()[index] += seed + 0.0;
    }

    /// <summary>Where the adjoints of a leaf segment are added up.</summary>
    public double[] Of(TapeSegment leaf)
    {
        // Threads may overwrite each other's hint, so it is checked.
        int hint = leaf.SumHint;
        if ((uint)hint < (uint)sums.Count && sums[hint].Leaf == leaf)
            return sums[hint].Adjoints;

        int position = Find(leaf);
        if (position < 0)
        {
            position = sums.Count;
            sums.Add((leaf, spare.TryPop(out double[]? array) ? array : Block.NewUnreached(Recorder.LeafBlockSize)));
        }
        leaf.SumHint = position;
        return sums[position].Adjoints;
    }

    /// <summary>Adds everything to the gradients of the leaves, and is empty again.</summary>
    /// <exception cref="OutOfMemoryException">Nothing was added, and what was to be is dropped.</exception>
    public void AddToLeaves()
    {
        ReadOnlySpan<(TapeSegment Leaf, double[] Adjoints)> all = CollectionsMarshal.AsSpan(sums);
        try
        {
            lock (Addition)
            {
                foreach ((TapeSegment leaf, _) in all)
                    leaf.Block.EnsureGradients();
                foreach ((TapeSegment leaf, double[] adjoints) in all)
                    Add(leaf.Block.Gradients!, adjoints, leaf.Block.Used);
            }
        }
        catch (OutOfMemoryException)
        {
            Forget();
            throw;
        }
        Clear();
    }

    /// <summary>Gives the sums of some leaves, adds nothing to the gradients of any, and is empty again.</summary>
    public double[] Take(ReadOnlySpan<(TapeSegment Leaf, int Place)> leaves)
    {
        var taken = new double[leaves.Length];
        for (int i = 0; i < leaves.Length; i++)
            if (Find(leaves[i].Leaf) is var position and >= 0)
                taken[i] = sums[position].Adjoints[leaves[i].Place] + 0.0;
        Clear();
        return taken;
    }

    void Clear()
    {
        foreach ((TapeSegment leaf, double[] adjoints) in sums)
        {
            Array.Fill(adjoints, Block.NotReached, 0, leaf.Block.Used);
            if (spare.Count < MostSpare)
                spare.Push(adjoints);
        }
        Forget();
    }

    /// <summary>Drops what was added up.</summary>
    public void Forget()
    {
        sums.Clear();
        if (positions.Count > 0)
            positions.Clear();
    }

    // The table of positions is brought up to date only when a hint fails and there is something to find.
    int Find(TapeSegment leaf)
    {
        if (sums.Count == 0)
            return -1;
        for (int i = positions.Count; i < sums.Count; i++)
            positions.Add(sums[i].Leaf, i);
        return positions.TryGetValue(leaf, out int position) ? position : -1;
    }

    static void Add(double[] gradients, double[] adjoints, int count)
    {
        int i = 0;
        for (; i <= count - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(gradients, i) + new Vector<double>(adjoints, i)).CopyTo(gradients, i);
        for (; i < count; i++)
            gradients[i] += adjoints[i];
    }
}
