using System.Runtime.InteropServices;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>
/// The entry point that CPython calls on import. Initialisation has two phases, so the second runs for every interpreter
/// and can refuse all but the first, which one tape cannot serve: also where a module of one phase would be copied from
/// a cache without asking.
/// </summary>
static unsafe class ModuleInit
{
    static bool isLoaded;

    /// <summary>The first phase: the module's definition.</summary>
    [UnmanagedCallersOnly(EntryPoint = "PyInit__engine")]
    public static PyObject* Init()
    {
        var functions = new MethodList(112);
        Functions.AddTo(functions, asMethods: false);
        BinaryFunctions.AddFunctionsTo(functions);
        Reductions.AddTo(functions);
        Losses.AddTo(functions);
        Neurons.AddTo(functions);
        ModelFiles.AddTo(functions);
        Optimizers.AddTo(functions);
        Drawings.AddTo(functions);
        Housekeeping.AddTo(functions);

        var slots = new Permanent<PySlot>(1);
        slots.Add(new() { Number = ModuleSlot.Execute, Content = (delegate* unmanaged<PyObject*, int>)&Execute });

        var definition = new Permanent<PyModuleDef>(1).Add(new()
        {
            Head = { References = 1 },
            Name = MethodList.Utf8("micrograd_sharp._engine"),
            Doc = MethodList.Utf8("The engine of micrograd_sharp: Value and its operations, written in C#."),
            Methods = functions.First,
            Slots = slots.First,
        });
        return Py.PyModuleDef_Init(definition);
    }

    /// <summary>The second phase: fills a module.</summary>
    [UnmanagedCallersOnly]
    static int Execute(PyObject* module)
    {
        try
        {
            if (!isLoaded && !Builtins.Load())
                return -1;
            if (Py.PyInterpreterState_GetID(Py.PyInterpreterState_Get()) != 0)
            {
                Errors.Raise(Builtins.ImportError, "micrograd_sharp runs in the main interpreter only, not in sub-interpreters");
                return -1;
            }
            if (!isLoaded && !Load(module))
                return -1;
            return Py.PyModule_AddObjectRef(module, Py.Text("Value"u8), ValueObject.ExactType) == 0 && AddVersion(module) ? 0 : -1;
        }
        catch (Exception exception)
        {
            Errors.Raise(exception);
            return -1;
        }
    }

    /// <summary>Adds the version, which stands in Directory.Build.props for both languages.</summary>
    static bool AddVersion(PyObject* module)
    {
        PyObject* version = PyText.Make(typeof(Value).Assembly.GetName().Version!.ToString(fieldCount: 3));
        if (version == null)
            return false;
        bool done = Py.PyModule_AddObjectRef(module, Py.Text("__version__"u8), version) == 0;
        Py.Py_DecRef(version);
        return done;
    }

    static bool Load(PyObject* module)
    {
        ValueObject.ExactType = ValueType.Make();
        if (ValueObject.ExactType == null)
            return false;
        PythonTape.Start();
        return isLoaded = Housekeeping.Start(module);
    }
}
