using Micrograd.Data;

namespace Micrograd.Tests.Data;

public class DataSetCirclesTests
{
    [Theory, InlineData(2), InlineData(3), InlineData(101), InlineData(1000)]
    public void WithoutNoiseEveryPointIsOnItsCircle(int count)
    {
        var circles = DataSet.Circles(count, noise: 0);
        for (var i = 0; i < circles.Count; i++)
            Assert.Equal(circles.ClassOf(i) == 0 ? 1 : 0.5, Math.Sqrt(circles.Row(i)[0] * circles.Row(i)[0] + circles.Row(i)[1] * circles.Row(i)[1]), 1e-15);
    }

    [Fact]
    public void EightPointsAreThoseOfScikitLearn()
    {
        // sklearn.datasets.make_circles(8, shuffle=False, noise=None, factor=0.5), to 1e-15.
        (double X, double Y, int Class)[] expected =
        [
            (1, 0, 0), (0, 1, 0), (-1, 0, 0), (0, -1, 0), (0.5, 0, 1), (0, 0.5, 1), (-0.5, 0, 1), (0, -0.5, 1),
        ];
        var circles = DataSet.Circles(8, noise: 0);
        foreach (var (x, y, c) in expected)
        {
            Assert.Single(Enumerable.Range(0, 8), i => circles.ClassOf(i) == c
                && Math.Abs(circles.Row(i)[0] - x) < 1e-15 && Math.Abs(circles.Row(i)[1] - y) < 1e-15);
        }
    }

    [Theory, InlineData(100, 50), InlineData(101, 50), InlineData(2, 1), InlineData(3, 1)]
    public void TheOuterCircleHasHalfOfThePointsRoundedDown(int count, int outer)
    {
        var circles = DataSet.Circles(count);
        Assert.Equal(count, circles.Count);
        Assert.Equal(outer, circles.RowClasses.Count(0));
        Assert.Equal(["outer", "inner"], circles.Classes);
        Assert.Equal(["x", "y"], circles.FeatureNames);
    }

    [Fact]
    public void ASeedFixesThePointsForEver()
    {
        // A program in Python with the published xoshiro256** and the C library's logarithm, sine and cosine.
        var circles = DataSet.Circles();
        Assert.Equal(-0.2561983004271605, circles.Row(0)[0], 1e-15);
        Assert.Equal(1.203043243681815, circles.Row(0)[1], 1e-15);
        Assert.Equal(-0.906630334559858, circles.Row(1)[0], 1e-15);
        Assert.Equal(-0.5146076606095137, circles.Row(1)[1], 1e-15);
        Assert.False(circles.Values.Span.SequenceEqual(DataSet.Circles(seed: 4).Values.Span));
    }

    [Fact]
    public void BadArgumentsAreNamed() => DecimalComma.Run(() =>
    {
        Refuses("count must be at least 2, got 1", () => DataSet.Circles(1));
        Refuses("count must be at least 2, got -5", () => DataSet.Circles(-5));
        Refuses("noise must be 0 or a positive number, got -0.5", () => DataSet.Circles(noise: -0.5));
        Refuses("noise must be 0 or a positive number, got NaN", () => DataSet.Circles(noise: double.NaN));
        return true;
    });

    static void Refuses(string sentence, Func<DataSet> make) =>
        Assert.StartsWith(sentence, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
