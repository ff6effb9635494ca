using Micrograd.Data;
using Micrograd.NeuralNet;
using Micrograd.Numbers;
using Micrograd.Training;

namespace Micrograd.Cli.Demo;

/// <summary>A network that learns to read handwritten digits, batch by batch, and is tested on images that it never saw.</summary>
sealed class DigitsTraining
{
    public const int BatchSize = 32, Epochs = 12;

    readonly Adam optimizer;
    readonly LinearSchedule schedule;
    readonly SeededRandom random = new(0);
    readonly int[] order;
    int next, steps;

    public DigitsTraining()
    {
        (Train, HeldOut) = DataSet.Digits().Split(0.2);
        Model = new Mlp(Train.Features, [64, Train.Classes.Count], initializer: Initializer.He);
        optimizer = new Adam(Model.Parameters);
        schedule = new LinearSchedule(0.005, 0.00025, Steps(Train.Count));
        order = [.. Enumerable.Range(0, Train.Count)];
    }

    public DataSet Train { get; }

    public DataSet HeldOut { get; }

    public Mlp Model { get; }

    /// <summary>The steps of the whole training on so many rows.</summary>
    public static int Steps(int rows) => Epochs * ((rows + BatchSize - 1) / BatchSize);

    /// <summary>The rows of the next batch; each epoch goes through all of them in a new order.</summary>
    public ReadOnlySpan<int> NextBatch()
    {
        if (next == 0)
            random.Shuffle<int>(order);
        ReadOnlySpan<int> batch = order.AsSpan(next, Math.Min(BatchSize, order.Length - next));
        next = next + batch.Length == order.Length ? 0 : next + batch.Length;
        return batch;
    }

    /// <summary>One step of Adam over the next batch; returns the loss before it.</summary>
    public double Step()
    {
        ReadOnlySpan<int> batch = NextBatch();
        var losses = new Value[batch.Length];
        for (int i = 0; i < losses.Length; i++)
            losses[i] = Loss.SoftmaxCrossEntropy(Model.Forward(Train.Row(batch[i])), Train.ClassOf(batch[i]));
        Value loss = Loss.Mean(losses);

        Model.ZeroGrad();
        loss.Backward();
        optimizer.LearningRate = schedule.At(steps++);
        optimizer.Step();
        return loss.Data;
    }

    /// <summary>The share of the held-out images that the network reads right.</summary>
    public double HeldOutAccuracy() =>
        (double)Enumerable.Range(0, HeldOut.Count).Count(row => Read(HeldOut.Row(row)) == HeldOut.ClassOf(row)) / HeldOut.Count;

    int Read(ReadOnlySpan<double> image)
    {
        Value[] logits = Model.Forward(image);
        return Array.IndexOf(logits, logits.MaxBy(logit => logit.Data));
    }
}
