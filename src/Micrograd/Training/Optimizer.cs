using Micrograd.NeuralNet;

namespace Micrograd.Training;

/// <summary>Changes parameters so that a loss falls, by the gradients that the backward pass left in them.</summary>
public abstract class Optimizer
{
    readonly Value[] parameters;

    /// <summary>For the given parameters, which must be leaves.</summary>
    /// <exception cref="ArgumentException">A parameter is a constant or the result of an operation.</exception>
    protected Optimizer(ReadOnlySpan<Value> parameters, double learningRate)
    {
        for (int i = 0; i < parameters.Length; i++)
            if (!parameters[i].IsLeaf)
                throw new ArgumentException($"Parameter {i} cannot be learned: it was not made with new Value(…).");
        this.parameters = parameters.ToArray();
        LearningRate = learningRate;
    }

    /// <summary>The size of a step; a schedule may change it between steps.</summary>
    public double LearningRate { get; set; }

    /// <summary>The parameters that a step changes.</summary>
    public ReadOnlySpan<Value> Parameters => parameters;

    /// <summary>Changes every parameter once.</summary>
    public abstract void Step();

    /// <summary>Forgets the gradient of every parameter.</summary>
    public void ZeroGrad()
    {
        foreach (Value parameter in parameters)
            parameter.ZeroGrad();
    }
}

/// <summary>Stochastic gradient descent: each parameter moves against its gradient, p ← p - rate * grad.</summary>
/// <param name="parameters">The leaves to change.</param>
/// <param name="learningRate">The size of a step.</param>
public sealed class Sgd(ReadOnlySpan<Value> parameters, double learningRate) : Optimizer(parameters, learningRate)
{
    /// <summary>For all parameters of a module.</summary>
    public Sgd(Module module, double learningRate) : this(Of(module), learningRate) { }

    /// <inheritdoc/>
    public override void Step()
    {
        foreach (Value p in Parameters)
            p.Data -= LearningRate * p.Grad;
    }

    static ReadOnlySpan<Value> Of(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Parameters;
    }
}

/// <summary>
/// Adam: steps scaled by running means of the gradient and of its square (Kingma and Ba 2015, "Adam: A Method for
/// Stochastic Optimization", algorithm 1).
/// </summary>
public sealed class Adam : Optimizer
{
    readonly double beta1, beta2, epsilon;
    readonly double[] means, squares;
    int steps;

    /// <summary>For the given leaves.</summary>
    /// <param name="parameters">The leaves to change.</param>
    /// <param name="learningRate">About how far a parameter moves in a step.</param>
    /// <param name="beta1">How much of the mean of gradients a step keeps.</param>
    /// <param name="beta2">How much of the mean of their squares a step keeps.</param>
    /// <param name="epsilon">What is added to the root of the mean square before dividing by it.</param>
    public Adam(
        ReadOnlySpan<Value> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(parameters, learningRate)
    {
        (this.beta1, this.beta2, this.epsilon) = (beta1, beta2, epsilon);
        means = new double[parameters.Length];
        squares = new double[parameters.Length];
    }

    /// <inheritdoc/>
    public override void Step()
    {
        steps++;
        double meanCorrection = 1 - Math.Pow(beta1, steps), squareCorrection = 1 - Math.Pow(beta2, steps);
        for (int i = 0; i < Parameters.Length; i++)
        {
            Value p = Parameters[i];
            double gradient = p.Grad;
            means[i] = beta1 * means[i] + (1 - beta1) * gradient;
            squares[i] = beta2 * squares[i] + (1 - beta2) * gradient * gradient;
            p.Data -= LearningRate * (means[i] / meanCorrection) / (Math.Sqrt(squares[i] / squareCorrection) + epsilon);
        }
    }
}
