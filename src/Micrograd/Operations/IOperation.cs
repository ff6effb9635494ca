namespace Micrograd.Operations;

/// <summary>
/// A differentiable operation: a stateless struct that says its value and its partial derivatives once, for every number
/// type. Everything else reads it: the eager engine, forward mode, drawings, documents and tests.
/// </summary>
/// <remarks>
/// An operation of your own is such a struct too, without a <see cref="Code"/>: <c>Value.Apply&lt;MyOperation&gt;(x)</c>
/// records it as the library's own are.
/// </remarks>
public interface IOperation
{
    /// <summary>The number under which a recorded node remembers its operation.</summary>
    static virtual OpCode Code => OpCode.Custom;

    /// <summary>The short name that drawings and <c>Value.Op</c> show, such as <c>+</c> or <c>tanh</c>.</summary>
    static abstract string Symbol { get; }
}

/// <summary>An operation of one argument, y = f(x).</summary>
public interface IUnaryOperation : IOperation
{
    /// <summary>y = f(x).</summary>
    static abstract T Primal<T>(T x) where T : struct, IReal<T>;

    /// <summary>dy/dx, from the argument x and the result y.</summary>
    static abstract T Partial<T>(T x, T y) where T : struct, IReal<T>;
}

/// <summary>An operation of two arguments, y = f(a, b).</summary>
public interface IBinaryOperation : IOperation
{
    /// <summary>y = f(a, b).</summary>
    static abstract T Primal<T>(T a, T b) where T : struct, IReal<T>;

    /// <summary>dy/da, from the arguments a, b and the result y.</summary>
    static abstract T PartialA<T>(T a, T b, T y) where T : struct, IReal<T>;

    /// <summary>dy/db, from the arguments a, b and the result y.</summary>
    static abstract T PartialB<T>(T a, T b, T y) where T : struct, IReal<T>;
}

/// <summary>
/// A sum of many terms, each the operation <typeparamref name="TTerm"/> of two arguments; the partials of the sum are
/// those of its terms, which must follow from the two arguments alone: the value of a term is not kept.
/// </summary>
/// <typeparam name="TTerm">The operation of one term.</typeparam>
public interface ISumOperation<TTerm> : IOperation where TTerm : struct, IBinaryOperation;

/// <summary>An operation of any number of arguments whose partials depend on all of them.</summary>
public interface IReductionOperation : IOperation
{
    /// <summary>Returns y = f(x) and writes dy/dx[i] into <paramref name="partials"/>, which is as long as x.</summary>
    static abstract T Evaluate<T>(ReadOnlySpan<T> x, Span<T> partials) where T : struct, IReal<T>;
}
