namespace Micrograd.Tape;

/// <summary>How a pass calls the chain rules that are not the engine's, and shows them its adjoints.</summary>
sealed partial class BackwardPass
{
    TapeSegment? ruled;

    /// <summary>Whether a pass waits for an <see cref="OuterRule"/> that it called. No other pass can run meanwhile.</summary>
    public bool IsInsideRule => ruled is not null;

    /// <summary>
    /// Where a rule that the pass has called finds the adjoints of an interior segment that is still to be swept; null if
    /// the segment was swept already or is not part of the pass.
    /// </summary>
    public double[]? RunningAdjoints(TapeSegment segment)
    {
        if (ruled is null || segment.IsLeaf || segment.Sequence >= ruled.Sequence)
            return null;
        int low = 0, high = order.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            long sequence = order[middle].Sequence;
            if (sequence == segment.Sequence)
                return AdjointsOf(segment);
            if (sequence > segment.Sequence)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return null;
    }

    /// <summary>
    /// In place of a sweep over a segment with a rule. The kernel passes a zero through its node, which marks the operands
    /// as reached; the rule adds to that.
    /// </summary>
    void ApplyRule(TapeSegment segment)
    {
        int node = segment.End - 1;
        double adjoint = adjoints[0]![node];
        if (Block.IsReached(adjoint))
            adjoints[0]![node] = 0;
        Sweep(segment, node);
        if (!Block.IsReached(adjoint))
            return;
        segment.Block.Gradients![node] = adjoint;
        ruled = segment;
        segment.Rule!.Apply();
        ruled = null;
    }
}
