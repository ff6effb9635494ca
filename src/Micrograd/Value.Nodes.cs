using Micrograd.Tape;

namespace Micrograd;

/// <summary>Values as nodes of segments: what another language's binding needs to show them as its own objects.</summary>
public readonly partial struct Value
{
    /// <summary>The segment of this value's node; null for a constant.</summary>
    internal TapeSegment? Home => segment;

    /// <summary>The place of this value's node in the block of its segment.</summary>
    internal int PlaceAtHome => Place;

    /// <summary>The value of a node.</summary>
    internal static Value At(TapeSegment segment, int place) => new(segment, place);

    /// <summary>
    /// Records a node that the caller has computed itself, whose chain rule is the caller's too. It stands alone in its
    /// segment, which is closed.
    /// </summary>
    /// <param name="rule">Its name and chain rule.</param>
    /// <param name="primal">Its number.</param>
    /// <param name="operands">What it was computed from, at least one and not more than a node can have.</param>
    internal static Value Record(OuterRule rule, double primal, ReadOnlySpan<Value> operands)
    {
        // A constant stands in place of its partial; the other partials are the rule's business.
        double[] partials = new double[operands.Length];
        for (int i = 0; i < partials.Length; i++)
            partials[i] = operands[i].segment is null ? operands[i].Constant : 0;
        Recorder recorder = Recorder.Current;
        recorder.StartAlone();
        int place = RecordRun(Operations.OpCode.Leaf, primal, operands, partials).Place;
        return new(recorder.EndAlone(rule), place);
    }
}
