using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Micrograd.Tape;

namespace Micrograd.Python.Objects;

/// <summary>
/// What Python's objects hold of a segment: native memory that keeps the segment alive, knows how many objects show a node
/// of it, and finds the object of a node. An object that dies needs nothing else, so freeing objects touches no managed
/// memory.
/// </summary>
unsafe struct SegmentRecord
{
    nint handle;

    /// <summary>Finds the living object of a node by its place in the block; weak.</summary>
    public ValueObject** Objects;

    /// <summary>How many objects, and others, hold this record.</summary>
    public int Holders;

    BlockRecord* block;
    int start;

    /// <summary>How many records there are.</summary>
    public static int Living { get; private set; }

    /// <summary>The segment.</summary>
    public readonly TapeSegment Segment
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => GCHandle<TapeSegment>.FromIntPtr(handle).Target;
    }

    /// <summary>
    /// The record of a segment, made if there is none; the caller becomes a holder. Of several views of one segment the
    /// record holds what they keep together: an object can then be found through any of them.
    /// </summary>
    /// <exception cref="OutOfMemoryException">Nothing has changed then.</exception>
    public static SegmentRecord* Hold(TapeSegment segment)
    {
        BlockRecord* block = BlockRecord.Of(segment.Block);
        SegmentRecord* record = block == null ? null : block->Records[segment.Start];
        // An empty segment and the one after it start at the same place.
        if (record == null || record->Segment is var known && known.Sequence != segment.Sequence)
            return Make(segment);
        if (known != segment && TapeSegment.Merge(known, segment) is var merged && merged != known)
        {
            var handle = GCHandle<TapeSegment>.FromIntPtr(record->handle);
            handle.Target = merged;
        }
        record->Holders++;
        return record;
    }

    /// <summary>Gives up a record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Release(SegmentRecord* record)
    {
        if (--record->Holders == 0)
            Free(record);
    }

    static SegmentRecord* Make(TapeSegment segment)
    {
        var record = (SegmentRecord*)NativeMemory.Alloc((nuint)sizeof(SegmentRecord));
        GCHandle<TapeSegment> handle = default;
        try
        {
            handle = new GCHandle<TapeSegment>(segment);
            record->block = BlockRecord.Hold(segment.Block);
        }
        catch
        {
            handle.Dispose();
            NativeMemory.Free(record);
            throw;
        }
        record->handle = GCHandle<TapeSegment>.ToIntPtr(handle);
        record->Objects = record->block->Objects;
        record->Holders = 1;
        record->start = segment.Start;
        record->block->Records[segment.Start] = record;
        Living++;
        return record;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Free(SegmentRecord* record)
    {
        Living--;
        if (record->block->Records[record->start] == record)
            record->block->Records[record->start] = null;
        BlockRecord.Release(record->block, record->Segment.Block);
        GCHandle<TapeSegment>.FromIntPtr(record->handle).Dispose();
        NativeMemory.Free(record);
    }
}
