using System.Runtime.CompilerServices;
using Micrograd.Python.Interop;

namespace Micrograd.Python.Objects;

/// <summary>What an object is as a number.</summary>
enum NumberKind
{
    /// <summary>None: it has no <c>__float__</c>, or it is an array, whose own operators go by elements.</summary>
    None,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Its <c>__float__</c> raised an error, which is set.</summary>
    Error,
}

/// <summary>Reads numbers: float, int, bool, numpy's scalars, and whatever else has <c>__float__</c> or <c>__index__</c>.</summary>
static unsafe class Number
{
    /// <summary>Reads a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberKind Read(PyObject* item, out double number)
    {
        if (item->Type != Builtins.Float)
            return ReadAny(item, out number);
        number = Py.ReadFloat(item);
        return NumberKind.Number;
    }

    /// <summary>Reads what must be a number; false, with a Python error, if it is none.</summary>
    /// <param name="item">The object.</param>
    /// <param name="what">The beginning of the error's sentence, as in "the rate must be a number".</param>
    /// <param name="number">The number.</param>
    public static bool Require(PyObject* item, string what, out double number)
    {
        NumberKind kind = Read(item, out number);
        if (kind == NumberKind.None && HasNumber(item))
            kind = Convert(item, out number);
        if (kind == NumberKind.None)
            Errors.WrongType(what, item);
        return kind == NumberKind.Number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static NumberKind ReadAny(PyObject* item, out double number)
    {
        if (item->Type == Builtins.Int || item->Type == Builtins.Bool)
        {
            number = Py.PyLong_AsDouble(item);
            return Checked(item, ref number);
        }
        if (ValueObject.Is(item))
        {
            number = ((ValueObject*)item)->Data;
            return NumberKind.Number;
        }
        number = 0;
        return HasNumber(item) && Py.PySequence_Check(item) == 0 ? Convert(item, out number) : NumberKind.None;
    }

    static bool HasNumber(PyObject* item) =>
        Py.PyType_GetSlot(item->Type, TypeSlot.NumberFloat) != null || Py.PyType_GetSlot(item->Type, TypeSlot.NumberIndex) != null;

    static NumberKind Convert(PyObject* item, out double number)
    {
        number = Py.PyFloat_AsDouble(item);
        return Checked(item, ref number);
    }

    static NumberKind Checked(PyObject* item, ref double number)
    {
        if (number != -1 || Py.PyErr_Occurred() == null)
            return NumberKind.Number;
        bool isTooLarge = Py.PyErr_ExceptionMatches(Builtins.OverflowError) != 0 && Py.PyType_IsSubtype(item->Type, Builtins.Int) != 0;
        if (!isTooLarge)
            return NumberKind.Error;
        // An int beyond the largest double: infinite, as in IEEE arithmetic.
        Py.PyErr_Clear();
        int sign;
        Py.PyLong_AsLongLongAndOverflow(item, &sign);
        number = sign < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        return NumberKind.Number;
    }
}
