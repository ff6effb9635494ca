using System.Globalization;
using Micrograd.Training;

namespace Micrograd.Tests.Training;

/// <summary>Learning rates step by step against those of PyTorch (tests/pytorch/schedules.py), and at their ends.</summary>
public class ScheduleTests
{
    public static TheoryData<string> Lines => [.. EmbeddedTable.Lines("schedules.csv")];

    static readonly Schedule[] All =
    [
        new ConstantSchedule(0.1), new LinearSchedule(0.1, 0, 49), new CosineSchedule(0.3, 0.1, 49), new StepSchedule(0.3, 0.5, 10),
        new WarmupSchedule(7, new LinearSchedule(0.1, 0, 49)),
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void EveryRateIsThatOfPyTorch(string line)
    {
        string[] parts = line.Split(';');
        double[] expected = [.. parts[1].Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        Schedule schedule = Make(parts[0]);
        for (int step = 0; step < expected.Length; step++)
            Assert.Equal(expected[step], schedule.At(step), 1e-15);
    }

    [Fact]
    public void EightSchedulesAreCompared() => Assert.Equal(8, EmbeddedTable.Lines("schedules.csv").Count());

    [Fact]
    public void TheEndsAreExactAndStay()
    {
        foreach (Schedule schedule in new Schedule[] { new LinearSchedule(0.3, 0.1, 49), new CosineSchedule(0.3, 0.1, 49) })
            Assert.Equal((0.3, 0.3, 0.1, 0.1), (schedule.At(-5), schedule.At(0), schedule.At(49), schedule.At(int.MaxValue)));
        var warm = new WarmupSchedule(49, new ConstantSchedule(0.3));
        Assert.Equal((0.3 / 50, 0.3, 0.3), (warm.At(int.MinValue), warm.At(49), warm.At(int.MaxValue)));
    }

    [Fact]
    public void NoRateIsRefusedByAnOptimizer()
    {
        var optimizer = new Sgd([new Value(1)], 0.1);
        foreach (Schedule schedule in All)
            for (int step = 0; step < 1000; step++)
                optimizer.LearningRate = schedule.At(step);
    }

    [Fact]
    public void MisuseIsExplained()
    {
        Refuses("A rate of a schedule must be finite and not negative, got NaN.", () => new ConstantSchedule(double.NaN));
        Refuses("A rate of a schedule must be finite and not negative, got -0.1.", () => new LinearSchedule(1, -0.1, 10));
        Refuses("A rate of a schedule must be finite and not negative, got Infinity.", () => new CosineSchedule(double.PositiveInfinity, 0, 10));
        Refuses("A schedule needs at least 1 step, got 0.", () => new LinearSchedule(1, 0.1, 0));
        Refuses("A schedule needs at least 1 step, got -3.", () => new StepSchedule(1, 0.1, -3));
        Refuses("The factor of a schedule must be finite and above 0, got 0.", () => new StepSchedule(1, 0, 3));
        Refuses("A schedule needs at least 1 step, got 0.", () => new WarmupSchedule(0, new ConstantSchedule(1)));
        Assert.Throws<ArgumentNullException>(() => new WarmupSchedule(1, null!));

        static void Refuses(string sentence, Func<object> act) =>
            Assert.StartsWith(sentence, Assert.Throws<ArgumentOutOfRangeException>(act).Message, StringComparison.Ordinal);
    }

    static Schedule Make(string name) => name switch
    {
        "constant" => new ConstantSchedule(0.3),
        "linear" => new LinearSchedule(0.4, 0.1, 20),
        "linear up" => new LinearSchedule(0.02, 0.4, 7),
        "cosine" => new CosineSchedule(0.4, 0.01, 20),
        "step" => new StepSchedule(0.4, 0.3, 4),
        "step up" => new StepSchedule(0.01, 2, 7),
        "warm-up, linear" => new WarmupSchedule(5, new LinearSchedule(0.4, 0, 20)),
        "warm-up, cosine" => new WarmupSchedule(3, new CosineSchedule(0.4, 0, 27)),
        _ => throw new ArgumentException(name),
    };
}
