using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Micrograd.Python.Interop;

/// <summary>The head of every Python object.</summary>
[StructLayout(LayoutKind.Sequential)]
struct PyObject
{
    public nint References;
    public unsafe PyObject* Type;
}

/// <summary>A method of a type or function of a module.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct PyMethodDef
{
    public byte* Name;
    public void* Function;
    public int Flags;
    public byte* Doc;
}

/// <summary>An attribute that CPython reads from the object's memory.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct PyMemberDef
{
    public byte* Name;
    public int Type;
    public nint Offset;
    public int Flags;
    public byte* Doc;
}

/// <summary>An attribute with a getter and, perhaps, a setter.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct PyGetSetDef
{
    public byte* Name;
    public delegate* unmanaged<PyObject*, void*, PyObject*> Get;
    public delegate* unmanaged<PyObject*, PyObject*, void*, int> Set;
    public byte* Doc;
    public void* Closure;
}

/// <summary>One slot of a type or module: its number and what it holds.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct PySlot
{
    public int Number;
    public void* Content;
}

/// <summary>What a heap type is made from.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct PyTypeSpec
{
    public byte* Name;
    public int BasicSize;
    public int ItemSize;
    public uint Flags;
    public PySlot* Slots;
}

/// <summary>What a module is made from.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct PyModuleDef
{
    public PyObject Head;
    public void* Init;
    public nint Index;
    public PyObject* Copy;
    public byte* Name;
    public byte* Doc;
    public nint Size;
    public PyMethodDef* Methods;
    public PySlot* Slots;
    public void* Traverse;
    public void* Clear;
    public void* Free;
}
