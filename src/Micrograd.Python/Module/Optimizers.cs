using System.Runtime.InteropServices;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;
using Micrograd.Training;

namespace Micrograd.Python.Module;

/// <summary>
/// Steps of optimisers over a sequence of parameters. What an optimiser remembers lies in Python lists of floats, one an
/// element of the sequence, which a step replaces: so it is pickled and copied like anything else.
/// </summary>
static unsafe class Optimizers
{
    static readonly Arguments
        Descent = new("sgd_step", 2, "parameters", "rate", "momentum", "velocities"),
        Moments = new("adam_step", 8, "parameters", "rate", "beta1", "beta2", "epsilon", "step", "first_moments", "second_moments");

    /// <summary>Adds the functions of the module.</summary>
    public static void AddTo(MethodList list)
    {
        list.AddOne("zero_grad", "parameters", &ZeroGrad, "Sets the grad of every parameter to 0.");
        list.AddMany("sgd_step", "parameters, rate, momentum=0.0, velocities=None", &SgdStep,
            "Moves every parameter against its grad: v = momentum * v + grad, data -= rate * v.\n\nvelocities is a list of floats, updated in place; without momentum it is not needed.");
        list.AddMany("adam_step", "parameters, rate, beta1, beta2, epsilon, step, first_moments, second_moments", &AdamStep,
            "One step of Adam, the step-th, counted from 1 (Kingma and Ba 2015).\n\nThe moments are lists of floats, updated in place.");
    }

    [UnmanagedCallersOnly]
    static PyObject* ZeroGrad(PyObject* module, PyObject* parameters)
    {
        try
        {
            using var list = new ParameterList(parameters);
            for (int i = 0; i < list.Count; i++)
            {
                ValueObject* p = list[i];
                new Value(p->Home->Segment, p->Place).ZeroGrad();
            }
            return Py.Share(Builtins.None);
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* SgdStep(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[4];
        if (!Descent.Read(given, placed, keywords, found))
            return null;
        try
        {
            double rate = Recording.Scalar((PyObject*)found[1], "rate must be a number");
            double momentum = found[2] == 0 ? 0 : Recording.Scalar((PyObject*)found[2], "momentum must be a number");
            var velocities = (PyObject*)found[3];
            using var list = new ParameterList((PyObject*)found[0]);
            if (momentum == 0)
            {
                for (int i = 0; i < list.Count; i++)
                    ValueObject.SetData(list[i], list[i]->Data - rate * ValueObject.Gradient(list[i]));
                return Py.Share(Builtins.None);
            }
            CheckBuffer(velocities == null ? Builtins.None : velocities, "velocities", list.Count);
            for (int i = 0; i < list.Count; i++)
            {
                double velocity = Element(velocities, i);
                double direction = Sgd.Direction(ValueObject.Gradient(list[i]), ref velocity, momentum);
                SetElement(velocities, i, velocity);
                ValueObject.SetData(list[i], list[i]->Data - rate * direction);
            }
            return Py.Share(Builtins.None);
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* AdamStep(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[8];
        if (!Moments.Read(given, placed, keywords, found))
            return null;
        try
        {
            double rate = Recording.Scalar((PyObject*)found[1], "rate must be a number");
            double beta1 = Recording.Scalar((PyObject*)found[2], "beta1 must be a number");
            double beta2 = Recording.Scalar((PyObject*)found[3], "beta2 must be a number");
            double epsilon = Recording.Scalar((PyObject*)found[4], "epsilon must be a number");
            double step = Recording.Scalar((PyObject*)found[5], "step must be a number");
            PyObject* first = (PyObject*)found[6], second = (PyObject*)found[7];
            using var list = new ParameterList((PyObject*)found[0]);
            CheckBuffer(first, "first_moments", list.Count);
            CheckBuffer(second, "second_moments", list.Count);

            var rule = new Adam.Rule(rate, beta1, beta2, epsilon, step);
            for (int i = 0; i < list.Count; i++)
            {
                double mean = Element(first, i), square = Element(second, i);
                double movement = rule.Movement(ValueObject.Gradient(list[i]), ref mean, ref square);
                SetElement(first, i, mean);
                SetElement(second, i, square);
                ValueObject.SetData(list[i], list[i]->Data - movement);
            }
            return Py.Share(Builtins.None);
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    static void CheckBuffer(PyObject* list, string name, int length)
    {
        if ((Py.PyType_GetFlags(list->Type) & TypeFlags.ListSubclass) == 0)
        {
            Errors.WrongType($"{name} must be a list of floats", list);
            throw new PythonErrorException();
        }
        if (Py.PyList_Size(list) != length)
            throw new ArgumentException($"{name} must have one element for each of the {length} parameters, got {Py.PyList_Size(list)}.");
    }

    static double Element(PyObject* list, int index)
    {
        PyObject* item = Py.PyList_GetItem(list, index);
        return item == null ? throw new PythonErrorException() : Recording.Scalar(item, "a moment must be a number");
    }

    static void SetElement(PyObject* list, int index, double number)
    {
        PyObject* item = Py.PyFloat_FromDouble(number);
        if (item == null || Py.PyList_SetItem(list, index, item) != 0)
            throw new PythonErrorException();
    }
}
