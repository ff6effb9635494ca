namespace Micrograd.NeuralNet;

/// <summary>Something with parameters to learn: a neuron, a layer, a network, or your own composition of them.</summary>
public abstract class Module
{
    /// <summary>
    /// The parameters, all leaves, in a fixed order. To change them, iterate:
    /// <c>foreach (var p in model.Parameters) p.Data -= 0.1 * p.Grad;</c>
    /// </summary>
    public abstract ReadOnlySpan<Value> Parameters { get; }

    /// <summary>Forgets the gradient of every parameter, which would otherwise add up from one backward pass to the next.</summary>
    public void ZeroGrad()
    {
        foreach (Value parameter in Parameters)
            parameter.ZeroGrad();
    }

    /// <summary>The parameters of several modules in one array.</summary>
    protected static Value[] Concatenate(IEnumerable<Module> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        List<Value> all = [];
        foreach (Module module in modules)
            all.AddRange(module.Parameters);
        return [.. all];
    }
}
