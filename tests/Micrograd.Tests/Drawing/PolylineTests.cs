using Micrograd.Drawing;

namespace Micrograd.Tests.Drawing;

/// <summary>Claims about leaving out points of a line.</summary>
public class PolylineTests
{
    [Fact]
    public void SimplifiedLinesStayWithinTheTolerance()
    {
        (double X, double Y)[] wave = [.. Enumerable.Range(0, 4001).Select(i => (i * 0.1, 30 * Math.Sin(i * 0.01)))];
        List<(double X, double Y)> kept = Polyline.Simplify(wave, 0.04);
        Assert.InRange(kept.Count, 20, 400);
        Assert.Equal((wave[0], wave[^1]), (kept[0], kept[^1]));
        int piece = 0;
        foreach ((double x, double y) in wave)
        {
            while (kept[piece + 1].X < x)
                piece++;
            (var a, var b) = (kept[piece], kept[piece + 1]);
            Assert.Equal(y, a.Y + (x - a.X) / (b.X - a.X) * (b.Y - a.Y), 0.13);      // upright, where the slope is 3
        }
        Assert.Equal([(1, 1)], Polyline.Simplify([(1, 1)], 1));
        Assert.Equal([(0, 0), (4, 0)], Polyline.Simplify([(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)], 0.01));
    }
}
