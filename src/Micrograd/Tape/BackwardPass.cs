namespace Micrograd.Tape;

/// <summary>
/// Reverse mode over segments: seeds the root, sweeps every reachable segment once in descending sequence, and adds what
/// arrives at the leaves to their gradients. Its work space is reused from pass to pass.
/// </summary>
/// <remarks>
/// <para>The first pass over a segment adds up the adjoints where the gradients shall be, so it has nothing to copy and
/// nothing to clear. A later pass over the same nodes adds up in scratch memory, which it leaves as clean as it found it,
/// and overwrites the gradients of the nodes that it reaches.</para>
/// <para>An adjoint that nothing reached is -0, which no sum of contributions can give since 0 is added to it; so a value
/// behind a dead rectifier has the gradient 0, and one outside the graph has none. A zero adjoint passes on zeros
/// whatever the partial is: an infinite slope on the branch that was not taken does no harm.</para>
/// </remarks>
sealed partial class BackwardPass(Recorder recorder)
{
    /// <summary>Scratch arrays kept from one pass to the next, about a megabyte.</summary>
    const int MostSpareScratch = 64;

    readonly List<TapeSegment> order = [];
    readonly LeafSums leafSums = new();
    readonly Stack<double[]> spareScratch = [];
    double[]?[] adjoints = new double[8][];
    int placed;
    long passes;

    /// <summary>
    /// Runs the chain rule from node <paramref name="index"/> of <paramref name="root"/> down to the leaves, and returns
    /// the number of segments that it went through.
    /// </summary>
    public int Run(TapeSegment root, int index, double seed)
    {
        int swept = SweepFrom(root, index, seed);
        leafSums.AddToLeaves();
        return swept;
    }

    /// <summary>The same, but gives the derivatives by some leaves instead of adding to the gradients of all.</summary>
    public int Run(TapeSegment root, int index, ReadOnlySpan<(TapeSegment Leaf, int Place)> leaves, out double[] gradient)
    {
        int swept = SweepFrom(root, index, 1);
        gradient = leafSums.Take(leaves);
        return swept;
    }

    int SweepFrom(TapeSegment root, int index, double seed)
    {
        SweepGate own = recorder.Gate;
        lock (own.Lock)
            if (Collect(root, own))
                return SweepAll(root, index, seed);
        return SweepThroughGates(root, index, seed);
    }

    /// <summary>The same where the graph has segments of other threads: holds the gates of all of them.</summary>
    int SweepThroughGates(TapeSegment root, int index, double seed)
    {
        SweepGate[] gates = GatesOf(root);
        int entered = 0;
        try
        {
            for (; entered < gates.Length; entered++)
                gates[entered].Lock.Enter();
            Collect(root, only: null);
            return SweepAll(root, index, seed);
        }
        finally
        {
            while (entered > 0)
                gates[--entered].Lock.Exit();
        }
    }

    static SweepGate[] GatesOf(TapeSegment root)
    {
        HashSet<TapeSegment> seen = [root];
        var open = new Stack<TapeSegment>(seen);
        HashSet<SweepGate> gates = [];
        while (open.TryPop(out TapeSegment? segment))
        {
            gates.Add(segment.Gate);
            for (int slot = segment.DependencyCount; slot > 0; slot--)
                if (segment.DependencyAt(slot) is { IsLeaf: false } dependency && seen.Add(dependency))
                    open.Push(dependency);
        }
        return [.. gates.OrderBy(gate => gate.Order)];
    }

    /// <summary>
    /// Lists the interior segments that the root reaches, latest first. Gives up with false on meeting a segment of
    /// another gate than <paramref name="only"/>.
    /// </summary>
    bool Collect(TapeSegment root, SweepGate? only)
    {
        long pass = recorder.Gate.Order << 40 | ++passes;   // no other pass has this number
        bool sorted = true;
        if (!Visit(root))
            return false;
        for (int next = 0; next < order.Count; next++)
        {
            TapeSegment segment = order[next];
            for (int slot = segment.DependencyCount; slot > 0; slot--)
                if (segment.DependencyAt(slot) is { IsLeaf: false } dependency && !Visit(dependency))
                {
                    order.Clear();
                    return false;
                }
        }
        if (!sorted)
            order.Sort(static (x, y) => y.Sequence.CompareTo(x.Sequence));
        return true;

        bool Visit(TapeSegment segment)
        {
            if (only is not null && segment.Gate != only)
                return false;
            if (segment.Visited != pass)
            {
                segment.Visited = pass;
                sorted &= order.Count == 0 || segment.Sequence <= order[^1].Sequence;
                order.Add(segment);
            }
            return true;
        }
    }

    int SweepAll(TapeSegment root, int rootIndex, double seed)
    {
        bool done = false;
        try
        {
            foreach (TapeSegment segment in order)
                segment.Block.Pending++;
            AdjointsOf(root)[rootIndex] = seed + 0.0;
            for (int first = 0, next; first < order.Count; first = next)
            {
                // Several views of one segment: together they hold what its reached nodes refer to.
                for (next = first; next < order.Count && order[next].Sequence == order[first].Sequence; next++)
                    PlaceAdjoints(order[next]);
                if (order[first].Rule is null)
                    Sweep(order[first], LastOf(order[first], root, rootIndex));
                else
                    ApplyRule(order[first]);
                for (; first < next; first++)
                    Release(order[first].Block);
            }
            foreach (TapeSegment segment in order)
                segment.Block.SweptEnd = Math.Max(segment.Block.SweptEnd, LastOf(segment, root, rootIndex) + 1);
            done = true;
            return order.Count;
        }
        finally
        {
            if (!done)
                Abandon();
            order.Clear();
        }
    }

    /// <summary>The last node of a segment that can be reached.</summary>
    static int LastOf(TapeSegment segment, TapeSegment root, int rootIndex) =>
        segment.Sequence == root.Sequence ? rootIndex : segment.Limit - 1;

    void Sweep(TapeSegment segment, int last)
    {
        if (recorder.Watch is { } watch)
            SweepWatched(segment, last, watch);
        else
            Sweep(segment.Block, segment.Start, last);
        Array.Clear(adjoints, 0, placed + 1);
        placed = 0;
    }

    void Sweep(Block block, int first, int last)
    {
        if (adjoints[0] == block.Gradients)
            SweepKernel.First(block, first, last, adjoints!);
        else
            SweepKernel.Again(block, first, last, adjoints!);
    }

    /// <summary>The same node by node, with somebody looking.</summary>
    void SweepWatched(TapeSegment segment, int last, ITapeWatch watch)
    {
        Block block = segment.Block;
        for (int i = last; i >= segment.Start; i--)
        {
            if (!Block.IsReached(adjoints[0]![i]))
                continue;
            watch.Sweeping(segment, i, adjoints[0]![i]);
            ref readonly Node node = ref block.Nodes[i];
            int first = node.IsHead ? i - node.RunLength : i;
            Sweep(block, first, i);
            i = first;
        }
    }

    /// <summary>Fills the table slot → adjoints of one segment.</summary>
    void PlaceAdjoints(TapeSegment segment)
    {
        int count = segment.DependencyCount;   // that of another thread's segment may grow meanwhile
        placed = Math.Max(placed, count);
        if (adjoints.Length <= count)
            Array.Resize(ref adjoints, count * 2);
        adjoints[0] = AdjointsOf(segment);
        for (int slot = 1; slot <= count; slot++)
            if (segment.DependencyAt(slot) is { } dependency)
                adjoints[slot] = dependency.IsLeaf ? leafSums.Of(dependency) : AdjointsOf(dependency);
    }

    /// <summary>Where the adjoints of an interior segment are added up in this pass.</summary>
    double[] AdjointsOf(TapeSegment segment)
    {
        Block block = segment.Block;
        double[] gradients = block.EnsureGradients();
        if (segment.Start >= block.SweptEnd)
            return gradients;
        return block.Scratch ??= spareScratch.TryPop(out double[]? spare) && spare.Length == block.Nodes.Length
            ? spare
            : Block.NewUnreached(block.Nodes.Length);
    }

    void Release(Block block)
    {
        if (--block.Pending > 0 || block.Scratch is null)
            return;
        if (spareScratch.Count < MostSpareScratch)
            spareScratch.Push(block.Scratch);
        block.Scratch = null;
    }

    /// <summary>After an exception, of a rule, of a watch or for want of memory: leaves no trace of half a pass but unknown gradients.</summary>
    void Abandon()
    {
        ruled = null;
        foreach (TapeSegment segment in order)
        {
            segment.Block.Pending = 0;
            segment.Block.Scratch = null;
            if (segment.Block.Gradients is { } gradients)
                Array.Fill(gradients, Block.NotReached);
        }
        Array.Clear(adjoints);
        leafSums.Forget();
    }
}
