using System.Runtime.InteropServices;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>The methods of a value that are no operations.</summary>
static unsafe class Methods
{
    /// <summary>Adds them.</summary>
    public static void AddTo(MethodList list)
    {
        list.Add("zero_grad", &ZeroGrad, "Sets this value's own grad to 0.");
        list.Add("item", &Item, "The number, as a float.");
        list.Add("detach", &Detach, "A new leaf with the same number and no history.");
        list.Add("__reduce__", &Reduce, "Values are pickled and copied as leaves: the number, the label and the attributes.");
    }

    /// <summary>Fills the slots of the type.</summary>
    public static void AddTo(Permanent<PySlot> slots) =>
        slots.Add(new() { Number = TypeSlot.Repr, Content = (delegate* unmanaged<ValueObject*, PyObject*>)&Repr });

    [UnmanagedCallersOnly]
    static PyObject* Repr(ValueObject* self)
    {
        try
        {
            return PyText.Make($"Value(data={PyText.Of(self->Data)}, grad={PyText.Of(ValueObject.Gradient(self))})");
        }
        catch (Exception exception)
        {
            return Errors.Raise(exception);
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* ZeroGrad(PyObject* self, PyObject* unused)
    {
        var value = (ValueObject*)self;
        Value.At(value->Home->Segment, value->Place).ZeroGrad();
        return Py.Share(Builtins.None);
    }

    [UnmanagedCallersOnly]
    static PyObject* Item(PyObject* self, PyObject* unused) => Py.PyFloat_FromDouble(((ValueObject*)self)->Data);

    [UnmanagedCallersOnly]
    static PyObject* Detach(PyObject* self, PyObject* unused) => Apply.Leaf(((ValueObject*)self)->Data);

    /// <summary><c>(copyreg.__newobj__, (type, data), (attributes, {'label': label}))</c>.</summary>
    [UnmanagedCallersOnly]
    static PyObject* Reduce(PyObject* self, PyObject* unused)
    {
        var value = (ValueObject*)self;
        PyObject* label = null, slots = null;
        try
        {
            label = PyText.Make(value->Home->Segment.Block.LabelOf(value->Place) ?? "");
            slots = Py.PyDict_New();
            PyObject* name = Py.PyUnicode_InternFromString(Py.Text("label"u8));
            if (label == null || slots == null || name == null || Py.PyDict_SetItem(slots, name, label) != 0)
                return null;
            Py.Py_DecRef(name);
            PyObject* attributes = value->Attributes == null ? Builtins.None : value->Attributes;
            return Tuple(
                Py.Share(Builtins.NewObject), Tuple(Py.Share(value->Type), Py.PyFloat_FromDouble(value->Data)),
                Tuple(Py.Share(attributes), Py.Share(slots)));
        }
        catch (Exception exception)
        {
            return Errors.Raise(exception);
        }
        finally
        {
            Py.Drop(label);
            Py.Drop(slots);
        }
    }

    /// <summary>A tuple of new references, which pass to it; null, with a Python error, if any is null.</summary>
    static PyObject* Tuple(PyObject* a, PyObject* b) => Tuple([(nint)a, (nint)b]);

    static PyObject* Tuple(PyObject* a, PyObject* b, PyObject* c) => Tuple([(nint)a, (nint)b, (nint)c]);

    static PyObject* Tuple(ReadOnlySpan<nint> items)
    {
        PyObject* tuple = items.Contains(0) ? null : Py.PyTuple_New(items.Length);
        for (int i = 0; i < items.Length; i++)
            if (tuple != null)
                _ = Py.PyTuple_SetItem(tuple, i, (PyObject*)items[i]);
            else
                Py.Drop((PyObject*)items[i]);
        return tuple;
    }
}
