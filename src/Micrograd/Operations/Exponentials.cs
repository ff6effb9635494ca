namespace Micrograd.Operations;

/// <summary>y = 2^x.</summary>
public readonly struct Exp2 : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Exp2;

    /// <inheritdoc/>
    public static string Symbol => "exp2";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Exp2(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => y * 0.69314718055994530942;
}

/// <summary>y = e^x - 1, exact also near 0.</summary>
public readonly struct ExpM1 : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.ExpM1;

    /// <inheritdoc/>
    public static string Symbol => "expm1";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.ExpM1(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => y + 1;
}

/// <summary>y = log₂ x.</summary>
public readonly struct Log2 : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Log2;

    /// <inheritdoc/>
    public static string Symbol => "log2";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Log2(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1.4426950408889634074 / x;
}

/// <summary>y = log₁₀ x.</summary>
public readonly struct Log10 : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Log10;

    /// <inheritdoc/>
    public static string Symbol => "log10";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Log10(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 0.43429448190325182765 / x;
}

/// <summary>y = ln(1 + x), exact also near 0.</summary>
public readonly struct LogP1 : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.LogP1;

    /// <inheritdoc/>
    public static string Symbol => "log1p";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.LogP1(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 / (1 + x);
}

/// <summary>y = ln(e^a + e^b), without overflow.</summary>
public readonly struct LogAddExp : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.LogAddExp;

    /// <inheritdoc/>
    public static string Symbol => "logaddexp";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T>
    {
        T apart = T.Max(a, b) + T.LogP1(T.Exp(-T.Abs(a - b)));
        return T.IfEqual(a, b, a + 0.69314718055994530942, apart);   // two infinities of one sign have no difference
    }

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => T.Apply<Sigmoid>(a - b);

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => T.Apply<Sigmoid>(b - a);
}
