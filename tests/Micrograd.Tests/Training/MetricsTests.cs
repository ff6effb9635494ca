using System.Globalization;
using Micrograd.Training;

namespace Micrograd.Tests.Training;

/// <summary>Metrics against those of scikit-learn (tests/sklearn/metrics.py).</summary>
public class MetricsTests
{
    public static TheoryData<string> Classes => [.. EmbeddedTable.Lines("metrics.csv").Where(line => line.StartsWith("classes;", StringComparison.Ordinal))];

    public static TheoryData<string> Numbers => [.. EmbeddedTable.Lines("metrics.csv").Where(line => line.StartsWith("numbers;", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Classes))]
    public void ClassesAreJudgedAsByScikitLearn(string line)
    {
        double[][] fields = Fields(line);
        int classes = fields[4].Length;
        var confusion = new ConfusionMatrix(classes);
        foreach ((double actual, double predicted) in fields[0].Zip(fields[1]))
            confusion.Add((int)actual, (int)predicted);

        Assert.Equal(fields[2], Enumerable.Range(0, classes * classes).Select(i => (double)confusion[i / classes, i % classes]));
        Assert.Equal(fields[3][0], confusion.Accuracy, 1e-15);
        for (int c = 0; c < classes; c++)
        {
            Assert.Equal(fields[4][c], confusion.Precision(c), 1e-15);
            Assert.Equal(fields[5][c], confusion.Recall(c), 1e-15);
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void NumbersAreJudgedAsByScikitLearn(string line)
    {
        double[][] fields = Fields(line);
        var errors = new RegressionErrors();
        foreach ((double actual, double predicted) in fields[0].Zip(fields[1]))
            errors.Add(actual, predicted);

        Assert.Equal(1, errors.MeanSquaredError / fields[2][0], 1e-12);
        Assert.Equal(1, errors.MeanAbsoluteError / fields[3][0], 1e-12);
        Assert.Equal(fields[4][0], errors.R2, 1e-10 * Math.Max(1, Math.Abs(fields[4][0])));   // targets near 1e6 have 10 digits after the point
    }

    [Fact]
    public void WhereThereIsNothingToDivideByThereIsNoNumber()
    {
        var confusion = new ConfusionMatrix(3);
        Assert.Equal(double.NaN, confusion.Accuracy);
        confusion.Add(0, 1);
        Assert.Equal((0, double.NaN), (confusion.Precision(1), confusion.Precision(2)));
        Assert.Equal((0, double.NaN), (confusion.Recall(0), confusion.Recall(1)));

        var errors = new RegressionErrors();
        Assert.Equal(double.NaN, errors.MeanSquaredError);
        errors.Add(5, 4);
        errors.Add(5, 6);
        Assert.Equal((1, 1, double.NaN), (errors.MeanSquaredError, errors.MeanAbsoluteError, errors.R2));
    }

    static double[][] Fields(string line) =>
        [.. line.Split(';').Skip(1).Select(field => field.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
}
