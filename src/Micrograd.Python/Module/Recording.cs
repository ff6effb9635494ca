using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>
/// How a function of the module uses the engine's own functions: <see cref="Begin"/>, read the operands, compute,
/// <see cref="End(Value)"/>; and <see cref="Fail"/> where anything threw. No Python code runs between begin and end.
/// </summary>
static unsafe class Recording
{
    /// <summary>Makes room for the objects of so many results, and Python's tape the one that is recorded on.</summary>
    /// <exception cref="PythonErrorException">There is no memory for the objects.</exception>
    public static void Begin(int results = 1)
    {
        if (!ValueObject.Reserve(results))
            throw new PythonErrorException();
        PythonTape.Enter();
    }

    /// <summary>The object of a result.</summary>
    public static PyObject* End(Value result)
    {
        PythonTape.Follow();
        return ValueObject.Show(result);
    }

    /// <summary>Fills a list with the objects of several results.</summary>
    public static PyObject* End(ReadOnlySpan<Value> results, PyObject* list)
    {
        PythonTape.Follow();
        for (int i = 0; i < results.Length; i++)
        {
            PyObject* item = ValueObject.Show(results[i]);
            if (item == null)
                throw new PythonErrorException();
            _ = Py.PyList_SetItem(list, i, item);
        }
        return list;
    }

    /// <summary>Says in Python what went wrong, and returns null.</summary>
    public static PyObject* Fail(Exception exception)
    {
        if (exception is OutOfMemoryException)
            PythonTape.Lose();
        return Errors.Raise(exception);
    }

    /// <summary>A value, or a number as a constant.</summary>
    /// <exception cref="PythonErrorException">It is neither.</exception>
    public static Value Operand(PyObject* item, string what) =>
        ValueObject.Is(item) ? ValueObject.ToValue((ValueObject*)item) : Scalar(item, what);

    /// <summary>A number.</summary>
    /// <exception cref="PythonErrorException">It is none.</exception>
    public static double Scalar(PyObject* item, string what) =>
        Number.Require(item, what, out double number) ? number : throw new PythonErrorException();
}
