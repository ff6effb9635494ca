using System.Runtime.InteropServices;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>
/// What the two garbage collectors do for each other: a full collection of Python's begins with one of .NET's where graphs
/// hold Python functions. And figures for tests that nothing leaks.
/// </summary>
static unsafe class Housekeeping
{
    const int OldestGeneration = 2;

    /// <summary>Adds the functions of the module.</summary>
    public static void AddTo(MethodList list)
    {
        list.AddMany("_on_collection", "phase, info", &OnCollection, "What gc.callbacks calls.");
        list.AddMany("_living_segments", "", &LivingSegments, "How many segments of the tape Python's objects hold.");
    }

    /// <summary>Asks to be called before collections; false, with a Python error, where that fails.</summary>
    public static bool Start(PyObject* module)
    {
        PyObject* collector = Py.PyImport_ImportModule(Py.Text("gc"u8));
        PyObject* callbacks = collector == null ? null : Py.PyObject_GetAttrString(collector, Py.Text("callbacks"u8));
        PyObject* callback = callbacks == null ? null : Py.PyObject_GetAttrString(module, Py.Text("_on_collection"u8));
        bool done = callback != null && Py.PyList_Append(callbacks, callback) == 0;
        Py.Drop(callback);
        Py.Drop(callbacks);
        Py.Drop(collector);
        return done;
    }

    [UnmanagedCallersOnly]
    static PyObject* OnCollection(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        if (placed == 2 && UserRule.Any && PyText.Read(given[0]) == "start" && Generation(given[1]) == OldestGeneration)
            UserRule.Collect();
        return Py.PyErr_Occurred() == null ? Py.Share(Builtins.None) : null;
    }

    [UnmanagedCallersOnly]
    static PyObject* LivingSegments(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        Py.PyLong_FromLongLong(SegmentRecord.Living);

    static nint Generation(PyObject* info)
    {
        PyObject* generation = Py.PyDict_GetItemString(info, Py.Text("generation"u8));
        return generation == null ? -1 : Py.PyNumber_AsSsize_t(generation, null);
    }
}
