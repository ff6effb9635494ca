using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Micrograd.Operations;

namespace Micrograd.Tape;

/// <summary>
/// Where operations are recorded: the open end of a tape. Each thread has its own and needs no locks. Recording an
/// operation whose operands are at hand is a handful of stores; a full block, a first reference to another segment and
/// an operand of another thread take the slow path.
/// </summary>
sealed partial class Recorder
{
    /// <summary>Nodes to a block: 2048 beat 512 and 1024 on W1, W2 and W4, and keeps each array off the large object heap.</summary>
    public const int DefaultBlockSize = Reference.MostPlaces;

    /// <summary>Leaves to a block: few, so that a parameter that lives for ever holds little memory.</summary>
    public const int LeafBlockSize = 128;

    /// <summary>Chains of so many segments are kept through views, so a kept value holds a few blocks of history.</summary>
    public const int DefaultTrimDepth = 4;

    /// <summary>
    /// The most segments that are kept whole, without views, in the expectation of a backward pass: the memory of a graph
    /// of eight million operations.
    /// </summary>
    public const int DefaultMostWhole = 4096;

    /// <summary>A segment of fewer nodes is not closed by a backward pass; closing tiny graphs would cost more than it saves.</summary>
    const int SmallestClosed = 32;

    /// <summary>What a cached slot stays below; a segment has less than 2^13, two for each node of a block at most.</summary>
    const ulong SlotLimit = 1 << 16;

    [ThreadStatic]
    static Recorder? current;

    static long lastSequence;

    readonly int blockSize;
    readonly int trimDepth;
    readonly int mostWhole;
    Node[] nodes;
    TapeSegment segment;
    long cacheKey;
    int count;
    int limit;
    bool runIsNewer;
    bool stalled;
    ITapeWatch? watch;

    // Views cost 3 ns an operation. A program that calls Backward from time to time does not need them in between, so as
    // many segments as its last graphs had are kept whole after each call.
    int segmentsSinceBackward;
    int wholeSegments;
    TapeSegment? leaves;

    public Recorder(int blockSize = DefaultBlockSize, int trimDepth = DefaultTrimDepth, int mostWhole = DefaultMostWhole)
    {
        this.blockSize = blockSize;
        this.trimDepth = trimDepth;
        this.mostWhole = mostWhole;
        Gate = new SweepGate();
        Backward = new BackwardPass(this);
        Open(Block.ForNodes(blockSize));
    }

    /// <summary>The recorder of the running thread.</summary>
    public static Recorder Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => current ?? MakeCurrent();
        set => current = value;
    }

    /// <summary>What a backward sweep over this recorder's segments must hold.</summary>
    public SweepGate Gate { get; }

    /// <summary>The reverse sweep, with the scratch memory that this recorder's sweeps reuse.</summary>
    public BackwardPass Backward { get; }

    /// <summary>
    /// Who looks at every operation, if anybody. Recording then takes the slow path always, so it costs nothing when nobody
    /// does.
    /// </summary>
    public ITapeWatch? Watch
    {
        get => watch;
        set
        {
            watch = value;
            SetLimit();
        }
    }

    /// <summary>The segment that is being written.</summary>
    public TapeSegment Segment
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => segment;
    }

    /// <summary>Adds a leaf and returns its index; it lies in <paramref name="home"/>.</summary>
    public int AddLeaf(double primal, out TapeSegment home)
    {
        if (leaves is null || leaves.Block.Used == LeafBlockSize)
            leaves = new TapeSegment(Block.ForLeaves(LeafBlockSize), -Interlocked.Increment(ref lastSequence), Gate);
        home = leaves;
        int place = home.Block.Used++;
        home.Block.Nodes[place].Primal = primal;
        return place;
    }

    /// <summary>
    /// The slot through which the open segment reaches <paramref name="operand"/>, if that is at hand; else a number that
    /// <see cref="CanWrite"/> refuses.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long SlotOf(TapeSegment operand) => operand.SlotCache ^ cacheKey;

    /// <summary>Whether there is room for a node and its slots (or-ed, where there are two) are at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool CanWrite(long slots) => (ulong)slots < SlotLimit && count < limit;

    /// <summary>
    /// Writes a node and returns its index in <see cref="Segment"/>; <see cref="CanWrite"/> must have said yes. A
    /// constant operand has the reference 0 and stands in place of its partial.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Write(OpCode code, double primal, int left, double leftPartial, int right, double rightPartial)
    {
        // An index below the limit is inside the array; the check would cost a tenth of W1.
        int index = count;
        ref Node node = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(nodes), index);
        node.LeftPartial = leftPartial;
        node.RightPartial = rightPartial;
        node.Primal = primal;
        node.Left = left;
        node.SetRight(code, right);
        count = index + 1;
        return index;
    }

    /// <summary>
    /// Records an operation where <see cref="CanWrite"/> said no, or one from outside the library; a constant operand is null.
    /// </summary>
    public int Add(
        OpCode code, double primal, TapeSegment? a, int aIndex, double aPartial, TapeSegment? b, int bIndex, double bPartial,
        Operation? custom = null)
    {
        if (MustStart(1))
            StartSegment();
        int left = ReferenceTo(a, aIndex), right = ReferenceTo(b, bIndex);
        if ((left | right) < 0)
        {
            StartSegment();
            left = ReferenceTo(a, aIndex);
            right = ReferenceTo(b, bIndex);
        }
        return Finish(Write(code, primal, left, aPartial, right, bPartial), custom);
    }

    int Finish(int index, Operation? custom)
    {
        if (custom is not null)
            segment.Block.SetCustomOperation(index, custom);
        watch?.Recorded(segment, index);
        return index;
    }

    /// <summary>The most operands that one node of many operands can have.</summary>
    public int MostOperands => 2 * (blockSize - 2);

    /// <summary>
    /// Begins a node of many operands: room for all of it in one segment. <see cref="AddPart"/> then takes two operands
    /// a time, and <see cref="CloseRun"/> ends it.
    /// </summary>
    public void StartRun(int operands)
    {
        int room = operands / 2 + 1;
        if (runIsNewer || MustStart(room))
            StartSegment(room);
        runIsNewer = false;
    }

    /// <summary>Adds two operands of a run; a constant is null and stands in place of its partial.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddPart(TapeSegment? a, int aIndex, double aPartial, TapeSegment? b, int bIndex, double bPartial)
    {
        ref Node node = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(nodes), count);
        node.LeftPartial = aPartial;
        node.RightPartial = bPartial;
        node.Left = Math.Max(ReferenceTo(a, aIndex), 0);
        node.SetRight(OpCode.Leaf, Math.Max(ReferenceTo(b, bIndex), 0));
        count++;
    }

    /// <summary>
    /// Ends a run with its head, which carries the odd last operand if there is one. Returns the index of the head, or a
    /// negative number if an operand was newer than the segment: the run is then to be recorded again from its start.
    /// </summary>
    public int CloseRun(
        OpCode code, double primal, int operands, TapeSegment? last, int lastIndex, double lastPartial, Operation? custom = null)
    {
        int reference = ReferenceTo(last, lastIndex);
        return runIsNewer ? -1 : Finish(Write(code, primal, Node.HeadOf(operands), 0, reference, lastPartial), custom);
    }

    /// <summary>Takes back the parts of a run that turned out to hold constants only.</summary>
    public void CancelRun(int operands) => count -= operands / 2;

    /// <summary>
    /// After a backward pass over so many segments: closes the open one, so that what comes next does not hold what came
    /// before.
    /// </summary>
    public void EndStep(int segmentsSwept)
    {
        wholeSegments = Math.Min(mostWhole, Math.Max(segmentsSwept + segmentsSwept / 4 + 1, wholeSegments / 2));
        segmentsSinceBackward = 0;
        if (count - segment.Start >= SmallestClosed)
            StartSegment();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Recorder MakeCurrent() => current = new Recorder();

    /// <summary>The reference to any operand (0 for a constant), or a negative number if it is newer than the open segment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int ReferenceTo(TapeSegment? operand, int index)
    {
        if (operand is null)
            return 0;
        long slot = operand.SlotCache ^ cacheKey;
        return (ulong)slot < SlotLimit ? Reference.To((int)slot, index) : SearchFor(operand, index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    int SearchFor(TapeSegment operand, int index)
    {
        if (operand.Sequence >= segment.Sequence)
        {
            if (operand.Sequence == segment.Sequence)
                return Reference.To(0, index);
            runIsNewer = true;
            return -1;
        }
        int trimFrom = segmentsSinceBackward <= wholeSegments ? int.MaxValue : trimDepth;
        return Reference.To(segment.SlotFor(operand, index, trimFrom), index);
    }

    void SetLimit() => limit = watch is null && !stalled ? blockSize : 0;

    bool MustStart(int room) => stalled || count + room > blockSize;

    void StartSegment(int leastRoom = 1)
    {
        // What can run out of memory comes before the first change that matters.
        TapeSegment full = segment;
        int end = count;
        full.Block.Used = end;
        Open(end + leastRoom <= blockSize ? full.Block : Block.ForNodes(blockSize));
        full.Close(end);
        segmentsSinceBackward++;
    }

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(nodes), nameof(segment))]
    void Open(Block block)
    {
        segment = new TapeSegment(block, Interlocked.Increment(ref lastSequence), Gate);
        cacheKey = segment.SlotCache;
        nodes = block.Nodes;
        count = block.Used;
        Resume();
    }
}
