namespace Micrograd;

/// <summary>
/// The outcome of comparing values. It converts to bool, so <c>if (a &lt; b)</c> reads as ever; <see cref="Value.Select"/>
/// takes it as it is.
/// </summary>
public readonly struct Condition : IEquatable<Condition>
{
    readonly bool holds;

    internal Condition(bool holds) => this.holds = holds;

    /// <summary>A condition that was decided outside the graph.</summary>
    public static implicit operator Condition(bool holds) => new(holds);

    /// <summary>Whether the condition holds.</summary>
    public static implicit operator bool(Condition condition) => condition.holds;

    /// <summary>Whether the condition holds, for <c>||</c>.</summary>
    public static bool operator true(Condition condition) => condition;

    /// <summary>Whether the condition does not hold, for <c>&amp;&amp;</c>.</summary>
    public static bool operator false(Condition condition) => !condition.holds;

    /// <summary>Both hold.</summary>
    public static Condition operator &(Condition a, Condition b) => new(a.holds & b.holds);

    /// <summary>At least one holds.</summary>
    public static Condition operator |(Condition a, Condition b) => new(a.holds | b.holds);

    /// <summary>The condition does not hold.</summary>
    public static Condition operator !(Condition condition) => new(!condition.holds);

    /// <summary>Whether the outcomes are equal.</summary>
    public static bool operator ==(Condition a, Condition b) => a.holds == b.holds;

    /// <summary>Whether the outcomes differ.</summary>
    public static bool operator !=(Condition a, Condition b) => a.holds != b.holds;

    /// <inheritdoc/>
    public bool Equals(Condition other) => holds == other.holds;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Condition other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => holds.GetHashCode();

    /// <summary><c>True</c> or <c>False</c>.</summary>
    public override string ToString() => holds.ToString();
}
