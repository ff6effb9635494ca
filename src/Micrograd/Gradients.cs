using Micrograd.Tape;

namespace Micrograd;

/// <summary>
/// The gradients of one backward pass, as values: with <c>Backward(createGraph: true)</c> each has a graph of its own, by
/// the operations that computed it, and can be differentiated again.
/// </summary>
public sealed class Gradients
{
    readonly Dictionary<long, Adjoints> segments = [];

    internal Gradients() { }

    /// <summary>The derivative by <paramref name="value"/> of what the pass started from; the constant 0 if it does not depend on it.</summary>
    /// <exception cref="InvalidOperationException">The value is a constant.</exception>
    public Value this[Value value]
    {
        get
        {
            if (value.IsConstant)
                throw Value.NoNode("a gradient");
            return segments.TryGetValue(value.Segment!.Sequence, out Adjoints? adjoints) && adjoints.Reaches(value.Place)
                ? adjoints[value.Place]
                : 0.0;
        }
    }

    /// <summary>The adjoints of a segment, made when something first reaches it.</summary>
    internal Adjoints Of(TapeSegment segment)
    {
        if (!segments.TryGetValue(segment.Sequence, out Adjoints? adjoints))
            segments.Add(segment.Sequence, adjoints = new(segment));
        return adjoints;
    }

    /// <summary>What has arrived at each node of a segment.</summary>
    internal sealed class Adjoints
    {
        readonly int start;
        readonly Value[] sums;

        public Adjoints(TapeSegment segment)
        {
            start = segment.Start;
            sums = new Value[segment.Limit - start];
            Array.Fill(sums, Block.NotReached);
        }

        public Value this[int place]
        {
            get => sums[place - start];
            set => sums[place - start] = value;
        }

        /// <summary>Whether anything has arrived.</summary>
        public bool Reaches(int place) => !this[place].IsConstant || Block.IsReached(this[place].Data);
    }
}
