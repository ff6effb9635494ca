using Micrograd.Derivatives;
using Micrograd.Expressions;

namespace Micrograd.Tests.Expressions;

/// <summary>What typed expressions mean, against Python's own answers, and how wrong ones are refused.</summary>
public class ExpressionTests
{
    // What Python prints for the same text at a = 2, b = 3, x = 0.5, with the functions of its math module.
    [Theory]
    [InlineData("a + b * x - 1", 2.5)]
    [InlineData("(a + b) * x", 2.5)]
    [InlineData("a - b - x", -1.5)]
    [InlineData("a / b / x", 1.3333333333333333)]
    [InlineData("-a**2", -4)]
    [InlineData("(-a)**2", 4)]
    [InlineData("2**-1", 0.5)]
    [InlineData("2**3**2", 512)]
    [InlineData("-2**-2", -0.25)]
    [InlineData("a*-b", -6)]
    [InlineData("+a - -b", 5)]
    [InlineData("--a", 2)]
    [InlineData("1e3*x", 500)]
    [InlineData("1.5E-1 + .5 + 2.", 2.65)]
    [InlineData("tanh(a) + atan2(a, b)", 1.5520301836233843)]
    [InlineData("log(e) + sin(pi/2)", 2)]
    [InlineData("hypot(a, b)", 3.605551275463989)]
    [InlineData("exp(log(a) + log(b))", 6)]
    [InlineData("erf(x) + erfc(x)", 1)]
    [InlineData("max(a, b) * min(a, x)", 1.5)]
    [InlineData("sum(a, b, x, 1) / product(a, b)", 1.0833333333333333)]
    [InlineData("mean(a, b, 1)", 2)]
    [InlineData("clamp(b, 0, 1) + leaky_relu(-a) + leaky_relu(-a, 0.5)", -0.02)]
    [InlineData("\ta\n*\r\nb ", 6)]
    [InlineData("((((a))))", 2)]
    [InlineData("a_1 * A", 20)]
    public void AnExpressionHasItsValue(string text, double expected)
    {
        Expression expression = Expression.Parse(text);
        Value[] values = [.. expression.Variables.Select(name => (Value)(name switch { "a" => 2, "b" => 3, "x" => 0.5, "a_1" => 4, _ => 5.0 }))];
        Assert.Equal(expected, expression.Evaluate(values).Data, 1e-15 * Math.Abs(expected) * 4);
    }

    [Fact]
    public void ItIsDifferentiatedLikeAnyProgram()
    {
        Expression rosenbrock = Expression.Parse("100*(y - x**2)**2 + (1 - x)**2");
        Assert.Equal(["y", "x"], rosenbrock.Variables);
        Assert.True(GradientCheck.Check(v => rosenbrock.Evaluate(v), [1, -1.2], order: 2).Passed);
        Assert.Equal(1330, Derivative.Hessian(v => rosenbrock.Evaluate(v), [1, -1.2])[1, 1], 1e-9);
    }

    [Fact]
    public void EveryOperationThatTakesNumbersCanBeCalled()
    {
        foreach (string name in FunctionTable.Names)
        {
            FunctionTable.Entry entry = FunctionTable.Find(name)!;
            string arguments = string.Join(", ", Enumerable.Range(1, entry.Fewest).Select(i => $"0.{i}"));
            Assert.False(double.IsInfinity(Expression.Parse($"{name}({arguments})").Evaluate().Data), name);
            Assert.True(Expression.IsReserved(name));
        }
        Assert.True(FunctionTable.Names.Count() > 50);
        Assert.False(Expression.IsReserved("a"));
    }

    [Theory]
    [InlineData("", 1, "The expression is empty")]
    [InlineData("  ", 3, "The expression is empty")]
    [InlineData("a +", 4, "The expression ends where a number, a name or a bracket should follow.")]
    [InlineData("a ^ 2", 3, "Powers are written with **")]
    [InlineData("(a", 1, "This bracket is not closed.")]
    [InlineData("a)", 2, "')' stands where an operator or the end should.")]
    [InlineData("a b", 3, "'b' stands where an operator or the end should.")]
    [InlineData("2a", 2, "'a' stands where an operator or the end should.")]
    [InlineData("1,5 * a", 2, "A comma separates the arguments of a function; decimals are written with a point.")]
    [InlineData("1.2.3", 1, "'1.2.3' is not a number.")]
    [InlineData(".", 1, "'.' is not a number.")]
    [InlineData("1e999", 1, "'1e999' is too large for a number of double precision.")]
    [InlineData("a + foo(b)", 5, "There is no function 'foo'. There are abs, acos, ")]
    [InlineData("a + tanh", 5, "'tanh' is a function of 1 argument, in brackets.")]
    [InlineData("tanh(a, b)", 1, "tanh takes 1 argument, got 2.")]
    [InlineData("clamp(a)", 1, "clamp takes 3 arguments, got 1.")]
    [InlineData("elu()", 1, "elu takes 1 or 2 arguments, got 0.")]
    [InlineData("norm()", 1, "norm takes at least 1 argument, got 0.")]
    [InlineData("max(a, b", 9, "The expression ends where ')' or ',' in the call of max should follow.")]
    [InlineData("max(a,, b)", 7, "A comma separates the arguments")]
    [InlineData("a * * b", 5, "'*' stands where a number, a name or a bracket should.")]
    [InlineData("a * é", 5, "'é' stands where a number, a name or a bracket should.")]
    [InlineData("a * 😀", 5, "'😀' stands where a number, a name or a bracket should.")]
    [InlineData("a\0b", 2, "'\\u0000' stands where an operator or the end should.")]
    public void AWrongExpressionIsExplainedWhereItIsWrong(string text, int column, string message)
    {
        var error = Assert.Throws<ExpressionException>(() => Expression.Parse(text));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(column, error.Column);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-", "")]
    [InlineData("2**", "")]
    [InlineData("tanh(", ")")]
    public void NestingIsBounded(string before, string after)
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat(before, depth)) + "1" + string.Concat(Enumerable.Repeat(after, depth));
        Expression.Parse(Nested(Expression.MostNesting)).Evaluate();
        var error = Assert.Throws<ExpressionException>(() => Expression.Parse(Nested(Expression.MostNesting + 1)));
        Assert.Equal("The expression is nested more than 100 deep.", error.Message);
    }

    [Fact]
    public void LengthIsBoundedAndALongSumIsFine()
    {
        string sum = string.Join('+', Enumerable.Repeat("a", 5000));
        Assert.Equal(5000, Expression.Parse(sum).Evaluate(1).Data);
        var error = Assert.Throws<ExpressionException>(() => Expression.Parse(sum + "+a"));
        Assert.Equal("The expression has 10001 characters; at most 10000 are read.", error.Message);
    }

    [Fact]
    public void AWrongNumberOfValuesIsAnError() =>
        Assert.StartsWith("The expression has 2 variables, got 1 values.", Assert.Throws<ArgumentException>(() => Expression.Parse("a*b").Evaluate(1)).Message, StringComparison.Ordinal);
}
