using System.Buffers;
using Micrograd.Numbers;
using Micrograd.Operations;
using Micrograd.Tape;

namespace Micrograd;

/// <summary>
/// The operations on many operands, each one node however many there are. (More than a block of the tape holds, about
/// four thousand, are recorded as a chain of such nodes.)
/// </summary>
public readonly partial struct Value
{
    /// <summary>The sum of the terms; 0 if there are none.</summary>
    public static Value Sum(params ReadOnlySpan<Value> terms)
    {
        int most = Recorder.Current.MostOperands;
        if (terms.Length <= most)
            return RecordSum(terms);
        Value head = Sum(terms[..^(most - 1)]);
        return RecordSum([head, .. terms[^(most - 1)..]]);
    }

    /// <summary>The dot product of two vectors of one length.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Value Dot(ReadOnlySpan<Value> a, ReadOnlySpan<Value> b) => SumOfProducts<Dot>(a, b, null);

    /// <summary>The dot product of a vector of values and one of numbers.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Value Dot(ReadOnlySpan<Value> a, ReadOnlySpan<double> b) => SumOfProducts<Dot>(a, b, null);

    /// <summary>The dot product of two vectors plus a bias: what a linear neuron computes.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Value Affine(ReadOnlySpan<Value> a, ReadOnlySpan<Value> b, Value bias) => SumOfProducts<Affine>(a, b, bias);

    /// <summary>The dot product of a vector of values and one of numbers, plus a bias.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Value Affine(ReadOnlySpan<Value> a, ReadOnlySpan<double> b, Value bias) => SumOfProducts<Affine>(a, b, bias);

    /// <summary>
    /// The logarithm of the sum of the exponentials, without overflow; minus infinity if there are no terms. Its
    /// derivatives are the softmax of the terms.
    /// </summary>
    public static Value LogSumExp(params ReadOnlySpan<Value> terms) => Chain<LogSumExp>(terms);

    /// <summary>
    /// The logarithm of the sum of the exponentials, less the term <paramref name="own"/>, which the operation wants as its
    /// first. Of more terms than fit, by their differences to it.
    /// </summary>
    internal static Value CrossEntropy(ReadOnlySpan<Value> terms, int own)
    {
        Value[] operands = terms.ToArray();
        (operands[0], operands[own]) = (operands[own], operands[0]);
        if (operands.Length <= Recorder.Current.MostOperands)
            return RecordReduction<CrossEntropy>(operands);
        for (int i = 1; i < operands.Length; i++)
            operands[i] -= operands[0];
        operands[0] = 0;
        return LogSumExp(operands);
    }

    /// <summary>The mean of the terms.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Value Mean(params ReadOnlySpan<Value> terms)
    {
        CheckNotEmpty(terms, "mean");
        int most = Recorder.Current.MostOperands;
        if (terms.Length <= most)
            return RecordReduction<Mean>(terms);

        // Of the sum that is divided, what does not fit is one operand.
        Value[] operands = [Sum(terms[..^(most - 1)]), .. terms[^(most - 1)..]];
        var shares = new Real[operands.Length];
        Array.Fill(shares, 1.0 / terms.Length);
        double sum = 0;
        foreach (Value operand in operands)
            sum += operand.Data;
        return RecordReduction(OpCode.Mean, sum / terms.Length, operands, shares);
    }

    /// <summary>The product of the terms; 1 if there are none.</summary>
    public static Value Product(params ReadOnlySpan<Value> terms) => Chain<Product>(terms);

    /// <summary>The Euclidean norm of a vector, without overflow; its derivatives at the origin are 0.</summary>
    public static Value Norm(params ReadOnlySpan<Value> vector) => Chain<Norm>(vector);

    /// <summary>The largest of the terms; equal ones share the derivative.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Value MaxOf(params ReadOnlySpan<Value> terms)
    {
        CheckNotEmpty(terms, "largest");
        return Best<MaxOf>(terms);
    }

    /// <summary>The smallest of the terms; equal ones share the derivative.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Value MinOf(params ReadOnlySpan<Value> terms)
    {
        CheckNotEmpty(terms, "smallest");
        return Best<MinOf>(terms);
    }

    /// <summary>Where the largest of the terms is: the first, if several are equal; a NaN counts as largest.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static int ArgMax(params ReadOnlySpan<Value> terms)
    {
        CheckNotEmpty(terms, "largest");
        int best = 0;
        for (int i = 1; i < terms.Length; i++)
            if (!double.IsNaN(terms[best].Data) && !(terms[i].Data <= terms[best].Data))
                best = i;
        return best;
    }

    /// <summary>The probabilities e^xᵢ / Σ e^xⱼ, which add up to 1.</summary>
    public static Value[] Softmax(params ReadOnlySpan<Value> logits)
    {
        Value[] result = LogSoftmax(logits);
        for (int i = 0; i < result.Length; i++)
            result[i] = Exp(result[i]);
        return result;
    }

    /// <summary>The logarithms of the softmax, xᵢ - ln Σ e^xⱼ.</summary>
    public static Value[] LogSoftmax(params ReadOnlySpan<Value> logits)
    {
        // A shift changes nothing but the rounding: near 0 the differences are exact to their own size.
        double shift = double.NegativeInfinity;
        foreach (Value logit in logits)
            shift = Math.Max(shift, logit.Data);
        var result = new Value[logits.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = logits[i] - (double.IsFinite(shift) ? shift : 0);
        Value total = LogSumExp(result);
        for (int i = 0; i < result.Length; i++)
            result[i] -= total;
        return result;
    }

    /// <summary>The operation <typeparamref name="TOp"/> on any number of operands: one of the library's, or one of your own.</summary>
    /// <typeparam name="TOp">The operation.</typeparam>
    /// <exception cref="ArgumentException">There are more operands than one node can have, about four thousand.</exception>
    public static Value Apply<TOp>(ReadOnlySpan<Value> operands) where TOp : struct, IReductionOperation
    {
        int most = Recorder.Current.MostOperands;
        if (operands.Length > most)
            throw new ArgumentException($"The operation {TOp.Symbol} takes at most {most} operands, got {operands.Length}.", nameof(operands));
        return RecordReduction<TOp>(operands);
    }

    /// <summary>A reduction that can take its own result as a term: of more terms than fit, a chain of nodes.</summary>
    static Value Chain<TOp>(ReadOnlySpan<Value> terms) where TOp : struct, IReductionOperation
    {
        int most = Recorder.Current.MostOperands;
        if (terms.Length <= most)
            return RecordReduction<TOp>(terms);
        Value head = Chain<TOp>(terms[..^(most - 1)]);
        return RecordReduction<TOp>([head, .. terms[^(most - 1)..]]);
    }

    /// <summary>
    /// The largest or the smallest. In a chain, the head takes as many shares of the derivative as there are winners behind
    /// it, so that in the end all have the same.
    /// </summary>
    static Value Best<TOp>(ReadOnlySpan<Value> terms) where TOp : struct, IReductionOperation
    {
        int most = Recorder.Current.MostOperands;
        if (terms.Length <= most)
            return RecordReduction<TOp>(terms);
        Value best = RecordReduction<TOp>(terms[..most]);
        int winners = Count(terms[..most], best.Data);
        for (int i = most; i < terms.Length; i += most - 1)
        {
            ReadOnlySpan<Value> more = terms.Slice(i, Math.Min(most - 1, terms.Length - i));
            Value head = best;
            best = RecordReduction<TOp>([head, .. more], winners);
            winners = (head.Data == best.Data ? winners : 0) + Count(more, best.Data);
        }
        return best;

        static int Count(ReadOnlySpan<Value> terms, double number)
        {
            int count = 0;
            foreach (Value term in terms)
                count += term.Data == number ? 1 : 0;
            return count;
        }
    }

    static void CheckNotEmpty(ReadOnlySpan<Value> terms, string what)
    {
        if (terms.IsEmpty)
            throw new ArgumentException($"The {what} of no terms does not exist; give at least 1.");
    }

    static Value SumOfProducts<TOp>(ReadOnlySpan<Value> a, ReadOnlySpan<Value> b, Value? bias) where TOp : struct, ISumOperation<Multiply>
    {
        CheckLengths(a.Length, b.Length);
        int most = Recorder.Current.MostOperands / 2;
        if (a.Length > most)
        {
            bias = SumOfProducts<TOp>(a[..^most], b[..^most], bias);
            return RecordTerms<Affine, Multiply>(a[^most..], b[^most..], most, 1, bias);
        }
        return RecordTerms<TOp, Multiply>(a, b, a.Length, 1, bias);
    }

    static Value SumOfProducts<TOp>(ReadOnlySpan<Value> a, ReadOnlySpan<double> b, Value? bias) where TOp : struct, ISumOperation<Multiply>
    {
        CheckLengths(a.Length, b.Length);
        Value[] constants = ArrayPool<Value>.Shared.Rent(b.Length);
        for (int i = 0; i < b.Length; i++)
            constants[i] = b[i];
        Value result = SumOfProducts<TOp>(a, constants.AsSpan(0, b.Length), bias);
        ArrayPool<Value>.Shared.Return(constants);
        return result;
    }

    static void CheckLengths(int a, int b)
    {
        if (a != b)
            throw new ArgumentException($"The two vectors must be of one length, but have {a} and {b} elements.");
    }
}
