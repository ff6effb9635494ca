using System.Runtime.CompilerServices;
using Micrograd.Tape;

namespace Micrograd;

/// <summary>
/// A search for the first operation that makes a NaN or an infinity, in the running thread: until it is disposed, the
/// operation whose result is not finite, or the node of a backward pass that passes on what is not, throws an
/// <see cref="AnomalyException"/> that names it, with its inputs and the line of your code.
/// </summary>
/// <remarks>
/// <c>using (AnomalyMode.Enable()) { … }</c> goes around the code under suspicion, recording and backward pass both. Each
/// operation then takes about ten microseconds, to remember its line; without it there is no cost. File and line need the
/// program's symbols (its .pdb file), which builds make by default; in optimised code the line can be that of a statement
/// nearby.
/// </remarks>
public sealed class AnomalyMode : ITapeWatch, IDisposable
{
    const int MostShown = 8;

    readonly Recorder recorder = Recorder.Current;
    readonly ITapeWatch? outer;
    readonly CallerLines lines = new();
    readonly ConditionalWeakTable<Block, Dictionary<int, CallerLine>> origins = [];

    AnomalyMode()
    {
        outer = recorder.Watch;
        recorder.Watch = this;
    }

    /// <summary>Starts the search in the running thread.</summary>
    /// <returns>What ends it when disposed.</returns>
    public static AnomalyMode Enable() => new();

    /// <summary>Ends the search.</summary>
    public void Dispose()
    {
        if (recorder.Watch == this)
            recorder.Watch = outer;
    }

    void ITapeWatch.Recorded(TapeSegment segment, int place)
    {
        Value y = new(segment, place);
        CallerLine origin = lines.Here();
        if (!double.IsFinite(y.Data))
            throw new AnomalyException($"{Call(y)} gave {Value.Text(y.Data)}{AlreadyBad(y)}, {origin}.", y, isBackward: false, origin);
        origins.GetOrCreateValue(segment.Block)[place] = origin;
    }

    void ITapeWatch.Sweeping(TapeSegment segment, int place, double adjoint)
    {
        Value y = new(segment, place);
        if (!double.IsFinite(adjoint))
            throw Backward(y, $"the gradient of {Call(y)} = {Value.Text(y.Data)} became {Value.Text(adjoint)}");
        for (int i = 0; i < y.OperandCount && adjoint != 0; i++)
        {
            (Value operand, double partial) = y.OperandAt(i);
            if (!operand.IsConstant && !double.IsFinite(adjoint * partial))
                throw Backward(y, $"{Call(y)} = {Value.Text(y.Data)} has the derivative {Value.Text(partial)} by {Name(operand)}, which makes its gradient {Value.Text(adjoint * partial)}");
        }
    }

    AnomalyException Backward(Value y, string what)
    {
        CallerLine? origin = origins.TryGetValue(y.Segment!.Block, out var known) ? known.GetValueOrDefault(y.Place) : null;
        string where = origin?.ToString() ?? "recorded before the search began";
        return new($"In the backward pass, {what}; {where}.", y, isBackward: true, origin);
    }

    static string AlreadyBad(Value y) =>
        y.Operands.Any(operand => !double.IsFinite(operand.Data)) ? " (an input was not finite already)" : "";

    static string Call(Value y)
    {
        string label = y.Label is { } name ? $"{name} = " : "", more = y.OperandCount > MostShown ? $", … {y.OperandCount} in all" : "";
        return $"{label}{y.Op}({string.Join(", ", y.Operands.Take(MostShown).Select(Name))}{more})";
    }

    static string Name(Value operand) => operand.Label is { } label ? $"{label}: {Value.Text(operand.Data)}" : Value.Text(operand.Data);
}

/// <summary>An operation made a NaN or an infinity while <see cref="AnomalyMode"/> looked.</summary>
public sealed class AnomalyException : ArithmeticException
{
    internal AnomalyException(string message, Value value, bool isBackward, CallerLine? origin) : base(message) =>
        (Value, IsBackward, File, Line) = (value, isBackward, origin?.File, origin?.Line ?? 0);

    /// <summary>The operation's result, from which its <see cref="Value.Op"/>, operands and label can be read.</summary>
    public Value Value { get; }

    /// <summary>Whether the result was fine, and it was the backward pass through it that was not.</summary>
    public bool IsBackward { get; }

    /// <summary>The file of the call that recorded the operation; null if it is not known.</summary>
    public string? File { get; }

    /// <summary>The line there; 0 if it is not known.</summary>
    public int Line { get; }
}
