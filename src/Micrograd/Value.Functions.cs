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

    /// <summary>x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Square(Value x) => Apply<Square>(x);

    /// <summary>x³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Cube(Value x) => Apply<Cube>(x);

    /// <summary>1 / x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Reciprocal(Value x) => Apply<Reciprocal>(x);

    /// <summary>The square root of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Sqrt(Value x) => Apply<Sqrt>(x);

    /// <summary>The cube root of x, also of negative x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Cbrt(Value x) => Apply<Cbrt>(x);

    /// <summary>√(a² + b²), without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Hypot(Value a, Value b) => Apply<Hypot>(a, b);

    /// <summary>e to the power x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Exp(Value x) => Apply<Exp>(x);

    /// <summary>2 to the power x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Exp2(Value x) => Apply<Exp2>(x);

    /// <summary>e to the power x, minus 1, exact also near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value ExpM1(Value x) => Apply<ExpM1>(x);

    /// <summary>The natural logarithm of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Log(Value x) => Apply<Log>(x);

    /// <summary>The logarithm of x to base 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Log2(Value x) => Apply<Log2>(x);

    /// <summary>The logarithm of x to base 10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Log10(Value x) => Apply<Log10>(x);

    /// <summary>The natural logarithm of 1 + x, exact also near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value LogP1(Value x) => Apply<LogP1>(x);

    /// <summary>ln(e^a + e^b), without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value LogAddExp(Value a, Value b) => Apply<LogAddExp>(a, b);

    /// <summary>The sine of x, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Sin(Value x) => Apply<Sin>(x);

    /// <summary>The cosine of x, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Cos(Value x) => Apply<Cos>(x);

    /// <summary>The tangent of x, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Tan(Value x) => Apply<Tan>(x);

    /// <summary>The arc sine of x, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Asin(Value x) => Apply<Asin>(x);

    /// <summary>The arc cosine of x, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Acos(Value x) => Apply<Acos>(x);

    /// <summary>The arc tangent of x, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Atan(Value x) => Apply<Atan>(x);

    /// <summary>The angle of the point (x, y), in radians from -π to π.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Atan2(Value y, Value x) => Apply<Atan2>(y, x);

    /// <summary>The hyperbolic sine of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Sinh(Value x) => Apply<Sinh>(x);

    /// <summary>The hyperbolic cosine of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Cosh(Value x) => Apply<Cosh>(x);

    /// <summary>The hyperbolic tangent of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Tanh(Value x) => Apply<Tanh>(x);

    /// <summary>The inverse hyperbolic sine of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Asinh(Value x) => Apply<Asinh>(x);

    /// <summary>The inverse hyperbolic cosine of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Acosh(Value x) => Apply<Acosh>(x);

    /// <summary>The inverse hyperbolic tangent of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Atanh(Value x) => Apply<Atanh>(x);

    /// <summary>The error function of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Erf(Value x) => Apply<Erf>(x);

    /// <summary>1 - erf x, exact also where that is tiny.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Erfc(Value x) => Apply<Erfc>(x);

    /// <summary>The cumulative distribution of the standard normal at x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value NormalCdf(Value x) => Apply<NormalCdf>(x);

    /// <summary>The density of the standard normal at x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value NormalPdf(Value x) => Apply<NormalPdf>(x);

    /// <summary>The absolute value of x; its derivative at 0 is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Abs(Value x) => Apply<Abs>(x);

    /// <summary>The larger of a and b; equal values share the derivative, half each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Max(Value a, Value b) => Apply<Max>(a, b);

    /// <summary>The smaller of a and b; equal values share the derivative, half each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Min(Value a, Value b) => Apply<Min>(a, b);

    /// <summary>x kept between two bounds. At a bound the derivative by x is 1, outside it is 0 and the bound has it.</summary>
    public static Value Clamp(Value x, Value low, Value high) => Apply<AtMost>(Apply<AtLeast>(x, low), high);

    /// <summary>The logistic function of x, 1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Sigmoid(Value x) => Apply<Sigmoid>(x);

    /// <summary>The logarithm of the logistic function, without underflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value LogSigmoid(Value x) => Apply<LogSigmoid>(x);

    /// <summary>The rectifier, max(x, 0); its derivative at 0 is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Relu(Value x) => Apply<Relu>(x);

    /// <summary>x where it is positive, else slope * x; the derivative at 0 is the slope.</summary>
    public static Value LeakyRelu(Value x, double slope = 0.01) => Apply<LeakyRelu>(x, slope);

    /// <summary>x where it is positive, else alpha * (e^x - 1).</summary>
    public static Value Elu(Value x, double alpha = 1) => Apply<Elu>(x, alpha);

    /// <summary>x times the cumulative normal of x (the exact form).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Gelu(Value x) => Apply<Gelu>(x);

    /// <summary>x times the logistic function of x, also called swish.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Silu(Value x) => Apply<Silu>(x);

    /// <summary>x tanh(softplus x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Mish(Value x) => Apply<Mish>(x);

    /// <summary>ln(1 + e^x), the smooth rectifier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Softplus(Value x) => Apply<Softplus>(x);

    /// <summary>x / (1 + |x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Softsign(Value x) => Apply<Softsign>(x);

    /// <summary>
    /// <paramref name="then"/> where the condition holds, else <paramref name="otherwise"/>. Both are computed, the
    /// derivative goes to the one that was taken, and an infinite slope of the other does no harm.
    /// </summary>
    public static Value Select(Condition condition, Value then, Value otherwise) => RecordSelect(then, otherwise, condition);

    static Value IReal<Value>.IfGreater(Value a, Value b, Value then, Value otherwise) => Select(a > b, then, otherwise);

    static Value IReal<Value>.IfEqual(Value a, Value b, Value edge, Value usual) => a.Data == b.Data ? edge : usual;
}
