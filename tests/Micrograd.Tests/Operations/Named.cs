using Micrograd.Numbers;
using Micrograd.Operations;

namespace Micrograd.Tests.Operations;

/// <summary>Operations by the names of the truth table and the edge cases, for values and for rules.</summary>
static class Named
{
    /// <summary>How a user writes the operation on values.</summary>
    public static Value Apply(string op, ReadOnlySpan<Value> x) => op switch
    {
        "add" => x[0] + x[1],
        "subtract" => x[0] - x[1],
        "multiply" => x[0] * x[1],
        "divide" => x[0] / x[1],
        "negate" => -x[0],
        "pow" => Value.Pow(x[0], x[1]),
        "exp" => Value.Exp(x[0]),
        "log" => Value.Log(x[0]),
        "sqrt" => Value.Sqrt(x[0]),
        "tanh" => Value.Tanh(x[0]),
        "sigmoid" => Value.Sigmoid(x[0]),
        "relu" => Value.Relu(x[0]),
        "abs" => Value.Abs(x[0]),
        "max" => Value.Max(x[0], x[1]),
        "min" => Value.Min(x[0], x[1]),
        "select" => Value.Select(x[0] > x[1], x[0], x[1]),
        "hinge" => Value.Relu(1 - x[0]),
        "sum" => Value.Sum(x),
        "dot" => Value.Dot(x[..(x.Length / 2)], x[(x.Length / 2)..]),
        "affine" => Value.Affine(x[..(x.Length / 2)], x[(x.Length / 2)..^1], x[^1]),
        "logsumexp" => Value.LogSumExp(x),
        "crossentropy" => Value.Apply<CrossEntropy>(x),
        "mean" => Value.Mean(x),
        "product" => Value.Product(x),
        "norm" => Value.Norm(x),
        "maxof" => Value.MaxOf(x),
        "minof" => Value.MinOf(x),
        _ => Of(op).Accept(new OnValues(x.ToArray())),
    };

    /// <summary>The same with one operand a plain number, by the overloads for it.</summary>
    public static Value Apply(string op, Value a, double b) => op switch
    {
        "add" => a + b,
        "subtract" => a - b,
        "multiply" => a * b,
        "divide" => a / b,
        "pow" => Value.Pow(a, b),
        _ => Apply(op, [a, b]),
    };

    /// <inheritdoc cref="Apply(string, Value, double)"/>
    public static Value Apply(string op, double a, Value b) => op switch
    {
        "add" => a + b,
        "subtract" => a - b,
        "multiply" => a * b,
        "divide" => a / b,
        "pow" => Value.Pow(a, b),
        _ => Apply(op, [a, b]),
    };

    /// <summary>The operation on dual numbers; null for those that are no rule.</summary>
    public static Dual<Real>? Apply(string op, Dual<Real>[] x) => op == "hinge" ? null : Of(op).Accept(new OnDuals(x));

    /// <summary>The operation of a name: its symbol, or a word for one that is written with signs.</summary>
    public static Operation Of(string op)
    {
        string symbol = op switch { "add" => "+", "subtract" => "-", "multiply" => "*", "divide" => "/", "negate" => "neg", "pow" => "**", _ => op };
        return Operation.All.Single(operation => operation.Symbol == symbol);
    }

    sealed class OnValues(Value[] x) : IOperationVisitor<Value>
    {
        public Value Unary<TOp>() where TOp : struct, IUnaryOperation => Value.Apply<TOp>(x[0]);

        public Value Binary<TOp>() where TOp : struct, IBinaryOperation => Value.Apply<TOp>(x[0], x[1]);

        public Value Choice<TOp>() where TOp : struct, IOperation => throw new NotSupportedException();

        public Value Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation => throw new NotSupportedException();

        public Value Reduction<TOp>() where TOp : struct, IReductionOperation => throw new NotSupportedException();
    }

    sealed class OnDuals(Dual<Real>[] x) : IOperationVisitor<Dual<Real>?>
    {
        public Dual<Real>? Unary<TOp>() where TOp : struct, IUnaryOperation => Dual<Real>.Apply<TOp>(x[0]);

        public Dual<Real>? Binary<TOp>() where TOp : struct, IBinaryOperation => Dual<Real>.Apply<TOp>(x[0], x[1]);

        public Dual<Real>? Choice<TOp>() where TOp : struct, IOperation => null;

        public Dual<Real>? Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation => null;

        public Dual<Real>? Reduction<TOp>() where TOp : struct, IReductionOperation => TOp.Evaluate(x, new Dual<Real>[x.Length]);
    }
}
