using System.Runtime.CompilerServices;
using Micrograd.Python.Interop;
using Micrograd.Tape;

namespace Micrograd.Python.Objects;

/// <summary>From objects to the engine's values, and back.</summary>
unsafe partial struct ValueObject
{
    /// <summary>The engine's value that an object shows, as an operand or root: of a node with a rule, the one that has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value ToValue(ValueObject* instance) =>
        instance->Extra == null || !instance->Extra->IsUserMade
            ? Value.At(instance->Home->Segment, instance->Place)
            : UserRule.ValueOf(instance);

    /// <summary>
    /// The object that shows a value: the living one, if there is one. A new reference; null, with a Python error, where
    /// memory runs out. What was just recorded needs <see cref="Reserve"/> before it, lest it be dropped meanwhile.
    /// </summary>
    public static PyObject* Show(Value value)
    {
        ValueObject* made = Allocate();
        if (made == null)
            return null;
        if (value.Home is not { } segment)
        {
            if (PythonTape.AttachLeaf(made, value.Data))
                return (PyObject*)made;
            Recycle(made);
            return null;
        }
        SegmentRecord* home;
        try
        {
            PythonTape.Follow();
            home = SegmentRecord.Hold(segment);
        }
        catch (OutOfMemoryException)
        {
            Recycle(made);
            return Py.PyErr_NoMemory();
        }
        int place = value.PlaceAtHome;
        if (home->Objects[place] is var living && living != null)
        {
            SegmentRecord.Release(home);
            Recycle(made);
            return Py.Share((PyObject*)living);
        }
        Attach(made, home, place, value.Data);
        return (PyObject*)made;
    }

    /// <summary>
    /// Sees to it that the next so many objects come without running Python code. False, with a Python error, where memory
    /// runs out.
    /// </summary>
    public static bool Reserve(int count)
    {
        while (spareCount < count)
        {
            ValueObject* made = AllocateAnew();
            if (made == null)
                return false;
            made->Home = (SegmentRecord*)spare;
            spare = made;
            spareCount++;
        }
        return true;
    }

    /// <summary>The gradient; 0 where there is none. Inside a program's own chain rule, what has arrived so far.</summary>
    public static double Gradient(ValueObject* instance)
    {
        TapeSegment segment = instance->Home->Segment;
        double[]? gradients = PythonTape.Recorder.Backward.RunningAdjoints(segment) ?? segment.Block.Gradients;
        return gradients is null ? 0 : gradients[instance->Place] + 0.0;
    }

    /// <summary>Sets the gradient; inside a program's own chain rule, what the pass goes on with.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for gradients.</exception>
    public static void SetGradient(ValueObject* instance, double gradient)
    {
        TapeSegment segment = instance->Home->Segment;
        if (PythonTape.Recorder.Backward.RunningAdjoints(segment) is { } adjoints)
            adjoints[instance->Place] = gradient + 0.0;
        else
            segment.Block.SetGradient(instance->Place, gradient + 0.0);
    }

    /// <summary>Sets the number; graphs recorded before keep the derivatives that they had.</summary>
    public static void SetData(ValueObject* instance, double data)
    {
        instance->Data = data;
        instance->Home->Segment.Block.Nodes[instance->Place].Primal = data;
    }
}
