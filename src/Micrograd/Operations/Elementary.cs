namespace Micrograd.Operations;

/// <summary>y = e^x.</summary>
public readonly struct Exp : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Exp;

    /// <inheritdoc/>
    public static string Symbol => "exp";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Exp(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => y;
}

/// <summary>y = ln x.</summary>
public readonly struct Log : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Log;

    /// <inheritdoc/>
    public static string Symbol => "log";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Log(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 / x;
}

/// <summary>y = sqrt x.</summary>
public readonly struct Sqrt : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Sqrt;

    /// <inheritdoc/>
    public static string Symbol => "sqrt";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Sqrt(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 0.5 / y;
}

/// <summary>
/// y = a^b. A zero exponent gives 1 with derivative 0 by a, whatever a is; where a = 0 and b is not negative, the
/// derivative by b is 0 (the limit along a, and PyTorch's answer).
/// </summary>
public readonly struct Power : IBinaryOperation
{
    /// <summary>2^-1022; smaller numbers may have an infinite reciprocal.</summary>
    const double SmallestNormal = 2.2250738585072014E-308;

    /// <inheritdoc/>
    public static OpCode Code => OpCode.Power;

    /// <inheritdoc/>
    public static string Symbol => "**";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => T.Pow(a, b);

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T>
    {
        T safe = T.IfEqual(b, 0, T.IfGreater(T.Abs(a), SmallestNormal, a, 1), a);   // 0 * a^-1 shall be 0, also for 0, 1e-310 and NaN
        return b * T.Pow(safe, b - 1);
    }

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T>
    {
        T safe = T.IfEqual(a, 0, T.IfGreater(0, b, a, 1), a);          // 0^b * log 0 shall be 0 for b >= 0
        return y * T.Log(safe);
    }
}

/// <summary>y = |x|, with derivative 0 at 0.</summary>
public readonly struct Abs : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Abs;

    /// <inheritdoc/>
    public static string Symbol => "abs";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Abs(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => T.IfEqual(x, 0, 0, T.IfGreater(x, 0, 1, -1));
}

/// <summary>y = max(a, b); equal arguments share the derivative, half each.</summary>
public readonly struct Max : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Max;

    /// <inheritdoc/>
    public static string Symbol => "max";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => T.Max(a, b);

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfEqual(a, b, 0.5, T.IfGreater(a, b, 1, 0));

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfEqual(a, b, 0.5, T.IfGreater(b, a, 1, 0));
}

/// <summary>y = min(a, b); equal arguments share the derivative, half each.</summary>
public readonly struct Min : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Min;

    /// <inheritdoc/>
    public static string Symbol => "min";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => T.Min(a, b);

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfEqual(a, b, 0.5, T.IfGreater(b, a, 1, 0));

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfEqual(a, b, 0.5, T.IfGreater(a, b, 1, 0));
}
