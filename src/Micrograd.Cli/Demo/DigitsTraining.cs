using Micrograd.Data;
using Micrograd.NeuralNet;
using Micrograd.Training;

namespace Micrograd.Cli.Demo;

/// <summary>A network that learns to read handwritten digits, batch by batch, and is tested on images that it never saw.</summary>
sealed class DigitsTraining
{
    public const int BatchSize = 32, Epochs = 12;

    readonly Trainer trainer;

    public DigitsTraining()
    {
        (Train, HeldOut) = DataSet.Digits().Split(0.2);
        Model = new Mlp(Train.Features, [64, Train.Classes.Count], initializer: Initializer.He);
        trainer = new Trainer(Model, Objective.CrossEntropy(Train.Classes.Count), new Adam(Model)) { Epochs = Epochs, BatchSize = BatchSize };
        trainer.Schedule = new LinearSchedule(0.005, 0.00025, Steps);
    }

    public DataSet Train { get; }

    public DataSet HeldOut { get; }

    public Mlp Model { get; }

    /// <summary>The steps of the whole training.</summary>
    public int Steps => trainer.Steps(Train.Count);

    /// <summary>Trains, and tells the loss of each batch before its step of Adam.</summary>
    public void Run(Action<double> progress, CancellationToken cancellation) =>
        trainer.Fit(new(Train.Values, Train.RowClasses), progress: step => progress(step.Loss), cancellation: cancellation);

    /// <summary>The share of the held-out images that the network reads right.</summary>
    public double HeldOutAccuracy() =>
        Evaluation.Of(Model, Objective.CrossEntropy(HeldOut.Classes.Count), new(HeldOut.Values, HeldOut.RowClasses)).Score;
}
