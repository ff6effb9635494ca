namespace Micrograd.Operations;

/// <summary>y = x₁ + x₂ + … + xₙ, recorded as one node.</summary>
public readonly struct Sum : ISumOperation<Add>
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Sum;

    /// <inheritdoc/>
    public static string Symbol => "sum";
}

/// <summary>y = a₁b₁ + a₂b₂ + … + aₙbₙ, recorded as one node.</summary>
public readonly struct Dot : ISumOperation<Multiply>
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Dot;

    /// <inheritdoc/>
    public static string Symbol => "dot";
}

/// <summary>y = bias + a₁b₁ + a₂b₂ + … + aₙbₙ, recorded as one node.</summary>
public readonly struct Affine : ISumOperation<Multiply>
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Affine;

    /// <inheritdoc/>
    public static string Symbol => "affine";
}

/// <summary>
/// y = ln(e^x₁ + … + e^xₙ). The largest argument is taken out first, so that no exponential overflows and the rest counts
/// beside it, however small; its partials are the softmax of x.
/// </summary>
public readonly struct LogSumExp : IReductionOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.LogSumExp;

    /// <inheritdoc/>
    public static string Symbol => "logsumexp";

    /// <inheritdoc/>
    public static T Evaluate<T>(ReadOnlySpan<T> x, Span<T> partials) where T : struct, IReal<T>
    {
        T largest = double.NegativeInfinity;
        foreach (T term in x)
            largest = T.Max(largest, term);
        T shift = T.IfGreater(double.PositiveInfinity, T.Abs(largest), largest, 0);   // nothing to take out of an infinity

        // The exponential of the largest is 1: it is counted, and what it is apart from 1 concerns tangents alone.
        T ones = 0, rest = 0;
        for (int i = 0; i < x.Length; i++)
        {
            partials[i] = T.Exp(x[i] - shift);
            ones += T.IfGreater(largest, x[i], 0, 1);
            rest += T.IfGreater(largest, x[i], partials[i], partials[i] - 1);
        }
        T sum = ones + rest;
        for (int i = 0; i < x.Length; i++)
            partials[i] /= sum;
        // Where all terms are -inf there is no derivative. Their exponentials are 0 and flat and would hide it; -√x² does not.
        return T.IfEqual(sum, 0, -T.Sqrt(largest * largest), shift + T.LogP1(ones - 1 + rest));
    }
}

/// <summary>y = (x₁ + … + xₙ) / n.</summary>
public readonly struct Mean : IReductionOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Mean;

    /// <inheritdoc/>
    public static string Symbol => "mean";

    /// <inheritdoc/>
    public static T Evaluate<T>(ReadOnlySpan<T> x, Span<T> partials) where T : struct, IReal<T>
    {
        T sum = 0;
        foreach (T term in x)
            sum += term;
        partials.Fill(1.0 / x.Length);
        return sum / x.Length;
    }
}

/// <summary>y = x₁ x₂ … xₙ; each partial is the product of the others, also where one of them is 0.</summary>
public readonly struct Product : IReductionOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Product;

    /// <inheritdoc/>
    public static string Symbol => "product";

    /// <inheritdoc/>
    public static T Evaluate<T>(ReadOnlySpan<T> x, Span<T> partials) where T : struct, IReal<T>
    {
        T before = 1;
        for (int i = 0; i < x.Length; i++)
        {
            partials[i] = before;
            before *= x[i];
        }
        T after = 1;
        for (int i = x.Length - 1; i >= 0; i--)
        {
            partials[i] *= after;
            after *= x[i];
        }
        return before;
    }
}

/// <summary>y = √(x₁² + … + xₙ²), without overflow; the derivatives at the origin are 0.</summary>
public readonly struct Norm : IReductionOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Norm;

    /// <inheritdoc/>
    public static string Symbol => "norm";

    /// <inheritdoc/>
    public static T Evaluate<T>(ReadOnlySpan<T> x, Span<T> partials) where T : struct, IReal<T>
    {
        T largest = 0;
        foreach (T term in x)
            largest = T.Max(largest, T.Abs(term));
        // Nothing to scale by in a vector of zeros or with an infinity.
        T scale = T.IfEqual(largest, 0, 1, T.IfGreater(double.PositiveInfinity, largest, largest, 1));
        T sum = 0;
        foreach (T term in x)
            sum += term / scale * (term / scale);
        T y = scale * T.Sqrt(sum);
        for (int i = 0; i < x.Length; i++)
            partials[i] = T.IfEqual(y, 0, 0, x[i] / y);
        return y;
    }
}

/// <summary>y = the largest of x₁ … xₙ; equal ones share the derivative.</summary>
public readonly struct MaxOf : IReductionOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.MaxOf;

    /// <inheritdoc/>
    public static string Symbol => "maxof";

    /// <inheritdoc/>
    public static T Evaluate<T>(ReadOnlySpan<T> x, Span<T> partials) where T : struct, IReal<T> =>
        Contest<Max>.Evaluate(double.NegativeInfinity, x, partials);
}

/// <summary>y = the smallest of x₁ … xₙ; equal ones share the derivative.</summary>
public readonly struct MinOf : IReductionOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.MinOf;

    /// <inheritdoc/>
    public static string Symbol => "minof";

    /// <inheritdoc/>
    public static T Evaluate<T>(ReadOnlySpan<T> x, Span<T> partials) where T : struct, IReal<T> =>
        Contest<Min>.Evaluate(double.PositiveInfinity, x, partials);
}

/// <summary>What the largest and the smallest of many have in common.</summary>
/// <typeparam name="TBetter">Says which of two wins.</typeparam>
static class Contest<TBetter> where TBetter : struct, IBinaryOperation
{
    /// <summary>Returns the winner of x and gives it, and each equal of it, the same share of the derivative.</summary>
    /// <param name="loser">The number that loses against all others.</param>
    /// <param name="x">At least one term.</param>
    /// <param name="partials">Receives the shares.</param>
    public static T Evaluate<T>(T loser, ReadOnlySpan<T> x, Span<T> partials) where T : struct, IReal<T>
    {
        T best = loser, winners = 0;
        foreach (T term in x)
            best = T.Apply<TBetter>(best, term);
        for (int i = 0; i < x.Length; i++)
        {
            partials[i] = T.IfGreater(x[i], best, 0, T.IfGreater(best, x[i], 0, 1));
            winners += partials[i];
        }

        // Two by two, a later equal has taken half from all before it. The result is the mean of the winners instead: they
        // are 0 apart from the best (from 0, where it is infinite), so this concerns tangents alone.
        T origin = T.IfGreater(double.PositiveInfinity, T.Abs(best), best, 0), apart = 0;
        for (int i = 0; i < x.Length; i++)
        {
            partials[i] /= winners;
            apart += T.IfGreater(partials[i], 0, (origin - x[i]) * partials[i], 0);
        }
        return origin - apart;
    }
}

/// <summary>y = a where a condition holds, else b; the derivative goes to the one that was taken.</summary>
public readonly struct Select : IOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Select;

    /// <inheritdoc/>
    public static string Symbol => "select";
}
