using Micrograd.Operations;

namespace Micrograd.Tape;

/// <summary>
/// One recorded operation in 32 bytes: its value, the partial derivative by each of its two operands, where those
/// operands are, and what it was. A constant operand has the reference 0 and stands where its partial would be: the
/// backward sweep then needs no branch for it, since place 0 is one that nobody reads.
/// </summary>
/// <remarks>
/// An operation on more operands is a run of such nodes, two operands each, closed by a head that knows their number;
/// an odd last operand stands on the head's right.
/// </remarks>
struct Node
{
    public double LeftPartial;
    public double RightPartial;
    public double Primal;
    public int Left;
    int right;

    /// <summary>The operation.</summary>
    public readonly OpCode Code => (OpCode)((uint)right >> 24);

    /// <summary>The reference to the second operand.</summary>
    public readonly int Right => right & 0xff_ffff;

    /// <summary>Whether this node closes a run of nodes.</summary>
    public readonly bool IsHead => Left < 0;

    /// <summary>How many operands the run has that this head closes.</summary>
    public readonly int RunOperands => ~Left;

    /// <summary>How many nodes before this head belong to its run.</summary>
    public readonly int RunLength => ~Left >> 1;

    public void SetRight(OpCode code, int reference) => right = (int)code << 24 | reference;

    /// <summary>What <see cref="Left"/> of a head is.</summary>
    public static int HeadOf(int operands) => ~operands;
}

/// <summary>
/// Where an operand is, in 24 bits: the slot of its segment in the table of the referring one, and its place in the
/// block there. Slot 0 is the referring segment's own block.
/// </summary>
static class Reference
{
    const int PlaceBits = 11;

    /// <summary>The most nodes a block can have.</summary>
    public const int MostPlaces = 1 << PlaceBits;

    public static int To(int slot, int place) => slot << PlaceBits | place;

    public static int Slot(int reference) => reference >> PlaceBits;

    public static int Place(int reference) => reference & (MostPlaces - 1);
}
