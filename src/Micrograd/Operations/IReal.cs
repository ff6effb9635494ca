namespace Micrograd.Operations;

/// <summary>
/// The arithmetic in which the rules of this library are written. A rule that is generic over <typeparamref name="T"/>
/// can be read as a number, as a number with its tangent, as text, as a SIMD register, or as a recorded graph: one rule,
/// many readings.
/// </summary>
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
    static abstract T Exp(T x);

    /// <summary>The natural logarithm of x.</summary>
    static abstract T Log(T x);

    /// <summary>The square root of x.</summary>
    static abstract T Sqrt(T x);

    /// <summary>The hyperbolic tangent of x.</summary>
    static abstract T Tanh(T x);

    /// <summary>a to the power b.</summary>
    static abstract T Pow(T a, T b);

    /// <summary>The absolute value of x.</summary>
    static abstract T Abs(T x);

    /// <summary>The larger of a and b; NaN if either is NaN.</summary>
    static abstract T Max(T a, T b);

    /// <summary>The smaller of a and b; NaN if either is NaN.</summary>
    static abstract T Min(T a, T b);

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
