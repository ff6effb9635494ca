using Micrograd.Operations;

namespace Micrograd.Numbers;

/// <summary>
/// A number with its tangent, x + x'ε with ε² = 0: forward-mode differentiation by the same rules as everything else.
/// Over <see cref="Real"/> it gives directional derivatives, over itself those of higher order.
/// </summary>
/// <typeparam name="T">The number type of both parts.</typeparam>
/// <param name="Primal">The number.</param>
/// <param name="Tangent">Its derivative along the chosen direction.</param>
public readonly record struct Dual<T>(T Primal, T Tangent) : IReal<Dual<T>> where T : struct, IReal<T>
{
    /// <summary>A constant: its tangent is 0.</summary>
    public static implicit operator Dual<T>(double value) => new(value, 0);

    /// <inheritdoc/>
    public static Dual<T> operator +(Dual<T> a, Dual<T> b) => Apply<Add>(a, b);

    /// <inheritdoc/>
    public static Dual<T> operator -(Dual<T> a, Dual<T> b) => Apply<Subtract>(a, b);

    /// <inheritdoc/>
    public static Dual<T> operator *(Dual<T> a, Dual<T> b) => Apply<Multiply>(a, b);

    /// <inheritdoc/>
    public static Dual<T> operator /(Dual<T> a, Dual<T> b) => Apply<Divide>(a, b);

    /// <inheritdoc/>
    public static Dual<T> operator -(Dual<T> x) => Apply<Negate>(x);

    /// <inheritdoc/>
    public static Dual<T> IfGreater(Dual<T> a, Dual<T> b, Dual<T> then, Dual<T> otherwise) => new(
        T.IfGreater(a.Primal, b.Primal, then.Primal, otherwise.Primal),
        T.IfGreater(a.Primal, b.Primal, then.Tangent, otherwise.Tangent));

    /// <inheritdoc/>
    public static Dual<T> IfEqual(Dual<T> a, Dual<T> b, Dual<T> edge, Dual<T> usual) => new(
        T.IfEqual(a.Primal, b.Primal, edge.Primal, usual.Primal),
        T.IfEqual(a.Primal, b.Primal, edge.Tangent, usual.Tangent));

    /// <inheritdoc/>
    public static Dual<T> Apply<TOp>(Dual<T> x) where TOp : struct, IUnaryOperation
    {
        T y = TOp.Primal(x.Primal);
        return new(y, Along(TOp.Partial(x.Primal, y), x.Tangent));
    }

    /// <inheritdoc/>
    public static Dual<T> Apply<TOp>(Dual<T> a, Dual<T> b) where TOp : struct, IBinaryOperation
    {
        T y = TOp.Primal(a.Primal, b.Primal);
        return new(y, Along(TOp.PartialA(a.Primal, b.Primal, y), a.Tangent) + Along(TOp.PartialB(a.Primal, b.Primal, y), b.Tangent));
    }

    /// <summary>partial * tangent, where no movement gives no change, even along an infinite slope.</summary>
    static T Along(T partial, T tangent) => T.IfEqual(tangent, 0, 0, partial * tangent);
}
