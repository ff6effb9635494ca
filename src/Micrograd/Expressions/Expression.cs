namespace Micrograd.Expressions;

/// <summary>
/// A formula that somebody typed, such as <c>a*b + tanh(a)</c>: its variables, and a program that computes it on values. It
/// knows <c>+ - * / **</c> with the precedence of Python, brackets, numbers, <c>pi</c> and <c>e</c>, and every operation of
/// the library by its symbol.
/// </summary>
public sealed class Expression
{
    /// <summary>The longest text that is read.</summary>
    public const int MostCharacters = 10_000;

    /// <summary>How deep brackets, signs and powers may be nested.</summary>
    public const int MostNesting = 100;

    readonly string text;
    readonly string[] variables;
    readonly Step[] steps;

    internal Expression(string text, string[] variables, Step[] steps) => (this.text, this.variables, this.steps) = (text, variables, steps);

    /// <summary>One step on a stack of values: pushes a number or a variable, or replaces the topmost values by a result.</summary>
    internal readonly record struct Step(double Number, int Variable, ExpressionFunction? Function, int Arguments)
    {
        public static Step Push(double number) => new(number, -1, null, 0);

        public static Step Push(int variable) => new(0, variable, null, 0);

        public static Step Call(ExpressionFunction function, int arguments) => new(0, -1, function, arguments);
    }

    /// <summary>The names that the expression uses, in the order in which they first appear.</summary>
    public IReadOnlyList<string> Variables => variables;

    /// <summary>Reads an expression.</summary>
    /// <param name="text">At most <see cref="MostCharacters"/> characters.</param>
    /// <exception cref="ExpressionException">It is not an expression.</exception>
    public static Expression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ExpressionParser(text).Parse();
    }

    /// <summary>Whether a name is that of a function or a constant, and so cannot be a variable.</summary>
    public static bool IsReserved(string name) => ExpressionParser.Constant(name) is not null || FunctionTable.Find(name) is not null;

    /// <summary>Computes the expression.</summary>
    /// <param name="values">The values of the <see cref="Variables"/>, in their order.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public Value Evaluate(params ReadOnlySpan<Value> values)
    {
        if (values.Length != variables.Length)
            throw new ArgumentException($"The expression has {variables.Length} variables, got {values.Length} values.", nameof(values));
        var stack = new Value[steps.Length];
        int count = 0;
        foreach (Step step in steps)
        {
            if (step.Function is { } function)
            {
                count -= step.Arguments;
                stack[count] = function(stack.AsSpan(count, step.Arguments));
            }
            else
            {
                stack[count] = step.Variable >= 0 ? values[step.Variable] : step.Number;
            }
            count++;
        }
        return stack[0];
    }

    /// <summary>The text as it was typed.</summary>
    public override string ToString() => text;
}

/// <summary>What a name in an expression stands for.</summary>
delegate Value ExpressionFunction(ReadOnlySpan<Value> x);
