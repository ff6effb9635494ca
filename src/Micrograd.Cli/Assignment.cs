using System.Globalization;
using System.Text.RegularExpressions;
using Micrograd.Expressions;

namespace Micrograd.Cli;

/// <summary>A number for a variable as it is typed: <c>a=2</c>.</summary>
sealed partial record Assignment(string Name, double Number)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="UserException">It is none.</exception>
    public static Assignment Parse(string text)
    {
        string[] parts = text.Split('=', 2);
        string name = parts[0].Trim();
        if (parts.Length != 2 || !NamePattern().IsMatch(name))
            throw new UserException($"'{text}' does not give a variable its number; write it as in a=2.");
        if (Expression.IsReserved(name))
            throw new UserException($"'{name}' has a meaning of its own in expressions; choose another name for the variable.");
        string digits = parts[1].Trim();
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
            throw new UserException($"In '{text}', '{digits}' is not a finite number; decimals are written with a point, as in 2.5.");
        return new(name, number);
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex NamePattern();
}
