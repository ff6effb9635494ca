using Micrograd.Data;

namespace Micrograd.Tests.Data;

public class DataSetSpiralTests
{
    [Theory, InlineData(2, 2), InlineData(100, 2), InlineData(300, 3), InlineData(301, 7)]
    public void WithoutNoiseEachArmWindsOutFromItsOwnDirection(int count, int classes)
    {
        var spiral = DataSet.Spiral(count, classes, noise: 0);
        for (var c = 0; c < classes; c++)
        {
            var radii = Enumerable.Range(0, count).Where(i => spiral.ClassOf(i) == c).Select(i =>
            {
                var (x, y) = (spiral.Row(i)[0], spiral.Row(i)[1]);
                var r = Math.Sqrt(x * x + y * y);
                var t = 2 * Math.PI * c / classes + 4 * r;
                Assert.Equal((r * Math.Sin(t), r * Math.Cos(t)), (x, y), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-14);
                return r;
            }).Order().ToArray();
            for (var k = 0; k < radii.Length; k++)
                Assert.Equal(radii.Length == 1 ? 0 : (double)k / (radii.Length - 1), radii[k], 1e-15);
        }
    }

    [Theory, InlineData(300, 3), InlineData(301, 3), InlineData(10, 4), InlineData(5, 5)]
    public void ThePointsAreSharedEvenlyToWithinOne(int count, int classes)
    {
        var spiral = DataSet.Spiral(count, classes);
        Assert.Equal((count, classes, "arm 1"), (spiral.Count, spiral.Classes.Count, spiral.Classes[0]));
        Assert.All(Enumerable.Range(0, classes), c => Assert.InRange(spiral.RowClasses.Count(c), count / classes, (count + classes - 1) / classes));
    }

    [Fact]
    public void NoiseIsADeviationOfTheAngleAndLeavesTheRadius()
    {
        var spiral = DataSet.Spiral(20_000, 2, noise: 0.01);
        var away = Enumerable.Range(0, spiral.Count).Where(i => spiral.Row(i)[0] != 0).Select(i =>
        {
            var (x, y) = (spiral.Row(i)[0], spiral.Row(i)[1]);
            return Math.IEEERemainder(Math.Atan2(x, y) - Math.PI * spiral.ClassOf(i) - 4 * Math.Sqrt(x * x + y * y), 2 * Math.PI);
        }).ToArray();
        Assert.Equal(0, away.Average(), 0.0005);
        Assert.Equal(0.01, Math.Sqrt(away.Average(d => d * d)), 0.0003);
    }

    [Fact]
    public void ASeedFixesThePointsForEver()
    {
        // A program in Python with the published xoshiro256** and the C library's logarithm, sine and cosine.
        var spiral = DataSet.Spiral();
        Assert.Equal((1, 0), (spiral.ClassOf(0), spiral.ClassOf(1)));
        Assert.Equal(-0.42418279012447224, spiral.Row(0)[0], 1e-15);
        Assert.Equal(-0.29231839511929397, spiral.Row(0)[1], 1e-15);
        Assert.Equal(0.3514457876625648, spiral.Row(1)[0], 1e-15);
        Assert.Equal(0.09336628563307606, spiral.Row(1)[1], 1e-15);
        Assert.False(spiral.Values.Span.SequenceEqual(DataSet.Spiral(seed: 4).Values.Span));
    }

    [Fact]
    public void BadArgumentsAreNamed() => DecimalComma.Run(() =>
    {
        Refuses("classes must be at least 2, got 1", () => DataSet.Spiral(classes: 1));
        Refuses("count must be at least 3, got 2", () => DataSet.Spiral(2));
        Refuses("count must be at least 3, got -5", () => DataSet.Spiral(-5));
        Refuses("noise must be 0 or a positive number, got -0.5", () => DataSet.Spiral(noise: -0.5));
        Refuses("noise must be 0 or a positive number, got NaN", () => DataSet.Spiral(noise: double.NaN));
        return true;
    });

    static void Refuses(string sentence, Func<DataSet> make) =>
        Assert.StartsWith(sentence, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
