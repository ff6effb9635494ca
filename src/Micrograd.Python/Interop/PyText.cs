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
        return utf8 != null ? Encoding.UTF8.GetString(utf8, (int)length) : ReadHalves(text);
    }

    /// <summary>A str with halves of surrogate pairs, which UTF-8 cannot say and UTF-16 can; null if it is no str.</summary>
    static string? ReadHalves(PyObject* text)
    {
        if (Py.PyErr_ExceptionMatches(Builtins.UnicodeEncodeError) == 0)
        {
            if (Py.PyErr_ExceptionMatches(Builtins.TypeError) != 0)
                Errors.WrongType("a text must be a str", text);
            return null;
        }
        Py.PyErr_Clear();
        PyObject* bytes = Py.PyUnicode_AsEncodedString(text, Py.Text("utf-16-le"u8), Py.Text("surrogatepass"u8));
        if (bytes == null)
            return null;
        string result = new((char*)Py.PyBytes_AsString(bytes), 0, (int)Py.PyBytes_Size(bytes) / sizeof(char));
        Py.Py_DecRef(bytes);
        return result;
    }

    /// <summary>A new str.</summary>
    public static PyObject* Make(string text)
    {
        if (HasHalves(text))
            fixed (char* utf16 = text)
                return Py.PyUnicode_Decode((byte*)utf16, text.Length * sizeof(char), Py.Text("utf-16-le"u8), Py.Text("surrogatepass"u8));
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = most <= 512 ? stackalloc byte[512] : new byte[most];
        int length = Encoding.UTF8.GetBytes(text, utf8);
        fixed (byte* first = utf8)
            return Py.PyUnicode_FromStringAndSize(first, length);
    }

    static bool HasHalves(string text)
    {
        for (int i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i++ + 1])))
                return true;
        return false;
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
