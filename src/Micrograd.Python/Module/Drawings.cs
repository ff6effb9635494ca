using System.Runtime.InteropServices;
using Micrograd.Drawing;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>The drawing of a graph, as text for Graphviz.</summary>
static unsafe class Drawings
{
    static readonly Arguments Names = new("dot_source", 1, "value", "rankdir");

    /// <summary>Adds the function of the module.</summary>
    public static void AddTo(MethodList list) => list.AddMany(
        "dot_source", "value, rankdir='LR'", &DotSource, "The graph behind a value, as text in Graphviz's DOT language.");

    [UnmanagedCallersOnly]
    static PyObject* DotSource(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[2];
        if (!Names.Read(given, placed, keywords, found))
            return null;
        var root = (PyObject*)found[0];
        if (!ValueObject.Is(root))
            return Errors.WrongType("dot_source() needs a Value", root);
        try
        {
            string? direction = found[1] == 0 ? "LR" : PyText.Read((PyObject*)found[1]);
            return direction is null ? null : PyText.Make(DotGraph.Of(ValueObject.ToValue((ValueObject*)root), direction));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }
}
