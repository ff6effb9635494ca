using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Micrograd.Tape;

/// <summary>
/// A run of recorded nodes and the table of the segments that they refer to. A segment refers only to segments of lower
/// <see cref="Sequence"/> and to leaves, so descending sequence is a topological order, and nothing refers to a segment
/// but values and later segments: the garbage collector is the tape's reset.
/// </summary>
/// <remarks>
/// Later segments may hold a <em>view</em> of this one: the same nodes, keeping alive only the dependencies that the
/// nodes referred to need. Without views, a loop that evaluates and forgets would keep its whole history, since the
/// first nodes of each segment refer to the segment before.
/// </remarks>
sealed class TapeSegment
{
    const int MaskBits = 16;

    readonly Node[] nodes;
    Dependency[] dependencies = new Dependency[4];
    int dependencyCount;
    int interiorCount;
    ushort kept = ushort.MaxValue;
    ushort[]? needs;

    public TapeSegment(Block block, long sequence, SweepGate gate)
    {
        Block = block;
        nodes = block.Nodes;
        Sequence = sequence;
        Gate = gate;
        Start = End = block.Used;
        SlotCache = sequence << 16;
    }

    /// <summary>Another segment that nodes of this one refer to, and its bit in the masks (0 for leaves, kept by all).</summary>
    struct Dependency
    {
        public TapeSegment? Segment;
        public ushort Bit;
    }

    public Block Block { get; }

    /// <summary>The place in the topological order; negative for leaves, which come before everything.</summary>
    public long Sequence { get; }

    /// <summary>The chain rule of this segment's only node, where that is not one of the engine's operations.</summary>
    public OuterRule? Rule { get; set; }

    /// <summary>What a backward sweep over this segment must hold.</summary>
    public SweepGate Gate { get; }

    /// <summary>The index of the first node.</summary>
    public int Start { get; }

    /// <summary>The index after the last node; of meaning once the segment is closed.</summary>
    public int End { get; private set; }

    /// <summary>Whether no more nodes can come.</summary>
    public bool IsClosed { get; private set; }

    public bool IsLeaf => Sequence < 0;

    /// <summary>
    /// The number of dependencies; slots run from 1 to this. Another thread may read it while the segment is open, so it
    /// is published after what it counts.
    /// </summary>
    public int DependencyCount
    {
        get => Volatile.Read(ref dependencyCount);
        private set => Volatile.Write(ref dependencyCount, value);
    }

    /// <summary>The longest chain of interior segments below this one.</summary>
    public int Depth { get; private set; }

    /// <summary>Which interior dependencies this segment or view of one holds.</summary>
    ushort Held => (ushort)(kept & ((1 << Math.Min(interiorCount, MaskBits)) - 1));

    /// <summary>
    /// The segment that last referred to this one (its sequence, shifted) and the slot it has there: finds the slot of a
    /// recurring operand without a search. It starts as slot 0 of itself. Threads may overwrite each other's entry; each
    /// checks the sequence, and the latest keeps it, so that they do not fight.
    /// </summary>
    public long SlotCache { get; set; }

    /// <summary>Whether another segment has ever referred to this one.</summary>
    public bool IsReferredTo => SlotCache != Sequence << 16;

    /// <summary>The mark of the backward pass that last visited this segment.</summary>
    public long Visited { get; set; }

    /// <summary>The number at a place of the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Primal(int place) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(nodes), place).Primal;

    /// <summary>Where a running pass may find its sum of this leaf segment's adjoints.</summary>
    public int SumHint { get; set; }

    /// <summary>The segment in slot <paramref name="slot"/>, or null where this view does not keep it.</summary>
    public TapeSegment? DependencyAt(int slot) => dependencies[slot].Segment;

    /// <summary>Ends the segment before node <paramref name="end"/>.</summary>
    public void Close(int end)
    {
        End = end;
        IsClosed = true;
    }

    /// <summary>
    /// The slot through which a node of this segment refers to node <paramref name="index"/> of <paramref name="other"/>,
    /// made on first use. Chains of at least <paramref name="trimDepth"/> segments are kept through views.
    /// </summary>
    public int SlotFor(TapeSegment other, int index, int trimDepth)
    {
        ushort needed = other.Held;
        if (other.IsClosed && other.Depth >= trimDepth)
            needed &= other.NeedsOf(index);
        int slot = FindSlot(other.Sequence);
        if (slot == 0)
            slot = AddDependency(other, other.Keeping(needed));
        else if ((needed & ~dependencies[slot].Segment!.Held) != 0)
            SetSegment(slot, Merge(dependencies[slot].Segment!, other.Keeping(needed)));

        if ((other.Held & ~dependencies[slot].Segment!.Held) == 0 && Sequence > other.SlotCache >> 16)
            other.SlotCache = Sequence << 16 | (long)slot;
        return slot;
    }

    /// <summary>The same nodes, with another chain rule.</summary>
    public TapeSegment WithRule(OuterRule rule)
    {
        var other = (TapeSegment)MemberwiseClone();
        other.Rule = rule;
        other.SlotCache = Sequence << 16;
        other.Visited = 0;
        return other;
    }

    int FindSlot(long sequence)
    {
        for (int slot = DependencyCount; slot > 0; slot--)
            if (dependencies[slot].Segment!.Sequence == sequence)
                return slot;
        return 0;
    }

    int AddDependency(TapeSegment original, TapeSegment kept)
    {
        int slot = DependencyCount + 1;
        if (slot == dependencies.Length)
            Array.Resize(ref dependencies, slot * 2);
        // The last bit is shared by all that come after: a view may then keep more than it needs, never less.
        dependencies[slot].Bit = (ushort)(original.IsLeaf ? 0 : 1 << Math.Min(interiorCount++, MaskBits - 1));
        SetSegment(slot, kept);
        DependencyCount = slot;
        return slot;
    }

    void SetSegment(int slot, TapeSegment segment)
    {
        dependencies[slot].Segment = segment;
        if (!segment.IsLeaf)
            Depth = Math.Max(Depth, segment.Depth + 1);
    }

    /// <summary>The interior dependencies that node <paramref name="index"/> needs, through any path in this segment.</summary>
    ushort NeedsOf(int index) => (needs ??= FindNeeds())[index];

    ushort[] FindNeeds()
    {
        var found = new ushort[End];
        ReadOnlySpan<Node> nodes = Block.Nodes.AsSpan(0, End);
        for (int i = Start; i < nodes.Length; i++)
        {
            ref readonly Node node = ref nodes[i];
            ushort need = Needs(node.Right, found);
            if (!node.IsHead)
                need |= Needs(node.Left, found);
            else
                foreach (ushort part in found.AsSpan(i - node.RunLength, node.RunLength))
                    need |= part;
            found[i] = need;
        }
        return found;
    }

    ushort Needs(int reference, ushort[] found)
    {
        int slot = Reference.Slot(reference);
        return slot == 0 ? found[reference] : dependencies[slot].Bit;   // places before the start need nothing: 0
    }

    /// <summary>This segment, holding the dependencies in <paramref name="mask"/> only.</summary>
    TapeSegment Keeping(ushort mask) => mask == Held ? this : NewView(mask, this, this);

    /// <summary>A segment that keeps what either of two views of the same nodes keeps; the first, if that is enough.</summary>
    public static TapeSegment Merge(TapeSegment a, TapeSegment b)
    {
        var mask = (ushort)(a.Held | b.Held);
        return mask == a.Held ? a : mask == b.Held ? b : a.NewView(mask, a, b);
    }

    TapeSegment NewView(ushort mask, TapeSegment a, TapeSegment b)
    {
        var view = (TapeSegment)MemberwiseClone();
        view.dependencies = new Dependency[DependencyCount + 1];
        view.Depth = 0;
        view.kept = mask;
        view.SlotCache = Sequence << 16;
        view.Visited = 0;
        for (int slot = 1; slot <= DependencyCount; slot++)
        {
            ushort bit = dependencies[slot].Bit;
            view.dependencies[slot].Bit = bit;
            if (bit == 0 || (bit & mask) != 0)
                view.SetSegment(slot, (a.dependencies[slot].Segment ?? b.dependencies[slot].Segment)!);
        }
        return view;
    }
}
