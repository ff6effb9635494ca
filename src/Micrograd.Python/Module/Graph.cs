using System.Runtime.InteropServices;
using Micrograd.Operations;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;
using Micrograd.Tape;

namespace Micrograd.Python.Module;

/// <summary>
/// Walking the graph as micrograd's programs do. A node gives the same objects each time while they live; its constants
/// are shown as values. A constant exponent is part of the name of the power, as in micrograd.
/// </summary>
static unsafe class Graph
{
    /// <summary>The getter of <c>_prev</c>.</summary>
    [UnmanagedCallersOnly]
    public static PyObject* GetOperandSet(PyObject* self, void* context)
    {
        PyObject* tuple = Operands((ValueObject*)self);
        if (tuple == null)
            return null;
        PyObject* set = Py.PySet_New(tuple);
        Py.Py_DecRef(tuple);
        return set;
    }

    /// <summary>The getter of <c>children</c>.</summary>
    [UnmanagedCallersOnly]
    public static PyObject* GetOperands(PyObject* self, void* context) => Operands((ValueObject*)self);

    /// <summary>The getter of <c>_op</c>.</summary>
    [UnmanagedCallersOnly]
    public static PyObject* GetOperation(PyObject* self, void* context)
    {
        try
        {
            var value = (ValueObject*)self;
            TapeSegment segment = value->Home->Segment;
            return HasExponent(segment, value->Place)
                ? PyText.Make("**" + Exponent(segment.Block.Nodes[value->Place].RightPartial))
                : PyText.Make(Bare(value).Code == OpCode.Relu ? "ReLU" : Bare(value).Op);
        }
        catch (Exception exception)
        {
            return Errors.Raise(exception);
        }
    }

    static string Exponent(double exponent) =>
        exponent == Math.Floor(exponent) && Math.Abs(exponent) < 1e15
            ? ((long)exponent).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : PyText.Of(exponent);

    static PyObject* Operands(ValueObject* node)
    {
        try
        {
            IReadOnlyList<Value> operands = Bare(node).Operands;
            int count = HasExponent(node->Home->Segment, node->Place) ? 1 : operands.Count;
            PyObject* tuple = Py.PyTuple_New(count);
            for (int i = 0; tuple != null && i < count; i++)
            {
                PyObject* operand = operands[i].IsConstant ? Constants.Show(node, i, operands[i].Data) : ValueObject.Show(operands[i]);
                if (operand != null)
                {
                    _ = Py.PyTuple_SetItem(tuple, i, operand);
                    continue;
                }
                Py.Py_DecRef(tuple);
                return null;
            }
            return tuple;
        }
        catch (Exception exception)
        {
            return Errors.Raise(exception);
        }
    }

    static bool HasExponent(TapeSegment segment, int place) =>
        !segment.IsLeaf && segment.Rule is null && segment.Block.Nodes[place] is { Code: OpCode.Power, Right: 0 };

    /// <summary>The value of an object's node, without a rule of the program's.</summary>
    static Value Bare(ValueObject* node) => Value.At(node->Home->Segment, node->Place);
}
