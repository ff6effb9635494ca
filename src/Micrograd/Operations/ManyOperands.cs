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

/// <summary>y = a where a condition holds, else b; the derivative goes to the one that was taken.</summary>
public readonly struct Select : IOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Select;

    /// <inheritdoc/>
    public static string Symbol => "select";
}
