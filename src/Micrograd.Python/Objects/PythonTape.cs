using System.Runtime.CompilerServices;
using Micrograd.Operations;
using Micrograd.Python.Interop;
using Micrograd.Tape;

namespace Micrograd.Python.Objects;

/// <summary>
/// Where Python's operations are recorded. There is one recorder under the lock of the interpreter, not one a thread: it
/// then never meets an operand that is newer than its segment, and threads that come and go leave nothing behind.
/// </summary>
static unsafe class PythonTape
{
    /// <summary>Nodes to a block: fewer than in C#, since in Python one kept result pins its block more often.</summary>
    const int BlockSize = 512;

    /// <summary>
    /// The runtime itself would collect its youngest generation after 16 MB, which is the size of the whole process
    /// otherwise; so it is asked to after so many bytes of fresh blocks.
    /// </summary>
    const long CollectAfter = 4 << 20;

    static Recorder recorder = null!;
    static SegmentRecord* open;
    static SegmentRecord* leaves;
    static Block? lastBlock;
    static long freshBytes;

    /// <summary>The recorder of all Python threads.</summary>
    public static Recorder Recorder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => recorder;
    }

    /// <summary>Begins recording; called once.</summary>
    public static void Start()
    {
        recorder = new Recorder(BlockSize);
        Follow();
    }

    /// <summary>Makes the functions of <see cref="Value"/> record here, whichever thread calls them.</summary>
    public static void Enter() => Recorder.Current = recorder;

    /// <summary>Records an operation on two values.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PyObject* Record(OpCode code, ValueObject* a, ValueObject* b, double primal, double aPartial, double bPartial)
    {
        ValueObject* result = ValueObject.Allocate();
        if (result == null)
            return null;
        long left = SlotOf(a), right = SlotOf(b);
        if (!recorder.CanWrite(left | right))
            return RecordSlowly(result, code, primal, a, aPartial, b, bPartial);
        return Finish(result, primal, recorder.Write(
            code, primal, Reference.To((int)left, a->Place), aPartial, Reference.To((int)right, b->Place), bPartial));
    }

    /// <summary>Records an operation on a value alone, or on a value and a constant after it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PyObject* Record(OpCode code, ValueObject* x, double primal, double partial, double constant)
    {
        ValueObject* result = ValueObject.Allocate();
        if (result == null)
            return null;
        long slot = SlotOf(x);
        if (!recorder.CanWrite(slot))
            return RecordSlowly(result, code, primal, x, partial, null, constant);
        return Finish(result, primal, recorder.Write(code, primal, Reference.To((int)slot, x->Place), partial, 0, constant));
    }

    /// <summary>Records an operation on a constant and a value after it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PyObject* RecordRight(OpCode code, ValueObject* x, double primal, double constant, double partial)
    {
        ValueObject* result = ValueObject.Allocate();
        if (result == null)
            return null;
        long slot = SlotOf(x);
        if (!recorder.CanWrite(slot))
            return RecordSlowly(result, code, primal, null, constant, x, partial);
        return Finish(result, primal, recorder.Write(code, primal, 0, constant, Reference.To((int)slot, x->Place), partial));
    }

    /// <summary>Makes a new leaf what an object shows; false, with a Python error, where memory runs out.</summary>
    public static bool AttachLeaf(ValueObject* instance, double data)
    {
        try
        {
            int place = recorder.AddLeaf(data, out TapeSegment home);
            if (leaves == null || leaves->Segment != home)
                FollowLeaves(home);
            leaves->Holders++;
            ValueObject.Attach(instance, leaves, place, data);
            return true;
        }
        catch (OutOfMemoryException)
        {
            Py.PyErr_NoMemory();
            return false;
        }
    }

    /// <summary>
    /// Lets the record of the open segment follow the recorder, after anything that may have begun a new one.
    /// </summary>
    /// <exception cref="OutOfMemoryException">The next operation tries again.</exception>
    public static void Follow()
    {
        if (open != null && open->Segment == recorder.Segment)
            return;
        Lose();
        SegmentRecord* next = SegmentRecord.Hold(recorder.Segment);
        recorder.Resume();
        open = next;
        if (recorder.Segment.Block != lastBlock)
            Count(lastBlock = recorder.Segment.Block);
    }

    /// <summary>
    /// A node has lost its object. The trailing nodes of the open segment that have none can never be asked for again, so
    /// their places are used anew: loops whose results are dropped do not fill blocks.
    /// </summary>
    public static void NodeWasLeft(SegmentRecord* home, int place)
    {
        if (home == open)
        {
            if (place == recorder.End - 1)
                Pop(place);
        }
        else if (home == leaves && leaves->Segment is { IsReferredTo: false } segment && place == segment.Block.Used - 1)
            recorder.PopLeaf();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long SlotOf(ValueObject* operand) => operand->Home == open ? 0 : recorder.SlotOf(operand->Home->Segment);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static PyObject* Finish(ValueObject* result, double primal, int place)
    {
        open->Holders++;
        ValueObject.Attach(result, open, place, primal);
        return (PyObject*)result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static PyObject* RecordSlowly(
        ValueObject* result, OpCode code, double primal, ValueObject* a, double aPartial, ValueObject* b, double bPartial)
    {
        try
        {
            Value left = a == null ? default : ValueObject.ToValue(a), right = b == null ? default : ValueObject.ToValue(b);
            int place = recorder.Add(
                code, primal, left.Home, left.PlaceAtHome, aPartial, right.Home, right.PlaceAtHome, bPartial);
            Follow();
            return Finish(result, primal, place);
        }
        catch (Exception exception)
        {
            Lose();
            ValueObject.Recycle(result);
            return Errors.Raise(exception);
        }
    }

    /// <summary>
    /// After an error in the middle of recording, when the record may not be that of the recorder's segment: the next
    /// operation begins a segment.
    /// </summary>
    public static void Lose()
    {
        recorder.Stall();
        if (open == null)
            return;
        SegmentRecord* lost = open;
        open = null;
        SegmentRecord.Release(lost);
    }

    static void Pop(int place)
    {
        TapeSegment segment = recorder.Segment;
        if (BlockRecord.Of(segment.Block)->Constants > 0)
            return;
        ValueObject** objects = open->Objects;
        while (place > segment.Start && objects[place - 1] == null)
            place--;
        try
        {
            recorder.PopTo(place);
            Follow();
        }
        catch (OutOfMemoryException)
        {
            Lose();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void FollowLeaves(TapeSegment home)
    {
        SegmentRecord* previous = leaves;
        leaves = SegmentRecord.Hold(home);
        if (previous != null)
            SegmentRecord.Release(previous);
        Count(home.Block);
    }

    static void Count(Block fresh)
    {
        const int bytesOfNode = 48;   // with its gradient, and what is kept about its segment
        freshBytes += fresh.Nodes.Length * bytesOfNode;
        if (freshBytes < CollectAfter)
            return;
        freshBytes = 0;
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
    }
}
