using Micrograd.NeuralNet;

namespace Micrograd.Training;

/// <summary>How good a network is on some examples.</summary>
/// <param name="Loss">The mean loss of a row.</param>
/// <param name="Confusion">Which classes it takes for which; null where a number is predicted.</param>
/// <param name="Errors">How far off its numbers are; null where classes are told apart.</param>
public sealed record Evaluation(double Loss, ConfusionMatrix? Confusion, RegressionErrors? Errors)
{
    /// <summary>The accuracy, or R² where a number is predicted.</summary>
    public double Score => Confusion?.Accuracy ?? Errors!.R2;

    /// <summary>Judges a network by examples. Nothing is recorded, and no gradient changes.</summary>
    /// <param name="model">The network.</param>
    /// <param name="objective">What it was trained for.</param>
    /// <param name="examples">The rows to judge by.</param>
    /// <param name="unit">Where targets were scaled: what a target of 1 is above one of 0, in the units of the errors.</param>
    /// <exception cref="ArgumentException">Network, objective and examples do not fit.</exception>
    public static Evaluation Of(Mlp model, Objective objective, Examples examples, double unit = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(examples);
        objective.Check(model, examples);
        var confusion = objective.Classes > 0 ? new ConfusionMatrix(objective.Classes) : null;
        var errors = objective.Classes > 0 ? null : new RegressionErrors();
        double loss = 0;
        for (int row = 0; row < examples.Count; row++)
        {
            double[] outputs = model.Predict(examples.Row(row));
            double target = examples.Target(row);
            loss += objective.LossOf(Training.Loss.Constants(outputs), target).Data;
            confusion?.Add((int)target, objective.Decide(outputs));
            errors?.Add(unit * target, unit * outputs[0]);
        }
        return new(loss / examples.Count, confusion, errors);
    }
}
