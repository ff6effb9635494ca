using Micrograd.Data;
using Micrograd.NeuralNet;
using Micrograd.Training;

namespace Micrograd.Tests.Training;

public class TrainerTests
{
    [Fact]
    public void ALineIsFoundAsByLeastSquares()
    {
        double[] x = [.. Enumerable.Range(0, 50).Select(i => i / 25.0 - 1)];
        double[] y = [.. x.Select((t, i) => 3 * t - 0.5 + (i % 3 - 1) * 0.2)];
        var model = new Mlp(1, [1]);
        var trainer = new Trainer(model, Objective.MeanSquaredError, new Sgd(model, 0.1)) { Epochs = 400, BatchSize = 50 };
        TrainingHistory history = trainer.Fit(new(x, y));

        // The closed form: slope = cov(x, y) / var(x).
        double mx = x.Average(), my = y.Average();
        double slope = x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / x.Sum(a => (a - mx) * (a - mx));
        Assert.Equal(slope, model.Parameters[0].Data, 1e-9);
        Assert.Equal(my - slope * mx, model.Parameters[1].Data, 1e-9);
        Assert.Equal(x.Zip(y, (a, b) => Math.Pow(my + slope * (a - mx) - b, 2)).Average(), history.Epochs[^1].Loss, 1e-9);
    }

    [Fact]
    public void OneSeedGivesTheSameBits()
    {
        long[] first = Run(1), again = Run(1), other = Run(2);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);

        static long[] Run(int seed)
        {
            (Mlp model, Trainer trainer, Examples training, Examples validation) = Iris(seed);
            TrainingHistory history = trainer.Fit(training, validation);
            return [.. model.Parameters.ToArray().Select(p => BitConverter.DoubleToInt64Bits(p.Data)), .. history.Epochs.Select(epoch => BitConverter.DoubleToInt64Bits(epoch.Loss))];
        }
    }

    [Fact]
    public void PartsOfABatchAddUpToIt()
    {
        // 784 inputs and 90 neurons are more operations than are recorded at once, so that every row is a part of its own.
        var random = new Random(1);
        Examples examples = new(Enumerable.Range(0, 3 * 784).Select(_ => random.NextDouble()).ToArray(), [0, 2, 1]);
        Mlp parted = new(784, [90, 3], seed: 4), whole = new(784, [90, 3], seed: 4);
        new Trainer(parted, Objective.CrossEntropy(3), new Sgd(parted, 0.01)) { Epochs = 1, BatchSize = 3 }.Fit(examples);

        var losses = Enumerable.Range(0, 3).Select(row => Loss.SoftmaxCrossEntropy(whole.Forward(examples.Row(row)), (int)examples.Target(row))).ToArray();
        Loss.Mean(losses).Backward();
        new Sgd(whole, 0.01).Step();
        for (int i = 0; i < whole.Parameters.Length; i++)
            Assert.Equal(whole.Parameters[i].Data, parted.Parameters[i].Data, 1e-13);
    }

    [Fact]
    public void TheBestEpochIsKept()
    {
        (Mlp model, Trainer trainer, Examples training, Examples validation) = Iris(1, rate: 0.3);
        TrainingHistory history = trainer.Fit(training, validation);
        Assert.Equal(history.Epochs.Min(epoch => epoch.Validation!.Loss), history.Best!.Validation!.Loss);
        Assert.NotSame(history.Epochs[^1], history.Best);
        Assert.Equal(history.Best.Validation.Loss, Evaluation.Of(model, Objective.CrossEntropy(3), validation).Loss);
    }

    [Fact]
    public void PatienceEndsATrainingThatNoLongerHelps()
    {
        (_, Trainer trainer, Examples training, Examples validation) = Iris(1, rate: 0.3, patience: 4);
        TrainingHistory history = trainer.Fit(training, validation);
        Assert.True(history.Epochs.Count < trainer.Epochs);
        Assert.Equal(history.Best!.Number + 4, history.Epochs.Count);
        Assert.Contains("validation rows", Assert.Throws<ArgumentException>(() => trainer.Fit(training)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ProgressTellsEachStepAndEachEpoch()
    {
        (_, Trainer trainer, Examples training, Examples validation) = Iris(1);
        var steps = new List<TrainingStep>();
        TrainingHistory history = trainer.Fit(training, validation, steps.Add);
        Assert.Equal(Enumerable.Range(1, trainer.Steps(training.Count)), steps.Select(step => step.Number));
        Assert.All(steps, step => Assert.Equal(steps.Count, step.Of));
        Assert.Equal(history.Epochs, steps.Where(step => step.Epoch is not null).Select(step => step.Epoch!));
        Assert.Equal(trainer.Epochs, history.Epochs.Count);
    }

    [Fact]
    public void CancellingLeavesTheBestWholeEpoch()
    {
        (Mlp model, Trainer trainer, Examples training, Examples validation) = Iris(1);
        using var source = new CancellationTokenSource();
        Epoch? third = null;
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(training, validation, step =>
        {
            third ??= step.Epoch?.Number == 3 ? step.Epoch : null;
            if (step.Number == 3 * (trainer.Steps(training.Count) / trainer.Epochs) + 1)
                source.Cancel();
        }, source.Token));
        Assert.Equal(third!.Validation!.Loss, Evaluation.Of(model, Objective.CrossEntropy(3), validation).Loss);
    }

    [Fact]
    public void ALossThatIsNoNumberEndsTheTrainingAndLeavesTheNetworkWhole()
    {
        (Mlp model, Trainer trainer, Examples training, _) = Iris(1, rate: 1e308);
        double[] before = [.. model.Parameters.ToArray().Select(p => p.Data)];
        DivergedException e = Assert.Throws<DivergedException>(() => trainer.Fit(training));
        Assert.Equal((1, "The loss became NaN or infinite in epoch 1; try a smaller learning rate."), (e.Epoch, e.Message));
        Assert.Equal(before, model.Parameters.ToArray().Select(p => p.Data));
    }

    [Fact]
    public void AScheduleSetsTheRateOfEveryStep()
    {
        var model = new Mlp(1, [1]);
        var optimizer = new Sgd(model, 1);
        var trainer = new Trainer(model, Objective.MeanSquaredError, optimizer) { Epochs = 3, BatchSize = 2, Schedule = new LinearSchedule(0.6, 0, 6) };
        var rates = new List<double>();
        trainer.Fit(new(new double[] { 1, 2, 3 }, [1.0, 2, 3]), progress: _ => rates.Add(optimizer.LearningRate));
        Assert.Equal([0.6, 0.5, 0.4, 0.3, 0.2, 0.1], rates.Select(rate => Math.Round(rate, 12)));
    }

    [Fact]
    public void LongGradientsAreShortened()
    {
        var model = new Mlp(1, [1]);
        double before = model.Parameters[0].Data;
        var trainer = new Trainer(model, Objective.MeanSquaredError, new Sgd(model, 1)) { Epochs = 1, MostGradientNorm = 0.5 };
        trainer.Fit(new(new double[] { 1000 }, [5000.0]));
        double moved = double.Hypot(model.Parameters[0].Data - before, model.Parameters[1].Data);
        Assert.Equal(0.5, moved, 1e-12);
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedInOneSentence()
    {
        var model = new Mlp(2, [4, 3]);
        var trainer = new Trainer(model, Objective.CrossEntropy(3), new Sgd(model, 0.1));
        Refuse("The network has 2 inputs, but the rows have 3 numbers.", () => trainer.Fit(new(new double[3], [1])));
        Refuse("Row 0 has the target 3, which is no class from 0 to 2.", () => trainer.Fit(new(new double[2], [3])));
        Refuse("Row 1 has the target 0.5, which is no class from 0 to 2.", () => trainer.Fit(new(new double[4], [1.0, 0.5])));
        Refuse("needs 1 outputs; the network has 3", () => new Trainer(model, Objective.CrossEntropy(2), new Sgd(model, 0.1)).Fit(new(new double[2], [1])));
        Refuse("at least 2, got 1", () => Objective.Hinge(1));
        Refuse("Epochs must be at least 1, got 0", () => new Trainer(model, Objective.MeanSquaredError, new Sgd(model, 0.1)) { Epochs = 0 });
        Refuse("BatchSize must be at least 1, got -1", () => new Trainer(model, Objective.MeanSquaredError, new Sgd(model, 0.1)) { BatchSize = -1 });
        Refuse("MostGradientNorm must be above 0, got NaN", () => new Trainer(model, Objective.MeanSquaredError, new Sgd(model, 0.1)) { MostGradientNorm = double.NaN });

        static void Refuse(string message, Func<object> action) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    static (Mlp Model, Trainer Trainer, Examples Training, Examples Validation) Iris(int seed, double rate = 0.02, int patience = 0)
    {
        DataSet iris = DataSet.Iris();
        (Examples training, Examples validation) = new Examples(iris.Values, iris.RowClasses).Split(0.3, seed, classes: true);
        var model = new Mlp(4, [8, 3], Activation.Tanh, Initializer.Xavier, seed);
        return (model, new(model, Objective.CrossEntropy(3), new Adam(model, rate)) { Epochs = 30, BatchSize = 16, Seed = seed, Patience = patience }, training, validation);
    }
}
