namespace Micrograd.Drawing;

/// <summary>A further curve for a <see cref="LossPlot"/>, such as the loss or the accuracy on held-out data.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Values">The values; those that are NaN or infinite leave a gap.</param>
/// <param name="Every">The steps from one value to the next: value i belongs to step i·<paramref name="Every"/>.</param>
/// <param name="Axis">
/// The label of a vertical axis of its own, such as <c>"accuracy"</c>: the curve then stands in a smaller panel below the
/// losses. <see langword="null"/>: it shares the axis of the losses.
/// </param>
public sealed record PlotSeries(string Name, IReadOnlyList<double> Values, int Every = 1, string? Axis = null);
