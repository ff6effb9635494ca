namespace Micrograd.Tape;

/// <summary>
/// The memory of a tape: plain arrays without references, each of at most 64 KB, which keeps it off the large object heap.
/// One or more <see cref="TapeSegment"/>s lie in it, and the garbage collector takes it back when the last one is gone.
/// </summary>
sealed class Block
{
    /// <summary>The mark of an adjoint or gradient that nothing has reached; no sum of contributions can give it.</summary>
    public const double NotReached = -0.0;

    readonly Lock labelling = new();
    Dictionary<int, string>? labels;

    /// <summary>Memory for recorded operations; what is in it has no meaning until it is written.</summary>
    public static Block ForNodes(int capacity) => new(GC.AllocateUninitializedArray<Node>(capacity));

    /// <summary>Memory for leaves, nodes of which only the number is used.</summary>
    public static Block ForLeaves(int capacity) => new(new Node[capacity]);

    Block(Node[] nodes) => Nodes = nodes;

    public Node[] Nodes { get; }

    /// <summary>The gradients, once there was a backward pass.</summary>
    public double[]? Gradients { get; private set; }

    /// <summary>No node from here on has a gradient: a first pass over them adds adjoints up where the gradients shall be.</summary>
    public int SweptEnd { get; set; } = 1;

    /// <summary>The adjoints of a pass over nodes that have gradients already, lent by the pass for as long as it needs.</summary>
    public double[]? Scratch { get; set; }

    /// <summary>How many segments of this block the running pass has still to sweep.</summary>
    public int Pending { get; set; }

    /// <summary>What another language keeps about this block: the address of memory of its own, 0 if it has none.</summary>
    public nint Companion { get; set; }

    /// <summary>The first free index. Index 0 is the place that is written and never read.</summary>
    public int Used { get; set; } = 1;

    /// <summary>Makes the array of gradients if there is none yet.</summary>
    public double[] EnsureGradients() => Gradients ??= NewUnreached(Nodes.Length);

    /// <summary>An array of which nothing is reached.</summary>
    public static double[] NewUnreached(int length)
    {
        double[] array = GC.AllocateUninitializedArray<double>(length);
        Array.Fill(array, NotReached);
        return array;
    }

    /// <summary>Whether a gradient or adjoint is still <see cref="NotReached"/>.</summary>
    public static bool IsReached(double gradient) =>
        BitConverter.DoubleToInt64Bits(gradient) != BitConverter.DoubleToInt64Bits(NotReached);

    /// <summary>Writes a gradient from outside a pass: a later pass overwrites it, and does not add to it.</summary>
    public void SetGradient(int index, double gradient)
    {
        EnsureGradients()[index] = gradient;
        if (Pending == 0)   // a running pass has chosen its arrays by SweptEnd
            SweptEnd = Math.Max(SweptEnd, index + 1);
    }

    /// <summary>Forgets the gradients and labels of a range of nodes, whose places are to be used again.</summary>
    public void Forget(int from, int end)
    {
        Gradients?.AsSpan(from..end).Fill(NotReached);
        if (labels is null)
            return;
        lock (labelling)
            for (int index = from; index < end; index++)
                labels.Remove(index);
    }

    public string? LabelOf(int index)
    {
        lock (labelling)
            return labels?.GetValueOrDefault(index);
    }

    public void SetLabel(int index, string? label)
    {
        lock (labelling)
        {
            if (label is not null)
                (labels ??= [])[index] = label;
            else
                labels?.Remove(index);
        }
    }
}
