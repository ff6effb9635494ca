namespace Micrograd.Training;

/// <summary>One time through all rows.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Loss">The mean loss of the rows, each as its batch was learned.</param>
/// <param name="LearningRate">The learning rate of its last step.</param>
/// <param name="Validation">How good the network was after it on rows that it does not learn; null if there are none.</param>
public sealed record Epoch(int Number, double Loss, double LearningRate, Evaluation? Validation);

/// <summary>One step of the optimiser.</summary>
/// <param name="Number">Counted from 1, over all epochs.</param>
/// <param name="Of">How many there are if the training does not end early.</param>
/// <param name="Loss">The loss of the batch before the step.</param>
/// <param name="Epoch">How the epoch went that this step is the last of; else null.</param>
public readonly record struct TrainingStep(int Number, int Of, double Loss, Epoch? Epoch);

/// <summary>How a training went.</summary>
public sealed class TrainingHistory
{
    readonly List<Epoch> epochs = [];

    /// <summary>The epochs, first to last.</summary>
    public IReadOnlyList<Epoch> Epochs => epochs;

    /// <summary>The epoch whose parameters the network has at the end: the best on the validation rows, or the last if there are none.</summary>
    public Epoch? Best { get; private set; }

    /// <summary>Whether the last so many epochs were not better than one before them.</summary>
    internal bool IsWornOut(int patience) => patience > 0 && Best is not null && epochs.Count - Best.Number >= patience;

    internal Epoch Add(double loss, double learningRate, Evaluation? validation)
    {
        var epoch = new Epoch(epochs.Count + 1, loss, learningRate, validation);
        epochs.Add(epoch);
        if (Best is null || validation is null || validation.Loss < Best.Validation!.Loss || double.IsNaN(Best.Validation.Loss))
            Best = epoch;
        return epoch;
    }
}

/// <summary>The loss became NaN or infinite, mostly because the learning rate is too large.</summary>
/// <param name="epoch">The epoch in which it did, counted from 1.</param>
public sealed class DivergedException(int epoch)
    : Exception($"The loss became NaN or infinite in epoch {epoch}; try a smaller learning rate.")
{
    /// <summary>The epoch in which it did, counted from 1.</summary>
    public int Epoch { get; } = epoch;
}
