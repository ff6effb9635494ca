namespace Micrograd.Operations;

/// <summary>
/// y = ln(e^x₁ + … + e^xₙ) - x₁, the cross-entropy of softmax x where the first class is true; its partials are softmax x,
/// less 1 for the first. It works on differences of arguments, so that no digit is lost where they are large and close, and
/// where the first leads, y = ln(1 + e^(x₂ - x₁) + …), however small that is.
/// </summary>
public readonly struct CrossEntropy : IReductionOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.CrossEntropy;

    /// <inheritdoc/>
    public static string Symbol => "crossentropy";

    /// <inheritdoc/>
    public static T Evaluate<T>(ReadOnlySpan<T> x, Span<T> partials) where T : struct, IReal<T>
    {
        T own = x[0], largest = own;
        foreach (T term in x)
            largest = T.Max(largest, term);
        // Nothing to take out of an infinity, but that of a first class which leads infinitely.
        T shift = T.IfGreater(largest, own, T.IfGreater(double.PositiveInfinity, largest, largest, 0), own);

        T rest = 0;
        for (int i = 1; i < x.Length; i++)
        {
            partials[i] = T.Exp(x[i] - shift);
            rest += partials[i];
        }
        T sum = rest + T.IfGreater(largest, own, T.Exp(own - shift), 1);
        for (int i = 1; i < x.Length; i++)
            partials[i] /= sum;
        partials[0] = 0 - rest / sum;   // more exact than e^x₁ / sum - 1
        return T.IfGreater(largest, own, largest - own + T.Log(sum), T.LogP1(rest));
    }
}
