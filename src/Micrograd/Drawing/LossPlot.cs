using System.Globalization;

namespace Micrograd.Drawing;

/// <summary>
/// Draws how a loss went down, step by step, as an SVG file in a string: to save, to put into a web page, or to show in a
/// notebook. It stands by itself on plain numbers.
/// </summary>
public static class LossPlot
{
    private const double Width = 720, MainHeight = 300, LowerHeight = 130, PanelGap = 24, Margin = 28;

    /// <summary>Draws one loss a step, and other curves beside or below it.</summary>
    /// <param name="losses">The loss of step 0, 1, 2, …; none and one are allowed. Values that are NaN or infinite leave a gap and are marked.</param>
    /// <param name="title">The title above the curve, any text.</param>
    /// <param name="others">Further curves: on the same axis, or in panels of their own below.</param>
    /// <returns>
    /// The SVG file: the same bytes for the same numbers, and small however long the series is. The vertical axis is
    /// logarithmic, and says so, when its values are all positive and span more than two decades.
    /// </returns>
    /// <exception cref="ArgumentException">A series has no name or values, or its <see cref="PlotSeries.Every"/> is below 1.</exception>
    public static string ToSvg(ReadOnlySpan<double> losses, string title = "Loss", params ReadOnlySpan<PlotSeries> others) =>
        ToSvg(losses, title, "step", others);

    /// <summary>Draws one loss for each of something else than steps, such as epochs, and other curves beside or below it.</summary>
    /// <inheritdoc cref="ToSvg(ReadOnlySpan{double}, string, ReadOnlySpan{PlotSeries})"/>
    /// <param name="losses">The losses, counted from 0; none and one are allowed. Values that are NaN or infinite leave a gap and are marked.</param>
    /// <param name="title">The title above the curve, any text.</param>
    /// <param name="unit">What each loss is of, in the singular, such as "epoch".</param>
    /// <param name="others">Further curves: on the same axis, or in panels of their own below.</param>
    public static string ToSvg(ReadOnlySpan<double> losses, string title, string unit, params ReadOnlySpan<PlotSeries> others)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(unit);
        List<Panel> panels = ToPanels(losses, others);
        List<PlotCurve> curves = [.. panels.SelectMany(panel => panel.Curves)];

        double left = panels.Max(panel => PlotAxes.RoomLeft(panel.Scale(0))), width = Width - left - Margin;
        double lastStep = curves.Max(curve => curve.LastStep);
        PlotScale x = lastStep == 0
            ? PlotScale.Exact(-0.5, 0.5, left, left + width, 64, leastStep: 1)
            : PlotScale.Exact(0, lastStep, left, left + width, 64, leastStep: 1);
        var legend = Legend(curves, x, unit);

        double top = legend.Count > 0 ? 78 : 58;
        double bottom = top + panels.Sum(panel => panel.Height) + (panels.Count - 1) * PanelGap;
        var canvas = new SvgCanvas(Width, bottom + PlotAxes.RoomBelow, title, Describe(losses, unit));
        canvas.Title(left, 36, title, width);
        canvas.Legend(left, 58, width, legend);
        foreach (Panel panel in panels)
        {
            panel.Draw(canvas, new PlotArea(left, top, width, panel.Height), x, panel == panels[^1] ? unit : null);
            top += panel.Height + PanelGap;
        }
        return canvas.ToString();
    }

    /// <summary>The curves that share a vertical axis.</summary>
    private sealed record Panel(string Label, double Height, List<PlotCurve> Curves)
    {
        public PlotScale Scale(double top) =>
            IsEmpty ? PlotScale.Covering(0, 1, top + Height, top) : PlotScale.Covering(Finite.Min(), Finite.Max(), top + Height, top);

        public void Draw(SvgCanvas canvas, PlotArea area, PlotScale x, string? unit)
        {
            PlotScale y = Scale(area.Top);
            PlotAxes.HorizontalGrid(canvas, area, y);
            foreach (PlotCurve curve in Curves)
                curve.Draw(canvas, area, x, y);
            if (IsEmpty)
                canvas.Text(area.Left + area.Width / 2, area.Top + area.Height / 2, "no finite values", $"""text-anchor="middle" fill="{PlotColors.Muted}" """);
            PlotAxes.Horizontal(canvas, area, x, unit);
            PlotAxes.Vertical(canvas, area, y, Label + (y.IsLogarithmic ? " (log scale)" : ""), ticks: false);
        }

        private IEnumerable<double> Finite => Curves.SelectMany(curve => curve.Values).Where(double.IsFinite);

        private bool IsEmpty => !Finite.Any();
    }

    private static List<Panel> ToPanels(ReadOnlySpan<double> losses, ReadOnlySpan<PlotSeries> others)
    {
        var panels = new List<Panel> { new("loss", MainHeight, [new PlotCurve(others.IsEmpty ? "loss" : "training", losses.ToArray(), 1, PlotColors.Series(0))]) };
        foreach (PlotSeries series in others)
        {
            Check(series);
            string axis = series.Axis ?? panels[0].Label;
            Panel? panel = panels.Find(p => p.Label == axis);
            if (panel is null)
                panels.Add(panel = new(axis, LowerHeight, []));
            string color = PlotColors.Series(panels.Sum(p => p.Curves.Count));
            panel.Curves.Add(new(series.Name, [.. series.Values], series.Every, color));
        }
        return panels;
    }

    private static void Check(PlotSeries series)
    {
        if (series is null || series.Name is null || series.Values is null)
            throw new ArgumentException("a further series of a loss plot needs a name and values");
        if (series.Every < 1)
            throw new ArgumentException($"series \"{series.Name}\": a value every {series.Every} steps cannot be drawn; Every is 1 or more");
    }

    private static List<(string Mark, string Color, string Name)> Legend(List<PlotCurve> curves, PlotScale x, string unit)
    {
        var entries = new List<(string, string, string)>();
        if (curves.Count > 1)
            entries.AddRange(curves.Select(curve => ("●", curve.Color, curve.Name)));
        int each = curves.Max(curve => curve.ValuesPerPoint(x));
        if (each > 1)
            entries.Add(("▬", PlotColors.Series(0), curves.Count > 1 ? "line: median, band: range" : $"line: median of {each} {unit}s, band: least to greatest"));
        int gaps = curves.Sum(curve => curve.Gaps);
        if (gaps > 0)
            entries.Add(("┃", PlotColors.Alarm, gaps == 1 ? "1 value is not finite" : $"{gaps} values are not finite"));
        return entries;
    }

    private static string Describe(ReadOnlySpan<double> losses, string unit) => losses.IsEmpty
        ? "No losses."
        : string.Create(CultureInfo.InvariantCulture, $"The losses of {unit}s 0 to {losses.Length - 1}, from {losses[0]:G4} to {losses[^1]:G4}.");
}
