using Micrograd.Operations;

namespace Micrograd.Numbers;

/// <summary>
/// A double as a number type of the rules: the reading that gives eager values and partials. The JIT leaves no trace of
/// the wrapper.
/// </summary>
/// <param name="Value">The number.</param>
public readonly record struct Real(double Value) : IReal<Real>
{
    /// <inheritdoc/>
    public static implicit operator Real(double value) => new(value);

    /// <summary>The number as a double.</summary>
    public static implicit operator double(Real x) => x.Value;

    /// <inheritdoc/>
    public static Real operator +(Real a, Real b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    public static Real operator -(Real a, Real b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    public static Real operator *(Real a, Real b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    public static Real operator /(Real a, Real b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    public static Real operator -(Real x) => new(-x.Value);

    /// <inheritdoc/>
    public static Real Exp(Real x) => new(Math.Exp(x.Value));

    /// <inheritdoc/>
    public static Real Log(Real x) => new(Math.Log(x.Value));

    /// <inheritdoc/>
    public static Real Log2(Real x) => new(Math.Log2(x.Value));

    /// <inheritdoc/>
    public static Real Log10(Real x) => new(Math.Log10(x.Value));

    /// <inheritdoc/>
    public static Real Sqrt(Real x) => new(Math.Sqrt(x.Value));

    /// <inheritdoc/>
    public static Real Cbrt(Real x) => new(Math.Cbrt(x.Value));

    /// <inheritdoc/>
    public static Real Sin(Real x) => new(Math.Sin(x.Value));

    /// <inheritdoc/>
    public static Real Cos(Real x) => new(Math.Cos(x.Value));

    /// <inheritdoc/>
    public static Real Tan(Real x) => new(Math.Tan(x.Value));

    /// <inheritdoc/>
    public static Real Asin(Real x) => new(Math.Asin(x.Value));

    /// <inheritdoc/>
    public static Real Acos(Real x) => new(Math.Acos(x.Value));

    /// <inheritdoc/>
    public static Real Atan(Real x) => new(Math.Atan(x.Value));

    /// <inheritdoc/>
    public static Real Sinh(Real x) => new(Math.Sinh(x.Value));

    /// <inheritdoc/>
    public static Real Cosh(Real x) => new(Math.Cosh(x.Value));

    /// <inheritdoc/>
    public static Real Tanh(Real x) => new(Math.Tanh(x.Value));

    /// <inheritdoc/>
    public static Real Asinh(Real x) => new(Math.Asinh(x.Value));

    /// <inheritdoc/>
    public static Real Acosh(Real x) => new(Math.Acosh(x.Value));

    /// <inheritdoc/>
    public static Real Atanh(Real x) => new(Math.Atanh(x.Value));

    /// <inheritdoc/>
    public static Real Abs(Real x) => new(Math.Abs(x.Value));

    /// <inheritdoc/>
    public static Real Exp2(Real x) => new(Math.Pow(2, x.Value));

    /// <inheritdoc/>
    /// <remarks>By Kahan's quotient: the rounding errors of u - 1 and log u are the same and cancel (Higham 2002, section 1.14.1).</remarks>
    public static Real ExpM1(Real x)
    {
        double u = Math.Exp(x.Value);
        return u == 1 ? x : u - 1 == -1 || double.IsInfinity(u) ? new(u - 1) : new((u - 1) * (x.Value / Math.Log(u)));
    }

    /// <inheritdoc/>
    /// <remarks>By Kahan's quotient, as <see cref="ExpM1"/>.</remarks>
    public static Real LogP1(Real x)
    {
        double u = 1 + x.Value;
        return u == 1 ? x : double.IsPositiveInfinity(u) ? new(u) : new(Math.Log(u) * (x.Value / (u - 1)));
    }

    /// <inheritdoc/>
    public static Real Pow(Real a, Real b) => new(Math.Pow(a.Value, b.Value));

    /// <inheritdoc/>
    public static Real Atan2(Real a, Real b) => new(Math.Atan2(a.Value, b.Value));

    /// <inheritdoc/>
    public static Real Hypot(Real a, Real b) => new(double.Hypot(a.Value, b.Value));

    /// <inheritdoc/>
    public static Real Max(Real a, Real b) => new(Math.Max(a.Value, b.Value));

    /// <inheritdoc/>
    public static Real Min(Real a, Real b) => new(Math.Min(a.Value, b.Value));

    /// <inheritdoc/>
    public static Real IfGreater(Real a, Real b, Real then, Real otherwise) => a.Value > b.Value ? then : otherwise;

    /// <inheritdoc/>
    public static Real IfEqual(Real a, Real b, Real edge, Real usual) => a.Value == b.Value ? edge : usual;

    /// <inheritdoc/>
    public static Real Apply<TOp>(Real x) where TOp : struct, IUnaryOperation => TOp.Primal(x);

    /// <inheritdoc/>
    public static Real Apply<TOp>(Real a, Real b) where TOp : struct, IBinaryOperation => TOp.Primal(a, b);
}
