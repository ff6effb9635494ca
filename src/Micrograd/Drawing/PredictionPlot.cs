using System.Globalization;

namespace Micrograd.Drawing;

/// <summary>
/// Draws how near the predictions of numbers come to the truth, as an SVG file in a string: a point a case, the actual value
/// across and the predicted one upwards on equal axes, and the diagonal on which every prediction would be right. It stands
/// by itself on plain numbers.
/// </summary>
public static class PredictionPlot
{
    private const double Top = 78, Margin = 28;

    /// <summary>Draws each predicted value over the actual one.</summary>
    /// <param name="actual">The true values; none and one are allowed.</param>
    /// <param name="predicted">
    /// The predicted values, in the same order. A pair with a value that is NaN or infinite is counted in the legend; of many
    /// pairs an even selection is drawn, and the plot says so.
    /// </param>
    /// <param name="title">The title above the plot, any text.</param>
    /// <param name="name">What is predicted, with its unit if it has one: the axes are labelled with it.</param>
    /// <returns>The SVG file: the same bytes for the same numbers.</returns>
    /// <exception cref="ArgumentException">The numbers of values differ.</exception>
    public static string ToSvg(
        ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, string title = "Predictions", string name = "value")
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(name);
        if (actual.Length != predicted.Length)
            throw new ArgumentException($"each actual value needs a predicted one, got {actual.Length} actual and {predicted.Length} predicted values");

        var pairs = new (double, double, int)[actual.Length];
        for (int i = 0; i < pairs.Length; i++)
            pairs[i] = (actual[i], predicted[i], 0);
        var points = new PlanePoints(pairs);
        var range = PlanePoints.Range(points.Xs.Concat(points.Ys));
        var plane = new PlotPlane(range, range, Top);
        PlotArea area = plane.Area;

        var canvas = new SvgCanvas(area.Right + Margin, area.Bottom + PlotAxes.RoomBelow, title, Describe(points));
        canvas.Title(area.Left, 36, title, area.Width);
        canvas.Legend(area.Left, 60, area.Width, [("—", PlotColors.Axis, "exact"), .. points.Legend()]);
        PlotAxes.HorizontalGrid(canvas, area, plane.Y);
        DrawDiagonal(canvas, area);
        points.Draw(canvas, plane, PlotColors.Class);
        plane.DrawFrame(canvas, "actual " + name, "predicted " + name);
        return canvas.ToString();
    }

    private static void DrawDiagonal(SvgCanvas canvas, PlotArea area)
    {
        var diagonal = new SvgPath();
        diagonal.MoveTo(area.Left, area.Bottom);
        diagonal.LineTo(area.Right, area.Top);
        canvas.Path(diagonal, $"""data-part="diagonal" fill="none" stroke="{PlotColors.Axis}" stroke-width="1.5" """);
    }

    private static string Describe(PlanePoints points) => points.Count == 0
        ? "No predictions."
        : string.Create(CultureInfo.InvariantCulture,
            $"{points.Count} predictions from {points.Ys.Min():G4} to {points.Ys.Max():G4} of values from {points.Xs.Min():G4} to {points.Xs.Max():G4}.");
}
