using System.Runtime.InteropServices;
using Micrograd.NeuralNet;
using Micrograd.Python.Interop;

namespace Micrograd.Python.Module;

/// <summary>
/// Model files, read and written by the library's own code: networks come and go as plain lists of numbers, of which the
/// Python half makes neurons. Other threads of Python run while a file is read or written.
/// </summary>
static unsafe class ModelFiles
{
    static readonly Arguments SaveNames = new("save_model", 3, "path", "layers", "metadata");

    /// <summary>Adds the functions of the module.</summary>
    public static void AddTo(MethodList list)
    {
        list.AddMany("save_model", "path, layers, metadata", &SaveModel,
            "Writes a model file, JSON or safetensors by its name.\n\nA layer is a tuple of the activation's name, a list of weights for each neuron, and the list of biases.");
        list.AddOne("load_model", "path", &LoadModel, "The layers and the metadata of a model file, as save_model takes them.");
    }

    [UnmanagedCallersOnly]
    static PyObject* SaveModel(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[3];
        if (!SaveNames.Read(given, placed, keywords, found))
            return null;
        try
        {
            string path = Text((PyObject*)found[0]);
            var content = new ModelContent(ReadLayers((PyObject*)found[1]), ReadMetadata((PyObject*)found[2]));
            void* thread = Py.PyEval_SaveThread();
            try
            {
                ModelFile.Write(path, content);
            }
            finally
            {
                Py.PyEval_RestoreThread(thread);
            }
            return Py.Share(Builtins.None);
        }
        catch (Exception exception)
        {
            return Fail(exception, (PyObject*)found[0]);
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* LoadModel(PyObject* module, PyObject* path)
    {
        try
        {
            string name = Text(path);
            ModelContent content;
            void* thread = Py.PyEval_SaveThread();
            try
            {
                content = ModelFile.Read(name);
            }
            finally
            {
                Py.PyEval_RestoreThread(thread);
            }
            return Tuple(2, part => part == 0
                ? (nint)List(content.Layers.Count, i => (nint)ToPython(content.Layers[i]))
                : (nint)ToPython(content.Metadata));
        }
        catch (Exception exception)
        {
            return Fail(exception, path);
        }
    }

    static LayerNumbers[] ReadLayers(PyObject* layers)
    {
        using var items = new HeldTuple(layers);
        var read = new LayerNumbers[items.Count];
        for (int i = 0; i < read.Length; i++)
            read[i] = ReadLayer(items[i], i);
        return read;
    }

    static LayerNumbers ReadLayer(PyObject* layer, int index)
    {
        using var parts = new HeldTuple(layer);
        if (parts.Count != 3)
            throw new ArgumentException($"Layer {index} must be a tuple of an activation, weights and biases, got {parts.Count} items.");
        Activation activation = Activations.Find(Text(parts[0]));
        double[] biases = Numbers(parts[2], "biases");
        using var rows = new HeldTuple(parts[1]);
        List<double> weights = [];
        int inputs = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            double[] row = Numbers(rows[i], "weights");
            if (i > 0 && row.Length != inputs)
                throw new ArgumentException($"Neuron {i} of layer {index} has {row.Length} weights, and the first has {inputs}.");
            inputs = row.Length;
            weights.AddRange(row);
        }
        return new(activation, inputs, [.. weights], biases);
    }

    static double[] Numbers(PyObject* items, string what)
    {
        using ValueList list = ValueList.Make(items, what);
        Span<Value> values = list.Read();
        var numbers = new double[values.Length];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = values[i].Data;
        return numbers;
    }

    static SortedDictionary<string, string> ReadMetadata(PyObject* dict)
    {
        if ((Py.PyType_GetFlags(dict->Type) & TypeFlags.DictSubclass) == 0)
        {
            Errors.WrongType("metadata must be a dict of str", dict);
            throw new PythonErrorException();
        }
        SortedDictionary<string, string> metadata = ModelContent.Sorted([]);
        nint position = 0;
        PyObject* name, text;
        while (Py.PyDict_Next(dict, &position, &name, &text) != 0)
            metadata[Text(name)] = Text(text);
        return metadata;
    }

    static PyObject* ToPython(LayerNumbers layer) => Tuple(3, part => part switch
    {
        0 => Made(PyText.Make(layer.Activation.Name())),
        1 => (nint)List(layer.Outputs, neuron => (nint)ToPython(layer.Weights, neuron * layer.Inputs, layer.Inputs)),
        _ => (nint)ToPython(layer.Biases, 0, layer.Outputs),
    });

    static PyObject* ToPython(double[] numbers, int start, int count) => List(count, i => Made(Py.PyFloat_FromDouble(numbers[start + i])));

    static PyObject* ToPython(SortedDictionary<string, string> metadata)
    {
        var dict = (PyObject*)Made(Py.PyDict_New());
        foreach ((string name, string text) in metadata)
        {
            PyObject* key = PyText.Make(name), value = PyText.Make(text);
            bool done = key != null && value != null && Py.PyDict_SetItem(dict, key, value) == 0;
            Py.Drop(key);
            Py.Drop(value);
            if (done)
                continue;
            Py.Py_DecRef(dict);
            throw new PythonErrorException();
        }
        return dict;
    }

    static PyObject* List(int count, Func<int, nint> item)
    {
        var list = (PyObject*)Made(Py.PyList_New(count));
        try
        {
            for (int i = 0; i < count; i++)
                _ = Py.PyList_SetItem(list, i, (PyObject*)item(i));
            return list;
        }
        catch
        {
            Py.Py_DecRef(list);
            throw;
        }
    }

    static PyObject* Tuple(int count, Func<int, nint> item)
    {
        PyObject* list = List(count, item);
        PyObject* tuple = Py.PySequence_Tuple(list);
        Py.Py_DecRef(list);
        return (PyObject*)Made(tuple);
    }

    static nint Made(PyObject* item) => item != null ? (nint)item : throw new PythonErrorException();

    static string Text(PyObject* text) => PyText.Read(text) ?? throw new PythonErrorException();

    /// <summary>A file that the system refuses is an OSError, as of <c>open</c>; one that is no model is a ValueError.</summary>
    static PyObject* Fail(Exception exception, PyObject* path)
    {
        if (exception is not ModelFileException refused)
            return Recording.Fail(exception);
        if (refused.InnerException is null)
            return Errors.Raise(Builtins.ValueError, refused.Message);
        int code = ErrorNumber(refused.InnerException, Directory.Exists(PyText.Read(path)));
        PyObject* arguments = Tuple(3, part => part switch
        {
            0 => Made(Py.PyLong_FromLongLong(code)),
            1 => Made(PyText.Make(Marshal.GetPInvokeErrorMessage(code))),
            _ => (nint)Py.Share(path),
        });
        Py.PyErr_SetObject(Builtins.OSError, arguments);
        Py.Py_DecRef(arguments);
        return null;
    }

    /// <summary>Linux's number of an error, of which Python makes a FileNotFoundError and its like.</summary>
    static int ErrorNumber(Exception exception, bool isFolder) => exception switch
    {
        _ when isFolder => 21,
        FileNotFoundException or DirectoryNotFoundException => 2,
        UnauthorizedAccessException => 13,
        PathTooLongException => 36,
        { HResult: > 0 and <= ushort.MaxValue } => exception.HResult,
        _ => 5,
    };
}
