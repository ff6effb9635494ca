namespace Micrograd.Drawing;

/// <summary>
/// The coloured ground of a <see cref="DecisionBoundaryPlot"/>: the bands of the score as paths, lowest first, the line
/// where the score is 0, and the key to the colours. A score that wiggles from pixel to pixel would fill a megabyte; it is
/// drawn with fewer levels, down to its sign alone, but never from fewer samples, which could show a pattern that is not there.
/// </summary>
internal sealed class ScorePicture
{
    private const double Tolerance = 0.04;          // pixels that a simplified line may be off
    private const int MostCharacters = 64_000;      // of all paths together
    private const double KeyGap = 20, KeyWidth = 16;

    private readonly PlotArea area;
    private readonly ScoreGrid grid;
    private readonly List<SvgPath> bands;
    private readonly SvgPath boundary;

    private ScorePicture(PlotArea area, ScoreGrid grid, int mostASide)
    {
        (this.area, this.grid) = (area, grid);
        Bands = new ScoreBands(grid, mostASide);
        bands = [
            Trace(LevelSet.Outline(grid, double.NegativeInfinity), closed: true),
            .. Bands.Levels.Select(level => Trace(LevelSet.Outline(grid, level.Value), closed: true))];
        boundary = Trace(LevelSet.Line(grid, 0), closed: false);
    }

    /// <summary>Samples the score over the plane, from the top left, and traces its levels.</summary>
    public static ScorePicture Of(Func<double, double, double> score, PlotPlane plane)
    {
        (PlotArea area, ScoreGrid grid) = (plane.Area, ScoreGrid.Over(plane, score));
        var picture = new ScorePicture(area, grid, mostASide: 6);
        if (picture.Characters > MostCharacters)
            picture = new(area, grid, mostASide: 2);
        if (picture.Characters > MostCharacters)
            picture = new(area, grid, mostASide: 0);
        if (picture.Characters > MostCharacters)
            picture.HasLine = false;        // it would blacken the plot, and the bands end where it runs
        return picture;
    }

    /// <summary>The levels that are drawn.</summary>
    public ScoreBands Bands { get; }

    /// <summary>Whether the boundary is drawn as a line.</summary>
    public bool HasLine { get; private set; } = true;

    /// <summary>The room for the key to the right of the area.</summary>
    public double RoomRight =>
        KeyGap + KeyWidth + 32 + Math.Max(Bands.Levels.Select(level => PlotAxes.LabelWidth(level.Label)).DefaultIfEmpty().Max(), 20);

    /// <summary>Paints the bands, each over the one below it, and the boundary.</summary>
    public void Draw(SvgCanvas canvas)
    {
        canvas.Rectangle(area.Left, area.Top, area.Width, area.Height, $"""data-part="area" fill="{PlotColors.Unknown}" """);
        canvas.BeginGroup("""data-part="bands" """);
        canvas.Path(bands[0], $"""data-level="lowest" fill="{Bands.LowestFill}" """);
        foreach ((PlotTick level, SvgPath path) in Bands.Levels.Zip(bands.Skip(1)))
            canvas.Path(path, $"""data-level="{level.Label}" fill="{Bands.Fill(level.Value)}" """);
        canvas.EndGroup();
        if (HasLine)
            canvas.Path(boundary, $"""data-part="boundary" fill="none" stroke="{PlotColors.Ink}" stroke-width="2" stroke-linejoin="round" """);
    }

    /// <summary>Draws the key: one block a band, from the lowest up, with the level between two of them.</summary>
    public void DrawKey(SvgCanvas canvas)
    {
        double left = area.Right + KeyGap, block = area.Height / (Bands.Levels.Count + 1);
        canvas.BeginGroup("""data-part="key" """);
        canvas.Text(left, area.Top - 10, "score", $"""fill="{PlotColors.Muted}" """);
        canvas.Rectangle(left, area.Top, KeyWidth, area.Height, $"""fill="{Bands.LowestFill}" """);
        for (int i = 0; i < Bands.Levels.Count; i++)
        {
            double place = area.Bottom - block * (i + 1);
            canvas.Rectangle(left, area.Top, KeyWidth, place - area.Top, $"""fill="{Bands.Fill(Bands.Levels[i].Value)}" """);
            canvas.Text(left + KeyWidth + 8, place + 4, Bands.Levels[i].Label, "", caretRaises: true);
        }
        canvas.Rectangle(left - 0.5, area.Top - 0.5, KeyWidth + 1, area.Height + 1, $"""fill="none" stroke="{PlotColors.Axis}" """);
        canvas.EndGroup();
    }

    private int Characters => bands.Sum(path => path.Length) + boundary.Length;

    private SvgPath Trace(List<(double X, double Y)[]> chains, bool closed) => grid.ToPath(chains, area, Tolerance, closed);
}
