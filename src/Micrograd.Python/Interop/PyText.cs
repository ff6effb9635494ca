using System.Text;

namespace Micrograd.Python.Interop;

/// <summary>Text from and to Python.</summary>
static unsafe class PyText
{
    /// <summary>The text of a str; null, with a Python error, if it is none.</summary>
    public static string? Read(PyObject* text)
    {
        nint length;
        byte* utf8 = Py.PyUnicode_AsUTF8AndSize(text, &length);
        return utf8 == null ? null : Encoding.UTF8.GetString(utf8, (int)length);
    }

    /// <summary>A new str.</summary>
    public static PyObject* Make(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = most <= 512 ? stackalloc byte[512] : new byte[most];
        int length = Encoding.UTF8.GetBytes(text, utf8);
        fixed (byte* first = utf8)
            return Py.PyUnicode_FromStringAndSize(first, length);
    }

    /// <summary>A number as Python's <c>repr</c> writes it.</summary>
    public static string Of(double number)
    {
        const int addDotZero = 2;
        byte* text = Py.PyOS_double_to_string(number, (byte)'r', 0, addDotZero, null);
        if (text == null)
            throw new PythonErrorException();
        string result = new((sbyte*)text);
        Py.PyMem_Free(text);
        return result;
    }
}
