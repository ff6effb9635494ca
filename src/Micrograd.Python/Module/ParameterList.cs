using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>A Python sequence of which every element is a <c>Value</c>, held while it is used.</summary>
readonly unsafe ref struct ParameterList : IDisposable
{
    readonly PyObject* tuple;

    /// <summary>Takes any iterable.</summary>
    /// <exception cref="PythonErrorException">It is none, or an element is no value.</exception>
    public ParameterList(PyObject* parameters)
    {
        tuple = Py.PySequence_Tuple(parameters);
        if (tuple == null)
            throw new PythonErrorException();
        Count = (int)Py.PyTuple_Size(tuple);
        for (int i = 0; i < Count; i++)
        {
            PyObject* item = Py.PyTuple_GetItem(tuple, i);
            if (ValueObject.Is(item))
                continue;
            Errors.WrongType($"parameter {i} must be a Value", item);
            Py.Py_DecRef(tuple);
            throw new PythonErrorException();
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>One of them.</summary>
    public ValueObject* this[int index] => (ValueObject*)Py.PyTuple_GetItem(tuple, index);

    /// <summary>Lets go of the sequence.</summary>
    public void Dispose() => Py.Py_DecRef(tuple);
}
