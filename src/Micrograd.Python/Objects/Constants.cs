using System.Runtime.InteropServices;
using Micrograd.Python.Interop;

namespace Micrograd.Python.Objects;

/// <summary>A constant operand of a node: the segment and place of the node, and which of its operands it is.</summary>
unsafe struct ConstantKey : IEquatable<ConstantKey>
{
    public SegmentRecord* Owner;
    public int Place;
    public int Operand;

    public readonly bool Equals(ConstantKey other) => Owner == other.Owner && Place == other.Place && Operand == other.Operand;

    public override readonly bool Equals(object? obj) => obj is ConstantKey other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine((nint)Owner, Place, Operand);
}

/// <summary>
/// The constants among the operands of nodes, shown as values. micrograd wraps every number in a <c>Value</c>; here a
/// number makes no node, and gets an object when a program walks the graph. That object stays the same while it lives.
/// </summary>
static unsafe class Constants
{
    static readonly Dictionary<ConstantKey, nint> Shown = [];

    /// <summary>
    /// The object that shows a constant operand of a node; a new reference. Null, with a Python error, where memory runs out.
    /// </summary>
    public static PyObject* Show(ValueObject* node, int operand, double number)
    {
        var key = new ConstantKey { Owner = node->Home, Place = node->Place, Operand = operand };
        // Memory first, since asking for it may run code that shows the same constant.
        ValueObject* made = ValueObject.Allocate();
        if (made == null)
            return null;
        if (Shown.TryGetValue(key, out nint shown))
        {
            ValueObject.Recycle(made);
            return Py.Share((PyObject*)shown);
        }
        Extra* extra = null;
        try
        {
            extra = Extra.Make();
            Shown.Add(key, (nint)made);
        }
        catch (OutOfMemoryException)
        {
            NativeMemory.Free(extra);
            ValueObject.Recycle(made);
            return Py.PyErr_NoMemory();
        }
        if (!PythonTape.AttachLeaf(made, number))
        {
            Shown.Remove(key);
            NativeMemory.Free(extra);
            ValueObject.Recycle(made);
            return null;
        }
        extra->Constant = key;
        made->Extra = extra;
        key.Owner->Holders++;
        CountOf(key)++;
        return (PyObject*)made;
    }

    /// <summary>The object of a constant has died.</summary>
    public static void Forget(ConstantKey key)
    {
        Shown.Remove(key);
        CountOf(key)--;
        SegmentRecord.Release(key.Owner);
    }

    static ref int CountOf(ConstantKey key) => ref BlockRecord.Of(key.Owner->Segment.Block)->Constants;
}
