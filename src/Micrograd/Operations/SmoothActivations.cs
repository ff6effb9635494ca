namespace Micrograd.Operations;

/// <summary>y = x where x is positive, else slope * x. (a is x, b the slope.)</summary>
public readonly struct LeakyRelu : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.LeakyRelu;

    /// <inheritdoc/>
    public static string Symbol => "leaky_relu";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => T.IfGreater(a, 0, a, b * a);

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfGreater(a, 0, 1, b);

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfGreater(a, 0, 0, a);
}

/// <summary>y = x where x is positive, else α(e^x - 1) (Clevert et al. 2016). (a is x, b is α.)</summary>
public readonly struct Elu : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Elu;

    /// <inheritdoc/>
    public static string Symbol => "elu";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => T.IfGreater(a, 0, a, b * T.ExpM1(a));

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfGreater(a, 0, 1, y + b);

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfGreater(a, 0, 0, T.ExpM1(a));
}

/// <summary>y = ln(1 + e^x), without overflow.</summary>
public readonly struct Softplus : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Softplus;

    /// <inheritdoc/>
    public static string Symbol => "softplus";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Max(x, 0) + T.LogP1(T.Exp(-T.Abs(x)));

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => T.Apply<Sigmoid>(x);
}

/// <summary>y = ln sigmoid x = -softplus(-x).</summary>
public readonly struct LogSigmoid : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.LogSigmoid;

    /// <inheritdoc/>
    public static string Symbol => "logsigmoid";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => -T.Apply<Softplus>(-x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => T.Apply<Sigmoid>(-x);
}

/// <summary>y = x / (1 + |x|).</summary>
public readonly struct Softsign : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Softsign;

    /// <inheritdoc/>
    public static string Symbol => "softsign";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => x / (1 + T.Abs(x));

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T>
    {
        T width = 1 + T.Abs(x);
        return 1 / width / width;
    }
}

/// <summary>y = x sigmoid x, also called swish.</summary>
public readonly struct Silu : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Silu;

    /// <inheritdoc/>
    public static string Symbol => "silu";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => x * T.Apply<Sigmoid>(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T>
    {
        T s = T.Apply<Sigmoid>(x);
        return s * (1 + x * (1 - s));
    }
}

/// <summary>y = x Φ(x), exactly, with Φ the cumulative normal (Hendrycks and Gimpel 2016).</summary>
public readonly struct Gelu : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Gelu;

    /// <inheritdoc/>
    public static string Symbol => "gelu";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => x * T.Apply<NormalCdf>(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => T.Apply<NormalCdf>(x) + x * T.Apply<NormalPdf>(x);
}

/// <summary>y = x tanh(softplus x) (Misra 2019).</summary>
public readonly struct Mish : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Mish;

    /// <inheritdoc/>
    public static string Symbol => "mish";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => x * T.Tanh(T.Apply<Softplus>(x));

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T>
    {
        T t = T.Tanh(T.Apply<Softplus>(x));
        return t + x * (1 - t * t) * T.Apply<Sigmoid>(x);
    }
}
