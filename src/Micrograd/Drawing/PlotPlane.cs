namespace Micrograd.Drawing;

/// <summary>A part of the plane and its place in a picture: the area of pixels, a scale across and one upwards.</summary>
internal sealed class PlotPlane
{
    private const double MaxWidth = 560, MaxHeight = 460;

    /// <summary>
    /// Lays out the ranges below a top edge. A unit is as long across as upwards, unless that would make the plot a strip.
    /// </summary>
    public PlotPlane((double Low, double High) xRange, (double Low, double High) yRange, double top)
    {
        (XRange, YRange) = (xRange, yRange);
        double aspect = (xRange.High - xRange.Low) / (yRange.High - yRange.Low);
        if (aspect is not (> 0.7 and < 2.2))
            aspect = 1.3;
        double width = Math.Round(Math.Min(MaxWidth, MaxHeight * aspect)), height = Math.Round(Math.Min(MaxHeight, MaxWidth / aspect));
        Y = PlotScale.Exact(yRange.Low, yRange.High, top + height, top, 48);
        Area = new PlotArea(Math.Ceiling(PlotAxes.RoomLeft(Y)), top, width, height);
        X = PlotScale.Exact(xRange.Low, xRange.High, Area.Left, Area.Right, 64);
    }

    /// <summary>The values of x at the left and the right edge.</summary>
    public (double Low, double High) XRange { get; }

    /// <summary>The values of y at the lower and the upper edge.</summary>
    public (double Low, double High) YRange { get; }

    /// <summary>The pixels.</summary>
    public PlotArea Area { get; }

    /// <summary>The scale across.</summary>
    public PlotScale X { get; }

    /// <summary>The scale upwards.</summary>
    public PlotScale Y { get; }

    /// <summary>Draws the frame and both axes, to be done after the data.</summary>
    public void DrawFrame(SvgCanvas canvas, string xLabel, string yLabel)
    {
        canvas.Rectangle(Area.Left - 0.5, Area.Top - 0.5, Area.Width + 1, Area.Height + 1, $"""fill="none" stroke="{PlotColors.Axis}" """);
        PlotAxes.Horizontal(canvas, Area, X, xLabel);
        PlotAxes.Vertical(canvas, Area, Y, yLabel, ticks: true);
    }
}
