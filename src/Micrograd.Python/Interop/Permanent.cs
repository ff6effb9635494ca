using System.Runtime.InteropServices;

namespace Micrograd.Python.Interop;

/// <summary>A native array that lives as long as the process, filled from the front and closed by a zero element.</summary>
sealed unsafe class Permanent<T>(int capacity) where T : unmanaged
{
    int count;

    /// <summary>The first element.</summary>
    public T* First { get; } = (T*)NativeMemory.AllocZeroed((nuint)capacity + 1, (nuint)sizeof(T));

    /// <summary>Adds an element and returns its address.</summary>
    public T* Add(T element)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(count, capacity);
        First[count] = element;
        return First + count++;
    }
}
