using System.Runtime.CompilerServices;
using Micrograd.Operations;

namespace Micrograd;

/// <summary>The operators, with a value or a plain number on either side.</summary>
public readonly partial struct Value
{
    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator +(Value a, Value b) => Apply<Add>(a, b);

    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator +(Value a, double b) => Apply<Add>(a, b);

    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator +(double a, Value b) => Apply<Add>(a, b);

    /// <summary>a - b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator -(Value a, Value b) => Apply<Subtract>(a, b);

    /// <summary>a - b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator -(Value a, double b) => Apply<Subtract>(a, b);

    /// <summary>a - b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator -(double a, Value b) => Apply<Subtract>(a, b);

    /// <summary>a * b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator *(Value a, Value b) => Apply<Multiply>(a, b);

    /// <summary>a * b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator *(Value a, double b) => Apply<Multiply>(a, b);

    /// <summary>a * b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator *(double a, Value b) => Apply<Multiply>(a, b);

    /// <summary>a / b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator /(Value a, Value b) => Apply<Divide>(a, b);

    /// <summary>a / b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator /(Value a, double b) => Apply<Divide>(a, b);

    /// <summary>a / b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator /(double a, Value b) => Apply<Divide>(a, b);

    /// <summary>-x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value operator -(Value x) => Apply<Negate>(x);

    /// <summary>x itself.</summary>
    public static Value operator +(Value x) => x;

    /// <summary>a &lt; b, by their data.</summary>
    public static Condition operator <(Value a, Value b) => new(a.Data < b.Data);

    /// <summary>a &gt; b, by their data.</summary>
    public static Condition operator >(Value a, Value b) => new(a.Data > b.Data);

    /// <summary>a &lt;= b, by their data.</summary>
    public static Condition operator <=(Value a, Value b) => new(a.Data <= b.Data);

    /// <summary>a &gt;= b, by their data.</summary>
    public static Condition operator >=(Value a, Value b) => new(a.Data >= b.Data);

    /// <summary>Whether the data are equal; <see cref="Equals(Value)"/> asks whether both are the same node.</summary>
    public static Condition operator ==(Value a, Value b) => new(a.Data == b.Data);

    /// <summary>Whether the data differ.</summary>
    public static Condition operator !=(Value a, Value b) => new(a.Data != b.Data);
}
