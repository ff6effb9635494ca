using Micrograd.Operations;

namespace Micrograd.Benchmarks;

/// <summary>
/// A double that counts the operations of a program: the divisor of every ns/op. Comparisons and arithmetic of plain
/// numbers do not count; a choice between two values counts as one.
/// </summary>
public readonly struct Counted(double data, bool isConstant) : IReal<Counted>, IEngine<Counted>
{
    readonly double data = data;
    readonly bool isConstant = isConstant;

    public static long Operations { get; set; }

    public static string Name => "count";

    public static implicit operator Counted(double value) => new(value, true);

    public static Counted operator +(Counted a, Counted b) => Count(a.data + b.data, a, b);

    public static Counted operator -(Counted a, Counted b) => Count(a.data - b.data, a, b);

    public static Counted operator *(Counted a, Counted b) => Count(a.data * b.data, a, b);

    public static Counted operator /(Counted a, Counted b) => Count(a.data / b.data, a, b);

    public static Counted operator -(Counted x) => Count(-x.data, x, x);

    public static Counted IfGreater(Counted a, Counted b, Counted then, Counted otherwise) =>
        Count(a.data > b.data ? then.data : otherwise.data, then, otherwise);

    public static Counted IfEqual(Counted a, Counted b, Counted edge, Counted usual) => a.data == b.data ? edge : usual;

    public static Counted Apply<TOp>(Counted x) where TOp : struct, IUnaryOperation =>
        Count(TOp.Primal<Numbers.Real>(x.data), x, x);

    public static Counted Apply<TOp>(Counted a, Counted b) where TOp : struct, IBinaryOperation =>
        Count(TOp.Primal<Numbers.Real>(a.data, b.data), a, b);

    public static Counted Leaf(double data) => new(data, false);

    public static double Data(Counted value) => value.data;

    public static Counted Changed(Counted leaf, double data) => new(data, false);

    public static double Grad(Counted leaf) => 0;

    public static void ZeroGrad(Counted leaf) { }

    public static void Mark() { }

    public static void Reset() { }

    public static void Backward(Counted root) { }

    static Counted Count(double data, Counted a, Counted b)
    {
        bool isConstant = a.isConstant & b.isConstant;
        Operations += isConstant ? 0 : 1;
        return new(data, isConstant);
    }
}
