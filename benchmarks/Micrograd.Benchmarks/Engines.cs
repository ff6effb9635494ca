using Micrograd.Numbers;

namespace Micrograd.Benchmarks;

/// <summary>The library's own engine, as its users meet it.</summary>
public readonly struct Eager : IEngine<Value>
{
    public static string Name => "eager";

    public static Value Leaf(double data) => new(data);

    public static double Data(Value value) => value.Data;

    public static Value Changed(Value leaf, double data)
    {
        leaf.Set(data);
        return leaf;
    }

    public static double Grad(Value leaf) => leaf.Grad;

    public static void ZeroGrad(Value leaf) => leaf.ZeroGrad();

    public static void Mark() { }

    public static void Reset() { }

    public static void Backward(Value root) => root.Backward();
}

/// <summary>The same with one node for a whole neuron, as the library's own layers record it.</summary>
public readonly struct EagerAffine : IEngine<Value>
{
    public static string Name => "eager-affine";

    public static Value Leaf(double data) => Eager.Leaf(data);

    public static double Data(Value value) => value.Data;

    public static Value Changed(Value leaf, double data) => Eager.Changed(leaf, data);

    public static double Grad(Value leaf) => leaf.Grad;

    public static void ZeroGrad(Value leaf) => leaf.ZeroGrad();

    public static void Mark() { }

    public static void Reset() { }

    public static void Backward(Value root) => root.Backward();

    public static Value Affine(ReadOnlySpan<Value> w, ReadOnlySpan<Value> x, Value bias) => Value.Affine(w, x, bias);

    public static Value Affine(ReadOnlySpan<Value> w, ReadOnlySpan<double> x, Value bias) => Value.Affine(w, x, bias);
}

/// <summary>Forward only, in plain doubles: the least that the work costs.</summary>
public readonly struct Plain : IEngine<Real>
{
    public static string Name => "plain";

    public static Real Leaf(double data) => data;

    public static double Data(Real value) => value;

    public static Real Changed(Real leaf, double data) => data;

    public static double Grad(Real leaf) => 0;

    public static void ZeroGrad(Real leaf) { }

    public static void Mark() { }

    public static void Reset() { }

    public static void Backward(Real root) { }
}
