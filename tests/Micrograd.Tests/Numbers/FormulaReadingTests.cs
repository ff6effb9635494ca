using Micrograd.Numbers;
using Micrograd.Operations;
using Micrograd.Tests.Operations;

namespace Micrograd.Tests.Numbers;

/// <summary>A formula says what it means: its text, read by <see cref="FormulaReader"/>, gives the number that the same rule gives.</summary>
public class FormulaReadingTests
{
    static readonly Formula A = new("a"), B = new("b"), C = new("c");

    [Fact]
    public void BracketsStandWhereTheyAreNeeded()
    {
        AssertText("a - (b - c)", A - (B - C));
        AssertText("a - (b + c)", A - (B + C));
        AssertText("a / (b * c)", A / (B * C));
        AssertText("a / (b / c)", A / (B / C));
        AssertText("-(a + b)", -(A + B));
        AssertText("-(a * b)", -(A * B));
        AssertText("-(-a)", -(-A));
        AssertText("(a + b) * c", (A + B) * C);
        AssertText("a * (b - c)", A * (B - C));
        AssertText("a ** (b - 1)", Formula.Pow(A, B - 1));
        AssertText("(a * b) ** c", Formula.Pow(A * B, C));
        AssertText("(-a) ** b", Formula.Pow(-A, B));
        AssertText("(a ** b) ** c", Formula.Pow(Formula.Pow(A, B), C));
        AssertText("(-2) ** a", Formula.Pow(-2, A));
        AssertText("(-0) ** a", Formula.Pow(-0.0, A));
    }

    [Fact]
    public void BracketsAreLeftOutWhereTheyAreNot()
    {
        AssertText("a - b - c", A - B - C);
        AssertText("a + b - c", A + (B - C));
        AssertText("a / b / c", A / B / C);
        AssertText("a * b + c", A * B + C);
        AssertText("a - b * c", A - B * C);
        AssertText("-a ** b", -Formula.Pow(A, B));
        AssertText("a ** -b", Formula.Pow(A, -B));
        AssertText("a ** b ** c", Formula.Pow(A, Formula.Pow(B, C)));
        AssertText("-a * b", -A * B);
        AssertText("a / -b", A / -B);
        AssertText("a - -1", A - -1);
        AssertText("exp(a + b) * |a - b|", Apply<Exp>(A + B) * Formula.Abs(A - B));
        AssertText("max(a + b, c) + min(a, b - c)", Formula.Apply<Max>(A + B, C) + Formula.Apply<Min>(A, B - C));
        AssertText("tanh(sqrt(log(a)))", Apply<Tanh>(Apply<Sqrt>(Apply<Log>(A))));
        AssertText("sigmoid(a) * relu(-b)", Apply<Sigmoid>(A) * Apply<Relu>(-B));
    }

    [Fact]
    public void AnOperatorStandsBetweenItsOperandsHoweverItIsApplied()
    {
        AssertText("a + b - c", Formula.Apply<Subtract>(Formula.Apply<Add>(A, B), C));
        AssertText("(a + b) * c", Formula.Apply<Multiply>(Formula.Apply<Add>(A, B), C));
        AssertText("a / (b * c)", Formula.Apply<Divide>(A, Formula.Apply<Multiply>(B, C)));
        AssertText("(-a) ** b", Formula.Apply<Power>(Apply<Negate>(A), B));
        AssertText("|a - b|", Apply<Abs>(A - B));
    }

    [Fact]
    public void AnEdgeIsLeftToTheProseAndAChoiceIsShown()
    {
        AssertText("b", Formula.IfEqual(A, 0, 1, B));
        AssertText("(a if a > b else b) * c", Formula.IfGreater(A, B, A, B) * C);
    }

    [Fact]
    public void NumbersAreWrittenTheSameInEveryCulture()
    {
        Assert.Equal("0.5 * a - 1E-30", DecimalComma.Run(() => (0.5 * A - 1e-30).ToString()));
        Assert.Equal("-2.5", DecimalComma.Run(() => ((Formula)(-2.5)).ToString()));
    }

    [Fact]
    public void NoFormulaIsZero() => AssertText("1 + 0", 1 + default(Formula));

    [Fact]
    public void PartialsReadAsTextGiveTheirNumbers()
    {
        foreach (Operation operation in Operation.All)
            operation.Accept(new PartialsAsNumbers());
    }

    [Theory]
    [InlineData("2 + 3 * 4 ** 2 / 8 - -1", 9)]
    [InlineData("-2 ** 2", -4)]
    [InlineData("2 ** 3 ** 2", 512)]
    [InlineData("2 ** -1", 0.5)]
    [InlineData("8 / 4 / 2", 1)]
    [InlineData("||1 - 3| - 5| * (7 if 1 > 2 else 2)", 6)]
    [InlineData("max(1, exp(0) + 1E+1) - min(2, 3)", 9)]
    public void TheReaderOfTheseTestsReads(string text, double expected) => Assert.Equal(expected, FormulaReader.Evaluate(text));

    [Fact]
    public void RandomFormulasReadAsTextGiveTheirNumbers()
    {
        int finite = 0;
        for (int seed = 0; seed < 3000; seed++)
        {
            double number = RandomProgram<Real>(new(seed), 5, 0.7, 1.3, -0.4);
            string text = RandomProgram<Formula>(new(seed), 5, A, B, C).ToString();
            double read = FormulaReader.Evaluate(text, ("a", 0.7), ("b", 1.3), ("c", -0.4));
            finite += double.IsFinite(number) ? 1 : 0;
            // Brackets that only group equals, as in a * (b * c), are not written, so the last digits may differ.
            Assert.True(
                number.Equals(read) || Math.Abs(number - read) <= 1e-9 * Math.Max(1, Math.Abs(number)), $"{text} is {number}, read as {read}");
        }
        Assert.InRange(finite, 1500, 3000);
    }

    /// <summary>The same random program for any number type, since its random numbers are those of a seed.</summary>
    static T RandomProgram<T>(Random random, int depth, T a, T b, T c) where T : struct, IReal<T>
    {
        if (depth == 0 || random.Next(6) == 0)
            return random.Next(5) switch { 0 => a, 1 => b, 2 => c, 3 => 2.5, _ => -0.5 };
        T x = RandomProgram(random, depth - 1, a, b, c), z = RandomProgram(random, depth - 1, a, b, c);
        return random.Next(14) switch
        {
            0 or 1 => x + z,
            2 or 3 => x - z,
            4 or 5 => x * z,
            6 or 7 => x / z,
            8 => -x,
            9 => T.Pow(T.Abs(x), z),
            10 => T.Pow(x, 2),
            11 => T.Tanh(x),
            12 => T.Max(x, z),
            _ => T.Abs(x),
        };
    }

    static Formula Apply<TOp>(Formula x) where TOp : struct, IUnaryOperation => Formula.Apply<TOp>(x);

    static void AssertText(string expected, Formula formula) => Assert.Equal(expected, formula.ToString());

    /// <summary>Reads value and partials as text and evaluates the text, at points that are no edges.</summary>
    sealed class PartialsAsNumbers : IOperationVisitor<bool>
    {
        public bool Unary<TOp>() where TOp : struct, IUnaryOperation
        {
            Formula x = new("x"), y = new("y");
            foreach (double at in Samples.Unary(TOp.Code))
            {
                Real result = TOp.Primal<Real>(at);
                Check(TOp.Partial<Real>(at, result), TOp.Partial(x, y), ("x", at), ("y", result));
            }
            return true;
        }

        public bool Binary<TOp>() where TOp : struct, IBinaryOperation
        {
            Formula y = new("y");
            foreach (var (a, b) in Samples.Binary(TOp.Code))
            {
                Real result = TOp.Primal<Real>(a, b);
                Check(TOp.PartialA<Real>(a, b, result), TOp.PartialA(A, B, y), ("a", a), ("b", b), ("y", result));
                Check(TOp.PartialB<Real>(a, b, result), TOp.PartialB(A, B, y), ("a", a), ("b", b), ("y", result));
            }
            return true;
        }

        public bool Choice<TOp>() where TOp : struct, IOperation => true;

        public bool Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation => Binary<TTerm>();

        public bool Reduction<TOp>() where TOp : struct, IReductionOperation => true;

        static void Check(double expected, Formula formula, params (string, double)[] names) =>
            Assert.Equal(expected, FormulaReader.Evaluate(formula.ToString(), names), 1e-14 * Math.Max(1, Math.Abs(expected)));
    }
}
