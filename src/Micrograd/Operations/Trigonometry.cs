namespace Micrograd.Operations;

/// <summary>y = sin x, x in radians.</summary>
public readonly struct Sin : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Sin;

    /// <inheritdoc/>
    public static string Symbol => "sin";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Sin(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => T.Cos(x);
}

/// <summary>y = cos x, x in radians.</summary>
public readonly struct Cos : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Cos;

    /// <inheritdoc/>
    public static string Symbol => "cos";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Cos(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => -T.Sin(x);
}

/// <summary>y = tan x, x in radians.</summary>
public readonly struct Tan : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Tan;

    /// <inheritdoc/>
    public static string Symbol => "tan";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Tan(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 + y * y;
}

/// <summary>y = arcsin x, from -π/2 to π/2.</summary>
public readonly struct Asin : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Asin;

    /// <inheritdoc/>
    public static string Symbol => "asin";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Asin(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 / T.Sqrt((1 - x) * (1 + x));
}

/// <summary>y = arccos x, from 0 to π.</summary>
public readonly struct Acos : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Acos;

    /// <inheritdoc/>
    public static string Symbol => "acos";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Acos(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => -1 / T.Sqrt((1 - x) * (1 + x));
}

/// <summary>y = arctan x, from -π/2 to π/2.</summary>
public readonly struct Atan : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Atan;

    /// <inheritdoc/>
    public static string Symbol => "atan";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Atan(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 / (1 + x * x);
}

/// <summary>y = the angle of the point (b, a), from -π to π: arctan(a/b) in the right quadrant.</summary>
public readonly struct Atan2 : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Atan2;

    /// <inheritdoc/>
    public static string Symbol => "atan2";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => T.Atan2(a, b);

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T>
    {
        T length = T.Hypot(a, b);
        return b / length / length;
    }

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T>
    {
        T length = T.Hypot(a, b);
        return -a / length / length;
    }
}

/// <summary>y = sinh x.</summary>
public readonly struct Sinh : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Sinh;

    /// <inheritdoc/>
    public static string Symbol => "sinh";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Sinh(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => T.Cosh(x);
}

/// <summary>y = cosh x.</summary>
public readonly struct Cosh : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Cosh;

    /// <inheritdoc/>
    public static string Symbol => "cosh";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Cosh(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => T.Sinh(x);
}

/// <summary>y = arsinh x.</summary>
public readonly struct Asinh : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Asinh;

    /// <inheritdoc/>
    public static string Symbol => "asinh";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Asinh(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 / T.Hypot(x, 1);
}

/// <summary>y = arcosh x, for x from 1.</summary>
public readonly struct Acosh : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Acosh;

    /// <inheritdoc/>
    public static string Symbol => "acosh";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Acosh(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 / (T.Sqrt(x - 1) * T.Sqrt(x + 1));
}

/// <summary>y = artanh x, for x between -1 and 1.</summary>
public readonly struct Atanh : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Atanh;

    /// <inheritdoc/>
    public static string Symbol => "atanh";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Atanh(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 / ((1 - x) * (1 + x));
}
