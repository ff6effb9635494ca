using System.Runtime.CompilerServices;
using Micrograd.Operations;

namespace Micrograd;

/// <summary>The functions of one and two values.</summary>
public readonly partial struct Value : IReal<Value>
{
    /// <summary>a to the power b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Pow(Value a, Value b) => Apply<Power>(a, b);

    /// <summary>a to the power b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Pow(Value a, double b) => Apply<Power>(a, b);

    /// <summary>a to the power b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Pow(double a, Value b) => Apply<Power>(a, b);

    /// <summary>e to the power x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Exp(Value x) => Apply<Exp>(x);

    /// <summary>The natural logarithm of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Log(Value x) => Apply<Log>(x);

    /// <summary>The square root of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Sqrt(Value x) => Apply<Sqrt>(x);

    /// <summary>The hyperbolic tangent of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Tanh(Value x) => Apply<Tanh>(x);

    /// <summary>The logistic function of x, 1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Sigmoid(Value x) => Apply<Sigmoid>(x);

    /// <summary>The rectifier, max(x, 0); its derivative at 0 is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Relu(Value x) => Apply<Relu>(x);

    /// <summary>The absolute value of x; its derivative at 0 is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Abs(Value x) => Apply<Abs>(x);

    /// <summary>The larger of a and b; equal values share the derivative, half each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Max(Value a, Value b) => Apply<Max>(a, b);

    /// <summary>The smaller of a and b; equal values share the derivative, half each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Min(Value a, Value b) => Apply<Min>(a, b);

    /// <summary>
    /// <paramref name="then"/> where the condition holds, else <paramref name="otherwise"/>. Both are computed, the
    /// derivative goes to the one that was taken, and an infinite slope of the other does no harm.
    /// </summary>
    public static Value Select(Condition condition, Value then, Value otherwise) => RecordSelect(then, otherwise, condition);

    static Value IReal<Value>.IfGreater(Value a, Value b, Value then, Value otherwise) => Select(a > b, then, otherwise);

    static Value IReal<Value>.IfEqual(Value a, Value b, Value edge, Value usual) => a.Data == b.Data ? edge : usual;
}
