using Micrograd.NeuralNet;

namespace Micrograd.Training;

/// <summary>
/// Stochastic gradient descent: each parameter moves against its gradient, p ← p - rate * grad. With momentum it moves along a
/// running sum v ← momentum * v + grad instead (B. T. Polyak 1964), with Nesterov's along grad + momentum * v.
/// </summary>
public sealed class Sgd : Optimizer
{
    readonly double momentum, weightDecay;
    readonly bool nesterov;
    readonly double[] velocities;

    /// <summary>For the given leaves.</summary>
    /// <param name="parameters">The leaves to change.</param>
    /// <param name="learningRate">The size of a step.</param>
    /// <param name="momentum">How much of the last movement a step keeps, from 0 to below 1.</param>
    /// <param name="nesterov">Whether a step looks ahead by the momentum.</param>
    /// <param name="weightDecay">What part of a parameter is added to its gradient, which draws it towards 0.</param>
    /// <exception cref="ArgumentException">A parameter is no leaf, a number is out of its range, or Nesterov's form has no momentum.</exception>
    public Sgd(ReadOnlySpan<Value> parameters, double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(parameters, learningRate)
    {
        (this.momentum, this.nesterov, this.weightDecay) = (Share(momentum, nameof(momentum)), nesterov, NotNegative(weightDecay, nameof(weightDecay)));
        if (nesterov && momentum == 0)
            throw new ArgumentException("Nesterov's form needs a momentum above 0.", nameof(nesterov));
        velocities = new double[parameters.Length];
    }

    /// <summary>For all parameters of a module.</summary>
    /// <inheritdoc cref="Sgd(ReadOnlySpan{Value}, double, double, bool, double)"/>
    public Sgd(Module module, double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : this(Of(module), learningRate, momentum, nesterov, weightDecay) { }

    /// <inheritdoc/>
    public override void Step()
    {
        var rule = new Rule(LearningRate, momentum, nesterov, weightDecay);
        for (int i = 0; i < Parameters.Length; i++)
        {
            Value p = Parameters[i];
            p.Data = rule.Next(p.Data, p.Grad, ref velocities[i]);
        }
    }

    /// <summary>One step, for any number of parameters.</summary>
    internal readonly struct Rule(double rate, double momentum, bool nesterov, double weightDecay)
    {
        /// <summary>What a parameter becomes; its velocity starts at 0, and is not used without momentum.</summary>
        public double Next(double data, double grad, ref double velocity)
        {
            double gradient = grad + weightDecay * data;
            if (momentum == 0)
                return data - rate * gradient;
            velocity = momentum * velocity + gradient;
            return data - rate * (nesterov ? gradient + momentum * velocity : velocity);
        }
    }
}
