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

    /// <summary>
    /// Shrinks all gradients together so that their Euclidean norm is at most <paramref name="most"/> (R. Pascanu, T. Mikolov and
    /// Y. Bengio 2013); called between the backward pass and the step.
    /// </summary>
    /// <returns>
    /// The norm before. If it is infinite or NaN there is nothing to save: an infinite gradient becomes NaN, as in PyTorch.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is not above 0.</exception>
    public double ClipGradientNorm(double most)
    {
        CheckAbove0(most, nameof(most));
        double norm = 0;
        foreach (Value parameter in parameters)
            norm = double.Hypot(norm, parameter.Grad);
        if (norm > most)
            foreach (Value parameter in parameters)
                parameter.SetGrad(parameter.Grad * (most / norm));
        return norm;
    }

    /// <summary>Cuts each gradient off at -<paramref name="most"/> and <paramref name="most"/>; called between the backward pass and the step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above 0.</exception>
    public void ClipGradients(double most)
    {
        CheckAbove0(most, nameof(most));
        foreach (Value parameter in parameters)
            if (Math.Abs(parameter.Grad) > most)
                parameter.SetGrad(Math.CopySign(most, parameter.Grad));
    }

    /// <summary>A share that an optimiser keeps, from 0 to below 1.</summary>
    private protected static double Share(double value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be from 0 to below 1, got {value}."));

    /// <summary>A number that must not be negative.</summary>
    private protected static double NotNegative(double value, string name) => value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must not be negative, got {value}."));

    static void CheckAbove0(double value, string name)
    {
        if (!(value > 0))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be above 0, got {value}."));
    }

    /// <summary>The parameters of a module.</summary>
    private protected static ReadOnlySpan<Value> Of(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Parameters;
    }
}
