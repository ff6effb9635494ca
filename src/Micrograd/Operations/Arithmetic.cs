namespace Micrograd.Operations;

/// <summary>y = a + b.</summary>
public readonly struct Add : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Add;

    /// <inheritdoc/>
    public static string Symbol => "+";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => a + b;

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => 1;

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => 1;
}

/// <summary>y = a - b.</summary>
public readonly struct Subtract : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Subtract;

    /// <inheritdoc/>
    public static string Symbol => "-";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => a - b;

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => 1;

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => -1;
}

/// <summary>y = a * b.</summary>
public readonly struct Multiply : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Multiply;

    /// <inheritdoc/>
    public static string Symbol => "*";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => a * b;

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => b;

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => a;
}

/// <summary>y = a / b.</summary>
public readonly struct Divide : IBinaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Divide;

    /// <inheritdoc/>
    public static string Symbol => "/";

    /// <inheritdoc/>
    public static T Primal<T>(T a, T b) where T : struct, IReal<T> => a / b;

    /// <inheritdoc/>
    public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => 1 / b;

    /// <inheritdoc/>
    public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => -y / b;
}

/// <summary>y = -x.</summary>
public readonly struct Negate : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Negate;

    /// <inheritdoc/>
    public static string Symbol => "neg";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => -x;

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => -1;
}
