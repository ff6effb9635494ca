using System.Runtime.CompilerServices;
using Micrograd.Numbers;
using Micrograd.Operations;
using Micrograd.Tape;

namespace Micrograd;

/// <summary>
/// How a rule becomes a node: its value and partials are evaluated at once and written to the running thread's tape.
/// Inlined into the caller, an operation costs a handful of stores; a constant operand makes no node. The recorder is
/// fetched before any number: reading a thread's static is a call on Linux, and numbers held across it would be spilled.
/// </summary>
public readonly partial struct Value
{
    /// <summary>The unary operation <typeparamref name="TOp"/> on x.</summary>
    /// <typeparam name="TOp">The operation.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Apply<TOp>(Value x) where TOp : struct, IUnaryOperation
    {
        Recorder recorder = Recorder.Current;
        if (x.segment is null)
            return TOp.Primal<Real>(x.Constant).Value;
        Real primal = x.segment.Primal(x.Place), y = TOp.Primal(primal), partial = TOp.Partial(primal, y);
        long slot = recorder.SlotOf(x.segment);
        return recorder.CanWrite(slot)
            ? new(recorder.Segment, recorder.Write(TOp.Code, y, Reference.To((int)slot, x.Place), partial, 0, 0))
            : RecordSlowly(recorder, TOp.Code, y, x, partial, default, 0);
    }

    /// <summary>The binary operation <typeparamref name="TOp"/> on a and b.</summary>
    /// <typeparam name="TOp">The operation.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Apply<TOp>(Value a, Value b) where TOp : struct, IBinaryOperation
    {
        Recorder recorder = Recorder.Current;
        if (a.segment is null || b.segment is null)
            return ApplyWithConstant<TOp>(a, b);
        Real x = a.segment.Primal(a.Place), z = b.segment.Primal(b.Place), y = TOp.Primal(x, z);
        Real partialA = TOp.PartialA(x, z, y), partialB = TOp.PartialB(x, z, y);
        long left = recorder.SlotOf(a.segment), right = recorder.SlotOf(b.segment);
        return recorder.CanWrite(left | right)
            ? new(recorder.Segment, recorder.Write(
                TOp.Code, y, Reference.To((int)left, a.Place), partialA, Reference.To((int)right, b.Place), partialB))
            : RecordSlowly(recorder, TOp.Code, y, a, partialA, b, partialB);
    }

    /// <summary>The same where b is a number, which makes no node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Value Apply<TOp>(Value a, double b) where TOp : struct, IBinaryOperation
    {
        Recorder recorder = Recorder.Current;
        if (a.segment is null)
            return TOp.Primal<Real>(a.Constant, b).Value;
        Real x = a.segment.Primal(a.Place), y = TOp.Primal<Real>(x, b), partial = TOp.PartialA<Real>(x, b, y);
        long slot = recorder.SlotOf(a.segment);
        return recorder.CanWrite(slot)
            ? new(recorder.Segment, recorder.Write(TOp.Code, y, Reference.To((int)slot, a.Place), partial, 0, b))
            : RecordSlowly(recorder, TOp.Code, y, a, partial, default, b);
    }

    /// <summary>The same where a is a number, which makes no node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Value Apply<TOp>(double a, Value b) where TOp : struct, IBinaryOperation
    {
        Recorder recorder = Recorder.Current;
        if (b.segment is null)
            return TOp.Primal<Real>(a, b.Constant).Value;
        Real z = b.segment.Primal(b.Place), y = TOp.Primal<Real>(a, z), partial = TOp.PartialB<Real>(a, z, y);
        long slot = recorder.SlotOf(b.segment);
        return recorder.CanWrite(slot)
            ? new(recorder.Segment, recorder.Write(TOp.Code, y, 0, a, Reference.To((int)slot, b.Place), partial))
            : RecordSlowly(recorder, TOp.Code, y, default, a, b, partial);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Value ApplyWithConstant<TOp>(Value a, Value b) where TOp : struct, IBinaryOperation =>
        a.segment is null ? Apply<TOp>(a.Constant, b) : Apply<TOp>(a, b.Constant);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Value RecordSlowly(Recorder recorder, OpCode code, double primal, Value a, double aPartial, Value b, double bPartial)
    {
        int node = recorder.Add(code, primal, a.segment, a.Place, aPartial, b.segment, b.Place, bPartial);
        return new(recorder.Segment, node);
    }

    /// <summary>Records a choice: partial 1 to the value taken, 0 to the other.</summary>
    static Value RecordSelect(Value then, Value otherwise, bool holds)
    {
        double primal = holds ? then.Data : otherwise.Data;
        if (then.segment is null && otherwise.segment is null)
            return primal;
        double thenPartial = holds ? 1 : 0;
        return RecordSlowly(
            Recorder.Current, OpCode.Select, primal,
            then, then.segment is null ? then.Constant : thenPartial,
            otherwise, otherwise.segment is null ? otherwise.Constant : 1 - thenPartial);
    }
}
