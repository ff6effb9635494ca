using System.Runtime.InteropServices;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>The attributes of a value.</summary>
static unsafe class Attributes
{
    static PyObject* dataName, gradName;

    /// <summary>Fills the slots of the type.</summary>
    public static void AddTo(Permanent<PySlot> slots)
    {
        dataName = Py.PyUnicode_InternFromString(Py.Text("data"u8));
        gradName = Py.PyUnicode_InternFromString(Py.Text("grad"u8));

        var members = new Permanent<PyMemberDef>(3);
        // CPython reads the number from the object's memory; setting goes through SetAttribute.
        members.Add(new()
        {
            Name = MethodList.Utf8("data"),
            Type = MemberKind.Double,
            Offset = ValueObject.OffsetOfData,
            Flags = MemberKind.ReadOnly,
            Doc = MethodList.Utf8("The number, always a float. Graphs recorded before it is set keep the derivatives that they had."),
        });
        members.Add(new()
        {
            Name = MethodList.Utf8("__dictoffset__"),
            Type = MemberKind.Size,
            Offset = ValueObject.OffsetOfAttributes,
            Flags = MemberKind.ReadOnly,
        });
        members.Add(new()
        {
            Name = MethodList.Utf8("__weaklistoffset__"),
            Type = MemberKind.Size,
            Offset = ValueObject.OffsetOfWeakReferences,
            Flags = MemberKind.ReadOnly,
        });

        var attributes = new Permanent<PyGetSetDef>(9);
        void Add(
            string name, delegate* unmanaged<PyObject*, void*, PyObject*> get, delegate* unmanaged<PyObject*, PyObject*, void*, int> set, string doc) =>
            attributes.Add(new() { Name = MethodList.Utf8(name), Get = get, Set = set, Doc = MethodList.Utf8(doc) });
        Add("grad", &GetGrad, &SetGrad, "The derivative of what backward() was last called on by this value; leaves add up those of several calls. 0.0 where there is none.");
        Add("label", &GetLabel, &SetLabel, "A name for drawings.");
        Add("_prev", &Graph.GetOperandSet, null, "The set of values that this one was computed from.");
        Add("prev", &Graph.GetOperandSet, null, "The set of values that this one was computed from.");
        Add("children", &Graph.GetOperands, null, "The values that this one was computed from, in order.");
        Add("_op", &Graph.GetOperation, null, "The operation that made this value, such as '+' or 'tanh'; empty for leaves.");
        Add("op", &Graph.GetOperation, null, "The operation that made this value, such as '+' or 'tanh'; empty for leaves.");
        Add("_backward", &ChainRule.Get, &ChainRule.Set, "The chain rule of this value alone: adds to the grad of what it was computed from. Can be set where the value was made from _children.");
        Add("__dict__", &GetDict, &SetDict, "The attributes that the program added.");

        slots.Add(new() { Number = TypeSlot.Members, Content = members.First });
        slots.Add(new() { Number = TypeSlot.Attributes, Content = attributes.First });
        slots.Add(new() { Number = TypeSlot.SetAttribute, Content = (delegate* unmanaged<PyObject*, PyObject*, PyObject*, int>)&SetAttribute });
    }

    /// <summary><c>tp_setattro</c>: the number and the gradient, by the identity of their interned names, before the general way.</summary>
    [UnmanagedCallersOnly]
    static int SetAttribute(PyObject* self, PyObject* name, PyObject* value)
    {
        if (value != null && name == gradName)
            return SetGradient(self, value);
        if (value != null && (name == dataName || (name->Type == dataName->Type && Py.PyUnicode_CompareWithASCIIString(name, Py.Text("data"u8)) == 0)))
        {
            if (!Number.Require(value, "data must be a number", out double data))
                return -1;
            ValueObject.SetData((ValueObject*)self, data);
            return 0;
        }
        int status = Py.PyObject_GenericSetAttr(self, name, value);
        if (((ValueObject*)self)->Attributes != null)
            ValueObject.Track((ValueObject*)self);
        return status;
    }

    [UnmanagedCallersOnly]
    static PyObject* GetGrad(PyObject* self, void* context) => Py.PyFloat_FromDouble(ValueObject.Gradient((ValueObject*)self));

    [UnmanagedCallersOnly]
    static int SetGrad(PyObject* self, PyObject* value, void* context) => SetGradient(self, value);

    static int SetGradient(PyObject* self, PyObject* value)
    {
        if (value == null)
        {
            Errors.Raise(Builtins.AttributeError, "grad cannot be deleted");
            return -1;
        }
        if (!Number.Require(value, "grad must be a number", out double gradient))
            return -1;
        try
        {
            ValueObject.SetGradient((ValueObject*)self, gradient);
            return 0;
        }
        catch (Exception exception)
        {
            Errors.Raise(exception);
            return -1;
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* GetLabel(PyObject* self, void* context)
    {
        try
        {
            var value = (ValueObject*)self;
            return PyText.Make(value->Home->Segment.Block.LabelOf(value->Place) ?? "");
        }
        catch (Exception exception)
        {
            return Errors.Raise(exception);
        }
    }

    [UnmanagedCallersOnly]
    static int SetLabel(PyObject* self, PyObject* label, void* context)
    {
        try
        {
            var value = (ValueObject*)self;
            string? text = label == null || label == Builtins.None ? "" : PyText.Read(label);
            if (text is null)
                return -1;
            value->Home->Segment.Block.SetLabel(value->Place, text.Length == 0 ? null : text);
            return 0;
        }
        catch (Exception exception)
        {
            Errors.Raise(exception);
            return -1;
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* GetDict(PyObject* self, void* context)
    {
        PyObject* dict = Py.PyObject_GenericGetDict(self, null);
        if (dict != null)
            ValueObject.Track((ValueObject*)self);
        return dict;
    }

    [UnmanagedCallersOnly]
    static int SetDict(PyObject* self, PyObject* value, void* context)
    {
        int status = Py.PyObject_GenericSetDict(self, value, null);
        if (status == 0)
            ValueObject.Track((ValueObject*)self);
        return status;
    }
}
