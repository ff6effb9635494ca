namespace Micrograd.NeuralNet;

/// <summary>A layer as plain numbers, which is what lies in a file and what Python gives and takes.</summary>
/// <param name="Activation">What its neurons do to their weighted sums.</param>
/// <param name="Inputs">The number of inputs of each neuron.</param>
/// <param name="Weights">The weights, one neuron after the other.</param>
/// <param name="Biases">The biases, one a neuron.</param>
sealed record LayerNumbers(Activation Activation, int Inputs, double[] Weights, double[] Biases)
{
    /// <summary>The number of neurons.</summary>
    public int Outputs => Biases.Length;

    /// <summary>The weights of one neuron.</summary>
    public ReadOnlySpan<double> WeightsOf(int neuron) => Weights.AsSpan(neuron * Inputs, Inputs);

    /// <summary>The numbers of a layer as they are now.</summary>
    public static LayerNumbers Of(Layer layer)
    {
        var weights = new double[layer.Neurons.Count * layer.Inputs];
        var biases = new double[layer.Neurons.Count];
        int next = 0;
        for (int i = 0; i < biases.Length; i++)
        {
            biases[i] = layer.Neurons[i].Bias.Data;
            foreach (Value weight in layer.Neurons[i].Weights)
                weights[next++] = weight.Data;
        }
        return new(layer.Neurons[0].Activation, layer.Inputs, weights, biases);
    }
}
