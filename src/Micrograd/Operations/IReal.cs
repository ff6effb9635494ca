namespace Micrograd.Operations;

/// <summary>
/// The arithmetic in which the rules of this library are written. A rule that is generic over <typeparamref name="T"/>
/// can be read as a number, as a number with its tangent, as text, as a SIMD register, or as a recorded graph: one rule,
/// many readings.
/// </summary>
/// <remarks>
/// The functions from Exp to Min are the elementary ones, which rules refer to. By default they are the operations of the
/// same name; a number type that evaluates operations by their primal must say how to compute them.
/// </remarks>
/// <typeparam name="T">The number type itself.</typeparam>
public interface IReal<T> where T : struct, IReal<T>
{
    /// <summary>The constant <paramref name="value"/> as a number of this type.</summary>
    static abstract implicit operator T(double value);

    /// <summary>a + b.</summary>
    static abstract T operator +(T a, T b);

    /// <summary>a - b.</summary>
    static abstract T operator -(T a, T b);

    /// <summary>a * b.</summary>
    static abstract T operator *(T a, T b);

    /// <summary>a / b.</summary>
    static abstract T operator /(T a, T b);

    /// <summary>-x.</summary>
    static abstract T operator -(T x);

    /// <summary>a + b.</summary>
    static virtual T operator +(T a, double b) => a + (T)b;

    /// <summary>a + b.</summary>
    static virtual T operator +(double a, T b) => (T)a + b;

    /// <summary>a - b.</summary>
    static virtual T operator -(T a, double b) => a - (T)b;

    /// <summary>a - b.</summary>
    static virtual T operator -(double a, T b) => (T)a - b;

    /// <summary>a * b.</summary>
    static virtual T operator *(T a, double b) => a * (T)b;

    /// <summary>a * b.</summary>
    static virtual T operator *(double a, T b) => (T)a * b;

    /// <summary>a / b.</summary>
    static virtual T operator /(T a, double b) => a / (T)b;

    /// <summary>a / b.</summary>
    static virtual T operator /(double a, T b) => (T)a / b;

    /// <summary>e to the power x.</summary>
    static virtual T Exp(T x) => T.Apply<Exp>(x);

    /// <summary>2 to the power x.</summary>
    static virtual T Exp2(T x) => T.Apply<Exp2>(x);

    /// <summary>e to the power x, minus 1, exact also near 0.</summary>
    static virtual T ExpM1(T x) => T.Apply<ExpM1>(x);

    /// <summary>The natural logarithm of x.</summary>
    static virtual T Log(T x) => T.Apply<Log>(x);

    /// <summary>The logarithm of x to base 2.</summary>
    static virtual T Log2(T x) => T.Apply<Log2>(x);

    /// <summary>The logarithm of x to base 10.</summary>
    static virtual T Log10(T x) => T.Apply<Log10>(x);

    /// <summary>The natural logarithm of 1 + x, exact also near 0.</summary>
    static virtual T LogP1(T x) => T.Apply<LogP1>(x);

    /// <summary>The square root of x.</summary>
    static virtual T Sqrt(T x) => T.Apply<Sqrt>(x);

    /// <summary>The cube root of x.</summary>
    static virtual T Cbrt(T x) => T.Apply<Cbrt>(x);

    /// <summary>The sine of x.</summary>
    static virtual T Sin(T x) => T.Apply<Sin>(x);

    /// <summary>The cosine of x.</summary>
    static virtual T Cos(T x) => T.Apply<Cos>(x);

    /// <summary>The tangent of x.</summary>
    static virtual T Tan(T x) => T.Apply<Tan>(x);

    /// <summary>The arc sine of x.</summary>
    static virtual T Asin(T x) => T.Apply<Asin>(x);

    /// <summary>The arc cosine of x.</summary>
    static virtual T Acos(T x) => T.Apply<Acos>(x);

    /// <summary>The arc tangent of x.</summary>
    static virtual T Atan(T x) => T.Apply<Atan>(x);

    /// <summary>The hyperbolic sine of x.</summary>
    static virtual T Sinh(T x) => T.Apply<Sinh>(x);

    /// <summary>The hyperbolic cosine of x.</summary>
    static virtual T Cosh(T x) => T.Apply<Cosh>(x);

    /// <summary>The hyperbolic tangent of x.</summary>
    static virtual T Tanh(T x) => T.Apply<Tanh>(x);

    /// <summary>The inverse hyperbolic sine of x.</summary>
    static virtual T Asinh(T x) => T.Apply<Asinh>(x);

    /// <summary>The inverse hyperbolic cosine of x.</summary>
    static virtual T Acosh(T x) => T.Apply<Acosh>(x);

    /// <summary>The inverse hyperbolic tangent of x.</summary>
    static virtual T Atanh(T x) => T.Apply<Atanh>(x);

    /// <summary>The absolute value of x.</summary>
    static virtual T Abs(T x) => T.Apply<Abs>(x);

    /// <summary>a to the power b.</summary>
    static virtual T Pow(T a, T b) => T.Apply<Power>(a, b);

    /// <summary>The angle of the point (b, a), from the a and b of a / b.</summary>
    static virtual T Atan2(T a, T b) => T.Apply<Atan2>(a, b);

    /// <summary>The length of (a, b), without overflow.</summary>
    static virtual T Hypot(T a, T b) => T.Apply<Hypot>(a, b);

    /// <summary>The larger of a and b; NaN if either is NaN.</summary>
    static virtual T Max(T a, T b) => T.Apply<Max>(a, b);

    /// <summary>The smaller of a and b; NaN if either is NaN.</summary>
    static virtual T Min(T a, T b) => T.Apply<Min>(a, b);

    /// <summary><paramref name="then"/> where a &gt; b, else <paramref name="otherwise"/> (also where a or b is NaN).</summary>
    static abstract T IfGreater(T a, T b, T then, T otherwise);

    /// <summary>
    /// <paramref name="edge"/> where a = b, else <paramref name="usual"/>. It states what a rule does at a single point,
    /// so a reading for people (<see cref="Numbers.Formula"/>) shows the usual case alone.
    /// </summary>
    static abstract T IfEqual(T a, T b, T edge, T usual);

    /// <summary>The operation <typeparamref name="TOp"/> on x, by its rule.</summary>
    static abstract T Apply<TOp>(T x) where TOp : struct, IUnaryOperation;

    /// <summary>The operation <typeparamref name="TOp"/> on a and b, by its rule.</summary>
    static abstract T Apply<TOp>(T a, T b) where TOp : struct, IBinaryOperation;
}
