using Micrograd.Numbers;

namespace Micrograd.NeuralNet;

/// <summary>Neurons that read the same inputs.</summary>
public sealed class Layer : Module
{
    readonly Neuron[] neurons;
    readonly Value[] parameters;

    /// <summary>Makes a layer with drawn weights and biases 0.</summary>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="outputs">The number of neurons, at least 1.</param>
    /// <param name="activation">What each neuron does to its weighted sum.</param>
    /// <param name="initializer">How weights are drawn; by default uniform on [-1, 1).</param>
    /// <param name="random">The source of randomness; by default seed 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no inputs or no outputs.</exception>
    public Layer(
        int inputs, int outputs, Activation activation = Activation.Relu, Initializer? initializer = null, SeededRandom? random = null)
    {
        if (outputs < 1)
            throw new ArgumentOutOfRangeException(nameof(outputs), outputs, $"A layer needs at least 1 output, got {outputs}.");
        random ??= new SeededRandom(0);
        neurons = new Neuron[outputs];
        for (int i = 0; i < outputs; i++)
            neurons[i] = new Neuron(inputs, outputs, activation, initializer ?? Initializer.Unit, random);
        parameters = Concatenate(neurons);
    }

    /// <summary>Makes a layer with given numbers.</summary>
    internal Layer(LayerNumbers numbers)
    {
        neurons = new Neuron[numbers.Outputs];
        for (int i = 0; i < neurons.Length; i++)
            neurons[i] = new Neuron(numbers.WeightsOf(i), numbers.Biases[i], numbers.Activation);
        parameters = Concatenate(neurons);
    }

    /// <summary>The neurons, one an output.</summary>
    public IReadOnlyList<Neuron> Neurons => neurons;

    /// <summary>The number of inputs.</summary>
    public int Inputs => neurons[0].Weights.Length;

    /// <summary>The parameters of the neurons, one neuron after the other.</summary>
    public override ReadOnlySpan<Value> Parameters => parameters;

    /// <summary>The outputs for the given inputs.</summary>
    /// <exception cref="ArgumentException">The number of inputs is not that of the layer.</exception>
    public Value[] Forward(ReadOnlySpan<Value> x)
    {
        var outputs = new Value[neurons.Length];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = neurons[i].Forward(x);
        return outputs;
    }

    /// <summary>The outputs for the given inputs.</summary>
    /// <exception cref="ArgumentException">The number of inputs is not that of the layer.</exception>
    public Value[] Forward(ReadOnlySpan<double> x)
    {
        var outputs = new Value[neurons.Length];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = neurons[i].Forward(x);
        return outputs;
    }

    /// <summary>The outputs as plain numbers: the same bits as of <see cref="Forward(ReadOnlySpan{double})"/>, without a graph.</summary>
    /// <exception cref="ArgumentException">The number of inputs is not that of the layer.</exception>
    public double[] Predict(ReadOnlySpan<double> x)
    {
        var outputs = new double[neurons.Length];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = neurons[i].Predict(x);
        return outputs;
    }

    /// <summary>Such as <c>Relu layer (3 to 16)</c>.</summary>
    public override string ToString() => $"{neurons[0].Activation} layer ({Inputs} to {neurons.Length})";
}
