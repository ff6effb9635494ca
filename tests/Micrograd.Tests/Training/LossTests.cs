using System.Globalization;
using Micrograd.Training;

namespace Micrograd.Tests.Training;

/// <summary>Losses and their gradients against those of PyTorch (tests/pytorch/losses.py), and at the edges.</summary>
public class LossTests
{
    public static TheoryData<string> Lines => [.. EmbeddedTable.Lines("losses.csv")];

    [Theory]
    [MemberData(nameof(Lines))]
    public void ALossIsThatOfPyTorch(string line)
    {
        string[] parts = line.Split(';');
        double[] targets = Numbers(parts[2]), gradient = Numbers(parts[4]);
        Value[] x = [.. Numbers(parts[1]).Select(number => new Value(number))];
        Value loss = Apply(parts[0], x, targets);
        loss.Backward();
        AssertNear(Numbers(parts[3])[0], loss.Data);
        for (int i = 0; i < x.Length; i++)
            AssertNear(gradient[i], x[i].Grad);

        void AssertNear(double expected, double actual) =>
            Assert.True(Math.Abs(expected - actual) <= 1e-14 * Math.Max(1, Math.Abs(expected)), $"{parts[0]}: {actual}, PyTorch says {expected}");
    }

    [Fact]
    public void EveryLossIsAmongTheLines() => Assert.Equal(
        ["bce", "bce of p", "hinge", "huber", "huber 0.3", "mae", "margin", "margin 0.4", "mse", "nll", "softmax"],
        EmbeddedTable.Lines("losses.csv").Select(line => line.Split(';')[0]).Distinct().Order());

    [Fact]
    public void AnExactPredictionHasNoGradient()
    {
        Value x = new(2);
        (Loss.MeanAbsoluteError([x], [2]) + Loss.Huber([x], [2]) + Loss.MeanSquaredError([x], [2])).Backward();
        Assert.Equal(0, x.Grad);
    }

    [Theory]
    [InlineData(double.PositiveInfinity, 0.5)]
    [InlineData(double.NegativeInfinity, -0.5)]
    [InlineData(1e200, 0.5)]
    public void AHuberLossPullsNoHarderThanItsKneeHoweverFarOff(double prediction, double slope)
    {
        Value x = new(prediction);
        Loss.Huber([x], [0], knee: 0.5).Backward();
        Assert.Equal(slope, x.Grad);
    }

    [Fact]
    public void TargetsThatAreValuesGetTheOppositeGradient()
    {
        Value x = new(2), target = new(0.5);
        (Loss.MeanSquaredError([x, 1], [target, 1]) + Loss.Hinge([0.1 * x], [target])).Backward();
        Assert.Equal(1.5 - 0.1 * 0.5, x.Grad, 1e-15);       // (x - t)²/2 and 1 - 0.1 x t
        Assert.Equal(-1.5 - 0.1 * 2, target.Grad, 1e-15);
    }

    [Theory]
    [InlineData(0.0, 0, 0, 1.0)]
    [InlineData(1.0, 1, 0, -1.0)]
    [InlineData(0.0, 1, double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData(1.0, 0, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(1e-300, 1, 690.77552789821368, -1e300)]
    public void ACertainProbabilityIsRightForNothingAndWrongForEver(double probability, double target, double expected, double slope)
    {
        Value p = new(probability);
        Value loss = Loss.BinaryCrossEntropyOfProbability(p, target);
        loss.Backward();
        Assert.Equal(expected, loss.Data);
        Assert.Equal(slope, p.Grad, 1e-15 * Math.Abs(double.IsFinite(slope) ? slope : 0));
    }

    [Fact]
    public void ALossOfAClearLeadIsTinyAndNotZero()
    {
        Value[] x = [new(1e6), new(1e6 + 40)];
        Value loss = Loss.SoftmaxCrossEntropy(x, 1);
        loss.Backward();
        Assert.Equal(4.2483542552915889863e-18, loss.Data, 1e-33);      // ln(1 + e^-40), by mpmath
        Assert.Equal(4.2483542552915889773e-18, x[0].Grad, 1e-33);
        Assert.Equal(-4.2483542552915889773e-18, x[1].Grad, 1e-33);
        Assert.Equal(("crossentropy", 2), (loss.Op, loss.Operands.Count));
        Assert.Equal(-4.2483542552915889863e-18, Value.LogSoftmax(x)[1].Data, 1e-33);
    }

    [Fact]
    public void ClassesThatFitInNoNodeLoseNothing()
    {
        Value[] x = [.. Enumerable.Range(0, 10_000).Select(i => new Value(1e9 + (i == 7_000 ? 40 : 0)))];
        Value loss = Loss.SoftmaxCrossEntropy(x, 7_000);
        loss.Backward();
        Assert.Equal(4.2479294198659696e-14, loss.Data, 1e-25);         // ln(1 + 9999 e^-40), by mpmath
        Assert.Equal(-4.2479294198658794e-14, x[7_000].Grad, 1e-25);
        Assert.Equal(4.2483542552914085e-18, x[0].Grad, 1e-30);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    public void ATargetThatIsNoProbabilityIsRefused(double target)
    {
        Value x = new(0.5);
        string expected = FormattableString.Invariant($"A target of a binary cross-entropy must be from 0 to 1, got {target}.");
        Assert.StartsWith(expected, Assert.Throws<ArgumentOutOfRangeException>(() => Loss.BinaryCrossEntropy(x, target)).Message, StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Throws<ArgumentOutOfRangeException>(() => Loss.BinaryCrossEntropyOfProbability(x, target)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AHingeKnowsTheClassesMinusOneAndOne()
    {
        Value x = new(0.5);
        foreach (double target in new[] { 0, 2, double.NaN })
            Assert.StartsWith(
                FormattableString.Invariant($"A target of a hinge loss must be -1 or 1, got {target}."),
                Assert.Throws<ArgumentOutOfRangeException>(() => Loss.Hinge([x], [target])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MisuseIsExplained()
    {
        Value x = new(1);
        Assert.StartsWith("A loss needs at least 1 row", Assert.Throws<ArgumentException>(() => Loss.MeanAbsoluteError([], Array.Empty<double>())).Message, StringComparison.Ordinal);
        Assert.StartsWith("There must be one target for each prediction, got 2 for 1.", Assert.Throws<ArgumentException>(() => Loss.BinaryCrossEntropy([x], [0, 1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The knee of the Huber loss must be above 0, got 0.", Assert.Throws<ArgumentException>(() => Loss.Huber([x], [1], 0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The margin must be finite and not negative, got NaN.", Assert.Throws<ArgumentOutOfRangeException>(() => Loss.MultiClassHinge([x, x], 1, double.NaN)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The target class must be from 0 to 1, got 2.", Assert.Throws<ArgumentOutOfRangeException>(() => Loss.MultiClassHinge([x, x], 2)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The target class must be from 0 to 0, got -1.", Assert.Throws<ArgumentOutOfRangeException>(() => Loss.NegativeLogLikelihood([x], -1)).Message, StringComparison.Ordinal);
    }

    static Value Apply(string name, Value[] x, double[] targets) => name switch
    {
        "mse" => Loss.MeanSquaredError(x, targets),
        "mae" => Loss.MeanAbsoluteError(x, targets),
        "hinge" => Loss.Hinge(x, targets),
        "huber" => Loss.Huber(x, targets),
        "huber 0.3" => Loss.Huber(x, targets, knee: 0.3),
        "bce" => Loss.BinaryCrossEntropy(x, targets),
        "bce of p" => Loss.Mean([.. x.Zip(targets, Loss.BinaryCrossEntropyOfProbability)]),
        "softmax" => Loss.SoftmaxCrossEntropy(x, (int)targets[0]),
        "margin" => Loss.MultiClassHinge(x, (int)targets[0]),
        "margin 0.4" => Loss.MultiClassHinge(x, (int)targets[0], margin: 0.4),
        "nll" => Loss.NegativeLogLikelihood(x, (int)targets[0]),
        _ => throw new ArgumentException(name),
    };

    static double[] Numbers(string text) => [.. text.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
}
