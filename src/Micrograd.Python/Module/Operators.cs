using System.Runtime.InteropServices;
using Micrograd.Operations;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;

namespace Micrograd.Python.Module;

/// <summary>The slots behind Python's operators on values. Either operand may be the value, or both.</summary>
static unsafe class Operators
{
    /// <summary>Fills the slots of the type.</summary>
    public static void AddTo(Permanent<PySlot> slots)
    {
        void Binary(int slot, delegate* unmanaged<PyObject*, PyObject*, PyObject*> function) => slots.Add(new() { Number = slot, Content = function });
        void Unary(int slot, delegate* unmanaged<PyObject*, PyObject*> function) => slots.Add(new() { Number = slot, Content = function });

        Binary(TypeSlot.NumberAdd, &Add);
        Binary(TypeSlot.NumberSubtract, &Subtract);
        Binary(TypeSlot.NumberMultiply, &Multiply);
        Binary(TypeSlot.NumberTrueDivide, &Divide);
        slots.Add(new() { Number = TypeSlot.NumberPower, Content = (delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*>)&Power });
        // A graph does not change, so in place is a new value as well; the slots are there for those who ask for __iadd__.
        Binary(TypeSlot.NumberInPlaceAdd, &Add);
        Binary(TypeSlot.NumberInPlaceSubtract, &Subtract);
        Binary(TypeSlot.NumberInPlaceMultiply, &Multiply);
        Binary(TypeSlot.NumberInPlaceTrueDivide, &Divide);
        slots.Add(new() { Number = TypeSlot.NumberInPlacePower, Content = (delegate* unmanaged<PyObject*, PyObject*, PyObject*, PyObject*>)&Power });
        Unary(TypeSlot.NumberNegative, &Negative);
        Unary(TypeSlot.NumberPositive, &Positive);
        Unary(TypeSlot.NumberAbsolute, &Absolute);
        Unary(TypeSlot.NumberFloat, &Float);
        slots.Add(new() { Number = TypeSlot.NumberBool, Content = (delegate* unmanaged<ValueObject*, int>)&Bool });
        slots.Add(new() { Number = TypeSlot.RichCompare, Content = (delegate* unmanaged<PyObject*, PyObject*, int, PyObject*>)&Compare });
        // Values are equal and hashed by identity, as micrograd's are.
        slots.Add(new() { Number = TypeSlot.Hash, Content = Py.PyType_GetSlot(Builtins.Object, TypeSlot.Hash) });
    }

    [UnmanagedCallersOnly] static PyObject* Add(PyObject* left, PyObject* right) => Apply.Operator<Add>(left, right);

    [UnmanagedCallersOnly] static PyObject* Subtract(PyObject* left, PyObject* right) => Apply.Operator<Subtract>(left, right);

    [UnmanagedCallersOnly] static PyObject* Multiply(PyObject* left, PyObject* right) => Apply.Operator<Multiply>(left, right);

    [UnmanagedCallersOnly] static PyObject* Divide(PyObject* left, PyObject* right) => Apply.Operator<Divide>(left, right);

    [UnmanagedCallersOnly]
    static PyObject* Power(PyObject* left, PyObject* right, PyObject* modulus) => modulus == Builtins.None
        ? Apply.Operator<Power>(left, right)
        : Errors.Raise(Builtins.TypeError, "pow() of a Value takes no modulus");

    [UnmanagedCallersOnly] static PyObject* Negative(PyObject* x) => Apply.ToValue<Negate>((ValueObject*)x);

    [UnmanagedCallersOnly] static PyObject* Positive(PyObject* x) => Py.Share(x);

    [UnmanagedCallersOnly] static PyObject* Absolute(PyObject* x) => Apply.ToValue<Abs>((ValueObject*)x);

    [UnmanagedCallersOnly] static PyObject* Float(PyObject* x) => Py.PyFloat_FromDouble(((ValueObject*)x)->Data);

    [UnmanagedCallersOnly] static int Bool(ValueObject* x) => x->Data != 0 ? 1 : 0;

    [UnmanagedCallersOnly]
    static PyObject* Compare(PyObject* left, PyObject* right, int relation)
    {
        double b;
        switch (relation)
        {
            case Relation.Less or Relation.LessOrEqual or Relation.Greater or Relation.GreaterOrEqual:
                NumberKind kind = Number.Read(right, out b);
                if (kind == NumberKind.Error)
                    return null;
                if (kind == NumberKind.Number)
                    break;
                goto default;
            default:
                return Py.Share(Builtins.NotImplemented);
        }
        double a = ((ValueObject*)left)->Data;
        bool holds = relation switch
        {
            Relation.Less => a < b,
            Relation.LessOrEqual => a <= b,
            Relation.Greater => a > b,
            _ => a >= b,
        };
        return Py.Share(holds ? Builtins.True : Builtins.False);
    }
}
