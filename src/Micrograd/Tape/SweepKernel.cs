using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Micrograd.Tape;

/// <summary>
/// The loops of the backward pass over the nodes of one segment. Slots and places were made by the recorder for these very
/// arrays, so they are not checked: checks would cost a quarter of W1.
/// </summary>
static class SweepKernel
{
    /// <summary>A first sweep: adjoints are added up where the gradients shall be.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void First(Block block, int first, int last, double[][] adjoints)
    {
        ref Node nodes = ref MemoryMarshal.GetArrayDataReference(block.Nodes);
        ref double[] slots = ref MemoryMarshal.GetArrayDataReference(adjoints);
        ref double own = ref MemoryMarshal.GetArrayDataReference(adjoints[0]);
        for (int i = last; i >= first; i--)
        {
            double adjoint = Unsafe.Add(ref own, i);
            if (adjoint != 0 || Block.IsReached(adjoint))
                i = SweepNode(ref nodes, i, adjoint, ref slots);
        }
    }

    /// <summary>A later sweep: adjoints are consumed from scratch memory and written to the gradients.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Again(Block block, int first, int last, double[][] adjoints)
    {
        ref Node nodes = ref MemoryMarshal.GetArrayDataReference(block.Nodes);
        ref double[] slots = ref MemoryMarshal.GetArrayDataReference(adjoints);
        ref double own = ref MemoryMarshal.GetArrayDataReference(adjoints[0]);
        ref double gradients = ref MemoryMarshal.GetArrayDataReference(block.Gradients!);
        for (int i = last; i >= first; i--)
        {
            double adjoint = Unsafe.Add(ref own, i);
            if (adjoint == 0 && !Block.IsReached(adjoint))
                continue;
            Unsafe.Add(ref own, i) = Block.NotReached;
            Unsafe.Add(ref gradients, i) = adjoint;
            i = SweepNode(ref nodes, i, adjoint, ref slots);
        }
    }

    /// <summary>Applies the chain rule to a reached node and returns its index, or that of the first node of its run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int SweepNode(ref Node nodes, int i, double adjoint, ref double[] slots)
    {
        ref Node node = ref Unsafe.Add(ref nodes, i);
        if (node.IsHead)
            return SweepRun(ref nodes, i, adjoint, ref slots);
        if (adjoint == 0)
            PassZero(ref node, ref slots);
        else
            Pass(ref node, adjoint, ref slots);
        return i;
    }

    /// <summary>Sweeps the run that node <paramref name="head"/> closes, and returns the index of its first node.</summary>
    static int SweepRun(ref Node nodes, int head, double adjoint, ref double[] slots)
    {
        ref Node node = ref Unsafe.Add(ref nodes, head);
        int first = head - node.RunLength;
        Pass(ref At(ref slots, node.Right), adjoint, adjoint == 0 ? 0 : node.RightPartial);
        if (adjoint == 0)
            for (int i = first; i < head; i++)
                PassZero(ref Unsafe.Add(ref nodes, i), ref slots);
        else
            for (int i = first; i < head; i++)
                Pass(ref Unsafe.Add(ref nodes, i), adjoint, ref slots);
        return first;
    }

    /// <summary>The chain rule for one node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Pass(ref Node node, double adjoint, ref double[] slots)
    {
        int left = node.Left, right = node.Right;
        Pass(ref At(ref slots, left), adjoint, node.LeftPartial);
        Pass(ref At(ref slots, right), adjoint, node.RightPartial);
    }

    /// <summary>The same for the adjoint 0, which marks the operands as reached whatever the partials are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PassZero(ref Node node, ref double[] slots)
    {
        int left = node.Left, right = node.Right;
        At(ref slots, left) += 0.0;
        At(ref slots, right) += 0.0;
    }

    // Adding 0 first makes "not reached" (-0) a 0, and stays off the chain from adjoint to adjoint that bounds W1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Pass(ref double operand, double adjoint, double partial) => operand = operand + 0.0 + adjoint * partial;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ref double At(ref double[] slots, int reference) => ref Unsafe.Add(
        ref MemoryMarshal.GetArrayDataReference(Unsafe.Add(ref slots, Reference.Slot(reference))), Reference.Place(reference));
}
