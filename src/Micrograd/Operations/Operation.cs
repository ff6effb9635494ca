namespace Micrograd.Operations;

/// <summary>
/// The table of all operations. Whatever treats every operation alike (drawings, the operations page, the tests) walks
/// it and reads the rules through a visitor.
/// </summary>
public abstract class Operation
{
    static readonly Operation[] Table =
    [
        new Binary<Add>(), new Binary<Subtract>(), new Binary<Multiply>(), new Binary<Divide>(), new Unary<Negate>(),
        new Binary<Power>(), new Unary<Square>(), new Unary<Cube>(), new Unary<Reciprocal>(), new Unary<Sqrt>(), new Unary<Cbrt>(),
        new Binary<Hypot>(),
        new Unary<Exp>(), new Unary<Exp2>(), new Unary<ExpM1>(), new Unary<Log>(), new Unary<Log2>(), new Unary<Log10>(),
        new Unary<LogP1>(), new Binary<LogAddExp>(),
        new Unary<Sin>(), new Unary<Cos>(), new Unary<Tan>(), new Unary<Asin>(), new Unary<Acos>(), new Unary<Atan>(), new Binary<Atan2>(),
        new Unary<Sinh>(), new Unary<Cosh>(), new Unary<Tanh>(), new Unary<Asinh>(), new Unary<Acosh>(), new Unary<Atanh>(),
        new Unary<Erf>(), new Unary<Erfc>(), new Unary<NormalCdf>(), new Unary<NormalPdf>(),
        new Unary<Abs>(), new Binary<Max>(), new Binary<Min>(), new Binary<AtLeast>(), new Binary<AtMost>(), new Choice<Select>(),
        new Unary<Sigmoid>(), new Unary<LogSigmoid>(), new Unary<Relu>(), new Binary<LeakyRelu>(), new Binary<Elu>(), new Unary<Gelu>(),
        new Unary<Silu>(), new Unary<Mish>(), new Unary<Softplus>(), new Unary<Softsign>(),
        new SumOf<Sum, Add>(), new Reduction<Mean>(), new Reduction<Product>(), new SumOf<Dot, Multiply>(), new SumOf<Affine, Multiply>(),
        new Reduction<Norm>(), new Reduction<MaxOf>(), new Reduction<MinOf>(), new Reduction<LogSumExp>(),
    ];

    static readonly Operation?[] ByCode = IndexByCode();

    Operation(OpCode code, string symbol) => (Code, Symbol) = (code, symbol);

    /// <summary>Every operation once.</summary>
    public static IReadOnlyList<Operation> All => Table;

    /// <summary>The number under which nodes remember the operation.</summary>
    public OpCode Code { get; }

    /// <summary>The short name that drawings show.</summary>
    public string Symbol { get; }

    /// <summary>The number of operands; null where any number will do.</summary>
    public virtual int? Arity => null;

    /// <summary>The operation of a node.</summary>
    /// <exception cref="ArgumentException">The code is that of no operation, as <see cref="OpCode.Leaf"/> is.</exception>
    public static Operation Of(OpCode code) =>
        (int)code < ByCode.Length && ByCode[(int)code] is { } operation
            ? operation
            : throw new ArgumentException($"There is no operation with the code {code}.", nameof(code));

    /// <summary>Hands the operation's type to <paramref name="visitor"/>, which can then evaluate its rule.</summary>
    /// <typeparam name="TResult">What the visitor returns.</typeparam>
    public abstract TResult Accept<TResult>(IOperationVisitor<TResult> visitor);

    /// <inheritdoc/>
    public override string ToString() => Symbol;

    static Operation?[] IndexByCode()
    {
        var index = new Operation?[Enum.GetValues<OpCode>().Length];
        foreach (Operation operation in Table)
            index[(int)operation.Code] = operation;
        return index;
    }

    sealed class Unary<TOp>() : Operation(TOp.Code, TOp.Symbol) where TOp : struct, IUnaryOperation
    {
        public override int? Arity => 1;

        public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Unary<TOp>();
    }

    sealed class Binary<TOp>() : Operation(TOp.Code, TOp.Symbol) where TOp : struct, IBinaryOperation
    {
        public override int? Arity => 2;

        public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Binary<TOp>();
    }

    sealed class Choice<TOp>() : Operation(TOp.Code, TOp.Symbol) where TOp : struct, IOperation
    {
        public override int? Arity => 2;

        public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Choice<TOp>();
    }

    sealed class SumOf<TOp, TTerm>() : Operation(TOp.Code, TOp.Symbol)
        where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation
    {
        public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Sum<TOp, TTerm>();
    }

    sealed class Reduction<TOp>() : Operation(TOp.Code, TOp.Symbol) where TOp : struct, IReductionOperation
    {
        public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Reduction<TOp>();
    }
}

/// <summary>Receives the type of an operation, one method for each kind of rule.</summary>
/// <typeparam name="TResult">What a visit gives.</typeparam>
public interface IOperationVisitor<out TResult>
{
    /// <summary>An operation of one argument.</summary>
    TResult Unary<TOp>() where TOp : struct, IUnaryOperation;

    /// <summary>An operation of two arguments.</summary>
    TResult Binary<TOp>() where TOp : struct, IBinaryOperation;

    /// <summary>One of two arguments by a condition.</summary>
    TResult Choice<TOp>() where TOp : struct, IOperation;

    /// <summary>A sum of terms.</summary>
    TResult Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation;

    /// <summary>An operation on any number of arguments.</summary>
    TResult Reduction<TOp>() where TOp : struct, IReductionOperation;
}
