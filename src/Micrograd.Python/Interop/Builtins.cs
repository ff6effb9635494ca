namespace Micrograd.Python.Interop;

/// <summary>
/// The built-in objects that this module refers to. They are data of the interpreter, which C# cannot link to, so they
/// are asked for by name once.
/// </summary>
static unsafe class Builtins
{
    public static PyObject* Float, Int, Bool, Object, None, NotImplemented, True, False;
    public static PyObject* TypeError, ValueError, IndexError, RuntimeError, OverflowError, AttributeError, ImportError, OSError, UnicodeEncodeError;

    /// <summary>The name <c>__newobj__</c> under which pickle finds the maker of objects.</summary>
    public static PyObject* NewObject;

    /// <summary>Fetches them all; false, with a Python error, if one is missing.</summary>
    public static bool Load()
    {
        PyObject* builtins = Py.PyImport_ImportModule(Py.Text("builtins"u8)), copyreg = Py.PyImport_ImportModule(Py.Text("copyreg"u8));
        bool loaded = builtins != null && copyreg != null
            && Fetch(builtins, "float"u8, out Float) && Fetch(builtins, "int"u8, out Int) && Fetch(builtins, "bool"u8, out Bool)
            && Fetch(builtins, "object"u8, out Object) && Fetch(builtins, "None"u8, out None) && Fetch(builtins, "True"u8, out True)
            && Fetch(builtins, "False"u8, out False) && Fetch(builtins, "NotImplemented"u8, out NotImplemented)
            && Fetch(builtins, "TypeError"u8, out TypeError) && Fetch(builtins, "ValueError"u8, out ValueError)
            && Fetch(builtins, "IndexError"u8, out IndexError) && Fetch(builtins, "RuntimeError"u8, out RuntimeError)
            && Fetch(builtins, "OverflowError"u8, out OverflowError) && Fetch(builtins, "AttributeError"u8, out AttributeError)
            && Fetch(builtins, "ImportError"u8, out ImportError) && Fetch(builtins, "OSError"u8, out OSError)
            && Fetch(builtins, "UnicodeEncodeError"u8, out UnicodeEncodeError) && Fetch(copyreg, "__newobj__"u8, out NewObject);
        Py.Drop(builtins);
        Py.Drop(copyreg);
        return loaded;
    }

    static bool Fetch(PyObject* module, ReadOnlySpan<byte> name, out PyObject* found) =>
        (found = Py.PyObject_GetAttrString(module, Py.Text(name))) != null;
}
