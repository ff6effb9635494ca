namespace Micrograd.Drawing;

/// <summary>
/// Leaves out the points of a line that nobody would miss: the algorithm of Douglas and Peucker (1973), with its own stack,
/// since a level line can have thousands of points.
/// </summary>
internal static class Polyline
{
    /// <summary>
    /// A part of the points, first and last included, such that each point left out is within the tolerance of the line
    /// through those kept.
    /// </summary>
    public static List<(double X, double Y)> Simplify(ReadOnlySpan<(double X, double Y)> points, double tolerance)
    {
        var kept = new List<(double X, double Y)>();
        if (points.IsEmpty)
            return kept;

        kept.Add(points[0]);
        var ends = new Stack<int>([points.Length - 1]);      // where the open pieces end, the nearest on top
        for (int from = 0; ends.TryPeek(out int to);)
        {
            int farthest = Farthest(points, from, to, tolerance);
            if (farthest > from)
            {
                ends.Push(farthest);
                continue;
            }
            if (to > 0)
                kept.Add(points[to]);
            from = ends.Pop();
        }
        return kept;
    }

    /// <summary>The point between two others that is farthest from their segment, or -1 if all are within the tolerance.</summary>
    private static int Farthest(ReadOnlySpan<(double X, double Y)> points, int from, int to, double tolerance)
    {
        int farthest = -1;
        double greatest = tolerance;
        for (int i = from + 1; i < to; i++)
            if (Distance(points[i], points[from], points[to]) is var distance && distance > greatest)
                (farthest, greatest) = (i, distance);
        return farthest;
    }

    /// <summary>The distance of a point from the segment between two ends, which may be one point.</summary>
    private static double Distance((double X, double Y) point, (double X, double Y) a, (double X, double Y) b)
    {
        (double dx, double dy, double px, double py) = (b.X - a.X, b.Y - a.Y, point.X - a.X, point.Y - a.Y);
        double length = dx * dx + dy * dy;
        double along = length > 0 ? Math.Clamp((px * dx + py * dy) / length, 0, 1) : 0;
        return double.Hypot(px - along * dx, py - along * dy);
    }
}
