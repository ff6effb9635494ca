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
/// y = ln(e^x₁ + … + e^xₙ). The largest argument is taken out first, so that no exponential overflows; its partials are
/// the softmax of x.
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

        T sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            partials[i] = T.Exp(x[i] - shift);
            sum += partials[i];
        }
        for (int i = 0; i < x.Length; i++)
            partials[i] /= sum;
        return shift + T.Log(sum);
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
    public static T Evaluate<T>(ReadOnlySpan<T> x, Span<T> partials) where T : struct, IReal<T>
    {
        T y = double.NegativeInfinity, winners = 0;
        foreach (T term in x)
            y = T.Max(y, term);
        foreach (T term in x)
            winners += Is(term, y);
        for (int i = 0; i < x.Length; i++)
            partials[i] = Is(x[i], y) / winners;
        return y;
    }

    /// <summary>1 where a = b, else 0.</summary>
    static T Is<T>(T a, T b) where T : struct, IReal<T> => T.IfGreater(a, b, 0, T.IfGreater(b, a, 0, 1));
}

/// <summary>y = the smallest of x₁ … xₙ; equal ones share the derivative.</summary>
public readonly struct MinOf : IReductionOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.MinOf;

    /// <inheritdoc/>
    public static string Symbol => "minof";

    /// <inheritdoc/>
    public static T Evaluate<T>(ReadOnlySpan<T> x, Span<T> partials) where T : struct, IReal<T>
    {
        T y = double.PositiveInfinity, winners = 0;
        foreach (T term in x)
            y = T.Min(y, term);
        foreach (T term in x)
            winners += Is(term, y);
        for (int i = 0; i < x.Length; i++)
            partials[i] = Is(x[i], y) / winners;
        return y;
    }

    /// <summary>1 where a = b, else 0.</summary>
    static T Is<T>(T a, T b) where T : struct, IReal<T> => T.IfGreater(a, b, 0, T.IfGreater(b, a, 0, 1));
}

/// <summary>y = a where a condition holds, else b; the derivative goes to the one that was taken.</summary>
public readonly struct Select : IOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Select;

    /// <inheritdoc/>
    public static string Symbol => "select";
}
