using Micrograd.Numbers;
using Micrograd.Operations;

namespace Micrograd.Tests.Numbers;

/// <summary>Rules as text: short, with the brackets they need and no more.</summary>
public class FormulaTests
{
    static readonly Formula a = new("a"), b = new("b"), c = new("c"), x = new("x"), y = new("y");

    [Fact]
    public void BracketsStandOnlyWhereTheyAreNeeded()
    {
        Assert.Equal("a + b + c", $"{a + (b + c)}");
        Assert.Equal("a - (b - c)", $"{a - (b - c)}");
        Assert.Equal("a - b - c", $"{a - b - c}");
        Assert.Equal("(a + b) * c", $"{(a + b) * c}");
        Assert.Equal("a / (b * c)", $"{a / (b * c)}");
        Assert.Equal("a * b / c", $"{a * b / c}");
        Assert.Equal("-(a + b)", $"{-(a + b)}");
        Assert.Equal("-a * b", $"{-a * b}");
        Assert.Equal("a ** (b - 1)", $"{Formula.Pow(a, b - 1)}");
        Assert.Equal("(a * b) ** c", $"{Formula.Pow(a * b, c)}");
        Assert.Equal("2 * exp(a + b)", $"{2 * Exp(a + b)}");

        static Formula Exp(Formula z) => Formula.Apply<Exp>(z);
    }

    [Theory]
    [InlineData(OpCode.Tanh, "1 - y * y")]
    [InlineData(OpCode.Sigmoid, "y * (1 - y)")]
    [InlineData(OpCode.Exp, "y")]
    [InlineData(OpCode.Log, "1 / x")]
    [InlineData(OpCode.Sqrt, "0.5 / y")]
    [InlineData(OpCode.Negate, "-1")]
    [InlineData(OpCode.Relu, "(1 if x > 0 else 0)")]
    [InlineData(OpCode.Abs, "(1 if x > 0 else -1)")]
    [InlineData(OpCode.Add, "1; 1")]
    [InlineData(OpCode.Subtract, "1; -1")]
    [InlineData(OpCode.Multiply, "b; a")]
    [InlineData(OpCode.Divide, "1 / b; -y / b")]
    [InlineData(OpCode.Power, "b * a ** (b - 1); y * log(a)")]
    [InlineData(OpCode.Max, "(1 if a > b else 0); (1 if b > a else 0)")]
    [InlineData(OpCode.Min, "(1 if b > a else 0); (1 if a > b else 0)")]
    public void APartialReadsLikeTheTextbook(OpCode code, string expected) =>
        Assert.Equal(expected, Operation.Of(code).Accept(new Partials()));

    sealed class Partials : IOperationVisitor<string>
    {
        public string Unary<TOp>() where TOp : struct, IUnaryOperation => $"{TOp.Partial(x, y)}";

        public string Binary<TOp>() where TOp : struct, IBinaryOperation => $"{TOp.PartialA(a, b, y)}; {TOp.PartialB(a, b, y)}";

        public string Choice<TOp>() where TOp : struct, IOperation => "";

        public string Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation => "";

        public string Reduction<TOp>() where TOp : struct, IReductionOperation => "";
    }
}
