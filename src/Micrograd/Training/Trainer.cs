using Micrograd.NeuralNet;
using Micrograd.Numbers;
using static System.FormattableString;

namespace Micrograd.Training;

/// <summary>
/// Teaches a network examples, batch by batch: each epoch goes once through all rows in a new order. With validation rows it
/// keeps the parameters of the epoch that did best on them. Two runs with the same seeds end with the same bits.
/// </summary>
/// <example><code>
/// var model = new Mlp(4, [16, 3], Activation.Tanh, Initializer.Xavier);
/// var trainer = new Trainer(model, Objective.CrossEntropy(3), new Adam(model, 0.01)) { Epochs = 50, Patience = 10 };
/// TrainingHistory history = trainer.Fit(training, validation);
/// </code></example>
public sealed class Trainer
{
    /// <summary>About how many operations are recorded before their backward pass: large enough to be fast, small enough for the cache.</summary>
    const int OperationsAtOnce = 50_000;

    readonly Mlp model;
    readonly Objective objective;
    readonly Optimizer optimizer;

    /// <summary>Joins a network, what it shall learn, and how its parameters move.</summary>
    public Trainer(Mlp model, Objective objective, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(optimizer);
        (this.model, this.objective, this.optimizer) = (model, objective, optimizer);
    }

    /// <summary>How often to go through all rows, at least once; by default 100 times.</summary>
    public int Epochs { get; init => field = AtLeast(1, value, nameof(Epochs)); } = 100;

    /// <summary>The rows of one step of the optimiser, at least 1; by default 32. The last batch of an epoch may have fewer.</summary>
    public int BatchSize { get; init => field = AtLeast(1, value, nameof(BatchSize)); } = 32;

    /// <summary>Fixes the order of the rows.</summary>
    public int Seed { get; init; }

    /// <summary>The learning rate of each step, counted over all epochs; without one the optimiser's own stays.</summary>
    public Schedule? Schedule { get; set; }

    /// <summary>Ends the training after so many epochs that were not better on the validation rows; 0, the default, never does.</summary>
    public int Patience { get; init => field = AtLeast(0, value, nameof(Patience)); }

    /// <summary>The largest Euclidean norm that all gradients together may have; longer ones are shortened. By default there is no limit.</summary>
    public double MostGradientNorm
    {
        get;
        init => field = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MostGradientNorm), value, Invariant($"{nameof(MostGradientNorm)} must be above 0, got {value}."));
    } = double.PositiveInfinity;

    /// <summary>The steps that a training on so many rows takes.</summary>
    public int Steps(int rows) => checked(Epochs * ((rows + BatchSize - 1) / BatchSize));

    /// <summary>Trains the network.</summary>
    /// <param name="training">The rows to learn.</param>
    /// <param name="validation">Rows to judge by after each epoch, which are not learned.</param>
    /// <param name="progress">Is told of each step, and with the last of an epoch how that went.</param>
    /// <param name="cancellation">Ends the training between two steps.</param>
    /// <returns>How each epoch went.</returns>
    /// <exception cref="ArgumentException">The parts do not fit, or there is patience but nothing to judge by.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. The network is as after its best epoch, or as before the training.</exception>
    /// <exception cref="DivergedException">The loss became NaN or infinite. The network is as after its best epoch, or as before the training.</exception>
    public TrainingHistory Fit(
        Examples training, Examples? validation = null, Action<TrainingStep>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        objective.Check(model, training);
        if (validation is not null)
            objective.Check(model, validation);
        else if (Patience > 0)
            throw new ArgumentException("To end early there must be validation rows to judge by.", nameof(validation));

        var history = new TrainingHistory();
        double[] best = Copy();
        try
        {
            var random = new SeededRandom(Seed);
            int[] order = [.. Enumerable.Range(0, training.Count)];
            int step = 0, steps = Steps(training.Count);
            while (history.Epochs.Count < Epochs && !history.IsWornOut(Patience))
            {
                random.Shuffle<int>(order);
                double sum = 0;
                for (int start = 0; start < order.Length; start += BatchSize)
                {
                    cancellation.ThrowIfCancellationRequested();
                    ReadOnlySpan<int> batch = order.AsSpan(start, Math.Min(BatchSize, order.Length - start));
                    double loss = Step(training, batch, step++);
                    if (!double.IsFinite(loss))
                        throw new DivergedException(history.Epochs.Count + 1);
                    sum += loss * batch.Length;
                    if (start + batch.Length < order.Length)
                        progress?.Invoke(new(step, steps, loss, null));
                    else
                    {
                        Epoch epoch = history.Add(sum / order.Length, optimizer.LearningRate, validation is null ? null : Evaluation.Of(model, objective, validation));
                        if (epoch == history.Best)
                            best = Copy();
                        progress?.Invoke(new(step, steps, loss, epoch));
                    }
                }
            }
        }
        finally
        {
            for (int i = 0; i < best.Length; i++)
                model.Parameters[i].Set(best[i]);
        }
        return history;
    }

    /// <summary>One step of the optimiser; returns the loss of the batch before it.</summary>
    double Step(Examples training, ReadOnlySpan<int> batch, int step)
    {
        int rowsAtOnce = Math.Max(1, OperationsAtOnce / model.Parameters.Length);
        optimizer.ZeroGrad();
        double loss = 0;
        for (int start = 0; start < batch.Length; start += rowsAtOnce)
        {
            ReadOnlySpan<int> rows = batch.Slice(start, Math.Min(rowsAtOnce, batch.Length - start));
            var losses = new Value[rows.Length];
            for (int i = 0; i < losses.Length; i++)
                losses[i] = objective.LossOf(model.Forward(training.Row(rows[i])), training.Target(rows[i]));
            Value part = Value.Sum(losses) / batch.Length;
            part.Backward();
            loss += part.Data;
        }
        if (double.IsFinite(MostGradientNorm))
            optimizer.ClipGradientNorm(MostGradientNorm);
        if (Schedule is not null)
            optimizer.LearningRate = Schedule.At(step);
        if (double.IsFinite(loss))
            optimizer.Step();
        return loss;
    }

    double[] Copy()
    {
        var copy = new double[model.Parameters.Length];
        for (int i = 0; i < copy.Length; i++)
            copy[i] = model.Parameters[i].Data;
        return copy;
    }

    static int AtLeast(int least, int value, string name) => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {least}, got {value}.");
}
