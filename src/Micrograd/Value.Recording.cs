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
        if (x.segment is null)
            return TOp.Primal<Real>(x.primal).Value;
        Recorder recorder = Recorder.Current;
        Real primal = x.Data, y = TOp.Primal(primal);
        int node = recorder.Add(TOp.Code, y, x.segment, x.Place, TOp.Partial(primal, y));
        return new(recorder.Segment, y, node);
    }

    /// <summary>The binary operation <typeparamref name="TOp"/> on a and b.</summary>
    /// <typeparam name="TOp">The operation.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Apply<TOp>(Value a, Value b) where TOp : struct, IBinaryOperation
    {
        if (a.segment is null || b.segment is null)
            return ApplyWithConstant<TOp>(a, b);
        Recorder recorder = Recorder.Current;
        Real x = a.Data, z = b.Data, y = TOp.Primal(x, z);
        int node = recorder.Add(
            TOp.Code, y, a.segment, a.Place, TOp.PartialA(x, z, y), b.segment, b.Place, TOp.PartialB(x, z, y));
        return new(recorder.Segment, y, node);
    }

    /// <summary>The same where b is a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Value Apply<TOp>(Value a, double b) where TOp : struct, IBinaryOperation
    {
        if (a.segment is null)
            return TOp.Primal<Real>(a.primal, b).Value;
        Recorder recorder = Recorder.Current;
        Real x = a.Data, y = TOp.Primal<Real>(x, b);
        int node = recorder.Add(TOp.Code, y, a.segment, a.Place, TOp.PartialA<Real>(x, b, y), constant: b);
        return new(recorder.Segment, y, node);
    }

    /// <summary>The same where a is a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Value Apply<TOp>(double a, Value b) where TOp : struct, IBinaryOperation
    {
        if (b.segment is null)
            return TOp.Primal<Real>(a, b.primal).Value;
        Recorder recorder = Recorder.Current;
        Real z = b.Data, y = TOp.Primal<Real>(a, z);
        int node = recorder.AddRight(TOp.Code, y, b.segment, b.Place, TOp.PartialB<Real>(a, z, y), constant: a);
        return new(recorder.Segment, y, node);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Value ApplyWithConstant<TOp>(Value a, Value b) where TOp : struct, IBinaryOperation =>
        a.segment is null ? Apply<TOp>(a.primal, b) : Apply<TOp>(a, b.primal);

    /// <summary>Records a choice: partial 1 to the value taken, 0 to the other.</summary>
    static Value RecordSelect(Value then, Value otherwise, bool holds)
    {
        double primal = holds ? then.Data : otherwise.Data;
        if (then.segment is null && otherwise.segment is null)
            return primal;
        double thenPartial = holds ? 1 : 0, otherwisePartial = 1 - thenPartial;
        Recorder recorder = Recorder.Current;
        int node =
            otherwise.segment is null
                ? recorder.Add(OpCode.Select, primal, then.segment!, then.Place, thenPartial, otherwise.primal)
            : then.segment is null
                ? recorder.AddRight(OpCode.Select, primal, otherwise.segment, otherwise.Place, otherwisePartial, then.primal)
            : recorder.Add(
                OpCode.Select, primal, then.segment, then.Place, thenPartial, otherwise.segment, otherwise.Place, otherwisePartial);
        return new(recorder.Segment, primal, node);
    }
}
