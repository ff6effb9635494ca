using System.Runtime.InteropServices;
using Micrograd.Python.Interop;

namespace Micrograd.Python.Module;

/// <summary>The functions of many operands: each one node, however long the sequence is.</summary>
static unsafe class Reductions
{
    static readonly Arguments Vectors = new("dot", 2, "a", "b"), Line = new("affine", 3, "weights", "inputs", "bias");

    delegate Value Reduction(ReadOnlySpan<Value> terms);

    delegate Value[] Mapping(ReadOnlySpan<Value> values);

    /// <summary>Adds the functions of the module.</summary>
    public static void AddTo(MethodList list)
    {
        list.AddOne("sum", "values", &Sum, "The sum; 0 if there are no values.");
        list.AddOne("mean", "values", &Mean, "The mean.");
        list.AddOne("product", "values", &Product, "The product; 1 if there are no values.");
        list.AddOne("norm", "values", &Norm, "The Euclidean norm, without overflow; its derivatives at the origin are 0.");
        list.AddOne("max_of", "values", &MaxOf, "The largest; equal ones share the derivative.");
        list.AddOne("min_of", "values", &MinOf, "The smallest; equal ones share the derivative.");
        list.AddOne("logsumexp", "values", &LogSumExp, "The logarithm of the sum of the exponentials, without overflow.");
        list.AddOne("argmax", "values", &ArgMax, "Where the largest is, as an int: the first, if several are equal.");
        list.AddOne("softmax", "values", &Softmax, "A list of the probabilities e^x[i] / Σ e^x[j].");
        list.AddOne("log_softmax", "values", &LogSoftmax, "A list of the logarithms of the softmax.");
        list.AddMany("dot", "a, b", &Dot, "The dot product of two sequences of one length, of Values or numbers.");
        list.AddMany("affine", "weights, inputs, bias", &Affine, "The dot product of weights and inputs, plus a bias.");
    }

    [UnmanagedCallersOnly]
    static PyObject* Sum(PyObject* module, PyObject* values) => Reduce(values, static terms => Value.Sum(terms));

    [UnmanagedCallersOnly]
    static PyObject* Mean(PyObject* module, PyObject* values) => Reduce(values, static terms => Value.Mean(terms));

    [UnmanagedCallersOnly]
    static PyObject* Product(PyObject* module, PyObject* values) => Reduce(values, static terms => Value.Product(terms));

    [UnmanagedCallersOnly]
    static PyObject* Norm(PyObject* module, PyObject* values) => Reduce(values, static terms => Value.Norm(terms));

    [UnmanagedCallersOnly]
    static PyObject* MaxOf(PyObject* module, PyObject* values) => Reduce(values, static terms => Value.MaxOf(terms));

    [UnmanagedCallersOnly]
    static PyObject* MinOf(PyObject* module, PyObject* values) => Reduce(values, static terms => Value.MinOf(terms));

    [UnmanagedCallersOnly]
    static PyObject* LogSumExp(PyObject* module, PyObject* values) => Reduce(values, static terms => Value.LogSumExp(terms));

    [UnmanagedCallersOnly]
    static PyObject* ArgMax(PyObject* module, PyObject* values)
    {
        try
        {
            using ValueList list = ValueList.Make(values, "values");
            return Py.PyLong_FromLongLong(Value.ArgMax(list.Read()));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* Softmax(PyObject* module, PyObject* values) => Map(values, static terms => Value.Softmax(terms));

    [UnmanagedCallersOnly]
    static PyObject* LogSoftmax(PyObject* module, PyObject* values) => Map(values, static terms => Value.LogSoftmax(terms));

    [UnmanagedCallersOnly]
    static PyObject* Dot(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[2];
        if (!Vectors.Read(given, placed, keywords, found))
            return null;
        try
        {
            using ValueList a = ValueList.Make((PyObject*)found[0], "a"), b = ValueList.Make((PyObject*)found[1], "b");
            Recording.Begin();
            return Recording.End(Value.Dot(a.Read(), b.Read()));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* Affine(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[3];
        if (!Line.Read(given, placed, keywords, found))
            return null;
        try
        {
            using ValueList a = ValueList.Make((PyObject*)found[0], "weights"), b = ValueList.Make((PyObject*)found[1], "inputs");
            Recording.Begin();
            Value bias = Recording.Operand((PyObject*)found[2], "bias must be a Value or a number");
            return Recording.End(Value.Affine(a.Read(), b.Read(), bias));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    static PyObject* Reduce(PyObject* values, Reduction reduction)
    {
        try
        {
            using ValueList list = ValueList.Make(values, "values");
            Recording.Begin();
            return Recording.End(reduction(list.Read()));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    static PyObject* Map(PyObject* values, Mapping mapping)
    {
        PyObject* results = null;
        try
        {
            using ValueList list = ValueList.Make(values, "values");
            results = Py.PyList_New(list.Count);
            if (results == null)
                throw new PythonErrorException();
            Recording.Begin(list.Count);
            return Recording.End(mapping(list.Read()), results);
        }
        catch (Exception exception)
        {
            Py.Drop(results);
            return Recording.Fail(exception);
        }
    }
}
