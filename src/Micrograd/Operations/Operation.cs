namespace Micrograd.Operations;

/// <summary>
/// An operation as an object, and the table of all that the library has. Whatever treats every operation alike (drawings,
/// the operations page, the tests) walks the table and reads the rules through a visitor.
/// </summary>
public abstract class Operation
{
    static readonly Operation[] Table =
    [
        Binary<Add>(), Binary<Subtract>(), Binary<Multiply>(), Binary<Divide>(), Unary<Negate>(),
        Binary<Power>(), Unary<Square>(), Unary<Cube>(), Unary<Reciprocal>(), Unary<Sqrt>(), Unary<Cbrt>(),
        Binary<Hypot>(),
        Unary<Exp>(), Unary<Exp2>(), Unary<ExpM1>(), Unary<Log>(), Unary<Log2>(), Unary<Log10>(),
        Unary<LogP1>(), Binary<LogAddExp>(),
        Unary<Sin>(), Unary<Cos>(), Unary<Tan>(), Unary<Asin>(), Unary<Acos>(), Unary<Atan>(), Binary<Atan2>(),
        Unary<Sinh>(), Unary<Cosh>(), Unary<Tanh>(), Unary<Asinh>(), Unary<Acosh>(), Unary<Atanh>(),
        Unary<Erf>(), Unary<Erfc>(), Unary<NormalCdf>(), Unary<NormalPdf>(),
        Unary<Abs>(), Binary<Max>(), Binary<Min>(), Binary<AtLeast>(), Binary<AtMost>(), new ChoiceRule<Select>(),
        Unary<Sigmoid>(), Unary<LogSigmoid>(), Unary<Relu>(), Binary<LeakyRelu>(), Binary<Elu>(), Unary<Gelu>(),
        Unary<Silu>(), Unary<Mish>(), Unary<Softplus>(), Unary<Softsign>(),
        new SumRule<Sum, Add>(), Reduction<Mean>(), Reduction<Product>(), new SumRule<Dot, Multiply>(), new SumRule<Affine, Multiply>(),
        Reduction<Norm>(), Reduction<MaxOf>(), Reduction<MinOf>(), Reduction<LogSumExp>(), Reduction<CrossEntropy>(),
    ];

    static readonly Operation?[] ByCode = IndexByCode();

    private protected Operation(OpCode code, string symbol) => (Code, Symbol) = (code, symbol);

    /// <summary>Every operation of the library once.</summary>
    public static IReadOnlyList<Operation> All => Table;

    /// <summary>The number under which nodes remember the operation.</summary>
    public OpCode Code { get; }

    /// <summary>The short name that drawings show.</summary>
    public string Symbol { get; }

    /// <summary>The number of operands; null where any number will do.</summary>
    public virtual int? Arity => null;

    /// <summary>The operation of a node.</summary>
    /// <exception cref="ArgumentException">
    /// The code is that of no operation of the library, as <see cref="OpCode.Leaf"/> and <see cref="OpCode.Custom"/> are.
    /// </exception>
    public static Operation Of(OpCode code) =>
        (int)code < ByCode.Length && ByCode[(int)code] is { } operation
            ? operation
            : throw new ArgumentException($"There is no operation with the code {code}.", nameof(code));

    /// <summary>A unary rule of anybody's as an object, the same one each time.</summary>
    /// <typeparam name="TOp">The operation.</typeparam>
    public static Operation Unary<TOp>() where TOp : struct, IUnaryOperation => UnaryRule<TOp>.Instance;

    /// <summary>A binary rule of anybody's as an object, the same one each time.</summary>
    /// <typeparam name="TOp">The operation.</typeparam>
    public static Operation Binary<TOp>() where TOp : struct, IBinaryOperation => BinaryRule<TOp>.Instance;

    /// <summary>A rule of any number of operands as an object, the same one each time.</summary>
    /// <typeparam name="TOp">The operation.</typeparam>
    public static Operation Reduction<TOp>() where TOp : struct, IReductionOperation => ReductionRule<TOp>.Instance;

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

    sealed class UnaryRule<TOp>() : Operation(TOp.Code, TOp.Symbol) where TOp : struct, IUnaryOperation
    {
        public static readonly UnaryRule<TOp> Instance = new();

        public override int? Arity => 1;

        public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Unary<TOp>();
    }

    sealed class BinaryRule<TOp>() : Operation(TOp.Code, TOp.Symbol) where TOp : struct, IBinaryOperation
    {
        public static readonly BinaryRule<TOp> Instance = new();

        public override int? Arity => 2;

        public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Binary<TOp>();
    }

    sealed class ChoiceRule<TOp>() : Operation(TOp.Code, TOp.Symbol) where TOp : struct, IOperation
    {
        public override int? Arity => 2;

        public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Choice<TOp>();
    }

    sealed class SumRule<TOp, TTerm>() : Operation(TOp.Code, TOp.Symbol)
        where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation
    {
        public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Sum<TOp, TTerm>();
    }

    sealed class ReductionRule<TOp>() : Operation(TOp.Code, TOp.Symbol) where TOp : struct, IReductionOperation
    {
        public static readonly ReductionRule<TOp> Instance = new();

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

    /// <summary>An operation made of functions, which is in no table; a visitor that meets those of the table alone has no need of it.</summary>
    TResult Function(Operation operation) => throw new NotSupportedException($"The operation {operation} is made of functions and has no rule to read.");
}
