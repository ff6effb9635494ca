using Micrograd.Data;

namespace Micrograd.Tests.Data;

public class DataSetMoonsTests
{
    [Theory, InlineData(2), InlineData(3), InlineData(101), InlineData(1000)]
    public void WithoutNoiseEveryPointIsOnItsHalfCircle(int count)
    {
        var moons = DataSet.Moons(count, noise: 0);
        for (var i = 0; i < moons.Count; i++)
        {
            var (x, y) = (moons.Row(i)[0], moons.Row(i)[1]);
            if (moons.ClassOf(i) == 0)
            {
                Assert.Equal(1, Math.Sqrt(x * x + y * y), 1e-15);
                Assert.True(y >= 0);
            }
            else
            {
                Assert.Equal(1, Math.Sqrt((x - 1) * (x - 1) + (y - 0.5) * (y - 0.5)), 1e-15);
                Assert.True(y <= 0.5);
            }
        }
    }

    [Fact]
    public void SixPointsAreThoseOfScikitLearn()
    {
        // sklearn.datasets.make_moons(6, shuffle=False, noise=None), to 1e-15.
        (double X, double Y, int Class)[] expected =
        [
            (1, 0, 0), (0, 1, 0), (-1, 0, 0), (0, 0.5, 1), (1, -0.5, 1), (2, 0.5, 1),
        ];
        var moons = DataSet.Moons(6, noise: 0);
        foreach (var (x, y, c) in expected)
        {
            Assert.Single(Enumerable.Range(0, 6), i => moons.ClassOf(i) == c
                && Math.Abs(moons.Row(i)[0] - x) < 1e-15 && Math.Abs(moons.Row(i)[1] - y) < 1e-15);
        }
    }

    [Theory, InlineData(100, 50), InlineData(101, 50), InlineData(2, 1), InlineData(3, 1)]
    public void TheOuterMoonHasHalfOfThePointsRoundedDown(int count, int outer)
    {
        var moons = DataSet.Moons(count);
        Assert.Equal(count, moons.Count);
        Assert.Equal(outer, Enumerable.Range(0, count).Count(i => moons.ClassOf(i) == 0));
        Assert.Equal(["outer", "inner"], moons.Classes);
        Assert.Equal(["x", "y"], moons.FeatureNames);
    }

    [Fact]
    public void NoiseIsAStandardDeviation()
    {
        // Where a moon's points are known, the rest is noise: across the circle it is normal with that deviation.
        var moons = DataSet.Moons(20_000, noise: 0.01);
        var across = Enumerable.Range(0, moons.Count).Select(i =>
        {
            var (x, y) = (moons.Row(i)[0], moons.Row(i)[1]);
            return moons.ClassOf(i) == 0 ? Math.Sqrt(x * x + y * y) - 1 : Math.Sqrt((x - 1) * (x - 1) + (y - 0.5) * (y - 0.5)) - 1;
        }).ToArray();
        Assert.Equal(0, across.Average(), 0.0005);
        Assert.Equal(0.01, Math.Sqrt(across.Average(d => d * d)), 0.0003);
    }

    [Fact]
    public void ThePointsComeInARandomOrder()
    {
        var moons = DataSet.Moons(1000);
        Assert.InRange(Enumerable.Range(0, 500).Count(i => moons.ClassOf(i) == 0), 200, 300);
    }

    [Fact]
    public void EqualSeedsGiveEqualMoonsAndOthersDoNot()
    {
        Assert.True(DataSet.Moons(seed: 3).Values.Span.SequenceEqual(DataSet.Moons(seed: 3).Values.Span));
        Assert.False(DataSet.Moons(seed: 3).Values.Span.SequenceEqual(DataSet.Moons(seed: 4).Values.Span));
    }

    [Fact]
    public void BadArgumentsAreNamed() => DecimalComma.Run(() =>
    {
        Refuses("count must be at least 2, got 1", () => DataSet.Moons(1));
        Refuses("count must be at least 2, got -5", () => DataSet.Moons(-5));
        Refuses("noise must be 0 or a positive number, got -0.5", () => DataSet.Moons(noise: -0.5));
        Refuses("noise must be 0 or a positive number, got NaN", () => DataSet.Moons(noise: double.NaN));
        return true;
    });

    static void Refuses(string sentence, Func<DataSet> make) =>
        Assert.StartsWith(sentence, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
