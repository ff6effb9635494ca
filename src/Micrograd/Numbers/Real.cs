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
    public static Real Sqrt(Real x) => new(Math.Sqrt(x.Value));

    /// <inheritdoc/>
    public static Real Tanh(Real x) => new(Math.Tanh(x.Value));

    /// <inheritdoc/>
    public static Real Pow(Real a, Real b) => new(Math.Pow(a.Value, b.Value));

    /// <inheritdoc/>
    public static Real Abs(Real x) => new(Math.Abs(x.Value));

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
