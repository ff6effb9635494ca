using System.Runtime.InteropServices;
using Micrograd.Python.Interop;

namespace Micrograd.Python.Objects;

/// <summary>
/// What few objects have besides their node: one that shows the constant of another node knows which, one whose node the
/// program computed itself knows its <c>_backward</c>.
/// </summary>
unsafe struct Extra
{
    /// <summary>Which constant operand the object shows; it has no owner if it shows none.</summary>
    public ConstantKey Constant;

    /// <summary>Whether the node was made from <c>_children</c>.</summary>
    public bool IsUserMade;

    /// <summary>The name that the program gave to the operation of a leaf; null if it gave none.</summary>
    public PyObject* Operation;

    /// <summary>The program's chain rule; null if it has not given one.</summary>
    public PyObject* Backward;

    /// <summary>A weak handle to the rule through which graphs hold this object and reach its <see cref="Backward"/>.</summary>
    public nint Rule;

    /// <summary>Memory for one, all zero.</summary>
    /// <exception cref="OutOfMemoryException">There is none.</exception>
    public static Extra* Make() => (Extra*)NativeMemory.AllocZeroed((nuint)sizeof(Extra));

    /// <summary>Drops what it holds, and its memory. No graph holds the object any more.</summary>
    public static void Free(Extra* extra)
    {
        if (extra->Constant.Owner != null)
            Constants.Forget(extra->Constant);
        Py.Drop(extra->Operation);
        Py.Drop(extra->Backward);
        NativeMemory.Free(extra);
    }
}
