using Micrograd.Data;

namespace Micrograd.Tests.Data;

public class DataSetSplitTests
{
    /// <summary>Rows that carry their own number, so that they can be recognised.</summary>
    static DataSet Numbered(params int[] classOf)
    {
        double[] values = [.. Enumerable.Range(0, classOf.Length)];
        string[] classes = [.. Enumerable.Range(0, classOf.Max() + 1).Select(c => $"class {c}")];
        return new("numbered", ["number"], values, classes, classOf);
    }

    static int[] Numbers(DataSet data) => [.. data.Values.ToArray().Select(x => (int)x)];

    [Theory, InlineData(0.1), InlineData(0.25), InlineData(0.5), InlineData(0.9)]
    public void EveryRowGoesToExactlyOneSide(double share)
    {
        var data = Numbered([.. Enumerable.Range(0, 97).Select(i => i % 3)]);
        var (train, heldOut) = data.Split(share, seed: 5);
        Assert.Equal((int)Math.Round(97 * share), heldOut.Count);
        Assert.Equal(Enumerable.Range(0, 97), Numbers(train).Concat(Numbers(heldOut)).Order());
    }

    [Fact]
    public void ARowTakesItsClassAndTheNamesAlong()
    {
        var data = Numbered([.. Enumerable.Range(0, 97).Select(i => i % 3)]);
        var (train, heldOut) = data.Split(0.3);
        foreach (var side in new[] { train, heldOut })
        {
            Assert.Equal(data.Name, side.Name);
            Assert.Equal(data.Classes, side.Classes);
            Assert.Equal(data.FeatureNames, side.FeatureNames);
            for (var i = 0; i < side.Count; i++)
                Assert.Equal((int)side.Row(i)[0] % 3, side.ClassOf(i));
        }
    }

    [Fact]
    public void EqualSeedsSplitAlikeAndOthersDoNot()
    {
        var data = DataSet.Iris();
        var first = data.Split(0.2, seed: 11);
        Assert.True(first.Train.Values.Span.SequenceEqual(data.Split(0.2, seed: 11).Train.Values.Span));
        Assert.False(first.Train.Values.Span.SequenceEqual(data.Split(0.2, seed: 12).Train.Values.Span));
    }

    [Fact]
    public void ASplitStaysFixedForEver()
    {
        // The shuffle of ten rows is pinned by SeededRandomTests: 5 2 4 0 3 1 8 9 7 6.
        var (train, heldOut) = Numbered(0, 0, 0, 0, 0, 0, 0, 0, 0, 0).Split(0.3, seed: 1337);
        Assert.Equal([5, 2, 4], Numbers(heldOut));
        Assert.Equal([0, 3, 1, 8, 9, 7, 6], Numbers(train));
    }

    [Fact]
    public void EachClassIsSplitInTheSameProportion()
    {
        var (train, heldOut) = DataSet.Iris().Split(0.2);
        Assert.Equal([40, 40, 40], ClassCounts(train));
        Assert.Equal([10, 10, 10], ClassCounts(heldOut));

        var all = ClassCounts(DataSet.Digits());
        var held = ClassCounts(DataSet.Digits().Split(0.2).HeldOut);
        Assert.Equal(359, held.Sum());
        Assert.All(Enumerable.Range(0, 10), c => Assert.Equal(0.2 * all[c], held[c], 1.0));
    }

    [Fact]
    public void ARareClassIsOnBothSides()
    {
        var classOf = new int[100];
        (classOf[3], classOf[50]) = (1, 1);
        for (var seed = 0; seed < 50; seed++)
            Assert.Equal([49, 1], ClassCounts(Numbered(classOf).Split(0.5, seed).HeldOut));
    }

    [Fact]
    public void EachRowIsHeldOutEquallyOften()
    {
        var times = new int[20];
        for (var seed = 0; seed < 4000; seed++)
            foreach (var row in Numbers(Numbered(new int[20]).Split(0.25, seed).HeldOut))
                times[row]++;
        Assert.All(times, n => Assert.InRange(n, 850, 1150));   // 1000 expected, standard deviation 27
    }

    [Theory, InlineData(0), InlineData(1), InlineData(-0.5), InlineData(1.5), InlineData(double.NaN)]
    public void TheShareMustBeBetween0And1(double share)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => DataSet.Iris().Split(share));
        Assert.StartsWith("heldOut must be between 0 and 1, got ", error.Message);
    }

    [Theory, InlineData(0.001), InlineData(0.999)]
    public void NeitherSideMayBeEmpty(double share)
    {
        var error = DecimalComma.Run(() => Assert.Throws<ArgumentOutOfRangeException>(() => DataSet.Iris().Split(share)));
        Assert.StartsWith(FormattableString.Invariant($"heldOut {share} of 150 rows leaves one side without rows"), error.Message);
    }

    static int[] ClassCounts(DataSet data)
    {
        var counts = new int[data.Classes.Count];
        for (var i = 0; i < data.Count; i++)
            counts[data.ClassOf(i)]++;
        return counts;
    }
}
