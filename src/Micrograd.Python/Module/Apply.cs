using System.Runtime.CompilerServices;
using Micrograd.Numbers;
using Micrograd.Operations;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>
/// The engine's operations on Python objects: values and numbers in any mixture. The rule is evaluated here and written to
/// the tape at once; an operation without a value gives a new leaf.
/// </summary>
static unsafe class Apply
{
    /// <summary>A unary operation on a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PyObject* ToValue<TOp>(ValueObject* x) where TOp : struct, IUnaryOperation
    {
        Real primal = x->Data, y = TOp.Primal(primal);
        return PythonTape.Record(TOp.Code, x, y, TOp.Partial(primal, y), 0);
    }

    /// <summary>
    /// A unary operation, as a method of a value (<paramref name="argument"/> is null) and as a function of the module.
    /// </summary>
    public static PyObject* Unary<TOp>(PyObject* self, PyObject* argument) where TOp : struct, IUnaryOperation
    {
        PyObject* x = argument == null ? self : argument;
        if (ValueObject.Is(x))
            return ToValue<TOp>((ValueObject*)x);
        return Number.Require(x, $"{TOp.Symbol}() needs a Value or a number", out double number)
            ? Leaf(TOp.Primal<Real>(number))
            : null;
    }

    /// <summary>A binary operation as an operator: NotImplemented for what is neither value nor number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PyObject* Operator<TOp>(PyObject* left, PyObject* right) where TOp : struct, IBinaryOperation
    {
        if (ValueObject.IsExact(left) && ValueObject.IsExact(right))
            return Both<TOp>((ValueObject*)left, (ValueObject*)right);
        NumberKind kind = Mixed<TOp>(left, right, out PyObject* result);
        return kind == NumberKind.None ? Py.Share(Builtins.NotImplemented) : result;
    }

    /// <summary>A binary operation as a method or function: TypeError for what is neither value nor number.</summary>
    public static PyObject* Binary<TOp>(PyObject* left, PyObject* right) where TOp : struct, IBinaryOperation
    {
        NumberKind kind = Mixed<TOp>(left, right, out PyObject* result);
        if (kind != NumberKind.None)
            return result;
        bool isLeftFine = ValueObject.Is(left) || Number.Read(left, out _) == NumberKind.Number;
        return Errors.WrongType($"{TOp.Symbol} needs Values or numbers", isLeftFine ? right : left);
    }

    /// <summary>A leaf that nothing refers to.</summary>
    public static PyObject* Leaf(double data)
    {
        ValueObject* made = ValueObject.Allocate();
        if (made == null)
            return null;
        if (PythonTape.AttachLeaf(made, data))
            return (PyObject*)made;
        ValueObject.Recycle(made);
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static PyObject* Both<TOp>(ValueObject* a, ValueObject* b) where TOp : struct, IBinaryOperation
    {
        Real x = a->Data, z = b->Data, y = TOp.Primal(x, z);
        return PythonTape.Record(TOp.Code, a, b, y, TOp.PartialA(x, z, y), TOp.PartialB(x, z, y));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static NumberKind Mixed<TOp>(PyObject* left, PyObject* right, out PyObject* result) where TOp : struct, IBinaryOperation
    {
        result = null;
        bool isLeftValue = ValueObject.Is(left), isRightValue = ValueObject.Is(right);
        double a = 0, b = 0;
        NumberKind kind = isLeftValue ? NumberKind.Number : Number.Read(left, out a);
        if (kind == NumberKind.Number && !isRightValue)
            kind = Number.Read(right, out b);
        if (kind != NumberKind.Number)
            return kind;

        if (isLeftValue && isRightValue)
        {
            result = Both<TOp>((ValueObject*)left, (ValueObject*)right);
        }
        else if (isLeftValue)
        {
            Real x = ((ValueObject*)left)->Data, y = TOp.Primal<Real>(x, b);
            result = PythonTape.Record(TOp.Code, (ValueObject*)left, y, TOp.PartialA<Real>(x, b, y), b);
        }
        else if (isRightValue)
        {
            Real z = ((ValueObject*)right)->Data, y = TOp.Primal<Real>(a, z);
            result = PythonTape.RecordRight(TOp.Code, (ValueObject*)right, y, a, TOp.PartialB<Real>(a, z, y));
        }
        else
        {
            result = Leaf(TOp.Primal<Real>(a, b));
        }
        return NumberKind.Number;
    }
}
