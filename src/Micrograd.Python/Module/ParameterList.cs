using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>A Python sequence of which every element is a <c>Value</c>, held while it is used.</summary>
readonly unsafe ref struct ParameterList : IDisposable
{
    readonly HeldTuple items;

    /// <summary>Takes any iterable.</summary>
    /// <exception cref="PythonErrorException">It is none, or an element is no value.</exception>
    public ParameterList(PyObject* parameters)
    {
        items = new(parameters);
        for (int i = 0; i < items.Count; i++)
        {
            if (ValueObject.Is(items[i]))
                continue;
            Errors.WrongType($"parameter {i} must be a Value", items[i]);
            items.Dispose();
            throw new PythonErrorException();
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => items.Count;

    /// <summary>One of them.</summary>
    public ValueObject* this[int index] => (ValueObject*)items[index];

    /// <summary>Lets go of the sequence.</summary>
    public void Dispose() => items.Dispose();
}
