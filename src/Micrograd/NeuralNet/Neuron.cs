using Micrograd.Numbers;

namespace Micrograd.NeuralNet;

/// <summary>A weighted sum of its inputs plus a bias, through an activation: y = f(w·x + b).</summary>
public sealed class Neuron : Module
{
    readonly Value[] parameters;

    /// <summary>Makes a neuron with drawn weights and bias 0.</summary>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="activation">What it does to the weighted sum.</param>
    /// <param name="initializer">How weights are drawn; by default uniform on [-1, 1).</param>
    /// <param name="random">The source of randomness; by default seed 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no inputs.</exception>
    public Neuron(int inputs, Activation activation = Activation.Relu, Initializer? initializer = null, SeededRandom? random = null)
        : this(inputs, 1, activation, initializer ?? Initializer.Unit, random ?? new SeededRandom(0)) { }

    internal Neuron(int inputs, int siblings, Activation activation, Initializer initializer, SeededRandom random)
        : this(inputs, activation)
    {
        for (int i = 0; i < inputs; i++)
            parameters[i] = new Value(initializer.Draw(random, inputs, siblings));
        parameters[inputs] = new Value(0);
    }

    /// <summary>Makes a neuron with given weights and bias.</summary>
    internal Neuron(ReadOnlySpan<double> weights, double bias, Activation activation)
        : this(weights.Length, activation)
    {
        for (int i = 0; i < weights.Length; i++)
            parameters[i] = new Value(weights[i]);
        parameters[^1] = new Value(bias);
    }

    Neuron(int inputs, Activation activation)
    {
        if (inputs < 1)
            throw new ArgumentOutOfRangeException(nameof(inputs), inputs, $"A neuron needs at least 1 input, got {inputs}.");
        Activation = Activations.Known(activation);
        parameters = new Value[inputs + 1];
    }

    /// <summary>The weights, one an input.</summary>
    public ReadOnlySpan<Value> Weights => parameters.AsSpan(..^1);

    /// <summary>The bias.</summary>
    public Value Bias => parameters[^1];

    /// <summary>What the neuron does to its weighted sum.</summary>
    public Activation Activation { get; }

    /// <summary>The weights, then the bias.</summary>
    public override ReadOnlySpan<Value> Parameters => parameters;

    /// <summary>The output for the given inputs.</summary>
    /// <exception cref="ArgumentException">The number of inputs is not that of the weights.</exception>
    public Value Forward(ReadOnlySpan<Value> x)
    {
        CheckInputs(x.Length);
        return Activation.Of(Value.Affine(Weights, x, Bias));
    }

    /// <summary>The output for the given inputs.</summary>
    /// <exception cref="ArgumentException">The number of inputs is not that of the weights.</exception>
    public Value Forward(ReadOnlySpan<double> x)
    {
        CheckInputs(x.Length);
        return Activation.Of(Value.Affine(Weights, x, Bias));
    }

    /// <summary>The output as a plain number: the same bits as of <see cref="Forward(ReadOnlySpan{double})"/>, without a graph.</summary>
    /// <exception cref="ArgumentException">The number of inputs is not that of the weights.</exception>
    public double Predict(ReadOnlySpan<double> x)
    {
        CheckInputs(x.Length);
        double sum = Bias.Data;
        for (int i = 0; i < x.Length; i++)
            sum += parameters[i].Data * x[i];
        return Activation.Of(sum).Data;
    }

    /// <summary>Such as <c>Relu neuron (3 inputs)</c>.</summary>
    public override string ToString() => $"{Activation} neuron ({Weights.Length} inputs)";

    void CheckInputs(int count)
    {
        if (count != Weights.Length)
            throw new ArgumentException($"The neuron expects {Weights.Length} inputs, got {count}.");
    }
}
