using System.Runtime.InteropServices;
using Micrograd.Operations;
using Micrograd.Python.Interop;
using Micrograd.Python.Objects;
using Micrograd.Tape;

namespace Micrograd.Python.Module;

/// <summary>
/// Walking the graph as micrograd's programs do. A node gives the same objects each time while they live; its constants
/// are shown as values. The constant exponent of a power, slope of a rectifier and bound of a clamp are part of the
/// operation, as in micrograd.
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
            return value->Extra != null && value->Extra->Operation != null
                ? Py.Share(value->Extra->Operation)
                : PyText.Make(OperationOf(value));
        }
        catch (Exception exception)
        {
            return Errors.Raise(exception);
        }
    }

    /// <summary>The name of the operation that made a node, as micrograd writes it.</summary>
    public static string OperationOf(ValueObject* node)
    {
        TapeSegment segment = node->Home->Segment;
        Value value = Bare(node);
        return value.Code switch
        {
            OpCode.Relu => "ReLU",
            OpCode.Power when HasParameter(segment, node->Place) => "**" + Exponent(segment.Block.Nodes[node->Place].RightPartial),
            _ => value.Op,
        };
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
            int count = HasParameter(node->Home->Segment, node->Place) ? 1 : operands.Count;
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

    /// <summary>Whether a node's constant is a parameter of its operation more than an operand.</summary>
    static bool HasParameter(TapeSegment segment, int place) =>
        !segment.IsLeaf && segment.Block.Nodes[place] is
        {
            Right: 0, Code: OpCode.Power or OpCode.LeakyRelu or OpCode.Elu or OpCode.AtLeast or OpCode.AtMost,
        };

    /// <summary>The value of an object's node, without a rule of the program's.</summary>
    public static Value Bare(ValueObject* node) => Value.At(node->Home->Segment, node->Place);
}
