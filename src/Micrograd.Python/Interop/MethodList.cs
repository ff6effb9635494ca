using System.Runtime.InteropServices;
using System.Text;

namespace Micrograd.Python.Interop;

/// <summary>
/// A growing list of methods of a type or functions of a module. A text such as <c>dot(a, b)</c> followed by what it does
/// becomes both the docstring and the signature that <c>help</c> shows.
/// </summary>
sealed unsafe class MethodList(int capacity)
{
    readonly Permanent<PyMethodDef> methods = new(capacity);

    /// <summary>The list, as CPython wants it.</summary>
    public PyMethodDef* First => methods.First;

    /// <summary>The number of methods.</summary>
    public int Count { get; private set; }

    /// <summary>A method without arguments.</summary>
    public void Add(string name, delegate* unmanaged<PyObject*, PyObject*, PyObject*> function, string doc) =>
        Add(name, "$self, /", function, MethodFlags.NoArguments, doc);

    /// <summary>A function of one argument.</summary>
    public void AddOne(string name, string argument, delegate* unmanaged<PyObject*, PyObject*, PyObject*> function, string doc) =>
        Add(name, argument + ", /", function, MethodFlags.OneArgument, doc);

    /// <summary>A function of several arguments.</summary>
    public void AddMany(
        string name, string arguments, delegate* unmanaged<PyObject*, PyObject**, nint, PyObject*, PyObject*> function, string doc) =>
        Add(name, arguments, function, MethodFlags.Vector | MethodFlags.Keywords, doc);

    void Add(string name, string arguments, void* function, int flags, string doc)
    {
        methods.Add(new()
        {
            Name = Utf8(name),
            Function = function,
            Flags = flags,
            Doc = Utf8($"{name}({arguments})\n--\n\n{doc}"),
        });
        Count++;
    }

    /// <summary>A text in native memory that lives as long as the process.</summary>
    public static byte* Utf8(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        var memory = (byte*)NativeMemory.Alloc((nuint)length + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(memory, length));
        memory[length] = 0;
        return memory;
    }
}
