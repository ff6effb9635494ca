using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Micrograd.Python.Interop;

namespace Micrograd.Python.Objects;

/// <summary>The end of an object, and what Python's garbage collector asks of it.</summary>
unsafe partial struct ValueObject
{
    // Objects whose parts are still to be dropped, linked through Home: the death of a part may bring that of other
    // objects, so a list in place of recursion.
    static ValueObject* dying;
    static bool isDropping;

    readonly bool IsPlain
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ((nint)Attributes | (nint)WeakReferences | (nint)Extra | IsTracked) == 0 && head.Type == ExactType;
    }

    /// <summary><c>tp_dealloc</c>.</summary>
    [UnmanagedCallersOnly]
    public static void Dealloc(ValueObject* instance)
    {
        if (!instance->IsPlain)
        {
            DeallocSlowly(instance);
            return;
        }
        Detach(instance);
        Recycle(instance);
    }

    /// <summary><c>tp_traverse</c>.</summary>
    [UnmanagedCallersOnly]
    public static int Traverse(ValueObject* instance, delegate* unmanaged<PyObject*, void*, int> visit, void* argument)
    {
        int stop = visit(instance->head.Type, argument);
        if (stop == 0 && instance->Attributes != null)
            stop = visit(instance->Attributes, argument);
        if (stop == 0 && instance->Extra != null && instance->Extra->Backward != null)
            stop = visit(instance->Extra->Backward, argument);
        return stop;
    }

    /// <summary><c>tp_clear</c>.</summary>
    [UnmanagedCallersOnly]
    public static int Clear(ValueObject* instance)
    {
        PyObject* attributes = instance->Attributes, backward = null;
        instance->Attributes = null;
        if (instance->Extra != null)
        {
            backward = instance->Extra->Backward;
            instance->Extra->Backward = null;
        }
        Py.Drop(attributes);
        Py.Drop(backward);
        return 0;
    }

    /// <summary>Tells the garbage collector of the object, once it can be part of a cycle.</summary>
    public static void Track(ValueObject* instance)
    {
        if (instance->IsTracked != 0)
            return;
        instance->IsTracked = 1;
        Py.PyObject_GC_Track(instance);
    }

    /// <summary>Lets go of the node, if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Detach(ValueObject* instance)
    {
        SegmentRecord* home = instance->Home;
        home->Objects[instance->Place] = null;
        PythonTape.NodeWasLeft(home, instance->Place);
        SegmentRecord.Release(home);
    }

    static void DeallocSlowly(ValueObject* instance)
    {
        if (instance->IsTracked != 0)
            Py.PyObject_GC_UnTrack(instance);
        if (instance->WeakReferences != null)
            Py.PyObject_ClearWeakRefs((PyObject*)instance);
        if (instance->Home != null)
            Detach(instance);

        instance->Home = (SegmentRecord*)dying;
        dying = instance;
        if (isDropping)
            return;
        isDropping = true;
        while (dying != null)
        {
            ValueObject* next = dying;
            dying = (ValueObject*)next->Home;
            DropParts(next);
        }
        isDropping = false;
    }

    static void DropParts(ValueObject* instance)
    {
        Py.Drop(instance->Attributes);
        if (instance->Extra != null)
            Objects.Extra.Free(instance->Extra);
        if (instance->Type == ExactType)
        {
            instance->Attributes = instance->WeakReferences = null;
            instance->Extra = null;
            instance->IsTracked = 0;
            Recycle(instance);
            return;
        }
        PyObject* type = instance->Type;
        ((delegate* unmanaged<void*, void>)Py.PyType_GetSlot(type, TypeSlot.Free))(instance);
        Py.Py_DecRef(type);
    }
}
