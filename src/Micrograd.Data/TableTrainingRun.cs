using Micrograd.Training;

namespace Micrograd.Data;

/// <summary>A training on a table that is ready to run: <see cref="TableTraining.Prepare"/> makes it.</summary>
public sealed class TableTrainingRun
{
    readonly Trainer trainer;

    internal TableTrainingRun(Trainer trainer) => this.trainer = trainer;

    /// <summary>What was chosen and why, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The model, with its first weights until the run is over.</summary>
    public required TableModel Model { get; init; }

    /// <summary>The steps of the run if it does not end early.</summary>
    public int Steps => trainer.Steps(Training.Count);

    /// <summary>The rows to learn.</summary>
    public required Examples Training { get; init; }

    /// <summary>The rows that choose the best epoch; null if there are none.</summary>
    public required Examples? Validation { get; init; }

    /// <summary>The rows to judge by at the end; null if there are none.</summary>
    public required Examples? Test { get; init; }

    /// <summary>Trains the model.</summary>
    /// <param name="progress">Is told of each step, and with the last of an epoch how that went.</param>
    /// <param name="cancellation">Ends the training between two steps.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="DivergedException">The loss became NaN or infinite.</exception>
    public TableTrainingResult Run(Action<TrainingStep>? progress = null, CancellationToken cancellation = default)
    {
        TrainingHistory history = trainer.Fit(Training, Validation, progress, cancellation);
        return new(Model, history, Model.Evaluate(Training), Judge(Validation), Judge(Test));
    }

    Evaluation? Judge(Examples? examples) => examples is null ? null : Model.Evaluate(examples);
}

/// <summary>What came out of a training on a table. Errors of numbers are in the units of the label.</summary>
/// <param name="Model">The trained model.</param>
/// <param name="History">How each epoch went.</param>
/// <param name="Training">How good the model is on the rows that it learned.</param>
/// <param name="Validation">How good it is on those that chose the best epoch; null if there are none.</param>
/// <param name="Test">How good it is on those that it never saw; null if there are none.</param>
public sealed record TableTrainingResult(
    TableModel Model, TrainingHistory History, Evaluation Training, Evaluation? Validation, Evaluation? Test);
