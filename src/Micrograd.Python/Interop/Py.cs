using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Micrograd.Python.Interop;

/// <summary>
/// The slice of CPython's stable ABI of 3.11 that this module uses. The first group never runs Python code and never
/// blocks, so the runtime need not know that the thread has left; the second may do anything, also collect garbage and
/// hand the lock of the interpreter to another thread.
/// </summary>
static unsafe partial class Py
{
    const string Host = "python3";

    [DllImport(Host), SuppressGCTransition] public static extern PyObject* PyFloat_FromDouble(double value);
    [DllImport(Host), SuppressGCTransition] public static extern void PyObject_GC_Del(void* memory);
    [DllImport(Host), SuppressGCTransition] public static extern void PyObject_GC_Track(void* instance);
    [DllImport(Host), SuppressGCTransition] public static extern void PyObject_GC_UnTrack(void* instance);
    [DllImport(Host), SuppressGCTransition] public static extern uint PyType_GetFlags(PyObject* type);
    [DllImport(Host), SuppressGCTransition] public static extern int PyType_IsSubtype(PyObject* type, PyObject* other);
    [DllImport(Host), SuppressGCTransition] public static extern void* PyType_GetSlot(PyObject* type, int slot);
    [DllImport(Host), SuppressGCTransition] public static extern nint PyTuple_Size(PyObject* tuple);
    [DllImport(Host), SuppressGCTransition] public static extern PyObject* PyTuple_GetItem(PyObject* tuple, nint index);
    [DllImport(Host), SuppressGCTransition] public static extern nint PyList_Size(PyObject* list);
    [DllImport(Host), SuppressGCTransition] public static extern PyObject* PyList_GetItem(PyObject* list, nint index);
    [DllImport(Host), SuppressGCTransition] public static extern PyObject* PyErr_Occurred();
    [DllImport(Host), SuppressGCTransition] public static extern int PySequence_Check(PyObject* item);

    // Of an object whose type is exactly float this only reads it.
    [DllImport(Host, EntryPoint = "PyFloat_AsDouble"), SuppressGCTransition] public static extern double ReadFloat(PyObject* exactFloat);

    [DllImport(Host)] public static extern void Py_DecRef(PyObject* item);
    [DllImport(Host)] public static extern PyObject* _PyObject_GC_New(PyObject* type);
    [DllImport(Host)] public static extern double PyFloat_AsDouble(PyObject* item);
    [DllImport(Host)] public static extern double PyLong_AsDouble(PyObject* item);
    [DllImport(Host)] public static extern long PyLong_AsLongLongAndOverflow(PyObject* item, int* overflow);
    [DllImport(Host)] public static extern PyObject* PyLong_FromLongLong(long value);
    [DllImport(Host)] public static extern nint PyNumber_AsSsize_t(PyObject* item, PyObject* exception);
    [DllImport(Host)] public static extern int PyObject_IsTrue(PyObject* item);
    [DllImport(Host)] public static extern PyObject* PyObject_GetAttrString(PyObject* item, byte* name);
    [DllImport(Host)] public static extern PyObject* PyObject_GenericGetDict(PyObject* item, void* context);
    [DllImport(Host)] public static extern int PyObject_GenericSetDict(PyObject* item, PyObject* value, void* context);
    [DllImport(Host)] public static extern int PyObject_GenericSetAttr(PyObject* item, PyObject* name, PyObject* value);
    [DllImport(Host)] public static extern PyObject* PyObject_CallNoArgs(PyObject* callable);
    [DllImport(Host)] public static extern int PyCallable_Check(PyObject* item);
    [DllImport(Host)] public static extern void PyObject_ClearWeakRefs(PyObject* item);
    [DllImport(Host)] public static extern PyObject* PyObject_Str(PyObject* item);
    [DllImport(Host)] public static extern PyObject* PyType_FromSpec(PyTypeSpec* spec);
    [DllImport(Host)] public static extern PyObject* PyModuleDef_Init(PyModuleDef* definition);
    [DllImport(Host)] public static extern int PyModule_AddObjectRef(PyObject* module, byte* name, PyObject* value);
    [DllImport(Host)] public static extern PyObject* PyImport_ImportModule(byte* name);
    [DllImport(Host)] public static extern PyObject* PyInterpreterState_Get();
    [DllImport(Host)] public static extern long PyInterpreterState_GetID(PyObject* interpreter);
    [DllImport(Host)] public static extern void* PyEval_SaveThread();
    [DllImport(Host)] public static extern void PyEval_RestoreThread(void* thread);
    [DllImport(Host)] public static extern void PyErr_SetString(PyObject* exception, byte* message);
    [DllImport(Host)] public static extern void PyErr_SetObject(PyObject* exception, PyObject* value);
    [DllImport(Host)] public static extern PyObject* PyErr_NoMemory();
    [DllImport(Host)] public static extern void PyErr_Clear();
    [DllImport(Host)] public static extern int PyErr_ExceptionMatches(PyObject* exception);
    [DllImport(Host)] public static extern PyObject* PyUnicode_FromStringAndSize(byte* utf8, nint length);
    [DllImport(Host)] public static extern PyObject* PyUnicode_InternFromString(byte* utf8);
    [DllImport(Host)] public static extern byte* PyUnicode_AsUTF8AndSize(PyObject* text, nint* length);
    [DllImport(Host)] public static extern PyObject* PyUnicode_Decode(byte* bytes, nint length, byte* encoding, byte* errors);
    [DllImport(Host)] public static extern PyObject* PyUnicode_AsEncodedString(PyObject* text, byte* encoding, byte* errors);
    [DllImport(Host)] public static extern byte* PyBytes_AsString(PyObject* bytes);
    [DllImport(Host)] public static extern nint PyBytes_Size(PyObject* bytes);
    [DllImport(Host)] public static extern PyObject* PyTuple_New(nint length);
    [DllImport(Host)] public static extern int PyTuple_SetItem(PyObject* tuple, nint index, PyObject* stolen);
    [DllImport(Host)] public static extern PyObject* PySequence_Tuple(PyObject* iterable);
    [DllImport(Host)] public static extern PyObject* PyList_New(nint length);
    [DllImport(Host)] public static extern int PyList_SetItem(PyObject* list, nint index, PyObject* stolen);
    [DllImport(Host)] public static extern PyObject* PySet_New(PyObject* iterable);
    [DllImport(Host)] public static extern PyObject* PyDict_New();
    [DllImport(Host)] public static extern nint PyDict_Size(PyObject* dict);
    [DllImport(Host)] public static extern int PyDict_Next(PyObject* dict, nint* position, PyObject** key, PyObject** value);
    [DllImport(Host)] public static extern PyObject* PyDict_GetItemString(PyObject* dict, byte* key);
    [DllImport(Host)] public static extern int PyList_Append(PyObject* list, PyObject* item);
    [DllImport(Host)] public static extern int PyDict_SetItem(PyObject* dict, PyObject* key, PyObject* value);
    [DllImport(Host)] public static extern int PyUnicode_CompareWithASCIIString(PyObject* text, byte* ascii);
    [DllImport(Host)] public static extern byte* PyOS_double_to_string(double value, byte format, int precision, int flags, int* kind);
    [DllImport(Host)] public static extern void PyMem_Free(void* memory);

    /// <summary>A text that ends in a zero byte, as every u8 literal does; literals lie in the image and never move.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Text(ReadOnlySpan<byte> literal) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(literal));

    /// <summary>The object with one reference more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PyObject* Share(PyObject* item)
    {
        // CPython 3.12 made None and its like immortal by the sign of the lower half, which counting must not touch.
        if ((int)item->References >= 0)
            item->References++;
        return item;
    }

    /// <summary>Gives up one reference, if there is an object.</summary>
    public static void Drop(PyObject* item)
    {
        if (item != null)
            Py_DecRef(item);
    }
}
