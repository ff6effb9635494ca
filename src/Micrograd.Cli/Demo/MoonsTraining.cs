using Micrograd.Data;
using Micrograd.NeuralNet;
using Micrograd.Training;

namespace Micrograd.Cli.Demo;

/// <summary>
/// micrograd's own demonstration: two interleaving moons, told apart by a small network with hinge loss and a little L2.
/// Of the seeds 0 to 19 for the weights, all reach 100 % on these points.
/// </summary>
sealed class MoonsTraining
{
    public const int Steps = 100;
    const double Penalty = 1e-4;

    readonly double[] targets;
    readonly Value[] scores;
    readonly Sgd optimizer;
    readonly LinearSchedule schedule = new(1.0, 0.1, Steps);

    public MoonsTraining(int seed = 0)
    {
        Model = new Mlp(2, [16, 16, 1], seed: seed);
        optimizer = new Sgd(Model, schedule.At(0));
        targets = [.. Enumerable.Range(0, Data.Count).Select(row => 2.0 * Data.ClassOf(row) - 1)];
        scores = new Value[Data.Count];
    }

    public DataSet Data { get; } = DataSet.Moons(100, seed: 1);

    public Mlp Model { get; }

    /// <summary>The points with their classes, for a picture.</summary>
    public IReadOnlyList<(double X, double Y, int Class)> Points =>
        [.. Enumerable.Range(0, Data.Count).Select(row => (Data.Row(row)[0], Data.Row(row)[1], Data.ClassOf(row)))];

    /// <summary>The share of the points that the network of this moment puts on the right side.</summary>
    public double Accuracy =>
        (double)Enumerable.Range(0, Data.Count).Count(row => Score(Data.Row(row)[0], Data.Row(row)[1]) * targets[row] > 0) / Data.Count;

    /// <summary>What the network says of a point: above 0 for one moon, below for the other.</summary>
    public double Score(double x, double y) => Model.Forward([x, y])[0].Data;

    /// <summary>One step of gradient descent over all points; returns the loss before it.</summary>
    public double Step(int step)
    {
        for (int row = 0; row < scores.Length; row++)
            scores[row] = Model.Forward(Data.Row(row))[0];
        Value loss = Loss.Hinge(scores, targets) + Penalty * Value.Dot(Model.Parameters, Model.Parameters);

        Model.ZeroGrad();
        loss.Backward();
        optimizer.LearningRate = schedule.At(step);
        optimizer.Step();
        return loss.Data;
    }
}
