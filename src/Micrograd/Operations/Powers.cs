namespace Micrograd.Operations;

/// <summary>y = x^(1/3), for negative x as well.</summary>
public readonly struct Cbrt : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Cbrt;

    /// <inheritdoc/>
    public static string Symbol => "cbrt";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => T.Cbrt(x);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 / (3 * y * y);
}

/// <summary>y = x².</summary>
public readonly struct Square : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Square;

    /// <inheritdoc/>
    public static string Symbol => "square";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => x * x;

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 2 * x;
}

/// <summary>y = x³.</summary>
public readonly struct Cube : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Cube;

    /// <inheritdoc/>
    public static string Symbol => "cube";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => x * x * x;

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 3 * x * x;
}

/// <summary>y = 1/x.</summary>
public readonly struct Reciprocal : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Reciprocal;

    /// <inheritdoc/>
    public static string Symbol => "reciprocal";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => 1 / x;

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => -(y * y);
}

/// <summary>y = √(a² + b²), without overflow; the derivatives at (0, 0) are 0.</summary>
public readonly struct Hypot : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Hypot;

    /// <inheritdoc/>
    public static string Symbol => "hypot";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => T.Hypot(a, b);

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfEqual(y, 0, 0, a / y);

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfEqual(y, 0, 0, b / y);
}

/// <summary>y = max(x, bound), where the derivative at the bound goes to x: one half of a clamp. (a is x, b the bound.)</summary>
public readonly struct AtLeast : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.AtLeast;

    /// <inheritdoc/>
    public static string Symbol => "atleast";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => T.Max(a, b);

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfGreater(b, a, 0, 1);

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfGreater(b, a, 1, 0);
}

/// <summary>y = min(x, bound), where the derivative at the bound goes to x: the other half of a clamp. (a is x, b the bound.)</summary>
public readonly struct AtMost : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.AtMost;

    /// <inheritdoc/>
    public static string Symbol => "atmost";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => T.Min(a, b);

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfGreater(a, b, 0, 1);

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => T.IfGreater(a, b, 1, 0);
}
