namespace Micrograd.Python.Interop;

/// <summary>The elements of a Python iterable at one moment, held while they are used.</summary>
readonly unsafe ref struct HeldTuple : IDisposable
{
    readonly PyObject* tuple;

    /// <summary>Takes any iterable.</summary>
    /// <exception cref="PythonErrorException">It is none.</exception>
    public HeldTuple(PyObject* iterable)
    {
        tuple = Py.PySequence_Tuple(iterable);
        if (tuple == null)
            throw new PythonErrorException();
        Count = (int)Py.PyTuple_Size(tuple);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>One of them.</summary>
    public PyObject* this[int index] => Py.PyTuple_GetItem(tuple, index);

    /// <summary>Lets go of them.</summary>
    public void Dispose() => Py.Drop(tuple);
}
