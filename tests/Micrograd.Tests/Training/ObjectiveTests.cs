using Micrograd.NeuralNet;
using Micrograd.Training;

namespace Micrograd.Tests.Training;

public class ObjectiveTests
{
    public static TheoryData<Objective, double> All => new()
    {
        { Objective.MeanSquaredError, 0.7 }, { Objective.MeanAbsoluteError, 0.7 }, { Objective.Huber, 0.7 },
        { Objective.CrossEntropy(2), 1 }, { Objective.CrossEntropy(2), 0 }, { Objective.CrossEntropy(4), 3 },
        { Objective.Hinge(2), 1 }, { Objective.Hinge(2), 0 }, { Objective.Hinge(4), 2 },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void AStepAgainstTheGradientBringsTheLossDownAndTheDecisionToTheTarget(Objective objective, double target)
    {
        Value[] outputs = [.. Enumerable.Range(0, objective.Outputs).Select(i => new Value(0.1 * i - 0.2))];
        double before = objective.LossOf(outputs, target).Data;
        for (int step = 0; step < 500; step++)
        {
            foreach (Value output in outputs)
                output.ZeroGrad();
            objective.LossOf(outputs, target).Backward();
            foreach (Value output in outputs)
                output.Set(output.Data - 0.05 * output.Grad);
        }
        double[] learned = [.. outputs.Select(output => output.Data)];
        Assert.True(objective.LossOf(outputs, target).Data < 0.3 * before);
        if (objective.Classes == 0)
            Assert.Equal(target, learned[0], 0.06);
        else
            Assert.Equal((int)target, objective.Decide(learned));
    }

    [Fact]
    public void ProbabilitiesAreTheSoftmaxAndDoNotOverflow()
    {
        double[] three = Objective.CrossEntropy(3).Probabilities([Math.Log(1), Math.Log(2), Math.Log(5)]);
        Assert.Equal([0.125, 0.25, 0.625], three.Select(p => Math.Round(p, 14)));
        Assert.Equal([0, 1, 0], Objective.CrossEntropy(3).Probabilities([-1000, 1000, 0]));
        double[] two = Objective.CrossEntropy(2).Probabilities([Math.Log(3)]);
        Assert.Equal([0.25, 0.75], two.Select(p => Math.Round(p, 14)));
        Assert.Equal([1, 0], Objective.CrossEntropy(2).Probabilities([-1000]));
        Assert.Empty(Objective.Hinge(3).Probabilities([1, 2, 3]));
        Assert.Empty(Objective.MeanSquaredError.Probabilities([1]));
    }

    [Fact]
    public void ANumberIsNoClass() =>
        Assert.Contains("predicts a number", Assert.Throws<InvalidOperationException>(() => Objective.Huber.Decide([1])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Sigmoid)]
    public void PredictingGivesTheBitsOfForward(Activation activation)
    {
        var random = new Random(5);
        foreach (int inputs in (int[])[1, 3, 5000])   // 5,000 are recorded as a chain
        {
            var model = new Mlp(inputs, [7, 2], activation, Initializer.Xavier);
            double[] x = [.. Enumerable.Range(0, inputs).Select(_ => random.NextDouble() - 0.5)];
            Assert.Equal(model.Forward(x).Select(y => y.Data), model.Predict(x));
        }
        Assert.Contains("expects 3 inputs, got 2", Assert.Throws<ArgumentException>(() => new Mlp(3, [1]).Predict([1, 2])).Message, StringComparison.Ordinal);
    }
}
