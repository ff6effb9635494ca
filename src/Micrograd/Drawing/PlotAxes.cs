namespace Micrograd.Drawing;

/// <summary>The rectangle of pixels that the data is drawn in.</summary>
internal readonly record struct PlotArea(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;
}

/// <summary>
/// Ticks, grid lines and labels around a <see cref="PlotArea"/>: the horizontal axis below it, the vertical one to its
/// left, as wide as its longest label.
/// </summary>
internal static class PlotAxes
{
    private const double TickLength = 5;

    /// <summary>The room below the area for tick labels and the axis label.</summary>
    public const double RoomBelow = 56;

    /// <summary>The room left of the area for tick labels and the axis label.</summary>
    public static double RoomLeft(PlotScale y) => 48 + y.Ticks.Max(tick => LabelWidth(tick.Label));

    /// <summary>The width of a tick label, in pixels.</summary>
    public static double LabelWidth(string label) =>
        label.IndexOf('^', StringComparison.Ordinal) is >= 0 and var caret
            ? PlotText.Width(label[..caret], SvgCanvas.FontSize) + PlotText.Width(label[(caret + 1)..], 9)
            : PlotText.Width(label, SvgCanvas.FontSize);

    /// <summary>The grid lines of a vertical axis, to be drawn before the data.</summary>
    public static void HorizontalGrid(SvgCanvas canvas, PlotArea area, PlotScale y)
    {
        var lines = new SvgPath();
        foreach (PlotTick tick in y.Ticks)
        {
            lines.MoveTo(area.Left, Crisp(y.Map(tick.Value)));
            lines.LineTo(area.Right, Crisp(y.Map(tick.Value)));
        }
        canvas.Path(lines, $"""stroke="{PlotColors.Grid}" """);
    }

    /// <summary>The horizontal axis: a line, ticks, and, if it has a label, numbers and the label.</summary>
    public static void Horizontal(SvgCanvas canvas, PlotArea area, PlotScale x, string? label)
    {
        canvas.BeginGroup("""data-axis="x" text-anchor="middle" """);
        var marks = new SvgPath();
        marks.MoveTo(area.Left - 0.5, Crisp(area.Bottom));
        marks.LineTo(area.Right + 0.5, Crisp(area.Bottom));
        foreach (PlotTick tick in x.Ticks)
        {
            double place = Crisp(x.Map(tick.Value));
            marks.MoveTo(place, area.Bottom);
            marks.LineTo(place, area.Bottom + TickLength);
            if (label is not null)
                canvas.Text(place, area.Bottom + 20, tick.Label, "", caretRaises: true);
        }
        canvas.Path(marks, $"""stroke="{PlotColors.Axis}" fill="none" """);
        if (label is not null)
            canvas.Text(area.Left + area.Width / 2, area.Bottom + 42, PlotText.Shorten(label, SvgCanvas.FontSize, area.Width), Muted);
        canvas.EndGroup();
    }

    /// <summary>The vertical axis: numbers, the label turned to read upwards, and ticks where there is no grid.</summary>
    public static void Vertical(SvgCanvas canvas, PlotArea area, PlotScale y, string label, bool ticks)
    {
        canvas.BeginGroup("""data-axis="y" text-anchor="end" """);
        var marks = new SvgPath();
        foreach (PlotTick tick in y.Ticks)
        {
            double place = Crisp(y.Map(tick.Value));
            marks.MoveTo(area.Left - TickLength, place);
            marks.LineTo(area.Left, place);
            canvas.Text(area.Left - 9, place + 4, tick.Label, "", caretRaises: true);
        }
        if (ticks)
            canvas.Path(marks, $"""stroke="{PlotColors.Axis}" """);
        double labelX = area.Left - RoomLeft(y) + 28, labelY = area.Top + area.Height / 2;
        string turn = $"""transform="rotate(-90 {PlotText.Number(labelX)} {PlotText.Number(labelY)})" text-anchor="middle" """;
        canvas.Text(labelX, labelY, PlotText.Shorten(label, SvgCanvas.FontSize, area.Height), turn + Muted);
        canvas.EndGroup();
    }

    private static string Muted => $"""fill="{PlotColors.Muted}" """;

    /// <summary>The middle of the nearest pixel, where a line one pixel wide is sharp.</summary>
    private static double Crisp(double place) => Math.Floor(place) + 0.5;
}
