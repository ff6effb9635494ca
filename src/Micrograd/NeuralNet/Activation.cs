namespace Micrograd.NeuralNet;

/// <summary>What a neuron does to its weighted sum.</summary>
public enum Activation
{
    /// <summary>Nothing: y = x.</summary>
    Linear,

    /// <summary>y = max(x, 0).</summary>
    Relu,

    /// <summary>y = tanh x.</summary>
    Tanh,

    /// <summary>y = 1 / (1 + e^-x).</summary>
    Sigmoid,
}

/// <summary>Applies activations.</summary>
public static class Activations
{
    /// <summary>The activation of x.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The activation is none of the enumeration's.</exception>
    public static Value Of(this Activation activation, Value x) => activation switch
    {
        Activation.Linear => x,
        Activation.Relu => Value.Relu(x),
        Activation.Tanh => Value.Tanh(x),
        Activation.Sigmoid => Value.Sigmoid(x),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, $"There is no activation {activation}."),
    };
}
