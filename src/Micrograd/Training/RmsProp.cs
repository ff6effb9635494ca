using Micrograd.NeuralNet;

namespace Micrograd.Training;

/// <summary>
/// RMSProp: each gradient is divided by the root of a running mean of its square (T. Tieleman and G. Hinton 2012, lecture 6.5 of
/// "Neural Networks for Machine Learning").
/// </summary>
public sealed class RmsProp : Optimizer
{
    readonly double keep, epsilon, momentum, weightDecay;
    readonly double[] squares, velocities;

    /// <summary>For the given leaves.</summary>
    /// <param name="parameters">The leaves to change.</param>
    /// <param name="learningRate">The size of a step.</param>
    /// <param name="keep">How much of the mean of squares a step keeps, from 0 to below 1.</param>
    /// <param name="epsilon">What is added to the root of the mean square before dividing by it.</param>
    /// <param name="momentum">How much of the last movement a step keeps, from 0 to below 1.</param>
    /// <param name="weightDecay">What part of a parameter is added to its gradient, which draws it towards 0.</param>
    /// <exception cref="ArgumentException">A parameter is no leaf, or a number is out of its range.</exception>
    public RmsProp(
        ReadOnlySpan<Value> parameters, double learningRate = 0.01, double keep = 0.99, double epsilon = 1e-8, double momentum = 0,
        double weightDecay = 0)
        : base(parameters, learningRate)
    {
        (this.keep, this.momentum) = (Share(keep, nameof(keep)), Share(momentum, nameof(momentum)));
        (this.epsilon, this.weightDecay) = (NotNegative(epsilon, nameof(epsilon)), NotNegative(weightDecay, nameof(weightDecay)));
        squares = new double[parameters.Length];
        velocities = new double[parameters.Length];
    }

    /// <summary>For all parameters of a module.</summary>
    /// <inheritdoc cref="RmsProp(ReadOnlySpan{Value}, double, double, double, double, double)"/>
    public RmsProp(
        Module module, double learningRate = 0.01, double keep = 0.99, double epsilon = 1e-8, double momentum = 0, double weightDecay = 0)
        : this(Of(module), learningRate, keep, epsilon, momentum, weightDecay) { }

    /// <inheritdoc/>
    public override void Step()
    {
        var rule = new Rule(LearningRate, keep, epsilon, momentum, weightDecay);
        for (int i = 0; i < Parameters.Length; i++)
        {
            Value p = Parameters[i];
            p.Data = rule.Next(p.Data, p.Grad, ref squares[i], ref velocities[i]);
        }
    }

    /// <summary>One step, for any number of parameters.</summary>
    internal readonly struct Rule(double rate, double keep, double epsilon, double momentum, double weightDecay) : IMomentRule
    {
        /// <summary>What a parameter becomes; its mean square and its velocity start at 0.</summary>
        public double Next(double data, double grad, ref double square, ref double velocity)
        {
            double gradient = grad + weightDecay * data;
            square = keep * square + (1 - keep) * gradient * gradient;
            velocity = momentum * velocity + gradient / (Math.Sqrt(square) + epsilon);
            return data - rate * velocity;
        }
    }
}
