namespace Micrograd.Training;

/// <summary>How far predictions are from their targets, as a value to be made small.</summary>
public static class Loss
{
    /// <summary>The mean of the squared errors.</summary>
    /// <param name="predictions">One value a row.</param>
    /// <param name="targets">One number a row.</param>
    /// <exception cref="ArgumentException">There are no rows, or not as many targets as predictions.</exception>
    public static Value MeanSquaredError(ReadOnlySpan<Value> predictions, ReadOnlySpan<double> targets)
    {
        CheckRows(predictions.Length, targets.Length);
        var errors = new Value[predictions.Length];
        for (int i = 0; i < errors.Length; i++)
            errors[i] = predictions[i] - targets[i];
        return Value.Dot(errors, errors) / errors.Length;
    }

    /// <summary>The hinge loss of one row, max(0, 1 - target * score): 0 once the score is on the right side by 1.</summary>
    /// <param name="score">The output of the model.</param>
    /// <param name="target">The class, -1 or 1.</param>
    public static Value Hinge(Value score, double target) => Value.Relu(1 - score * target);

    /// <summary>The mean hinge loss.</summary>
    /// <param name="scores">One output of the model a row.</param>
    /// <param name="targets">One class a row, -1 or 1.</param>
    /// <exception cref="ArgumentException">There are no rows, or not as many targets as scores.</exception>
    public static Value Hinge(ReadOnlySpan<Value> scores, ReadOnlySpan<double> targets)
    {
        CheckRows(scores.Length, targets.Length);
        var losses = new Value[scores.Length];
        for (int i = 0; i < losses.Length; i++)
            losses[i] = Hinge(scores[i], targets[i]);
        return Mean(losses);
    }

    /// <summary>
    /// The cross-entropy of one row from logits, -log softmax(logits)[target]: what the model's probabilities of the
    /// classes say of the true one. Computed by LogSumExp, so that no exponential overflows.
    /// </summary>
    /// <param name="logits">One output a class.</param>
    /// <param name="target">The true class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static Value SoftmaxCrossEntropy(ReadOnlySpan<Value> logits, int target)
    {
        if ((uint)target >= (uint)logits.Length)
            throw new ArgumentOutOfRangeException(
                nameof(target), target, $"The target class must be from 0 to {logits.Length - 1}, got {target}.");
        return Value.LogSumExp(logits) - logits[target];
    }

    /// <summary>The mean of the losses of several rows.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Value Mean(ReadOnlySpan<Value> losses)
    {
        CheckRows(losses.Length, losses.Length);
        return Value.Sum(losses) / losses.Length;
    }

    static void CheckRows(int predictions, int targets)
    {
        if (predictions == 0)
            throw new ArgumentException("A loss needs at least 1 row, got none.");
        if (predictions != targets)
            throw new ArgumentException($"There must be one target for each prediction, got {targets} for {predictions}.");
    }
}
