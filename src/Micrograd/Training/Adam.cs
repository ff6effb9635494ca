using Micrograd.NeuralNet;

namespace Micrograd.Training;

/// <summary>
/// Adam: steps scaled by running means of the gradient and of its square (Kingma and Ba 2015, "Adam: A Method for
/// Stochastic Optimization", algorithm 1).
/// </summary>
public class Adam : Optimizer
{
    readonly double beta1, beta2, epsilon, weightDecay;
    readonly double[] means, squares;
    int steps;

    /// <summary>For the given leaves.</summary>
    /// <param name="parameters">The leaves to change.</param>
    /// <param name="learningRate">About how far a parameter moves in a step.</param>
    /// <param name="beta1">How much of the mean of gradients a step keeps, from 0 to below 1.</param>
    /// <param name="beta2">How much of the mean of their squares a step keeps, from 0 to below 1.</param>
    /// <param name="epsilon">What is added to the root of the mean square before dividing by it.</param>
    /// <param name="weightDecay">What part of a parameter is added to its gradient, which draws it towards 0.</param>
    /// <exception cref="ArgumentException">A parameter is no leaf, or a number is out of its range.</exception>
    public Adam(
        ReadOnlySpan<Value> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0)
        : base(parameters, learningRate)
    {
        (this.beta1, this.beta2) = (Share(beta1, nameof(beta1)), Share(beta2, nameof(beta2)));
        (this.epsilon, this.weightDecay) = (NotNegative(epsilon, nameof(epsilon)), NotNegative(weightDecay, nameof(weightDecay)));
        means = new double[parameters.Length];
        squares = new double[parameters.Length];
    }

    /// <summary>For all parameters of a module.</summary>
    /// <inheritdoc cref="Adam(ReadOnlySpan{Value}, double, double, double, double, double)"/>
    public Adam(
        Module module, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : this(Of(module), learningRate, beta1, beta2, epsilon, weightDecay) { }

    /// <inheritdoc/>
    public override void Step() => Step(decoupledDecay: 0);

    /// <summary>A step in which parameters also lose that share of themselves, times the rate.</summary>
    private protected void Step(double decoupledDecay)
    {
        var rule = new Rule(LearningRate, beta1, beta2, epsilon, ++steps, weightDecay, decoupledDecay);
        for (int i = 0; i < Parameters.Length; i++)
        {
            Value p = Parameters[i];
            p.Data = rule.Next(p.Data, p.Grad, ref means[i], ref squares[i]);
        }
    }

    /// <summary>One step of the algorithm, the step-th counted from 1, for any number of parameters.</summary>
    internal readonly struct Rule(
        double rate, double beta1, double beta2, double epsilon, double step, double weightDecay, double decoupledDecay) : IMomentRule
    {
        readonly double meanCorrection = 1 - Math.Pow(beta1, step), squareCorrection = 1 - Math.Pow(beta2, step);

        /// <summary>What a parameter becomes, by its gradient and its two running means.</summary>
        public double Next(double data, double grad, ref double mean, ref double square)
        {
            data *= 1 - rate * decoupledDecay;
            double gradient = grad + weightDecay * data;
            mean = beta1 * mean + (1 - beta1) * gradient;
            square = beta2 * square + (1 - beta2) * gradient * gradient;
            return data - rate * (mean / meanCorrection) / (Math.Sqrt(square / squareCorrection) + epsilon);
        }
    }
}

/// <summary>
/// Adam whose weight decay is a step of its own, p ← (1 - rate * decay) p, and not part of the gradient (Loshchilov and Hutter
/// 2019, "Decoupled Weight Decay Regularization").
/// </summary>
public sealed class AdamW : Adam
{
    readonly double decay;

    /// <summary>For the given leaves.</summary>
    /// <param name="parameters">The leaves to change.</param>
    /// <param name="learningRate">About how far a parameter moves in a step.</param>
    /// <param name="beta1">How much of the mean of gradients a step keeps, from 0 to below 1.</param>
    /// <param name="beta2">How much of the mean of their squares a step keeps, from 0 to below 1.</param>
    /// <param name="epsilon">What is added to the root of the mean square before dividing by it.</param>
    /// <param name="weightDecay">What part of itself, times the rate, a parameter loses in a step.</param>
    /// <exception cref="ArgumentException">A parameter is no leaf, or a number is out of its range.</exception>
    public AdamW(
        ReadOnlySpan<Value> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0.01)
        : base(parameters, learningRate, beta1, beta2, epsilon) => decay = NotNegative(weightDecay, nameof(weightDecay));

    /// <summary>For all parameters of a module.</summary>
    /// <inheritdoc cref="AdamW(ReadOnlySpan{Value}, double, double, double, double, double)"/>
    public AdamW(
        Module module, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
        : this(Of(module), learningRate, beta1, beta2, epsilon, weightDecay) { }

    /// <inheritdoc/>
    public override void Step() => Step(decay);
}
