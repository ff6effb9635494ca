using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>The Python type <c>Value</c>, put together from its parts.</summary>
static unsafe class ValueType
{
    const string Doc =
        """
        Value(data, _children=(), _op='', label='')
        --

        A number that remembers how it was made and gives you its derivatives.

        Compute with it as with a float, call backward() on the result, and read the derivative of the result by any value
        that went into it from that value's grad:

            >>> a, b = Value(2.0), Value(-3.0)
            >>> c = a * b + a ** 2
            >>> c.backward()
            >>> a.grad, b.grad
            (1.0, 2.0)

        Arithmetic is that of IEEE 754: 1/0 is inf and log(-1) is nan; no number raises. Values compare by data with < and
        its kin, and are equal only to themselves. With _children it is a node of your own, to which you give a _backward.
        """;

    /// <summary>Makes it; null, with a Python error, where that fails.</summary>
    public static PyObject* Make()
    {
        var methods = new MethodList(96);
        ChainRule.AddTo(methods);
        Methods.AddTo(methods);
        BinaryFunctions.AddMethodsTo(methods);
        Functions.AddTo(methods, asMethods: true);

        var slots = new Permanent<PySlot>(32);
        slots.Add(new() { Number = TypeSlot.Doc, Content = MethodList.Utf8(Doc) });
        slots.Add(new() { Number = TypeSlot.Methods, Content = methods.First });
        Construction.AddTo(slots);
        Attributes.AddTo(slots);
        Operators.AddTo(slots);
        Methods.AddTo(slots);

        var spec = new Permanent<PyTypeSpec>(1).Add(new()
        {
            Name = MethodList.Utf8("micrograd_sharp.Value"),
            BasicSize = sizeof(ValueObject),
            Flags = TypeFlags.Default | TypeFlags.BaseType | TypeFlags.HasGarbageCollection | TypeFlags.Immutable,
            Slots = slots.First,
        });
        return Py.PyType_FromSpec(spec);
    }
}
