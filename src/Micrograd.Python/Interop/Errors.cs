using System.Text;

namespace Micrograd.Python.Interop;

/// <summary>
/// How errors travel: no managed exception may leave an exported function, so each has its Python counterpart. A Python
/// error that occurs below managed code crosses that code as a <see cref="PythonErrorException"/>.
/// </summary>
static unsafe class Errors
{
    /// <summary>Sets a Python error and returns null, which is how a function says that there is one.</summary>
    public static PyObject* Raise(PyObject* type, string message)
    {
        byte[] text = Encoding.UTF8.GetBytes(message + "\0");
        fixed (byte* first = text)
            Py.PyErr_SetString(type, first);
        return null;
    }

    /// <summary>A TypeError that names the type of the wrong object: "<c>what</c>, got str".</summary>
    public static PyObject* WrongType(string what, PyObject* got) =>
        Raise(Builtins.TypeError, $"{what}, got {NameOfType(got)}");

    /// <summary>Turns a managed exception into the Python error that says the same.</summary>
    public static PyObject* Raise(Exception exception) => exception switch
    {
        PythonErrorException => null,
        OutOfMemoryException => Py.PyErr_NoMemory(),
        ArgumentException => Raise(Builtins.ValueError, exception.Message.Split(" Arg_ParamName_Name")[0]),   // what .NET adds, without its resources
        _ => Raise(Builtins.RuntimeError, exception.Message),
    };

    static string NameOfType(PyObject* item)
    {
        PyObject* name = Py.PyObject_GetAttrString(item->Type, Py.Text("__name__"u8));
        string text = name == null ? "another type" : PyText.Read(name) ?? "another type";
        if (name == null || Py.PyErr_Occurred() != null)
            Py.PyErr_Clear();
        Py.Drop(name);
        return text;
    }
}

/// <summary>Says that the Python error indicator is set, to managed code between two Python frames.</summary>
sealed class PythonErrorException : Exception;
