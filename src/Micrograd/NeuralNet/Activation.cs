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

    /// <summary>y = x above 0, 0.01 x below.</summary>
    LeakyRelu,

    /// <summary>y = x above 0, e^x - 1 below.</summary>
    Elu,

    /// <summary>y = x Φ(x), where Φ is the cumulative normal distribution.</summary>
    Gelu,

    /// <summary>y = x sigmoid(x), also called swish.</summary>
    Silu,

    /// <summary>y = x tanh(softplus(x)).</summary>
    Mish,

    /// <summary>y = log(1 + e^x).</summary>
    Softplus,

    /// <summary>y = x / (1 + |x|).</summary>
    Softsign,

    /// <summary>y = e^x.</summary>
    Exp,

    /// <summary>y = sin x.</summary>
    Sin,
}
