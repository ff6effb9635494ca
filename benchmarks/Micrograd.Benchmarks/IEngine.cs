using Micrograd.Operations;

namespace Micrograd.Benchmarks;

/// <summary>What the works need of an engine: leaves, their gradients, and the reverse pass.</summary>
/// <typeparam name="T">The engine's number.</typeparam>
public interface IEngine<T> where T : struct, IReal<T>
{
    static abstract string Name { get; }

    static abstract T Leaf(double data);

    static abstract double Data(T value);

    /// <summary>The leaf after its number was changed.</summary>
    static abstract T Changed(T leaf, double data);

    static abstract double Grad(T leaf);

    static abstract void ZeroGrad(T leaf);

    /// <summary>Ends the making of leaves, for engines that reset a tape to that point.</summary>
    static abstract void Mark();

    /// <summary>Begins a new graph, for engines that must be told.</summary>
    static abstract void Reset();

    static abstract void Backward(T root);

    /// <summary>bias + w·x, operation by operation unless the engine has one for it.</summary>
    static virtual T Affine(ReadOnlySpan<T> w, ReadOnlySpan<T> x, T bias)
    {
        for (int k = 0; k < w.Length; k++)
            bias += w[k] * x[k];
        return bias;
    }

    /// <summary>bias + w·x of plain inputs, operation by operation unless the engine has one for it.</summary>
    static virtual T Affine(ReadOnlySpan<T> w, ReadOnlySpan<double> x, T bias)
    {
        for (int k = 0; k < w.Length; k++)
            bias += w[k] * x[k];
        return bias;
    }
}
