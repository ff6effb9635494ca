using Micrograd.Training;

namespace Micrograd.Tests.Training;

public class ExamplesTests
{
    [Theory]
    [InlineData(0.2, 20)]
    [InlineData(0.05, 5)]
    [InlineData(0.99, 99)]
    public void ASplitHasEveryRowOnce(double share, int held)
    {
        Examples whole = Numbered(100);
        (Examples training, Examples heldOut) = whole.Split(share, seed: 3, classes: false);
        Assert.Equal((100 - held, held), (training.Count, heldOut.Count));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (double)i), Targets(training).Concat(Targets(heldOut)).Order());
        for (int i = 0; i < heldOut.Count; i++)
            Assert.Equal([heldOut.Target(i), -heldOut.Target(i)], heldOut.Row(i));
        Examples larger = training.Count > heldOut.Count ? training : heldOut;
        Assert.NotEqual(Targets(larger).Order(), Targets(larger));
    }

    [Fact]
    public void OneSeedIsOneSplitAndAnotherIsAnother()
    {
        Examples whole = Numbered(50);
        Assert.Equal(Targets(whole.Split(0.3, 1, false).HeldOut), Targets(whole.Split(0.3, 1, false).HeldOut));
        Assert.NotEqual(Targets(whole.Split(0.3, 1, false).HeldOut), Targets(whole.Split(0.3, 2, false).HeldOut));
    }

    [Fact]
    public void EachClassIsSplitInProportion()
    {
        int[] classes = [.. Enumerable.Range(0, 200).Select(i => i % 20 == 0 ? 2 : i % 4 == 1 ? 1 : 0)];   // 140, 50, 10
        for (int seed = 0; seed < 20; seed++)
        {
            (Examples training, Examples heldOut) = new Examples(new double[200], classes).Split(0.2, seed, classes: true);
            Assert.Equal((160, 40), (training.Count, heldOut.Count));
            Assert.Equal((28, 10, 2), (Of(heldOut, 0), Of(heldOut, 1), Of(heldOut, 2)));
        }

        static int Of(Examples examples, int c) => Targets(examples).Count(target => target == c);
    }

    [Fact]
    public void ASplitCanBeSplitAgain()
    {
        (Examples rest, Examples test) = Numbered(40).Split(0.25, 1, false);
        (Examples training, Examples validation) = rest.Split(0.2, 2, false);
        Assert.Equal((24, 6, 10), (training.Count, validation.Count, test.Count));
        Assert.Equal(40, Targets(training).Concat(Targets(validation)).Concat(Targets(test)).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(0.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ASideWithoutRowsIsRefused(double share) =>
        Assert.Contains("leaves one side without rows", Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(10).Split(share, 0, false)).Message, StringComparison.Ordinal);

    [Fact]
    public void WhatCannotBeLearnedIsRefused()
    {
        Assert.Contains("no rows", Assert.Throws<ArgumentException>(() => new Examples(new double[4], Array.Empty<double>())).Message, StringComparison.Ordinal);
        Assert.Contains("5 numbers do not make 2 rows", Assert.Throws<ArgumentException>(() => new Examples(new double[5], [1.0, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("Row 1 cannot be learned: a feature is NaN", Assert.Throws<ArgumentException>(() => new Examples(new[] { 1, 2, double.NaN, 3 }, [1.0, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("Row 0 cannot be learned: the target is Infinity", Assert.Throws<ArgumentException>(() => new Examples(new double[2], [double.PositiveInfinity, 2])).Message, StringComparison.Ordinal);
    }

    static Examples Numbered(int count) =>
        new(Enumerable.Range(0, count).SelectMany(i => new double[] { i, -i }).ToArray(), [.. Enumerable.Range(0, count).Select(i => (double)i)]);

    static IEnumerable<double> Targets(Examples examples) => Enumerable.Range(0, examples.Count).Select(examples.Target);
}
