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
    public string Op => segment?.Rule?.Symbol ?? Operation?.Symbol ?? "";

    /// <summary>
    /// The values that this one was computed from, in the order of the operation's arguments (of a dot product: a₁, b₁,
    /// a₂, b₂, …, and the bias last); none for leaves and constants. Each call makes a new array.
    /// </summary>
    public IReadOnlyList<Value> Operands
    {
        get
        {
            var operands = new Value[OperandCount];
            for (int i = 0; i < operands.Length; i++)
                operands[i] = OperandAt(i).Operand;
            return operands;
        }
    }

    /// <summary>The operation that made this value; null for leaves, constants and what has an outer rule.</summary>
    internal Operation? Operation =>
        segment is null || IsLeaf || segment.Rule is not null ? null
        : segment.Block.Nodes[Place].Code is var code && code == OpCode.Custom ? segment.Block.CustomOperation(Place)
        : Operation.Of(code);

    /// <summary>The number of operands; 0 for leaves and constants.</summary>
    internal int OperandCount =>
        segment is null || IsLeaf ? 0
        : segment.Block.Nodes[Place] is { IsHead: true } head ? head.RunOperands
        : Operation!.Arity!.Value;   // one of any number of operands has a head

    /// <summary>An operand, and the partial derivative by it as it was recorded (0 for a constant).</summary>
    internal (Value Operand, double Partial) OperandAt(int index)
    {
        ref readonly Node node = ref segment!.Block.Nodes[Place];
        if (!node.IsHead)
            return index == 0 ? Read(node.Left, node.LeftPartial) : Read(node.Right, node.RightPartial);
        if (index == 2 * node.RunLength)
            return Read(node.Right, node.RightPartial);
        ref readonly Node part = ref segment.Block.Nodes[Place - node.RunLength + index / 2];
        return index % 2 == 0 ? Read(part.Left, part.LeftPartial) : Read(part.Right, part.RightPartial);
    }

    /// <summary>What a reference of this value's node means; a constant stands in the place of its partial.</summary>
    (Value Operand, double Partial) Read(int reference, double partial)
    {
        if (reference == 0)
            return (partial, 0);
        int slot = Reference.Slot(reference);
        return (new(slot == 0 ? segment! : segment!.DependencyAt(slot)!, Reference.Place(reference)), partial);
    }
}
