using System.Globalization;
using Micrograd.Operations;

namespace Micrograd.Numbers;

/// <summary>
/// A rule read as text, with as few brackets as it needs: <c>Tanh.Partial</c> of <c>x</c> and <c>y</c> is
/// <c>1 - y * y</c>. Drawings, explanations and the operations page show rules in this reading.
/// </summary>
public readonly struct Formula : IReal<Formula>
{
    // How tightly the outermost operator of a text binds.
    const int Sums = 1, Products = 2, Signs = 3, Powers = 4, Atoms = 5;

    readonly string? text;
    readonly int binding;

    Formula(string text, int binding) => (this.text, this.binding) = (text, binding);

    /// <summary>A name, such as an argument of a rule.</summary>
    public Formula(string name) : this(name, Atoms) { }

    /// <summary>The text of the formula.</summary>
    public override string ToString() => text ?? "0";

    /// <inheritdoc/>
    public static implicit operator Formula(double value) =>
        new(value.ToString("R", CultureInfo.InvariantCulture), double.IsNegative(value) ? Signs : Atoms);

    /// <inheritdoc/>
    public static Formula operator +(Formula a, Formula b) => new($"{a.In(Sums)} + {b.In(Sums)}", Sums);

    /// <inheritdoc/>
    public static Formula operator -(Formula a, Formula b) => new($"{a.In(Sums)} - {b.In(Products)}", Sums);

    /// <inheritdoc/>
    public static Formula operator *(Formula a, Formula b) => new($"{a.In(Products)} * {b.In(Products)}", Products);

    /// <inheritdoc/>
    public static Formula operator /(Formula a, Formula b) => new($"{a.In(Products)} / {b.In(Signs)}", Products);

    /// <inheritdoc/>
    public static Formula operator -(Formula x) => new($"-{x.In(Powers)}", Signs);

    /// <inheritdoc/>
    public static Formula Pow(Formula a, Formula b) => new($"{a.In(Atoms)} ** {b.In(Signs)}", Powers);

    /// <inheritdoc/>
    public static Formula Abs(Formula x) => new($"|{x}|", Atoms);

    /// <summary><c>then if a &gt; b else otherwise</c>, in brackets.</summary>
    public static Formula IfGreater(Formula a, Formula b, Formula then, Formula otherwise) =>
        new($"({then} if {a} > {b} else {otherwise})", Atoms);

    /// <summary>The usual case alone: what a rule does at a single point is left to the prose.</summary>
    public static Formula IfEqual(Formula a, Formula b, Formula edge, Formula usual) => usual;

    /// <inheritdoc/>
    public static Formula Apply<TOp>(Formula x) where TOp : struct, IUnaryOperation =>
        IsWrittenWithSigns(TOp.Code) ? TOp.Primal(x) : new($"{TOp.Symbol}({x})", Atoms);

    /// <inheritdoc/>
    public static Formula Apply<TOp>(Formula a, Formula b) where TOp : struct, IBinaryOperation =>
        IsWrittenWithSigns(TOp.Code) ? TOp.Primal(a, b) : new($"{TOp.Symbol}({a}, {b})", Atoms);

    /// <summary>Whether the value of an operation is a sign above, to which its rule leads back.</summary>
    static bool IsWrittenWithSigns(OpCode code) =>
        code is OpCode.Add or OpCode.Subtract or OpCode.Multiply or OpCode.Divide or OpCode.Negate or OpCode.Power or OpCode.Abs;

    string In(int needed) => (text is null ? Atoms : binding) >= needed ? ToString() : $"({this})";
}
