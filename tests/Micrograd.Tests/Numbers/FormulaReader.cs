using System.Globalization;
using System.Text.RegularExpressions;
using Micrograd.Numbers;
using Micrograd.Operations;

namespace Micrograd.Tests.Numbers;

/// <summary>
/// Evaluates the text of a formula with Python's precedence: sums, products, signs, powers (from the right), and atoms,
/// which are numbers, names, functions, |x|, brackets and (x if a > b else z).
/// </summary>
sealed partial class FormulaReader
{
    readonly string[] tokens;
    readonly Dictionary<string, double> names;
    int next;

    FormulaReader(string text, (string Name, double Value)[] names)
    {
        tokens = [.. Token().Matches(text).Select(match => match.Value)];
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(tokens));
        this.names = names.ToDictionary(x => x.Name, x => x.Value);
    }

    public static double Evaluate(string text, params (string Name, double Value)[] names)
    {
        var reader = new FormulaReader(text, names);
        double result = reader.Sums();
        Assert.True(reader.next == reader.tokens.Length, $"{text} is not understood from \"{reader.Peek}\" on");
        return result;
    }

    string Peek => next < tokens.Length ? tokens[next] : "";

    bool Take(string token)
    {
        bool found = Peek == token;
        next += found ? 1 : 0;
        return found;
    }

    void Expect(string token) => Assert.True(Take(token), $"expected {token} in {string.Concat(tokens)}, not \"{Peek}\"");

    double Sums()
    {
        double sum = Products();
        while (true)
            if (Take("+"))
                sum += Products();
            else if (Take("-"))
                sum -= Products();
            else
                return sum;
    }

    double Products()
    {
        double product = Signs();
        while (true)
            if (Take("*"))
                product *= Signs();
            else if (Take("/"))
                product /= Signs();
            else
                return product;
    }

    double Signs() => Take("-") ? -Signs() : Powers();

    double Powers()
    {
        double a = Atom();
        return Take("**") ? Math.Pow(a, Signs()) : a;
    }

    double Atom()
    {
        if (Take("|"))
        {
            double inside = Sums();
            Expect("|");
            return Math.Abs(inside);
        }
        if (Take("("))
        {
            double inside = Sums();
            if (Take("if"))
                inside = Choice(inside);
            Expect(")");
            return inside;
        }
        string token = tokens[next++];
        if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return number;
        return Take("(") ? Function(token) : names[token];
    }

    double Choice(double then)
    {
        double a = Sums();
        Expect(">");
        double b = Sums();
        Expect("else");
        double otherwise = Sums();
        return a > b ? then : otherwise;
    }

    double Function(string name)
    {
        List<Real> x = [Sums()];
        while (Take(","))
            x.Add(Sums());
        Expect(")");
        return Operation.All.Single(operation => operation.Symbol == name).Accept(new Call([.. x]));
    }

    [GeneratedRegex(@"\d+(\.\d+)?(E[+-]\d+)?|[a-z][a-z0-9_]*|\*\*|[-+*/(),|>]")]
    private static partial Regex Token();

    /// <summary>The functions are those of the table; what is tested here is how they are put together.</summary>
    sealed class Call(Real[] x) : IOperationVisitor<double>
    {
        public double Unary<TOp>() where TOp : struct, IUnaryOperation => TOp.Primal(x.Single());

        public double Binary<TOp>() where TOp : struct, IBinaryOperation => x.Length == 2 ? TOp.Primal(x[0], x[1]) : throw new NotSupportedException();

        public double Choice<TOp>() where TOp : struct, IOperation => throw new NotSupportedException();

        public double Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation => throw new NotSupportedException();

        public double Reduction<TOp>() where TOp : struct, IReductionOperation => throw new NotSupportedException();
    }
}
