using System.Runtime.InteropServices;
using Micrograd.NeuralNet;
using Micrograd.Python.Interop;

namespace Micrograd.Python.Module;

/// <summary>A neuron in one call: the affine form of its inputs and the activation of that.</summary>
static unsafe class Neurons
{
    static readonly Arguments Names = new("neuron", 4, "w", "x", "b", "activation");

    // A network calls with the same name again and again: the latest is kept, and recognised by identity.
    static PyObject* latestName;
    static Activation latest;

    /// <summary>Adds the function of the module.</summary>
    public static void AddTo(MethodList list) => list.AddMany(
        "neuron", "w, x, b, activation", &Neuron,
        $"activation(w·x + b). The activation is the name of one: {string.Join(", ", Activations.Names)}.");

    [UnmanagedCallersOnly]
    static PyObject* Neuron(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[4];
        if (!Names.Read(given, placed, keywords, found))
            return null;
        try
        {
            Activation activation = ActivationOf((PyObject*)found[3]);
            using ValueList weights = ValueList.Make((PyObject*)found[0], "w"), inputs = ValueList.Make((PyObject*)found[1], "x");
            if (weights.Count != inputs.Count)
                throw new ArgumentException($"A neuron with {weights.Count} weights expects {weights.Count} inputs, got {inputs.Count}.");
            Recording.Begin();
            Value bias = Recording.Operand((PyObject*)found[2], "b must be a Value or a number");
            return Recording.End(activation.Of(Value.Affine(weights.Read(), inputs.Read(), bias)));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    static Activation ActivationOf(PyObject* name)
    {
        if (name == latestName)
            return latest;
        string text = PyText.Read(name) ?? throw new PythonErrorException();
        Activation found = Activations.Find(text);
        Py.Drop(latestName);
        latestName = Py.Share(name);
        return latest = found;
    }
}
