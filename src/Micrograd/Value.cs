using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using Micrograd.Tape;

namespace Micrograd;

/// <summary>
/// A number that remembers how it was made. Compute with it as with a double, call <see cref="Backward()"/> on the
/// result, and read the derivative of the result by any value that went into it from that value's <see cref="Grad"/>.
/// </summary>
/// <remarks>
/// <para><c>new Value(2.0)</c> is a leaf: an input or a parameter, which can be changed and collects its gradient. A
/// plain double converts to a constant, which has no gradient and takes no memory. What operations give are interior
/// values. Copies are the same value.</para>
/// <para>Arithmetic is that of IEEE 754: 1/0 is infinite and log(-1) is NaN; no number throws.</para>
/// <para>There is no tape to manage: a graph lives as long as something refers to it.</para>
/// </remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public readonly partial struct Value : IEquatable<Value>
{
    readonly TapeSegment? segment;

    // The place in the segment; of a constant, the bits of the number. Two words in all, so that a value travels in registers.
    readonly long content;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Value(TapeSegment segment, int place) => (this.segment, content) = (segment, place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Value(long constant) => content = constant;

    /// <summary>Makes a leaf: an input or a parameter.</summary>
    /// <param name="data">The number.</param>
    /// <param name="label">A name for drawings and explanations.</param>
    public Value(double data, string? label = null)
    {
        content = Recorder.Current.AddLeaf(data, out segment);
        if (label is not null)
            segment.Block.SetLabel(Place, label);
    }

    /// <summary>A constant: a number without a gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Value(double data) => new(BitConverter.DoubleToInt64Bits(data));

    /// <summary>The number alone, without its history.</summary>
    public static explicit operator double(Value value) => value.Data;

    /// <summary>
    /// The number. That of a leaf can be changed, which every copy sees; graphs recorded before keep the derivatives
    /// that they had.
    /// </summary>
    /// <exception cref="InvalidOperationException">Set on a constant or on the result of an operation.</exception>
    public double Data
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => segment is null ? Constant : segment.Primal(Place);
        set => Set(value);
    }

    /// <summary>
    /// The derivative of what <see cref="Backward()"/> was last called on by this value; leaves add up the derivatives
    /// of several calls until <see cref="ZeroGrad"/>. Reads 0 where there is none (see <see cref="HasGrad"/>).
    /// </summary>
    /// <exception cref="InvalidOperationException">Read on a constant.</exception>
    public double Grad => Gradient() + 0.0;

    /// <summary>Whether a backward pass has reached this value since it was made or since <see cref="ZeroGrad"/>.</summary>
    public bool HasGrad => segment is not null && Block.IsReached(Gradient());

    /// <summary>A name for drawings and explanations; null if it has none. Any leaf or result can have one.</summary>
    /// <exception cref="InvalidOperationException">Set on a constant.</exception>
    public string? Label
    {
        get => segment?.Block.LabelOf(Place);
        set => (segment ?? throw NoNode("a label")).Block.SetLabel(Place, value);
    }

    /// <summary>Whether this is a plain number: it was converted from a double, or computed from such numbers alone.</summary>
    public bool IsConstant => segment is null;

    /// <summary>Whether this is an input or a parameter, made with <c>new Value(…)</c>.</summary>
    public bool IsLeaf => segment is { IsLeaf: true };

    /// <summary>The segment of a leaf or an interior value; null for a constant.</summary>
    internal TapeSegment? Segment => segment;

    /// <summary>The place of the node in its block.</summary>
    internal int Place => (int)content;

    double Constant => BitConverter.Int64BitsToDouble(content);

    string DebuggerText => segment is null ? Text(Data) : (Label is { } label ? label + " = " : "") + ToString();

    /// <summary>Changes the number of a leaf, as setting <see cref="Data"/> does; it serves where C# does not let you
    /// set a property of a struct, as in <c>neuron.Bias.Set(4)</c>.</summary>
    /// <param name="data">The new number.</param>
    /// <exception cref="InvalidOperationException">This is a constant or the result of an operation.</exception>
    public void Set(double data)
    {
        if (!IsLeaf)
            throw new InvalidOperationException(segment is null
                ? "A constant cannot be changed. Make a leaf with new Value(…) to have a number that can."
                : $"The result of an operation ({Op}) cannot be changed. Change the leaves it was computed from and compute it again, or make a leaf with new Value(…).");
        segment!.Block.Nodes[Place].Primal = data;
    }

    /// <summary>
    /// Computes the derivative of this value by every value that it was computed from, in reverse topological order.
    /// Leaves add it to their <see cref="Grad"/>; the gradients of interior values are those of the latest call.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is a constant.</exception>
    public void Backward() => Backward(1.0);

    /// <summary>The same, with every derivative multiplied by <paramref name="seed"/>.</summary>
    /// <param name="seed">The gradient of this value itself.</param>
    /// <exception cref="InvalidOperationException">This is a constant.</exception>
    public void Backward(double seed)
    {
        if (segment is null)
            throw new InvalidOperationException(
                "Backward() needs a value that was computed from leaves; this is a constant. Make the inputs with new Value(…).");
        if (IsLeaf)
        {
            LeafSums.Add(segment, Place, seed);
            return;
        }
        Recorder recorder = Recorder.Current;
        recorder.EndStep(recorder.Backward.Run(segment, Place, seed));
    }

    /// <summary>
    /// The same, and returns the gradients as values. With <paramref name="createGraph"/> the chain rule itself is recorded:
    /// the gradients have a graph of their own and can be differentiated again, to any order. Leaves add the numbers to their
    /// <see cref="Grad"/> as ever.
    /// </summary>
    /// <param name="createGraph">Whether the gradients shall have a graph; without it they are constants.</param>
    /// <exception cref="InvalidOperationException">
    /// This is a constant; or a leaf was changed after it was computed with, so that its partials are no longer those of the
    /// graph.
    /// </exception>
    public Gradients Backward(bool createGraph)
    {
        if (segment is null)
            Backward();   // says what is wrong
        Gradients gradients = DifferentiablePass.Run(this, createGraph);
        Backward();
        return gradients;
    }

    /// <summary>The derivatives by some leaves, without adding to the <see cref="Grad"/> of any.</summary>
    internal double[] GradientBy(ReadOnlySpan<Value> leaves)
    {
        var places = new (TapeSegment, int)[leaves.Length];
        var gradient = new double[leaves.Length];
        for (int i = 0; i < leaves.Length; i++)
            (places[i], gradient[i]) = ((leaves[i].Segment!, leaves[i].Place), leaves[i].Equals(this) ? 1 : 0);
        if (segment is not null && !IsLeaf)
        {
            Recorder recorder = Recorder.Current;
            recorder.EndStep(recorder.Backward.Run(segment, Place, places, out gradient));
        }
        return gradient;
    }

    /// <summary>Forgets this value's own gradient.</summary>
    public void ZeroGrad()
    {
        if (segment?.Block.Gradients is { } gradients)
            gradients[Place] = Block.NotReached;
    }

    /// <summary>Changes the gradient of a leaf, as clipping does.</summary>
    internal void SetGrad(double gradient) => segment!.Block.SetGradient(Place, gradient + 0.0);

    /// <summary>The number as a constant, without the history that a value keeps alive.</summary>
    public Value Detach() => Data;

    /// <summary><c>Value(data=…, grad=…)</c>.</summary>
    public override string ToString() =>
        segment is null ? $"Value(data={Text(Data)})" : $"Value(data={Text(Data)}, grad={Text(Grad)})";

    /// <summary>Whether both are the same node; two constants, whether their numbers are equal.</summary>
    public bool Equals(Value other) =>
        segment?.Block == other.segment?.Block
        && (segment is null ? Constant.Equals(other.Constant) : content == other.content);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        segment is null ? Constant.GetHashCode() : HashCode.Combine(RuntimeHelpers.GetHashCode(segment.Block), content);

    double Gradient()
    {
        if (segment is null)
            throw NoNode("a gradient");
        return segment.Block.Gradients is { } gradients ? gradients[Place] : Block.NotReached;
    }

    internal static InvalidOperationException NoNode(string what) =>
        new($"A constant has no node in the graph, so it cannot have {what}. Make it a leaf with new Value(…).");

    internal static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
