using System.Globalization;
using Micrograd.NeuralNet;
using Micrograd.Training;

namespace Micrograd.Tests.Training;

/// <summary>Optimisers step by step against those of PyTorch (tests/pytorch/optimizers.py).</summary>
public class OptimizerTests
{
    public static TheoryData<string> Lines => [.. EmbeddedTable.Lines("optimizers.csv")];

    [Theory]
    [MemberData(nameof(Lines))]
    public void EveryStepIsThatOfPyTorch(string line)
    {
        string name = line.Split(';')[0];
        double[] expected = [.. line.Split(';')[1].Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        Value a = new(1.5), b = new(-2);
        Optimizer optimizer = Make(name, [a, b]);
        for (int step = 0; step < expected.Length / 2; step++)
        {
            optimizer.ZeroGrad();
            ((a * a + 10 * b * b + a * b) / 2 + Value.Sin(a)).Backward();
            if (name == "clip norm")
                optimizer.ClipGradientNorm(2);
            if (name == "clip value")
                optimizer.ClipGradients(1.5);
            optimizer.Step();
            Assert.Equal(expected[2 * step], a.Data, 1e-13);
            Assert.Equal(expected[2 * step + 1], b.Data, 1e-13);
        }
    }

    [Fact]
    public void ElevenWaysAreCompared() => Assert.Equal(11, EmbeddedTable.Lines("optimizers.csv").Count());

    [Fact]
    public void ClippingTellsTheNormAndLeavesSmallGradientsAlone()
    {
        Value a = new(0), b = new(0);
        (3 * a - 4 * b).Backward();
        var optimizer = new Sgd([a, b], 1);
        Assert.Equal(5, optimizer.ClipGradientNorm(10));
        optimizer.ClipGradients(4);
        Assert.Equal((3, -4), (a.Grad, b.Grad));
        Assert.Equal(5, optimizer.ClipGradientNorm(1));
        Assert.Equal(0.6, a.Grad, 1e-15);
        (a + b).Backward();   // the next pass adds to what clipping left
        Assert.Equal(1.6, a.Grad, 1e-15);
    }

    [Fact]
    public void AllTakeAModule()
    {
        var model = new Mlp(2, [1]);
        Optimizer[] all = [new Sgd(model, 0.1), new Adam(model), new AdamW(model), new RmsProp(model)];
        Assert.All(all, optimizer => Assert.Equal(3, optimizer.Parameters.Length));
    }

    [Fact]
    public void MisuseIsExplained()
    {
        Value a = new(1);
        Refuses("momentum must be from 0 to below 1, got 1.", () => new Sgd([a], 0.1, momentum: 1));
        Refuses("weightDecay must be finite and not negative, got -0.5.", () => new Sgd([a], 0.1, weightDecay: -0.5));
        Refuses("Nesterov's form needs a momentum above 0.", () => new Sgd([a], 0.1, nesterov: true));
        Refuses("beta2 must be from 0 to below 1, got NaN.", () => new Adam([a], beta2: double.NaN));
        Refuses("keep must be from 0 to below 1, got -1.", () => new RmsProp([a], keep: -1));
        Refuses("most must be above 0, got 0.", () => new Sgd([a], 0.1).ClipGradientNorm(0));
        Refuses("Parameter 1 cannot be learned", () => new AdamW([a, a * 2]));

        static void Refuses(string sentence, Func<object> act) =>
            Assert.StartsWith(sentence, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.1)]
    public void ARateThatIsNoneIsRefusedBeforeTheStep(double rate)
    {
        Value a = new(1);
        var optimizer = new Sgd([a], 0.1);
        string expected = FormattableString.Invariant($"The learning rate must be finite and not negative, got {rate}.");
        Assert.StartsWith(expected, Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.LearningRate = rate).Message, StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Throws<ArgumentOutOfRangeException>(() => new Adam([a], rate)).Message, StringComparison.Ordinal);
        Assert.Equal(0.1, optimizer.LearningRate);
    }

    static Optimizer Make(string name, Value[] p) => name switch
    {
        "sgd" or "clip norm" or "clip value" => new Sgd(p, 0.05),
        "sgd momentum" => new Sgd(p, 0.05, momentum: 0.9),
        "sgd nesterov" => new Sgd(p, 0.05, momentum: 0.9, nesterov: true),
        "sgd decay" => new Sgd(p, 0.05, momentum: 0.5, weightDecay: 0.1),
        "adam" => new Adam(p, 0.1),
        "adam betas" => new Adam(p, 0.1, 0.8, 0.95, 1e-4, 0.1),
        "adamw" => new AdamW(p, 0.1, weightDecay: 0.2),
        "rmsprop" => new RmsProp(p, 0.05),
        "rmsprop momentum" => new RmsProp(p, 0.05, keep: 0.9, momentum: 0.7, weightDecay: 0.1),
        _ => throw new ArgumentException(name),
    };
}
