using Micrograd.Numbers;

namespace Micrograd.NeuralNet;

/// <summary>A multi-layer perceptron: layers one after the other, the last one linear unless told otherwise.</summary>
public sealed class Mlp : Module
{
    readonly Layer[] layers;
    readonly Value[] parameters;

    /// <summary>Makes a network such as <c>new Mlp(2, [16, 16, 1])</c>: 2 inputs, two hidden layers of 16, one linear output.</summary>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="sizes">The number of neurons of each layer; the last is the number of outputs.</param>
    /// <param name="activation">What the neurons of the hidden layers do to their weighted sums.</param>
    /// <param name="initializer">How weights are drawn; by default uniform on [-1, 1).</param>
    /// <param name="seed">Networks of one seed start with the same weights.</param>
    /// <exception cref="ArgumentException">There is no layer, or one without inputs or neurons.</exception>
    public Mlp(
        int inputs, ReadOnlySpan<int> sizes, Activation activation = Activation.Relu, Initializer? initializer = null, int seed = 0)
        : this(inputs, sizes, LinearAtTheEnd(sizes.Length, activation), initializer, seed) { }

    /// <summary>Makes a network with an activation of its own for each layer.</summary>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="sizes">The number of neurons of each layer; the last is the number of outputs.</param>
    /// <param name="activations">The activation of each layer, the last one included.</param>
    /// <param name="initializer">How weights are drawn; by default uniform on [-1, 1).</param>
    /// <param name="seed">Networks of one seed start with the same weights.</param>
    /// <exception cref="ArgumentException">There is no layer, or one without inputs, neurons or activation.</exception>
    public Mlp(
        int inputs, ReadOnlySpan<int> sizes, ReadOnlySpan<Activation> activations, Initializer? initializer = null, int seed = 0)
    {
        if (sizes.IsEmpty)
            throw new ArgumentException("A network needs at least 1 layer, got no sizes.", nameof(sizes));
        if (activations.Length != sizes.Length)
            throw new ArgumentException(
                $"A network of {sizes.Length} layers needs {sizes.Length} activations, got {activations.Length}.", nameof(activations));
        var random = new SeededRandom(seed);
        layers = new Layer[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
            layers[i] = new Layer(i == 0 ? inputs : sizes[i - 1], sizes[i], activations[i], initializer, random);
        parameters = Concatenate(layers);
    }

    /// <summary>Makes a network with given numbers, whose layers fit each other.</summary>
    internal Mlp(IEnumerable<LayerNumbers> numbers)
    {
        layers = [.. numbers.Select(layer => new Layer(layer))];
        parameters = Concatenate(layers);
    }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Layer> Layers => layers;

    /// <summary>The parameters of the layers, one layer after the other.</summary>
    public override ReadOnlySpan<Value> Parameters => parameters;

    /// <summary>The outputs of the last layer for the given inputs.</summary>
    /// <exception cref="ArgumentException">The number of inputs is not that of the network.</exception>
    public Value[] Forward(ReadOnlySpan<Value> x)
    {
        Value[] signal = layers[0].Forward(x);
        return Onward(signal);
    }

    /// <summary>The outputs of the last layer for the given inputs.</summary>
    /// <exception cref="ArgumentException">The number of inputs is not that of the network.</exception>
    public Value[] Forward(ReadOnlySpan<double> x)
    {
        Value[] signal = layers[0].Forward(x);
        return Onward(signal);
    }

    /// <summary>The outputs as plain numbers: the same bits as of <see cref="Forward(ReadOnlySpan{double})"/>, without a graph.</summary>
    /// <exception cref="ArgumentException">The number of inputs is not that of the network.</exception>
    public double[] Predict(ReadOnlySpan<double> x)
    {
        double[] signal = layers[0].Predict(x);
        foreach (Layer layer in layers.AsSpan(1))
            signal = layer.Predict(signal);
        return signal;
    }

    /// <summary>Such as <c>MLP of [Relu layer (2 to 16), Linear layer (16 to 1)]</c>.</summary>
    public override string ToString() => $"MLP of [{string.Join(", ", layers.Select(layer => layer.ToString()))}]";

    Value[] Onward(Value[] signal)
    {
        foreach (Layer layer in layers.AsSpan(1))
            signal = layer.Forward(signal);
        return signal;
    }

    static Activation[] LinearAtTheEnd(int layers, Activation hidden)
    {
        var all = new Activation[layers];
        Array.Fill(all, hidden);
        if (layers > 0)
            all[^1] = Activation.Linear;
        return all;
    }
}
