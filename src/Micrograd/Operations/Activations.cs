namespace Micrograd.Operations;

/// <summary>y = tanh x.</summary>
public readonly struct Tanh : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Tanh;

    /// <inheritdoc/>
    public static string Symbol => "tanh";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Tanh(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 - y * y;
}

/// <summary>
/// y = 1 / (1 + e^-x), the logistic function. It is evaluated from e^-|x|, which cannot overflow, so its tail reaches
/// down to the smallest number.
/// </summary>
public readonly struct Sigmoid : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Sigmoid;

    /// <inheritdoc/>
    public static string Symbol => "sigmoid";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T>
    {
        T e = T.Exp(-T.Abs(x));
        return T.IfGreater(x, 0, 1, e) / (1 + e);
    }

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => y * (1 - y);
}

/// <summary>y = max(x, 0), the rectifier, with derivative 0 at 0.</summary>
public readonly struct Relu : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Relu;

    /// <inheritdoc/>
    public static string Symbol => "relu";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Max(x, 0);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => T.IfGreater(x, 0, 1, 0);
}
