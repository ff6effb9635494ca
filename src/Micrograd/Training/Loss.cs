using System.Runtime.CompilerServices;

namespace Micrograd.Training;

/// <summary>How far predictions are from their targets, as a value to be made small.</summary>
public static class Loss
{
    /// <summary>The mean of the squared errors.</summary>
    /// <param name="predictions">One value a row.</param>
    /// <param name="targets">One number a row.</param>
    /// <exception cref="ArgumentException">There are no rows, or not as many targets as predictions.</exception>
    public static Value MeanSquaredError(ReadOnlySpan<Value> predictions, ReadOnlySpan<double> targets) =>
        MeanSquaredError(predictions, Constants(targets));

    /// <summary>The same where targets are values too, and get their gradients.</summary>
    /// <inheritdoc cref="MeanSquaredError(ReadOnlySpan{Value}, ReadOnlySpan{double})"/>
    public static Value MeanSquaredError(ReadOnlySpan<Value> predictions, ReadOnlySpan<Value> targets)
    {
        CheckRows(predictions.Length, targets.Length);
        var errors = new Value[predictions.Length];
        for (int i = 0; i < errors.Length; i++)
            errors[i] = predictions[i] - targets[i];
        return Value.Dot(errors, errors) / errors.Length;
    }

    /// <summary>The mean of the absolute errors. Where an error is 0, so is its derivative.</summary>
    /// <inheritdoc cref="MeanSquaredError(ReadOnlySpan{Value}, ReadOnlySpan{double})"/>
    public static Value MeanAbsoluteError(ReadOnlySpan<Value> predictions, ReadOnlySpan<double> targets) =>
        MeanAbsoluteError(predictions, Constants(targets));

    /// <summary>The same where targets are values too, and get their gradients.</summary>
    /// <inheritdoc cref="MeanAbsoluteError(ReadOnlySpan{Value}, ReadOnlySpan{double})"/>
    public static Value MeanAbsoluteError(ReadOnlySpan<Value> predictions, ReadOnlySpan<Value> targets)
    {
        CheckRows(predictions.Length, targets.Length);
        var errors = new Value[predictions.Length];
        for (int i = 0; i < errors.Length; i++)
            errors[i] = Value.Abs(predictions[i] - targets[i]);
        return Mean(errors);
    }

    /// <summary>
    /// The mean of the Huber losses (P. J. Huber 1964): half the squared error up to a knee, and a line from there on, so that
    /// rows far off pull no harder than others.
    /// </summary>
    /// <param name="predictions">One value a row.</param>
    /// <param name="targets">One number a row.</param>
    /// <param name="knee">The error at which the line begins, above 0.</param>
    /// <exception cref="ArgumentException">There are no rows, not as many targets as predictions, or the knee is not above 0.</exception>
    public static Value Huber(ReadOnlySpan<Value> predictions, ReadOnlySpan<double> targets, double knee = 1) =>
        Huber(predictions, Constants(targets), knee);

    /// <summary>The same where targets are values too, and get their gradients.</summary>
    /// <inheritdoc cref="Huber(ReadOnlySpan{Value}, ReadOnlySpan{double}, double)"/>
    public static Value Huber(ReadOnlySpan<Value> predictions, ReadOnlySpan<Value> targets, double knee = 1)
    {
        CheckRows(predictions.Length, targets.Length);
        if (!(knee > 0))
            throw new ArgumentException(FormattableString.Invariant($"The knee of the Huber loss must be above 0, got {knee}."), nameof(knee));
        var losses = new Value[predictions.Length];
        for (int i = 0; i < losses.Length; i++)
        {
            Value error = predictions[i] - targets[i], size = Value.Abs(error);
            losses[i] = Value.Select(size <= knee, 0.5 * Value.Square(error), knee * (size - 0.5 * knee));
        }
        return Mean(losses);
    }

    /// <summary>The hinge loss of one row, max(0, 1 - target * score): 0 once the score is on the right side by 1.</summary>
    /// <param name="score">The output of the model.</param>
    /// <param name="target">The class, -1 or 1; a value that is no plain number may be any.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is another number.</exception>
    public static Value Hinge(Value score, Value target)
    {
        if (target.IsConstant && Math.Abs(target.Data) != 1)
            Refuse("A target of a hinge loss must be -1 or 1", target.Data);
        return Value.Relu(1 - score * target);
    }

    /// <summary>The mean hinge loss.</summary>
    /// <param name="scores">One output of the model a row.</param>
    /// <param name="targets">One class a row, -1 or 1.</param>
    /// <exception cref="ArgumentException">There are no rows, not as many targets as scores, or a target is another number.</exception>
    public static Value Hinge(ReadOnlySpan<Value> scores, ReadOnlySpan<double> targets) => Hinge(scores, Constants(targets));

    /// <summary>The same where targets are values too, and get their gradients.</summary>
    /// <inheritdoc cref="Hinge(ReadOnlySpan{Value}, ReadOnlySpan{double})"/>
    public static Value Hinge(ReadOnlySpan<Value> scores, ReadOnlySpan<Value> targets)
    {
        CheckRows(scores.Length, targets.Length);
        var losses = new Value[scores.Length];
        for (int i = 0; i < losses.Length; i++)
            losses[i] = Hinge(scores[i], targets[i]);
        return Mean(losses);
    }

    /// <summary>
    /// The cross-entropy of one row from logits, -log softmax(logits)[target]: what the model's probabilities of the
    /// classes say of the true one. Nothing overflows or cancels: where the true class leads by 40, the loss is 4e-18.
    /// </summary>
    /// <param name="logits">One output a class.</param>
    /// <param name="target">The true class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static Value SoftmaxCrossEntropy(ReadOnlySpan<Value> logits, int target)
    {
        CheckClass(logits.Length, target);
        return Value.CrossEntropy(logits, target);
    }

    /// <summary>
    /// The hinge loss of one row of several classes, Σ max(0, margin - score[target] + score[j]) / classes over the other classes
    /// j: 0 once the true class leads all others by the margin (J. Weston and C. Watkins 1999; PyTorch's MultiMarginLoss).
    /// </summary>
    /// <param name="scores">One output a class.</param>
    /// <param name="target">The true class, from 0.</param>
    /// <param name="margin">How far the true class shall lead, from 0 up.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class, or no such margin.</exception>
    public static Value MultiClassHinge(ReadOnlySpan<Value> scores, int target, double margin = 1)
    {
        CheckClass(scores.Length, target);
        if (!(margin >= 0 && double.IsFinite(margin)))
            Refuse("The margin must be finite and not negative", margin);
        var losses = new Value[scores.Length];
        for (int i = 0; i < losses.Length; i++)
            losses[i] = i == target ? 0 : Value.Relu(scores[i] - scores[target] + margin);
        return Mean(losses);
    }

    /// <summary>
    /// The cross-entropy of one row of two classes from a logit, -t ln σ(x) - (1 - t) ln(1 - σ(x)). Each logarithm is a softplus,
    /// which cannot overflow.
    /// </summary>
    /// <param name="logit">The output of the model.</param>
    /// <param name="target">The class, 0 or 1, or the probability of class 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is not from 0 to 1.</exception>
    public static Value BinaryCrossEntropy(Value logit, double target) => Probability(target) switch
    {
        0 => Value.Softplus(logit),
        1 => Value.Softplus(-logit),
        _ => target * Value.Softplus(-logit) + (1 - target) * Value.Softplus(logit),
    };

    /// <summary>The mean of the cross-entropies of rows of two classes, from logits.</summary>
    /// <param name="logits">One output of the model a row.</param>
    /// <param name="targets">A class, 0 or 1, or the probability of class 1, a row.</param>
    /// <exception cref="ArgumentException">There are no rows, not as many targets as logits, or a target is not from 0 to 1.</exception>
    public static Value BinaryCrossEntropy(ReadOnlySpan<Value> logits, ReadOnlySpan<double> targets)
    {
        CheckRows(logits.Length, targets.Length);
        var losses = new Value[logits.Length];
        for (int i = 0; i < losses.Length; i++)
            losses[i] = BinaryCrossEntropy(logits[i], targets[i]);
        return Mean(losses);
    }

    /// <summary>
    /// The cross-entropy of one row of two classes from a probability, -t ln p - (1 - t) ln(1 - p); infinite where the
    /// probability of what came true is 0. From logits it is exact where p rounds to 0 or 1, so prefer
    /// <see cref="BinaryCrossEntropy(Value, double)"/> where there are logits.
    /// </summary>
    /// <param name="probability">The probability of class 1, from 0 to 1.</param>
    /// <param name="target">The class, 0 or 1, or the probability of class 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is not from 0 to 1.</exception>
    public static Value BinaryCrossEntropyOfProbability(Value probability, double target) => Probability(target) switch
    {
        0 => -Value.LogP1(-probability),
        1 => -Value.Log(probability),
        _ => -(target * Value.Log(probability) + (1 - target) * Value.LogP1(-probability)),
    };

    /// <summary>
    /// The negative log-likelihood of one row: what log-probabilities, as of <see cref="Value.LogSoftmax"/>, say of the true class.
    /// From logits, <see cref="SoftmaxCrossEntropy"/> is the same in one node, and has a tiny gradient where this has rounding.
    /// </summary>
    /// <param name="logProbabilities">One a class.</param>
    /// <param name="target">The true class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static Value NegativeLogLikelihood(ReadOnlySpan<Value> logProbabilities, int target)
    {
        CheckClass(logProbabilities.Length, target);
        return -logProbabilities[target];
    }

    /// <summary>The mean of the losses of several rows.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Value Mean(ReadOnlySpan<Value> losses)
    {
        CheckRows(losses.Length, losses.Length);
        return Value.Mean(losses);
    }

    /// <summary>Numbers as values without a graph.</summary>
    internal static Value[] Constants(ReadOnlySpan<double> numbers)
    {
        var constants = new Value[numbers.Length];
        for (int i = 0; i < constants.Length; i++)
            constants[i] = numbers[i];
        return constants;
    }

    /// <summary>A target that is the probability of class 1.</summary>
    static double Probability(double target)
    {
        if (!(target is >= 0 and <= 1))
            Refuse("A target of a binary cross-entropy must be from 0 to 1", target);
        return target;
    }

    static void Refuse(string sentence, double number, [CallerArgumentExpression(nameof(number))] string? name = null) =>
        throw new ArgumentOutOfRangeException(name, number, FormattableString.Invariant($"{sentence}, got {number}."));

    static void CheckClass(int classes, int target)
    {
        if ((uint)target >= (uint)classes)
            throw new ArgumentOutOfRangeException(
                nameof(target), target, $"The target class must be from 0 to {classes - 1}, got {target}.");
    }

    static void CheckRows(int predictions, int targets)
    {
        if (predictions == 0)
            throw new ArgumentException("A loss needs at least 1 row, got none.");
        if (predictions != targets)
            throw new ArgumentException($"There must be one target for each prediction, got {targets} for {predictions}.");
    }
}
