using Micrograd.NeuralNet;

namespace Micrograd.Training;

/// <summary>Changes parameters so that a loss falls, by the gradients that the backward pass left in them.</summary>
public abstract class Optimizer
{
    readonly Value[] parameters;
    double rate;

    /// <summary>For the given parameters, which must be leaves.</summary>
    /// <exception cref="ArgumentException">A parameter is a constant or the result of an operation, or the rate is no rate.</exception>
    protected Optimizer(ReadOnlySpan<Value> parameters, double learningRate)
    {
        for (int i = 0; i < parameters.Length; i++)
            if (!parameters[i].IsLeaf)
                throw new ArgumentException($"Parameter {i} cannot be learned: it was not made with new Value(…).");
        this.parameters = parameters.ToArray();
        rate = CheckedRate(learningRate, nameof(learningRate));
    }

    /// <summary>The size of a step, from 0 up; a schedule may change it between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number that is negative, infinite or NaN.</exception>
    public double LearningRate
    {
        get => rate;
        set => rate = CheckedRate(value, nameof(value));
    }

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
            norm = double.Hypot(norm, parameter.Grad);   // the running norm: no square overflows
        if (norm > most)
            foreach (Value parameter in parameters)
                parameter.SetGrad(Shrunk(parameter.Grad, norm, most));
        return norm;
    }

    /// <summary>Cuts each gradient off at -<paramref name="most"/> and <paramref name="most"/>; called between the backward pass and the step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above 0.</exception>
    public void ClipGradients(double most)
    {
        CheckAbove0(most, nameof(most));
        foreach (Value parameter in parameters)
            if (Math.Abs(parameter.Grad) > most)
                parameter.SetGrad(Cut(parameter.Grad, most));
    }

    /// <summary>A gradient out of many of the given norm, which is too large.</summary>
    internal static double Shrunk(double gradient, double norm, double most) => gradient * (most / norm);

    /// <summary>A gradient that is too large, cut off.</summary>
    internal static double Cut(double gradient, double most) => Math.CopySign(most, gradient);

    /// <summary>Refuses a limit of clipping that is not above 0.</summary>
    internal static void CheckAbove0(double value, string name)
    {
        if (!(value > 0))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be above 0, got {value}."));
    }

    /// <summary>A share that an optimiser keeps, from 0 to below 1.</summary>
    private protected static double Share(double value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be from 0 to below 1, got {value}."));

    /// <summary>A number that must be finite and not negative.</summary>
    private protected static double NotNegative(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be finite and not negative, got {value}."));

    static double CheckedRate(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(
            name, value, FormattableString.Invariant($"The learning rate must be finite and not negative, got {value}."));

    /// <summary>The parameters of a module.</summary>
    private protected static ReadOnlySpan<Value> Of(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Parameters;
    }
}

/// <summary>One step of an optimiser that remembers two numbers a parameter, for any number of parameters.</summary>
interface IMomentRule
{
    /// <summary>What a parameter becomes, by its gradient and the two numbers, which start at 0.</summary>
    double Next(double data, double grad, ref double first, ref double second);
}
