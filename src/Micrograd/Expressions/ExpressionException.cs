namespace Micrograd.Expressions;

/// <summary>Says in one sentence what is wrong with a typed expression, and where.</summary>
/// <param name="message">The sentence.</param>
/// <param name="column">The character that it is about, counted from 1.</param>
public sealed class ExpressionException(string message, int column) : FormatException(message)
{
    /// <summary>The character that it is about, counted from 1.</summary>
    public int Column { get; } = column;
}
