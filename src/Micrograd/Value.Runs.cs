using System.Buffers;
using System.Runtime.InteropServices;
using Micrograd.Numbers;
using Micrograd.Operations;
using Micrograd.Tape;

namespace Micrograd;

/// <summary>How an operation on many operands becomes a run of nodes, two operands each, under one head.</summary>
public readonly partial struct Value
{
    /// <summary>
    /// Records the sum of the terms TTerm(a[i], b[i]) for i = 0, stride, 2 * stride, …, each a part of the run, and of the
    /// last operand, which its head carries.
    /// </summary>
    static Value RecordTerms<TOp, TTerm>(ReadOnlySpan<Value> a, ReadOnlySpan<Value> b, int terms, int stride, Value? last)
        where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation
    {
        Recorder recorder = Recorder.Current;
        int operands = 2 * terms + (last is null ? 0 : 1);
        while (true)
        {
            Value tail = last ?? 0.0;
            Real sum = tail.Data;
            bool isConstant = tail.segment is null;
            recorder.StartRun(operands);
            for (int i = 0; i < terms * stride; i += stride)
            {
                ref readonly Value left = ref a[i], right = ref b[i];
                Real x = left.Data, z = right.Data, y = TTerm.Primal(x, z);
                sum += y;
                isConstant &= left.segment is null & right.segment is null;
                recorder.AddPart(
                    left.segment, left.Place, left.segment is null ? x : TTerm.PartialA(x, z, y),
                    right.segment, right.Place, right.segment is null ? z : TTerm.PartialB(x, z, y));
            }
            if (isConstant)
            {
                recorder.CancelRun(operands);
                return sum.Value;
            }
            int node = recorder.CloseRun(
                TOp.Code, sum, operands, tail.segment, tail.Place, tail.segment is null ? tail.Data : 1);
            if (node >= 0)
                return new(recorder.Segment, node);
        }
    }

    /// <summary>Records a sum: its terms two by two, an odd last one in the head.</summary>
    static Value RecordSum(ReadOnlySpan<Value> terms) => terms.IsEmpty
        ? 0.0
        : RecordTerms<Sum, Add>(terms, terms[1..], terms.Length / 2, 2, terms.Length % 2 == 0 ? null : terms[^1]);

    /// <summary>Records an operation whose partials depend on all operands.</summary>
    /// <param name="terms">The operands.</param>
    /// <param name="headShares">Where partials are shares that add up to 1: how many the first operand has for each of another.</param>
    static Value RecordReduction<TOp>(ReadOnlySpan<Value> terms, int headShares = 1) where TOp : struct, IReductionOperation
    {
        Real[] rented = ArrayPool<Real>.Shared.Rent(2 * terms.Length + 1);
        Span<Real> primals = rented.AsSpan(0, terms.Length), partials = rented.AsSpan(terms.Length, terms.Length);
        for (int i = 0; i < terms.Length; i++)
            primals[i] = terms[i].Data;
        Real y = TOp.Evaluate<Real>(primals, partials);
        if (headShares != 1)
        {
            Real all = 1 + (headShares - 1) * partials[0];
            partials[0] *= headShares;
            foreach (ref Real partial in partials)
                partial /= all;
        }
        Value result = RecordReduction(TOp.Code, y, terms, partials, TOp.Code == OpCode.Custom ? Operation.Reduction<TOp>() : null);
        ArrayPool<Real>.Shared.Return(rented);
        return result;
    }

    /// <summary>Records an operation of the partials given, which it overwrites where an operand is constant.</summary>
    static Value RecordReduction(
        OpCode code, double primal, ReadOnlySpan<Value> terms, Span<Real> partials, Operation? custom = null)
    {
        bool isConstant = true;
        for (int i = 0; i < terms.Length; i++)
            if (terms[i].segment is null)
                partials[i] = terms[i].Constant;
            else
                isConstant = false;
        return isConstant ? primal : RecordRun(code, primal, terms, MemoryMarshal.Cast<Real, double>(partials), custom);
    }

    static Value RecordRun(
        OpCode code, double primal, ReadOnlySpan<Value> operands, ReadOnlySpan<double> partials, Operation? custom = null)
    {
        Recorder recorder = Recorder.Current;
        while (true)
        {
            recorder.StartRun(operands.Length);
            for (int i = 0; i + 1 < operands.Length; i += 2)
                recorder.AddPart(
                    operands[i].segment, operands[i].Place, partials[i],
                    operands[i + 1].segment, operands[i + 1].Place, partials[i + 1]);
            Value last = operands.Length % 2 == 0 ? default : operands[^1];
            int node = recorder.CloseRun(
                code, primal, operands.Length, last.segment, last.Place, operands.Length % 2 == 0 ? 0 : partials[^1], custom);
            if (node >= 0)
                return new(recorder.Segment, node);
        }
    }
}
