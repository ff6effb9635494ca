using System.CommandLine;
using System.Globalization;
using Micrograd.Derivatives;
using Micrograd.Expressions;

namespace Micrograd.Cli;

/// <summary><c>micrograd grad</c>: the value and every derivative of an expression that is typed in.</summary>
static class GradCommand
{
    const string Notes = """
        Operators are + - * / and ** for powers. Every operation of the library can be
        called by name, as in tanh(a), max(a, b) or norm(a, b, c); pi and e are numbers.

        Examples:
          micrograd grad "a*b + tanh(a)" a=2 b=3
          micrograd grad "100*(y - x**2)**2 + (1 - x)**2" x=-1.2 y=1 --second
          micrograd grad -- "-log(p)" p=0.25        (-- before a leading minus)
        """;

    public static Command Create()
    {
        var text = new Argument<string>("expression") { Description = "The expression, in quotes." };
        var numbers = new Argument<string[]>("numbers") { Description = "A number for each of its variables, as in a=2 b=3.", Arity = ArgumentArity.ZeroOrMore };
        var second = new Option<bool>("--second") { Description = "Adds the second derivatives, the Hessian." };
        var command = new DocumentedCommand("grad", "The value and every derivative of an expression.", Notes) { text, numbers, second };
        command.SetAction(result => Run(
            result.InvocationConfiguration.Output, result.GetValue(text)!, result.GetValue(numbers) ?? [], result.GetValue(second)));
        return command;
    }

    static int Run(TextWriter output, string text, string[] numbers, bool second)
    {
        Expression expression = Read(text);
        double[] point = Point(expression, [.. numbers.Select(Assignment.Parse)]);
        Value value = expression.Evaluate([.. point.Select(number => (Value)number)]);
        double[] gradient = Derivative.Gradient(x => expression.Evaluate(x), point);
        string[] names = [.. expression.Variables];

        string at = string.Join(", ", names.Zip(point, (name, number) => $"{name} = {Text(number)}"));
        output.WriteLine(names.Length > 0 ? $"{expression} at {at}" : $"{expression}");
        TextTable.Write(output, [["value", Text(value.Data)], .. names.Zip(gradient, (name, slope) => new[] { $"d/d{name}", Text(slope) })]);
        if (second && names.Length > 0)
        {
            double[,] hessian = Derivative.Hessian(x => expression.Evaluate(x), point);
            output.WriteLine();
            output.WriteLine("Second derivatives");
            TextTable.Write(output, [["", .. names], .. names.Select((name, i) => (string[])[name, .. names.Select((_, j) => Text(hessian[i, j]))])]);
        }
        return 0;
    }

    static Expression Read(string text)
    {
        try
        {
            return Expression.Parse(text);
        }
        catch (ExpressionException e)
        {
            throw new UserException($"Column {e.Column} of the expression: {e.Message}");
        }
    }

    static double[] Point(Expression expression, Assignment[] given)
    {
        foreach (Assignment assignment in given)
        {
            if (!expression.Variables.Contains(assignment.Name))
                throw new UserException($"'{assignment.Name}' has a number, but is not in the expression.");
            if (given.Count(other => other.Name == assignment.Name) > 1)
                throw new UserException($"'{assignment.Name}' has more than one number.");
        }
        string[] missing = [.. expression.Variables.Where(name => given.All(assignment => assignment.Name != name))];
        if (missing.Length > 0)
            throw new UserException($"The expression needs a number for {string.Join(", ", missing)}; add {string.Join(" ", missing.Select(name => name + "=…"))}.");
        return [.. expression.Variables.Select(name => given.Single(assignment => assignment.Name == name).Number)];
    }

    static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
