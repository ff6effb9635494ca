using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Micrograd.Python.Interop;

namespace Micrograd.Python.Objects;

/// <summary>
/// A Python <c>Value</c>: a counted reference to one node. While it lives it is the only object of its node, so
/// <c>is</c>, <c>id</c> and sets of values behave as if the graph were made of these objects.
/// </summary>
/// <remarks>
/// Python's garbage collector has a header before each object but is told of one only when it can be part of a cycle:
/// when it has attributes or a <c>_backward</c> of its own, or is of a subclass.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
unsafe partial struct ValueObject
{
    PyObject head;

    /// <summary>The segment of the node; of a dead object, the next one that can be used again.</summary>
    public SegmentRecord* Home;

    /// <summary>The number, which CPython reads here without a call.</summary>
    public double Data;

    /// <summary>The place of the node in its block.</summary>
    public int Place;

    /// <summary>Whether the garbage collector was told of this object.</summary>
    public int IsTracked;

    /// <summary>The attributes, if there are any.</summary>
    public PyObject* Attributes;

    /// <summary>CPython's list of weak references.</summary>
    public PyObject* WeakReferences;

    /// <summary>What few objects have; null of the others.</summary>
    public Extra* Extra;

    /// <summary>The type <c>Value</c>.</summary>
    public static PyObject* ExactType { get; set; }

    const int MostSpare = 1 << 15;

    static ValueObject* spare;
    static int spareCount;

    /// <summary>The object's type.</summary>
    public readonly PyObject* Type => head.Type;

    /// <summary>Where CPython finds the parts that it handles itself.</summary>
    public static nint OffsetOfData => 24;

    /// <inheritdoc cref="OffsetOfData"/>
    public static nint OffsetOfAttributes => 40;

    /// <inheritdoc cref="OffsetOfData"/>
    public static nint OffsetOfWeakReferences => 48;

    /// <summary>Whether an object is a <c>Value</c> and not of a subclass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsExact(PyObject* item) => item->Type == ExactType;

    /// <summary>Whether an object is a <c>Value</c> or of a subclass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(PyObject* item) =>
        item->Type == ExactType || (item->Type != Builtins.Float && Py.PyType_IsSubtype(item->Type, ExactType) != 0);

    /// <summary>
    /// Memory for an object of the exact type, with one reference and no node; null, with a Python error, if there is
    /// none. It may run Python code, so it comes before anything that such code could change.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueObject* Allocate()
    {
        ValueObject* instance = spare;
        if (instance == null)
            return AllocateAnew();
        spare = (ValueObject*)instance->Home;
        spareCount--;
        instance->head.References = 1;
        return instance;
    }

    /// <summary>Makes the object show a node of a segment; the caller's hold of the record passes to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Attach(ValueObject* instance, SegmentRecord* home, int place, double data)
    {
        instance->Home = home;
        instance->Place = place;
        instance->Data = data;
        home->Objects[place] = instance;
    }

    /// <summary>Gives back an object of the exact type that has nothing but its memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Recycle(ValueObject* instance)
    {
        if (spareCount < MostSpare)
        {
            instance->Home = (SegmentRecord*)spare;
            spare = instance;
            spareCount++;
        }
        else
            Discard(instance);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static ValueObject* AllocateAnew()
    {
        var instance = (ValueObject*)Py._PyObject_GC_New(ExactType);
        if (instance == null)
            return null;
        NativeMemory.Clear((byte*)instance + sizeof(PyObject), (nuint)(sizeof(ValueObject) - sizeof(PyObject)));
        return instance;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Discard(ValueObject* instance)
    {
        PyObject* type = instance->head.Type;
        Py.PyObject_GC_Del(instance);
        Py.Py_DecRef(type);
    }
}
