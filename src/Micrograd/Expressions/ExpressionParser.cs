using System.Globalization;

namespace Micrograd.Expressions;

/// <summary>
/// Reads an expression by recursive descent and writes its steps. The grammar, with the precedence of Python, where
/// <c>-a**2</c> is -(a**2) and <c>2**-1</c> is allowed:
/// <code>
/// sum     = product { ("+" | "-") product }
/// product = signed { ("*" | "/") signed }
/// signed  = ("+" | "-") signed | power
/// power   = atom [ "**" signed ]
/// atom    = number | name | name "(" sum { "," sum } ")" | "(" sum ")"
/// </code>
/// </summary>
sealed class ExpressionParser(string text)
{
    readonly List<string> variables = [];
    readonly List<Expression.Step> steps = [];
    int position;
    int nesting;

    /// <summary>Reads the whole text.</summary>
    public Expression Parse()
    {
        if (text.Length > Expression.MostCharacters)
            throw new ExpressionException($"The expression has {text.Length} characters; at most {Expression.MostCharacters} are read.", Expression.MostCharacters + 1);
        SkipSpace();
        if (AtEnd)
            throw Error("The expression is empty; an example is a*b + tanh(a).");
        Sum();
        if (!AtEnd)
            throw Unexpected("an operator or the end");
        return new(text, [.. variables], [.. steps]);
    }

    bool AtEnd => position == text.Length;

    char Here => AtEnd ? '\0' : text[position];

    void Sum()
    {
        Product();
        while (Here is '+' or '-')
            Binary(Product);
    }

    void Product()
    {
        Signed();
        while (Here is '/' || (Here is '*' && !Follows("**")))
            Binary(Signed);
    }

    void Binary(Action operand)
    {
        string symbol = text[position].ToString();
        Advance(1);
        operand();
        steps.Add(Expression.Step.Call(FunctionTable.Operator(symbol), 2));
    }

    void Signed()
    {
        if (Here is not ('+' or '-'))
        {
            Power();
            return;
        }
        bool isNegative = Here == '-';
        Advance(1);
        Nested(Signed);
        if (isNegative)
            steps.Add(Expression.Step.Call(FunctionTable.Operator("neg"), 1));
    }

    void Power()
    {
        Atom();
        if (!Follows("**"))
            return;
        Advance(2);
        Nested(Signed);
        steps.Add(Expression.Step.Call(FunctionTable.Operator("**"), 2));
    }

    void Atom()
    {
        if (char.IsAsciiDigit(Here) || Here == '.')
            Number();
        else if (char.IsAsciiLetter(Here) || Here == '_')
            Name();
        else if (Here == '(')
            Brackets();
        else
            throw Unexpected("a number, a name or a bracket");
    }

    void Number()
    {
        int start = position;
        while (char.IsAsciiDigit(Here) || Here == '.')
            position++;
        if (Here is 'e' or 'E' && ExponentLength() is var length and > 0)
            position += length;
        string digits = text[start..position];
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number))
            throw Error($"'{digits}' is not a number.", start);
        if (!double.IsFinite(number))
            throw Error($"'{digits}' is too large for a number of double precision.", start);
        SkipSpace();
        steps.Add(Expression.Step.Push(number));
    }

    /// <summary>The length of an exponent such as e-5 from here on; 0 if it is something else, such as a name after a number.</summary>
    int ExponentLength()
    {
        int end = position + 1;
        if (end < text.Length && text[end] is '+' or '-')
            end++;
        int digits = end;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end > digits ? end - position : 0;
    }

    void Name()
    {
        int start = position;
        while (char.IsAsciiLetterOrDigit(Here) || Here == '_')
            position++;
        string name = text[start..position];
        SkipSpace();
        if (Here == '(')
            Call(name, start);
        else if (FunctionTable.Find(name) is { } function)
            throw Error($"'{name}' is a function of {function.Arguments}, in brackets.", start);
        else if (Constant(name) is { } number)
            steps.Add(Expression.Step.Push(number));
        else
            Variable(name);
    }

    /// <summary>The number that a name stands for by itself.</summary>
    public static double? Constant(string name) => name switch { "pi" => Math.PI, "e" => Math.E, _ => null };

    void Variable(string name)
    {
        int index = variables.IndexOf(name);
        if (index < 0)
        {
            index = variables.Count;
            variables.Add(name);
        }
        steps.Add(Expression.Step.Push(index));
    }

    void Call(string name, int start)
    {
        FunctionTable.Entry function = FunctionTable.Find(name)
            ?? throw Error($"There is no function '{name}'. There are {string.Join(", ", FunctionTable.Names)}.", start);
        Advance(1);
        int arguments = 0;
        if (Here != ')')
            do
            {
                if (arguments > 0)
                    Advance(1);
                Nested(Sum);
                arguments++;
            }
            while (Here == ',');
        if (Here != ')')
            throw Unexpected($"')' or ',' in the call of {name}");
        Advance(1);
        if (arguments < function.Fewest || arguments > function.Most)
            throw Error($"{name} takes {function.Arguments}, got {arguments}.", start);
        steps.Add(Expression.Step.Call(function.Function, arguments));
    }

    void Brackets()
    {
        int start = position;
        Advance(1);
        Nested(Sum);
        if (Here != ')')
            throw AtEnd ? Error("This bracket is not closed.", start) : Unexpected("')'");
        Advance(1);
    }

    void Nested(Action part)
    {
        if (++nesting > Expression.MostNesting)
            throw Error($"The expression is nested more than {Expression.MostNesting} deep.");
        part();
        nesting--;
    }

    bool Follows(string sign) => string.CompareOrdinal(text, position, sign, 0, sign.Length) == 0;

    void Advance(int characters)
    {
        position += characters;
        SkipSpace();
    }

    void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(text[position]))
            position++;
    }

    ExpressionException Unexpected(string wanted) => Here switch
    {
        _ when AtEnd => Error($"The expression ends where {wanted} should follow."),
        '^' => Error("Powers are written with **, as in a**2."),
        ',' => Error("A comma separates the arguments of a function; decimals are written with a point."),
        _ => Error($"'{Rune()}' stands where {wanted} should."),
    };

    string Rune() => char.IsHighSurrogate(Here) && position + 1 < text.Length ? text.Substring(position, 2)
        : char.IsControl(Here) ? $"\\u{(int)Here:x4}" : Here.ToString();

    ExpressionException Error(string message, int? at = null) => new(message, (at ?? position) + 1);
}
