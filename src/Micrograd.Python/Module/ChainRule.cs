using System.Runtime.InteropServices;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;
using Micrograd.Tape;

namespace Micrograd.Python.Module;

/// <summary>
/// The chain rule: of a whole graph by <c>backward()</c>, of one value by <c>_backward()</c>, which steps through a graph
/// by hand as the well-known lecture does, and which a program gives for nodes that it makes itself.
/// </summary>
static unsafe class ChainRule
{
    static int ruleThread;

    /// <summary>Adds the methods of a value.</summary>
    public static void AddTo(MethodList list)
    {
        list.Add("backward", &Backward, "Computes the derivative of this value by every value that it was computed from, into their grad.\n\n"
            + "Leaves add it up over several calls; the gradients of other values are those of the latest call.");
        list.Add("_chain_rule", &Step, "Adds to the grad of what this value was computed from, from its own grad.");
    }

    /// <summary>The getter of <c>_backward</c>.</summary>
    [UnmanagedCallersOnly]
    public static PyObject* Get(PyObject* self, void* context)
    {
        Extra* extra = ((ValueObject*)self)->Extra;
        return extra != null && extra->Backward != null
            ? Py.Share(extra->Backward)
            : Py.PyObject_GetAttrString(self, Py.Text("_chain_rule"u8));
    }

    /// <summary>The setter of <c>_backward</c>.</summary>
    [UnmanagedCallersOnly]
    public static int Set(PyObject* self, PyObject* backward, void* context)
    {
        var value = (ValueObject*)self;
        if (backward != null && Py.PyCallable_Check(backward) == 0)
        {
            Errors.WrongType("_backward must be callable", backward);
            return -1;
        }
        if (!TakeFromEngine(value))
            return -1;
        PyObject* old = value->Extra->Backward;
        value->Extra->Backward = backward == null ? null : Py.Share(backward);
        ValueObject.Track(value);
        Py.Drop(old);
        return 0;
    }

    /// <summary>
    /// Gives a result of the engine's a node of the program's own, with the same operands, so that its chain rule can be
    /// replaced. Graphs that used it before keep the engine's rule.
    /// </summary>
    static bool TakeFromEngine(ValueObject* value)
    {
        if (value->Extra != null && value->Extra->IsUserMade)
            return true;
        try
        {
            Value node = Graph.Bare(value);
            if (node.IsLeaf)
            {
                Errors.Raise(Builtins.AttributeError,
                    "_backward of a leaf would pass its grad on to nothing; it can be set where a value was computed from others, "
                    + "as in out = Value(data, (a, b), 'name')");
                return false;
            }
            UserRule.MakeNode(value, value->Data, [.. node.Operands], Graph.OperationOf(value));
            return true;
        }
        catch (Exception exception)
        {
            Recording.Fail(exception);
            return false;
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* Backward(PyObject* self, PyObject* unused)
    {
        Recorder recorder = PythonTape.Recorder;
        while (recorder.Backward.IsInsideRule)
            if (!WaitForOther())
                return null;
        try
        {
            Value root = ValueObject.ToValue((ValueObject*)self);
            if (root.IsLeaf)
                LeafSums.Add(root.Home!, root.PlaceAtHome, 1);
            else
            {
                ruleThread = Environment.CurrentManagedThreadId;
                recorder.EndStep(recorder.Backward.Run(root.Home!, root.PlaceAtHome, 1));
                PythonTape.Follow();
            }
            return Py.Share(Builtins.None);
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    /// <summary>
    /// While a pass is inside a program's own rule, another thread's pass waits without the lock of the interpreter; the
    /// same thread's cannot.
    /// </summary>
    static bool WaitForOther()
    {
        if (ruleThread == Environment.CurrentManagedThreadId)
        {
            Errors.Raise(Builtins.RuntimeError, "backward() cannot be called inside a _backward");
            return false;
        }
        void* thread = Py.PyEval_SaveThread();
        Thread.Sleep(0);
        Py.PyEval_RestoreThread(thread);
        return true;
    }

    [UnmanagedCallersOnly]
    static PyObject* Step(PyObject* self, PyObject* unused)
    {
        var value = (ValueObject*)self;
        try
        {
            TapeSegment segment = value->Home->Segment;
            if (segment.Rule is not null)
                UserRule.Call(value);
            else if (!segment.IsLeaf)
                StepThrough(segment, value->Place, ValueObject.Gradient(value));
            return Py.Share(Builtins.None);
        }
        catch (Exception exception)
        {
            return Errors.Raise(exception);
        }
    }

    static void StepThrough(TapeSegment segment, int place, double adjoint)
    {
        ref readonly Node node = ref segment.Block.Nodes[place];
        if (!node.IsHead)
        {
            Pass(segment, node.Left, adjoint, node.LeftPartial);
            Pass(segment, node.Right, adjoint, node.RightPartial);
            return;
        }
        for (int part = place - node.RunLength; part < place; part++)
        {
            Pass(segment, segment.Block.Nodes[part].Left, adjoint, segment.Block.Nodes[part].LeftPartial);
            Pass(segment, segment.Block.Nodes[part].Right, adjoint, segment.Block.Nodes[part].RightPartial);
        }
        Pass(segment, node.Right, adjoint, node.RightPartial);
    }

    static void Pass(TapeSegment segment, int reference, double adjoint, double partial)
    {
        if (reference == 0)
            return;
        int slot = Reference.Slot(reference), place = Reference.Place(reference);
        Block block = (slot == 0 ? segment : segment.DependencyAt(slot)!).Block;
        double before = block.Gradients is { } gradients ? gradients[place] + 0.0 : 0;
        block.SetGradient(place, before + (adjoint == 0 ? 0 : adjoint * partial));
    }
}
