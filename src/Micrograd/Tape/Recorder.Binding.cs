namespace Micrograd.Tape;

/// <summary>
/// What another language's binding asks of a recorder: nodes that stand alone, and to take back nodes that nobody holds.
/// C# itself never does.
/// </summary>
sealed partial class Recorder
{
    /// <summary>
    /// Nodes that were taken back leave their segment's table of dependencies as it was; with so many it is closed, so
    /// that the slots do not run out and nothing is kept for long.
    /// </summary>
    const int MostDependenciesAfterPop = 64;

    /// <summary>The place after the last node.</summary>
    public int End => count;

    /// <summary>Makes room for a node that shall be alone in its segment; <see cref="EndAlone"/> ends that.</summary>
    public void StartAlone()
    {
        if (count > segment.Start)
            StartSegment();
    }

    /// <summary>Closes the segment of the node that was just written, gives it its chain rule, and returns it.</summary>
    public TapeSegment EndAlone(OuterRule rule)
    {
        TapeSegment alone = segment;
        StartSegment();
        alone.Rule = rule;
        return alone;
    }

    /// <summary>
    /// Takes back the nodes from a place of the open segment on. Only a caller that knows every holder may: nothing refers
    /// to them any more. A segment that is empty again lets go of what it referred to.
    /// </summary>
    public void PopTo(int place)
    {
        segment.Block.Forget(place, count);
        count = place;
        if (segment.DependencyCount > MostDependenciesAfterPop || (place == segment.Start && segment.Depth > 0))
            StartSegment();
    }

    /// <summary>Takes back the latest leaf, to which nothing refers any more.</summary>
    public void PopLeaf()
    {
        Block block = leaves!.Block;
        block.Forget(--block.Used, block.Used + 1);
    }

    /// <summary>Makes the next operation take the slow path and begin a segment, unless <see cref="Resume"/> comes before it.</summary>
    public void Stall()
    {
        stalled = true;
        SetLimit();
    }

    /// <summary>Goes on in the open segment.</summary>
    public void Resume()
    {
        stalled = false;
        SetLimit();
    }
}
