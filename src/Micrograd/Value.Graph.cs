using Micrograd.Operations;
using Micrograd.Tape;

namespace Micrograd;

/// <summary>
/// Walking the graph. A node tells its operation and operands, constants included, and needs nothing but its root to be
/// held.
/// </summary>
public readonly partial struct Value
{
    /// <summary>The symbol of the operation that made this value, such as <c>+</c> or <c>tanh</c>; empty for leaves and constants.</summary>
    public string Op => segment is null || IsLeaf ? "" : segment.Rule?.Symbol ?? Operation.Of(Code).Symbol;

    /// <summary>
    /// The values that this one was computed from, in the order of the operation's arguments (of a dot product: a₁, b₁,
    /// a₂, b₂, …, and the bias last); none for leaves and constants. Each call makes a new array.
    /// </summary>
    public IReadOnlyList<Value> Operands
    {
        get
        {
            if (segment is null || IsLeaf)
                return [];
            ref readonly Node node = ref segment.Block.Nodes[Place];
            if (node.IsHead)
                return RunOperands(node);
            return Operation.Of(Code).Arity == 1
                ? [Operand(node.Left, node.LeftPartial)]
                : [Operand(node.Left, node.LeftPartial), Operand(node.Right, node.RightPartial)];
        }
    }

    /// <summary>The operation of an interior value.</summary>
    internal OpCode Code => segment is null || IsLeaf ? OpCode.Leaf : segment.Block.Nodes[Place].Code;

    Value[] RunOperands(in Node head)
    {
        var operands = new Value[head.RunOperands];
        for (int i = 0; i + 1 < operands.Length; i += 2)
        {
            ref readonly Node part = ref segment!.Block.Nodes[Place - head.RunLength + i / 2];
            operands[i] = Operand(part.Left, part.LeftPartial);
            operands[i + 1] = Operand(part.Right, part.RightPartial);
        }
        if (operands.Length % 2 != 0)
            operands[^1] = Operand(head.Right, head.RightPartial);
        return operands;
    }

    /// <summary>What a reference of this value's node means; a constant stands in the place of its partial.</summary>
    Value Operand(int reference, double inPlaceOfPartial)
    {
        if (reference == 0)
            return inPlaceOfPartial;
        int slot = Reference.Slot(reference);
        return new(slot == 0 ? segment! : segment!.DependencyAt(slot)!, Reference.Place(reference));
    }
}
