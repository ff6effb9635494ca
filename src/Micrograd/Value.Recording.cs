using System.Runtime.CompilerServices;
using Micrograd.Numbers;
using Micrograd.Operations;
using Micrograd.Tape;

namespace Micrograd;

/// <summary>
/// How a rule becomes a node: its value and partials are evaluated at once and written to the running thread's tape.
/// A constant operand makes no node.
/// </summary>
/// <remarks>
/// What depends on the rule is inlined into the caller, the writing is one call with all arguments in registers: inlined
/// as well, it made W1 3 % faster and W3 20 % slower, since the JIT stops inlining in a function of forty operations. The
/// recorder is fetched before anything else, so that the JIT hoists that out of loops: reading a thread's static costs
/// 3 ns on Linux.
/// </remarks>
public readonly partial struct Value
{
    /// <summary>The unary operation <typeparamref name="TOp"/> on x: one of the library's, or one of your own.</summary>
    /// <typeparam name="TOp">The operation.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Apply<TOp>(Value x) where TOp : struct, IUnaryOperation
    {
        Recorder recorder = Recorder.Current;
        if (x.segment is null || TOp.Code == OpCode.Custom)
            return ApplyOutOfLine<TOp>(x);
        Real primal = x.segment.Primal(x.Place), y = TOp.Primal(primal);
        return Record(recorder, TOp.Code, x.segment, x.Place, y, TOp.Partial(primal, y), 0);
    }

    /// <summary>The binary operation <typeparamref name="TOp"/> on a and b: one of the library's, or one of your own.</summary>
    /// <typeparam name="TOp">The operation.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Apply<TOp>(Value a, Value b) where TOp : struct, IBinaryOperation
    {
        Recorder recorder = Recorder.Current;
        if (a.segment is null || b.segment is null || TOp.Code == OpCode.Custom)
            return ApplyOutOfLine<TOp>(a, b);
        Real x = a.segment.Primal(a.Place), z = b.segment.Primal(b.Place), y = TOp.Primal(x, z);
        return Record(recorder, TOp.Code, a.segment, a.Place, b.segment, b.Place, y, TOp.PartialA(x, z, y), TOp.PartialB(x, z, y));
    }

    /// <summary>The same where b is a number, which makes no node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Value Apply<TOp>(Value a, double b) where TOp : struct, IBinaryOperation
    {
        Recorder recorder = Recorder.Current;
        if (a.segment is null || TOp.Code == OpCode.Custom)
            return ApplyOutOfLine<TOp>(a, b);
        Real x = a.segment.Primal(a.Place), y = TOp.Primal<Real>(x, b);
        return Record(recorder, TOp.Code, a.segment, a.Place, y, TOp.PartialA<Real>(x, b, y), b);
    }

    /// <summary>The same where a is a number, which makes no node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Value Apply<TOp>(double a, Value b) where TOp : struct, IBinaryOperation
    {
        Recorder recorder = Recorder.Current;
        if (b.segment is null || TOp.Code == OpCode.Custom)
            return ApplyOutOfLine<TOp>(a, b);
        Real z = b.segment.Primal(b.Place), y = TOp.Primal<Real>(a, z);
        return RecordRight(recorder, TOp.Code, b.segment, b.Place, y, a, TOp.PartialB<Real>(a, z, y));
    }

    /// <summary>The rest: a constant, or an operation from outside the library.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static Value ApplyOutOfLine<TOp>(Value x) where TOp : struct, IUnaryOperation
    {
        Real primal = x.Data, y = TOp.Primal(primal);
        return x.segment is null
            ? y.Value
            : RecordSlowly(Recorder.Current, OpCode.Custom, y, x, TOp.Partial(primal, y), default, 0, Operation.Unary<TOp>());
    }

    /// <summary>The rest: constants among the operands, or an operation from outside the library.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static Value ApplyOutOfLine<TOp>(Value a, Value b) where TOp : struct, IBinaryOperation
    {
        bool isAConstant = a.segment is null, isBConstant = b.segment is null;
        if (TOp.Code != OpCode.Custom && isAConstant != isBConstant)
            return isAConstant ? Apply<TOp>(a.Constant, b) : Apply<TOp>(a, b.Constant);
        Real x = a.Data, z = b.Data, y = TOp.Primal(x, z);
        if (isAConstant && isBConstant)
            return y.Value;
        return RecordSlowly(
            Recorder.Current, OpCode.Custom, y, a, isAConstant ? x : TOp.PartialA(x, z, y), b, isBConstant ? z : TOp.PartialB(x, z, y),
            Operation.Binary<TOp>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Value Record(
        Recorder recorder, OpCode code, TapeSegment a, int aPlace, TapeSegment b, int bPlace, double primal, double aPartial, double bPartial)
    {
        long left = recorder.SlotOf(a), right = recorder.SlotOf(b);
        return recorder.CanWrite(left | right)
            ? new(recorder.Segment, recorder.Write(
                code, primal, Reference.To((int)left, aPlace), aPartial, Reference.To((int)right, bPlace), bPartial))
            : RecordSlowly(recorder, code, primal, new(a, aPlace), aPartial, new(b, bPlace), bPartial);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Value Record(Recorder recorder, OpCode code, TapeSegment x, int place, double primal, double partial, double constant)
    {
        long slot = recorder.SlotOf(x);
        return recorder.CanWrite(slot)
            ? new(recorder.Segment, recorder.Write(code, primal, Reference.To((int)slot, place), partial, 0, constant))
            : RecordSlowly(recorder, code, primal, new(x, place), partial, default, constant);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Value RecordRight(Recorder recorder, OpCode code, TapeSegment x, int place, double primal, double constant, double partial)
    {
        long slot = recorder.SlotOf(x);
        return recorder.CanWrite(slot)
            ? new(recorder.Segment, recorder.Write(code, primal, 0, constant, Reference.To((int)slot, place), partial))
            : RecordSlowly(recorder, code, primal, default, constant, new(x, place), partial);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Value RecordSlowly(
        Recorder recorder, OpCode code, double primal, Value a, double aPartial, Value b, double bPartial, Operation? custom = null)
    {
        int node = recorder.Add(code, primal, a.segment, a.Place, aPartial, b.segment, b.Place, bPartial, custom);
        return new(recorder.Segment, node);
    }

    /// <summary>Records an operation of one or two operands from outside the library.</summary>
    internal static Value Record(Operation custom, double primal, ReadOnlySpan<Value> operands, ReadOnlySpan<double> partials)
    {
        Value a = operands[0], b = operands.Length > 1 ? operands[1] : default;
        return a.segment is null && b.segment is null
            ? primal
            : RecordSlowly(Recorder.Current, OpCode.Custom, primal, a, partials[0], b, operands.Length > 1 ? partials[1] : 0, custom);
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
