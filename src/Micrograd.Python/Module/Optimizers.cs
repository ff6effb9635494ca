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
        Descent = new("sgd_step", 2, "parameters", "rate", "momentum", "velocities", "nesterov", "weight_decay"),
        Moments = new(
            "adam_step", 8, "parameters", "rate", "beta1", "beta2", "epsilon", "step", "first_moments", "second_moments", "weight_decay", "decoupled"),
        Squares = new("rmsprop_step", 8, "parameters", "rate", "alpha", "epsilon", "momentum", "weight_decay", "squares", "velocities"),
        Norms = new("clip_grad_norm", 2, "parameters", "max_norm"), Limits = new("clip_grad_value", 2, "parameters", "clip_value");

    /// <summary>Adds the functions of the module.</summary>
    public static void AddTo(MethodList list)
    {
        list.AddOne("zero_grad", "parameters", &ZeroGrad, "Sets the grad of every parameter to 0.");
        list.AddMany("sgd_step", "parameters, rate, momentum=0.0, velocities=None, nesterov=False, weight_decay=0.0", &SgdStep,
            "Moves every parameter against its grad: v = momentum * v + grad, data -= rate * v.\n\nvelocities is a list of floats, updated in place; without momentum it is not needed.");
        list.AddMany("adam_step", "parameters, rate, beta1, beta2, epsilon, step, first_moments, second_moments, weight_decay=0.0, decoupled=False", &AdamStep,
            "One step of Adam, the step-th, counted from 1 (Kingma and Ba 2015); with a decoupled weight decay, of AdamW.\n\nThe moments are lists of floats, updated in place.");
        list.AddMany("rmsprop_step", "parameters, rate, alpha, epsilon, momentum, weight_decay, squares, velocities", &RmsPropStep,
            "One step of RMSProp (Tieleman and Hinton 2012).\n\nsquares and velocities are lists of floats, updated in place.");
        list.AddMany("clip_grad_norm", "parameters, max_norm", &ClipNorm,
            "Shrinks all grads together so that their Euclidean norm is at most max_norm; gives back the norm before.");
        list.AddMany("clip_grad_value", "parameters, clip_value", &ClipValue, "Cuts each grad off at -clip_value and clip_value.");
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
        Span<nint> found = stackalloc nint[6];
        if (!Descent.Read(given, placed, keywords, found))
            return null;
        try
        {
            double rate = Recording.Scalar((PyObject*)found[1], "rate must be a number");
            double momentum = found[2] == 0 ? 0 : Recording.Scalar((PyObject*)found[2], "momentum must be a number");
            var velocities = (PyObject*)found[3];
            bool nesterov = IsTrue(found[4]);
            double decay = found[5] == 0 ? 0 : Recording.Scalar((PyObject*)found[5], "weight_decay must be a number");
            var rule = new Sgd.Rule(rate, momentum, nesterov, decay);
            using var list = new ParameterList((PyObject*)found[0]);
            double velocity = 0;
            if (momentum == 0)
            {
                for (int i = 0; i < list.Count; i++)
                    ValueObject.SetData(list[i], rule.Next(list[i]->Data, ValueObject.Gradient(list[i]), ref velocity));
                return Py.Share(Builtins.None);
            }
            CheckBuffer(velocities == null ? Builtins.None : velocities, "velocities", list.Count);
            for (int i = 0; i < list.Count; i++)
            {
                velocity = Element(velocities, i);
                double data = rule.Next(list[i]->Data, ValueObject.Gradient(list[i]), ref velocity);
                SetElement(velocities, i, velocity);
                ValueObject.SetData(list[i], data);
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
        Span<nint> found = stackalloc nint[10];
        if (!Moments.Read(given, placed, keywords, found))
            return null;
        try
        {
            double rate = Recording.Scalar((PyObject*)found[1], "rate must be a number");
            double beta1 = Recording.Scalar((PyObject*)found[2], "beta1 must be a number");
            double beta2 = Recording.Scalar((PyObject*)found[3], "beta2 must be a number");
            double epsilon = Recording.Scalar((PyObject*)found[4], "epsilon must be a number");
            double step = Recording.Scalar((PyObject*)found[5], "step must be a number");
            double decay = found[8] == 0 ? 0 : Recording.Scalar((PyObject*)found[8], "weight_decay must be a number");
            bool decoupled = IsTrue(found[9]);
            PyObject* first = (PyObject*)found[6], second = (PyObject*)found[7];
            var rule = new Adam.Rule(rate, beta1, beta2, epsilon, step, decoupled ? 0 : decay, decoupled ? decay : 0);
            return Step(rule, (PyObject*)found[0], first, "first_moments", second, "second_moments");
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* RmsPropStep(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[8];
        if (!Squares.Read(given, placed, keywords, found))
            return null;
        try
        {
            double rate = Recording.Scalar((PyObject*)found[1], "rate must be a number");
            double alpha = Recording.Scalar((PyObject*)found[2], "alpha must be a number");
            double epsilon = Recording.Scalar((PyObject*)found[3], "epsilon must be a number");
            double momentum = Recording.Scalar((PyObject*)found[4], "momentum must be a number");
            double decay = Recording.Scalar((PyObject*)found[5], "weight_decay must be a number");
            PyObject* squares = (PyObject*)found[6], velocities = (PyObject*)found[7];
            var rule = new RmsProp.Rule(rate, alpha, epsilon, momentum, decay);
            return Step(rule, (PyObject*)found[0], squares, "squares", velocities, "velocities");
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* ClipNorm(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[2];
        if (!Norms.Read(given, placed, keywords, found))
            return null;
        try
        {
            double most = Recording.Scalar((PyObject*)found[1], "max_norm must be a number");
            Optimizer.CheckAbove0(most, "max_norm");
            using var list = new ParameterList((PyObject*)found[0]);
            double norm = 0;
            for (int i = 0; i < list.Count; i++)
                norm = double.Hypot(norm, ValueObject.Gradient(list[i]));
            for (int i = 0; norm > most && i < list.Count; i++)
                ValueObject.SetGradient(list[i], Optimizer.Shrunk(ValueObject.Gradient(list[i]), norm, most));
            return Py.PyFloat_FromDouble(norm);
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* ClipValue(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[2];
        if (!Limits.Read(given, placed, keywords, found))
            return null;
        try
        {
            double most = Recording.Scalar((PyObject*)found[1], "clip_value must be a number");
            Optimizer.CheckAbove0(most, "clip_value");
            using var list = new ParameterList((PyObject*)found[0]);
            for (int i = 0; i < list.Count; i++)
                if (Math.Abs(ValueObject.Gradient(list[i])) > most)
                    ValueObject.SetGradient(list[i], Optimizer.Cut(ValueObject.Gradient(list[i]), most));
            return Py.Share(Builtins.None);
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    /// <summary>Moves every parameter by a rule with two lists of what it remembers.</summary>
    static PyObject* Step<TRule>(TRule rule, PyObject* parameters, PyObject* first, string firstName, PyObject* second, string secondName)
        where TRule : struct, IMomentRule
    {
        using var list = new ParameterList(parameters);
        CheckBuffer(first, firstName, list.Count);
        CheckBuffer(second, secondName, list.Count);
        for (int i = 0; i < list.Count; i++)
        {
            double one = Element(first, i), other = Element(second, i);
            double data = rule.Next(list[i]->Data, ValueObject.Gradient(list[i]), ref one, ref other);
            SetElement(first, i, one);
            SetElement(second, i, other);
            ValueObject.SetData(list[i], data);
        }
        return Py.Share(Builtins.None);
    }

    /// <summary>Whether a flag was given and is true.</summary>
    static bool IsTrue(nint flag) => flag != 0 && Recording.Scalar((PyObject*)flag, "a flag must be True or False") != 0;

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
