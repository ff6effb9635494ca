using Micrograd.Numbers;

namespace Micrograd.NeuralNet;

/// <summary>How weights are drawn before training; biases start at 0. One seed gives one network, on every machine.</summary>
public abstract class Initializer
{
    /// <summary>Uniform on [-1, 1), whatever the size of the layer: micrograd's choice, good for small networks.</summary>
    public static Initializer Unit { get; } = new UniformInitializer((_, _) => 1);

    /// <summary>
    /// Normal with variance 2 / inputs, which keeps the size of signals through layers of ReLU (He et al. 2015,
    /// "Delving Deep into Rectifiers").
    /// </summary>
    public static Initializer He { get; } = new NormalInitializer((inputs, _) => Math.Sqrt(2.0 / inputs));

    /// <summary>
    /// Uniform with variance 2 / (inputs + outputs), for tanh, sigmoid and linear layers (Glorot and Bengio 2010,
    /// "Understanding the difficulty of training deep feedforward neural networks").
    /// </summary>
    public static Initializer Xavier { get; } = new UniformInitializer((inputs, outputs) => Math.Sqrt(6.0 / (inputs + outputs)));

    /// <summary>Draws one weight of a layer.</summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="inputs">The inputs of each neuron of the layer.</param>
    /// <param name="outputs">The neurons of the layer.</param>
    public abstract double Draw(SeededRandom random, int inputs, int outputs);

    sealed class UniformInitializer(Func<int, int, double> bound) : Initializer
    {
        public override double Draw(SeededRandom random, int inputs, int outputs)
        {
            double limit = bound(inputs, outputs);
            return random.Uniform(-limit, limit);
        }
    }

    sealed class NormalInitializer(Func<int, int, double> deviation) : Initializer
    {
        public override double Draw(SeededRandom random, int inputs, int outputs) => deviation(inputs, outputs) * random.Gaussian();
    }
}
