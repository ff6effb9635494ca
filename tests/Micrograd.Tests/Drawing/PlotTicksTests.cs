using Micrograd.Drawing;

namespace Micrograd.Tests.Drawing;

/// <summary>Claims about the numbers on the axes of plots.</summary>
public class PlotTicksTests
{
    private static IEnumerable<(double Low, double High)> Ranges()
    {
        (double, double)[] hard =
        [
            (0, 1), (-1, 1), (0.7, 0.7), (0, 0), (-3e-7, 2e-9), (1e5, 1.01e5), (0.01, 1), (9.99, 1000), (1, 1 + 3e-6),
            (-1e300, 1e300), (1e-300, 1e300), (1e-300, 2e-300),
        ];
        foreach ((double, double) range in hard)
            yield return range;

        var random = new Random(7);
        for (int i = 0; i < 2000; i++)
        {
            double size = Math.Pow(10, random.Next(-12, 13)), a = (random.NextDouble() - 0.3) * size, b = (random.NextDouble() - 0.3) * size;
            yield return (Math.Min(a, b), Math.Max(a, b));
        }
    }

    [Fact]
    public void AxesCoverTheValuesAndEndOnTicks()
    {
        foreach ((double low, double high) in Ranges())
        {
            PlotScale scale = PlotScale.Covering(low, high, 300, 0);
            Assert.True(scale.Ticks[0].Value <= low && high <= scale.Ticks[^1].Value, $"{low} … {high}: {scale.Ticks[0]} … {scale.Ticks[^1]}");
            Assert.Equal(300, scale.Map(scale.Ticks[0].Value), 1e-6);
            Assert.Equal(0, scale.Map(scale.Ticks[^1].Value), 1e-6);
        }
    }

    [Fact]
    public void LabelsSayTheValueOfTheirTick()
    {
        foreach ((double low, double high) in Ranges())
        {
            PlotScale scale = PlotScale.Covering(low, high, 300, 0);
            foreach (PlotTick tick in scale.Ticks)
            {
                double said = PlotReader.LabelNumber(tick.Label);
                double error = scale.IsLogarithmic ? Math.Abs(said / tick.Value - 1) * 300 : Math.Abs(scale.Map(said) - scale.Map(tick.Value));
                Assert.True(error < 0.05, $"{low} … {high}: {tick} is off by {error} pixels");
            }
        }
    }

    [Fact]
    public void LabelsOfAnAxisDifferAndHaveRoom()
    {
        foreach ((double low, double high) in Ranges())
        {
            PlotScale scale = PlotScale.Covering(low, high, 300, 0);
            Assert.InRange(scale.Ticks.Count, 2, 20);
            Assert.Equal(scale.Ticks.Count, scale.Ticks.Select(tick => tick.Label).Distinct().Count());
            foreach ((PlotTick a, PlotTick b) in scale.Ticks.Zip(scale.Ticks.Skip(1)))
                Assert.True(scale.Map(a.Value) - scale.Map(b.Value) >= 15, $"{low} … {high}: {a} and {b}");
        }
    }

    [Fact]
    public void StepsAreOneTwoOrFiveTimesAPowerOfTen()
    {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            double range = Math.Pow(10, random.NextDouble() * 600 - 300);
            int most = random.Next(1, 30);
            double step = PlotTicks.NiceStep(range, most);
            Assert.Contains(step.ToString("E6", null)[..8], (string[])["1.000000", "2.000000", "5.000000"]);
            Assert.InRange(range / step, most / 2.51, most * (1 + 1e-6));
        }
    }

    [Theory]
    [InlineData(0, 0.7, 0.1, "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7")]
    [InlineData(-1, 1, 0.5, "−1.0 −0.5 0 0.5 1.0")]
    [InlineData(0, 20000, 5000, "0 5k 10k 15k 20k")]
    [InlineData(0, 2e6, 5e5, "0 0.5M 1M 1.5M 2M")]
    [InlineData(0, 4e-6, 2e-6, "0 2×10^−6 4×10^−6")]
    [InlineData(-1e12, 1e12, 1e12, "−10^12 0 10^12")]
    public void StraightAxesReadLikeThis(double low, double high, double step, string expected) =>
        Assert.Equal(expected, string.Join(' ', PlotTicks.Linear(low, high, step).Select(tick => tick.Label)));

    [Theory]
    [InlineData(0.01, 10, 100, "0.01 0.02 0.05 0.1 0.2 0.5 1 2 5 10")]
    [InlineData(0.01, 10, 30, "0.01 0.1 1 10")]
    [InlineData(1e-6, 1, 40, "10^−6 10^−5 10^−4 10^−3 10^−2 10^−1 1")]
    [InlineData(1e-20, 1, 5, "10^−20 10^−15 10^−10 10^−5 1")]
    public void LogarithmicAxesReadLikeThis(double low, double high, double pixelsPerDecade, string expected) =>
        Assert.Equal(expected, string.Join(' ', PlotTicks.Logarithmic(low, high, pixelsPerDecade).Select(tick => tick.Label)));

    [Fact]
    public void StepsOfTrainingAreCountedInWholeNumbers() =>
        Assert.Equal([0, 1, 2], PlotScale.Exact(0, 2, 0, 700, 64, leastStep: 1).Ticks.Select(tick => tick.Value));
}
