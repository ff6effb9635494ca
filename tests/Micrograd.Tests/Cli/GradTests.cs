namespace Micrograd.Tests.Cli;

/// <summary><c>micrograd grad</c>: derivatives of an expression that is typed in.</summary>
public class GradTests
{
    [Fact]
    public void TheValueAndEveryDerivativeAreShown()
    {
        var (output, errors, code) = Run("grad", "a*b + a", "b=3", "a=2");
        Assert.Equal((0, ""), (code, errors));
        Assert.Equal("a*b + a at a = 2, b = 3\n  value  8\n  d/da   4\n  d/db   2\n", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void SecondDerivativesAreShownWhereAskedFor()
    {
        var (output, errors, code) = Run("grad", "100*(y - x**2)**2 + (1 - x)**2", "x=-1.2", "y=1", "--second");
        Assert.Equal((0, ""), (code, errors));
        Assert.EndsWith("\nSecond derivatives\n     y    x\n  y  200  480\n  x  480  1330\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-log(p)", "p=0.25", "  d/dp   -4")]
    [InlineData("pi*r**2", "r=1e-3", "  d/dr   0.006283185307179587")]
    [InlineData("1/a", "a=0", "  value  Infinity")]
    public void NumbersAreThoseOfDoublePrecision(string expression, string number, string line)
    {
        var (output, _, code) = Run("grad", "--", expression, number);
        Assert.Equal(0, code);
        Assert.Contains(line, output.ReplaceLineEndings("\n").Split('\n'));
    }

    [Theory]
    [InlineData("Column 3 of the expression: The expression ends where ", "a+", "a=1")]
    [InlineData("The expression needs a number for a, b; add a=… b=….", "a*b")]
    [InlineData("'c' has a number, but is not in the expression.", "a", "a=1", "c=1")]
    [InlineData("'a' has more than one number.", "a", "a=1", "a=1")]
    [InlineData("In 'a=1,5', '1,5' is not a finite number; decimals are written with a point, as in 2.5.", "a", "a=1,5")]
    [InlineData("In 'a=nan', 'nan' is not a finite number", "a", "a=nan")]
    [InlineData("In 'a=', '' is not a finite number", "a", "a=")]
    [InlineData("'a' does not give a variable its number; write it as in a=2.", "a", "a")]
    [InlineData("'2=3' does not give a variable its number", "a", "2=3")]
    [InlineData("'pi' has a meaning of its own in expressions", "pi", "pi=3")]
    [InlineData("'tanh' has a meaning of its own in expressions", "a", "tanh=3")]
    public void BadInputIsOneSentenceAndExitCode2(string sentence, params string[] words)
    {
        var (output, errors, code) = Run(["grad", .. words]);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(sentence, errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public void ItsHelpHasExamplesThatWorkAndFitTheTerminal()
    {
        var (output, _, code) = Run("grad", "--help");
        Assert.Equal(0, code);
        Assert.Contains("""micrograd grad "a*b + tanh(a)" a=2 b=3""", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    static (string Output, string Errors, int Code) Run(params string[] arguments) => CliProcess.Run(AppContext.BaseDirectory, arguments);
}
