namespace Micrograd.Drawing;

/// <summary>
/// One series on its way to a drawn curve. A short series is drawn point by point. A long one is drawn by columns of the
/// picture, so that the file does not grow with it: a pale band from the least to the greatest value of each pixel column,
/// which hides no spike, and a line through the medians of wider columns, which shows the trend.
/// </summary>
internal sealed class PlotCurve(string name, double[] values, int every, string color)
{
    private const double BandColumn = 1, LineColumn = 6;        // pixels

    /// <summary>The name in the legend.</summary>
    public string Name => name;

    /// <summary>The colour of the curve.</summary>
    public string Color => color;

    /// <summary>The values; what is not finite here is missing in the drawing.</summary>
    public double[] Values { get; } = [.. values.Select(v => double.IsFinite(v) ? PlotScale.Drawable(v) : double.NaN)];

    /// <summary>The step of the last value.</summary>
    public double LastStep => Math.Max(Values.Length - 1, 0) * (double)every;

    /// <summary>How many values are NaN or infinite.</summary>
    public int Gaps => Values.Count(v => !double.IsFinite(v));

    /// <summary>How many values each point of the line stands for, or 1 if all are drawn.</summary>
    public int ValuesPerPoint(PlotScale x)
    {
        double width = x.Map(LastStep) - x.Map(0);
        return Values.Length <= 2 * width + 1 ? 1 : (int)Math.Round(Values.Length * LineColumn / width);
    }

    /// <summary>Draws the curve, with marks at the bottom of the area where values are missing.</summary>
    public void Draw(SvgCanvas canvas, PlotArea area, PlotScale x, PlotScale y)
    {
        canvas.BeginGroup($"""data-series="{PlotText.Escape(name)}" fill="{color}" stroke="{color}" """);
        if (ValuesPerPoint(x) == 1)
            DrawLine(canvas, [.. Values.Select((v, i) => (x.Map(i * (double)every), double.IsFinite(v) ? y.Map(v) : double.NaN))]);
        else
        {
            DrawBand(canvas, Columns(x, BandColumn), y);
            DrawLine(canvas, [.. Columns(x, LineColumn).Select(c => (c.X, c.IsEmpty ? double.NaN : y.Map(c.Median)))]);
        }
        DrawMissing(canvas, area, x);
        canvas.EndGroup();
    }

    /// <summary>The finite values that fall into one column of pixels.</summary>
    private readonly record struct Column(double X, double[] Sorted)
    {
        public bool IsEmpty => Sorted.Length == 0;

        public double Least => Sorted[0];

        public double Greatest => Sorted[^1];

        public double Median => Sorted[Sorted.Length / 2];
    }

    private List<Column> Columns(PlotScale x, double width)
    {
        double left = x.Map(0), right = x.Map(LastStep);
        int count = Math.Max((int)Math.Round((right - left) / width), 1);
        var columns = new List<Column>(count);
        for (int c = 0; c < count; c++)
        {
            (int from, int to) = ((int)((long)Values.Length * c / count), (int)((long)Values.Length * (c + 1) / count));
            double[] inside = [.. Values[from..to].Where(double.IsFinite)];
            Array.Sort(inside);
            columns.Add(new(left + (right - left) * (c + 0.5) / count, inside));
        }
        return columns;
    }

    private static void DrawBand(SvgCanvas canvas, List<Column> columns, PlotScale y)
    {
        var band = new SvgPath();
        for (int from = 0, to; from < columns.Count; from = to + 1)
        {
            for (to = from; to < columns.Count && !columns[to].IsEmpty;)
                to++;
            if (to == from)
                continue;
            band.MoveTo(columns[from].X - BandColumn / 2, y.Map(columns[from].Greatest));
            for (int i = from; i < to; i++)
                band.LineTo(columns[i].X, y.Map(columns[i].Greatest));
            for (int i = to - 1; i >= from; i--)
                band.LineTo(columns[i].X, y.Map(columns[i].Least));
            band.Close();
        }
        canvas.Path(band, """stroke="none" opacity="0.25" """);
    }

    /// <summary>Joins neighbours that are both there; a point without neighbours, and points far apart, get a dot.</summary>
    private static void DrawLine(SvgCanvas canvas, (double X, double Y)[] points)
    {
        var line = new SvgPath();
        var dots = new List<(double X, double Y)>();
        bool sparse = points.Length > 1 && points[1].X - points[0].X >= 14;
        for (int i = 0; i < points.Length; i++)
        {
            if (double.IsNaN(points[i].Y))
                continue;
            bool follows = i > 0 && !double.IsNaN(points[i - 1].Y);
            bool leads = i + 1 < points.Length && !double.IsNaN(points[i + 1].Y);
            if (follows)
                line.LineTo(points[i].X, points[i].Y);
            else if (leads)
                line.MoveTo(points[i].X, points[i].Y);
            if (sparse || !(follows || leads))
                dots.Add(points[i]);
        }
        canvas.Path(line, """fill="none" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round" """);
        foreach ((double px, double py) in dots)
            canvas.Circle(px, py, sparse || points.Length == 1 ? 2.6 : 2, """stroke="none" """);
    }

    private void DrawMissing(SvgCanvas canvas, PlotArea area, PlotScale x)
    {
        var marks = new SvgPath();
        double drawn = double.NegativeInfinity;
        for (int i = 0; i < Values.Length; i++)
        {
            double place = Math.Round(x.Map(i * (double)every));
            if (double.IsFinite(Values[i]) || place == drawn)
                continue;
            marks.MoveTo(drawn = place, area.Bottom - 7);
            marks.LineTo(place, area.Bottom - 1);
        }
        canvas.Path(marks, $"""stroke="{PlotColors.Alarm}" fill="none" """);
    }
}
