using static System.FormattableString;

namespace Micrograd.Training;

/// <summary>
/// What a network is trained for: how many outputs it needs, how far an output is from its target, and what the outputs say.
/// </summary>
public sealed class Objective
{
    readonly Func<ReadOnlySpan<Value>, double, Value> loss;
    readonly bool givesProbabilities;

    Objective(string name, int classes, Func<ReadOnlySpan<Value>, double, Value> loss, bool givesProbabilities = false)
    {
        (Name, Classes, this.loss, this.givesProbabilities) = (name, classes, loss, givesProbabilities);
        Outputs = classes <= 2 ? 1 : classes;
    }

    /// <summary>To predict a number, by the squared error.</summary>
    public static Objective MeanSquaredError { get; } =
        new("mean squared error", 0, static (outputs, target) => Value.Square(outputs[0] - target));

    /// <summary>To predict a number, by the absolute error: rows far off pull no harder than others.</summary>
    public static Objective MeanAbsoluteError { get; } =
        new("mean absolute error", 0, static (outputs, target) => Loss.MeanAbsoluteError([outputs[0]], [target]));

    /// <summary>To predict a number, by the squared error near the target and the absolute one from a knee at 1.</summary>
    public static Objective Huber { get; } =
        new("Huber loss", 0, static (outputs, target) => Loss.Huber([outputs[0]], [target]));

    /// <summary>
    /// To tell classes apart by cross-entropy. The outputs are logits: of two classes one, which is positive for class 1; of
    /// more, one a class.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public static Objective CrossEntropy(int classes) => AtLeastTwo(classes) == 2
        ? new("cross-entropy", 2, static (outputs, target) => Loss.BinaryCrossEntropy(outputs[0], target), givesProbabilities: true)
        : new("cross-entropy", classes, static (outputs, target) => Loss.SoftmaxCrossEntropy(outputs, (int)target), givesProbabilities: true);

    /// <summary>To tell classes apart by the hinge loss, which lets a row be once its class leads by 1. Outputs as for cross-entropy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public static Objective Hinge(int classes) => AtLeastTwo(classes) == 2
        ? new("hinge loss", 2, static (outputs, target) => Loss.Hinge(outputs[0], 2 * target - 1))
        : new("hinge loss", classes, static (outputs, target) => Loss.MultiClassHinge(outputs, (int)target));

    /// <summary>Such as "cross-entropy".</summary>
    public string Name { get; }

    /// <summary>The number of classes; 0 where a number is predicted.</summary>
    public int Classes { get; }

    /// <summary>The outputs that the network must have.</summary>
    public int Outputs { get; }

    /// <summary>The loss of one row.</summary>
    /// <param name="outputs">The outputs of the network.</param>
    /// <param name="target">The number to predict, or the class.</param>
    public Value LossOf(ReadOnlySpan<Value> outputs, double target) => loss(outputs, target);

    /// <summary>The class that the outputs speak for: of equal ones the first.</summary>
    /// <exception cref="InvalidOperationException">The objective is not one of classes.</exception>
    public int Decide(ReadOnlySpan<double> outputs)
    {
        if (Classes == 0)
            throw new InvalidOperationException($"The {Name} predicts a number, not a class.");
        if (Outputs == 1)
            return outputs[0] > 0 ? 1 : 0;
        return Value.ArgMax(Loss.Constants(outputs));
    }

    /// <summary>The probabilities of the classes that the outputs stand for; none where they are no logits, as with the hinge loss.</summary>
    public double[] Probabilities(ReadOnlySpan<double> outputs)
    {
        if (!givesProbabilities)
            return [];
        if (Outputs == 1)
            return [Value.Sigmoid(-outputs[0]).Data, Value.Sigmoid(outputs[0]).Data];
        return [.. Value.Softmax(Loss.Constants(outputs)).Select(share => share.Data)];
    }

    /// <summary>Checks that a network and examples fit.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    internal void Check(NeuralNet.Mlp model, Examples examples)
    {
        if (examples.Features != model.Layers[0].Inputs)
            throw new ArgumentException($"The network has {model.Layers[0].Inputs} inputs, but the rows have {examples.Features} numbers.");
        if (model.Layers[^1].Neurons.Count != Outputs)
            throw new ArgumentException($"The {Name} of {(Classes == 0 ? "a number" : $"{Classes} classes")} needs {Outputs} outputs; the network has {model.Layers[^1].Neurons.Count}.");
        for (int i = 0; Classes > 0 && i < examples.Count; i++)
            if (!(examples.Target(i) >= 0 && examples.Target(i) < Classes && double.IsInteger(examples.Target(i))))
                throw new ArgumentException(Invariant($"Row {i} has the target {examples.Target(i)}, which is no class from 0 to {Classes - 1}."));
    }

    static int AtLeastTwo(int classes) => classes >= 2
        ? classes
        : throw new ArgumentOutOfRangeException(nameof(classes), classes, $"To tell classes apart there must be at least 2, got {classes}.");
}
