using System.Runtime.InteropServices;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>
/// <c>Value(data, _children=(), _op='', label='')</c>: a leaf, or with children a node whose chain rule the program gives.
/// A subclass is given its node by <c>__new__</c> and its number by <c>__init__</c>, so that its own <c>__init__</c> may take
/// what it likes.
/// </summary>
static unsafe class Construction
{
    static readonly Arguments Names = new("Value", 1, "data", "_children", "_op", "label");

    /// <summary>Fills the slots of the type.</summary>
    public static void AddTo(Permanent<PySlot> slots)
    {
        slots.Add(new() { Number = TypeSlot.New, Content = (delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*>)&New });
        slots.Add(new() { Number = TypeSlot.Init, Content = (delegate* unmanaged<PyObject*, PyObject*, PyObject*, int>)&Init });
        slots.Add(new() { Number = TypeSlot.Dealloc, Content = (delegate* unmanaged<ValueObject*, void>)&ValueObject.Dealloc });
        slots.Add(new()
        {
            Number = TypeSlot.Traverse,
            Content = (delegate* unmanaged<ValueObject*, delegate* unmanaged<PyObject*, void*, int>, void*, int>)&ValueObject.Traverse,
        });
        slots.Add(new() { Number = TypeSlot.Clear, Content = (delegate* unmanaged<ValueObject*, int>)&ValueObject.Clear });
    }

    /// <summary><c>tp_new</c>.</summary>
    [UnmanagedCallersOnly]
    static PyObject* New(PyObject* type, PyObject* given, PyObject* keywords)
    {
        if (type != ValueObject.ExactType)
            return NewOfSubclass(type, given);
        if (keywords == null && Py.PyTuple_Size(given) == 1 && Py.PyTuple_GetItem(given, 0) is var data && data->Type == Builtins.Float)
            return Apply.Leaf(Py.ReadFloat(data));

        ValueObject* made = ValueObject.Allocate();
        if (made == null)
            return null;
        made->Home = null;
        if (Fill(made, given, keywords))
            return (PyObject*)made;
        if (made->Home != null || made->Extra != null)
            Py.Py_DecRef((PyObject*)made);
        else
            ValueObject.Recycle(made);
        return null;
    }

    /// <summary>A leaf of a subclass; its number is the first argument if that is one, as for an unpickled value.</summary>
    static PyObject* NewOfSubclass(PyObject* type, PyObject* given)
    {
        double data = 0;
        if (Py.PyTuple_Size(given) > 0 && Number.Read(Py.PyTuple_GetItem(given, 0), out data) == NumberKind.Error)
            return null;
        var allocate = (delegate* unmanaged<PyObject*, nint, PyObject*>)Py.PyType_GetSlot(type, TypeSlot.Alloc);
        var made = (ValueObject*)allocate(type, 0);
        if (made == null)
            return null;
        made->IsTracked = 1;
        if (PythonTape.AttachLeaf(made, data))
            return (PyObject*)made;
        Py.Py_DecRef((PyObject*)made);
        return null;
    }

    /// <summary><c>tp_init</c>; there is nothing left to do for a <c>Value</c> itself.</summary>
    [UnmanagedCallersOnly]
    static int Init(PyObject* self, PyObject* given, PyObject* keywords) =>
        ValueObject.IsExact(self) || Fill((ValueObject*)self, given, keywords) ? 0 : -1;

    /// <summary>Gives an object the node that the arguments describe.</summary>
    static bool Fill(ValueObject* instance, PyObject* given, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[4];
        if (!Names.Read(given, keywords, found) || !Number.Require((PyObject*)found[0], "Value() needs a number for data", out double data))
            return false;
        PyObject* children = (PyObject*)found[1], operation = (PyObject*)found[2], label = (PyObject*)found[3];
        try
        {
            string symbol = operation == null ? "" : Text(operation);
            string? name = label == null ? null : Text(label);
            if (children == null || !AttachUserNode(instance, data, children, symbol))
            {
                AttachLeaf(instance, data);
                if (symbol.Length > 0)
                    NameOperation(instance, operation);
            }
            if (!string.IsNullOrEmpty(name))
                instance->Home->Segment.Block.SetLabel(instance->Place, name);
            return true;
        }
        catch (Exception exception)
        {
            Recording.Fail(exception);
            return false;
        }
    }

    static void AttachLeaf(ValueObject* instance, double data)
    {
        if (instance->Home != null && instance->Extra == null && instance->Home->Segment.IsLeaf)
            ValueObject.SetData(instance, data);
        else if (instance->Home == null && !PythonTape.AttachLeaf(instance, data))
            throw new PythonErrorException();
        else if (instance->Home->Segment.IsLeaf == false)
            throw new InvalidOperationException("A Value that was made from _children cannot become a leaf.");
    }

    /// <summary>Makes a node of the program's own; false if there are no children.</summary>
    static bool AttachUserNode(ValueObject* instance, double data, PyObject* children, string symbol)
    {
        UserRule.CollectIfMany();
        using ValueList list = ValueList.Make(children, "_children");
        if (list.Count == 0)
            return false;
        if (list.FirstNumber is var number && number != null)
        {
            Errors.WrongType("_children must be Values", number);
            throw new PythonErrorException();
        }
        if (list.Count > PythonTape.Recorder.MostOperands)
            throw new ArgumentException($"A Value can have at most {PythonTape.Recorder.MostOperands} _children, got {list.Count}.");
        if (instance->Extra != null)
            throw new InvalidOperationException("A Value cannot be given _children twice.");
        UserRule.MakeNode(instance, data, list.Read(), symbol);
        return true;
    }

    static void NameOperation(ValueObject* instance, PyObject* name)
    {
        if (instance->Extra == null)
            instance->Extra = Extra.Make();
        PyObject* old = instance->Extra->Operation;
        instance->Extra->Operation = Py.Share(name);
        Py.Drop(old);
    }

    static string Text(PyObject* item) => PyText.Read(item) ?? throw new PythonErrorException();
}
