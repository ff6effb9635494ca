using Micrograd.Operations;

namespace Micrograd;

/// <summary>
/// An operation of your own made of functions: its value, and its derivative by each argument. It is recorded as one node
/// and works wherever the library's own operations do. The derivatives are written on values, so they can be
/// differentiated again.
/// </summary>
/// <remarks>
/// A struct that implements <see cref="IUnaryOperation"/> or <see cref="IBinaryOperation"/>, applied by
/// <c>Value.Apply</c>, does the same faster, and can be read as dual numbers and as text too.
/// </remarks>
public sealed class CustomFunction : Operation
{
    readonly Func<Value[], double> primal;
    readonly Func<Value[], Value, Value>[] partials;

    /// <summary>An operation of one argument.</summary>
    /// <param name="symbol">The short name that drawings and <see cref="Value.Op"/> show.</param>
    /// <param name="primal">y = f(x).</param>
    /// <param name="partial">dy/dx from x and y; a function of these two alone.</param>
    public CustomFunction(string symbol, Func<double, double> primal, Func<Value, Value, Value> partial) : this(
        symbol, x => primal(x[0].Data), (x, y) => partial(x[0], y)) => CheckGiven(symbol, primal, partial);

    /// <summary>An operation of two arguments.</summary>
    /// <param name="symbol">The short name that drawings and <see cref="Value.Op"/> show.</param>
    /// <param name="primal">y = f(a, b).</param>
    /// <param name="partialA">dy/da from a, b and y; a function of these three alone.</param>
    /// <param name="partialB">dy/db from a, b and y; a function of these three alone.</param>
    public CustomFunction(
        string symbol, Func<double, double, double> primal, Func<Value, Value, Value, Value> partialA, Func<Value, Value, Value, Value> partialB)
        : this(symbol, x => primal(x[0].Data, x[1].Data), (x, y) => partialA(x[0], x[1], y), (x, y) => partialB(x[0], x[1], y)) =>
        CheckGiven(symbol, primal, partialA, partialB);

    CustomFunction(string symbol, Func<Value[], double> primal, params Func<Value[], Value, Value>[] partials) : base(OpCode.Custom, symbol) =>
        (this.primal, this.partials) = (primal, partials);

    /// <inheritdoc/>
    public override int? Arity => partials.Length;

    /// <summary>Records the operation.</summary>
    /// <param name="arguments">As many values as it has arguments; numbers among them are constants.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public Value Apply(params ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != partials.Length)
            throw new ArgumentException($"The operation {Symbol} takes {partials.Length} argument{(partials.Length == 1 ? "" : "s")}, got {arguments.Length}.", nameof(arguments));
        var x = new Value[arguments.Length];
        for (int i = 0; i < x.Length; i++)
            x[i] = arguments[i].Data;
        double y = primal(x);
        Span<double> slopes = stackalloc double[2];
        for (int i = 0; i < x.Length; i++)
            slopes[i] = arguments[i].IsConstant ? x[i].Data : Partial(i, x, y).Data;
        return Value.Record(this, y, arguments, slopes);
    }

    /// <inheritdoc/>
    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Function(this);

    /// <summary>The partial derivative by argument <paramref name="index"/>, from the arguments and the result.</summary>
    internal Value Partial(int index, Value[] x, Value y) => partials[index](x, y);

    static void CheckGiven(string symbol, params ReadOnlySpan<Delegate> functions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        foreach (Delegate function in functions)
            ArgumentNullException.ThrowIfNull(function);
    }
}
