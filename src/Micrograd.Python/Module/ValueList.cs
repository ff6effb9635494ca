using System.Buffers;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>
/// A Python sequence of values and numbers, for the engine's functions of many operands. Making it converts whatever
/// needs Python code to convert; reading it afterwards runs none, so nothing can change between reading the operands and
/// recording the operation.
/// </summary>
ref struct ValueList : IDisposable
{
    const int IterationSlot = 62;

    unsafe PyObject* items;
    readonly bool isList;
    Value[]? values;

    unsafe ValueList(PyObject* items, bool isList)
    {
        this.items = items;
        this.isList = isList;
    }

    /// <summary>
    /// Takes a list, a tuple or anything that can be iterated over; <paramref name="what"/> names it in errors.
    /// </summary>
    /// <exception cref="PythonErrorException">It cannot be iterated over, or an element is neither value nor number.</exception>
    public static unsafe ValueList Make(PyObject* source, string what)
    {
        uint flags = Py.PyType_GetFlags(source->Type);
        bool isList = (flags & TypeFlags.ListSubclass) != 0, isTuple = (flags & TypeFlags.TupleSubclass) != 0;
        if (isList && AllPlain(source, isList: true))
            return new ValueList(Py.Share(source), isList: true);
        PyObject* tuple = isTuple ? Py.Share(source) : Py.PySequence_Tuple(source);
        if (tuple == null)
        {
            if (Py.PyErr_ExceptionMatches(Builtins.TypeError) != 0 && Py.PyType_GetSlot(source->Type, IterationSlot) == null)
                Errors.WrongType($"{what} must be a sequence of Values or numbers", source);
            throw new PythonErrorException();
        }
        if (!AllPlain(tuple, isList: false))
        {
            PyObject* converted = Convert(tuple, what);
            Py.Py_DecRef(tuple);
            if (converted == null)
                throw new PythonErrorException();
            tuple = converted;
        }
        return new ValueList(tuple, isList: false);
    }

    /// <summary>How many elements there are.</summary>
    public readonly unsafe int Count => (int)(isList ? Py.PyList_Size(items) : Py.PyTuple_Size(items));

    /// <summary>The first element that is a number and not a value; null if there is none.</summary>
    public readonly unsafe PyObject* FirstNumber
    {
        get
        {
            for (int i = 0; i < Count; i++)
                if (!ValueObject.Is(ItemAt(i)))
                    return ItemAt(i);
            return null;
        }
    }

    /// <summary>The values, numbers among them as constants.</summary>
    /// <exception cref="InvalidOperationException">Another sequence's conversion changed this list.</exception>
    public unsafe Span<Value> Read()
    {
        int count = Count;
        values = ArrayPool<Value>.Shared.Rent(count);
        for (int i = 0; i < count; i++)
        {
            PyObject* item = ItemAt(i);
            values[i] = ValueObject.Is(item) ? ValueObject.ToValue((ValueObject*)item) : PlainNumber(item);
        }
        return values.AsSpan(0, count);
    }

    /// <summary>Lets go of the sequence and of what was read.</summary>
    public unsafe void Dispose()
    {
        if (values is not null)
            ArrayPool<Value>.Shared.Return(values, clearArray: true);   // a pooled value would keep its graph alive
        values = null;
        PyObject* held = items;
        items = null;
        Py.Drop(held);
    }

    readonly unsafe PyObject* ItemAt(nint index) => isList ? Py.PyList_GetItem(items, index) : Py.PyTuple_GetItem(items, index);

    static unsafe bool IsPlain(PyObject* item) =>
        item->Type == Builtins.Float || item->Type == Builtins.Int || item->Type == Builtins.Bool || ValueObject.Is(item);

    static unsafe double PlainNumber(PyObject* item) => IsPlain(item) && Number.Read(item, out double number) == NumberKind.Number
        ? number
        : throw new InvalidOperationException("A list was changed while its elements were read.");

    static unsafe bool AllPlain(PyObject* items, bool isList)
    {
        nint count = isList ? Py.PyList_Size(items) : Py.PyTuple_Size(items);
        for (nint i = 0; i < count; i++)
            if (!IsPlain(isList ? Py.PyList_GetItem(items, i) : Py.PyTuple_GetItem(items, i)))
                return false;
        return true;
    }

    /// <summary>A tuple in which every number is a float.</summary>
    static unsafe PyObject* Convert(PyObject* tuple, string what)
    {
        nint count = Py.PyTuple_Size(tuple);
        PyObject* converted = Py.PyTuple_New(count);
        for (nint i = 0; converted != null && i < count; i++)
        {
            PyObject* item = Py.PyTuple_GetItem(tuple, i);
            PyObject* plain = null;
            if (IsPlain(item))
                plain = Py.Share(item);
            else if (Number.Require(item, $"{what} must hold Values or numbers", out double number))
                plain = Py.PyFloat_FromDouble(number);
            if (plain != null)
            {
                _ = Py.PyTuple_SetItem(converted, i, plain);
                continue;
            }
            Py.Py_DecRef(converted);
            return null;
        }
        return converted;
    }
}
