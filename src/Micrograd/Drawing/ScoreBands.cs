namespace Micrograd.Drawing;

/// <summary>
/// The levels that cut a score into bands: multiples of a round step, equal on both sides of 0, so that a colour means the
/// same distance from the decision on either side. The step follows the bulk of the scores; the few beyond it share the
/// outermost bands.
/// </summary>
internal sealed class ScoreBands
{
    private readonly double step;
    private readonly int aSide;             // levels on each side of 0

    /// <summary>Chooses the levels for a grid of scores, at most so many on each side of 0 (none: 0 alone).</summary>
    public ScoreBands(ScoreGrid grid, int mostASide)
    {
        double[] sorted = grid.Sorted();
        (Least, Greatest) = sorted.Length > 0 ? (sorted[0], sorted[^1]) : (double.NaN, double.NaN);

        double[] sizes = [.. sorted.Select(Math.Abs)];
        Array.Sort(sizes);
        double bulk = sizes.Length > 0 ? sizes[(int)(0.95 * (sizes.Length - 1))] : 0;
        step = bulk > 0 ? PlotTicks.NiceStep(bulk, Math.Max(mostASide, 1)) : 1;
        aSide = Math.Min(Math.Max((int)(bulk / step * (1 + 1e-9)), 1), mostASide);
        Levels = [.. PlotTicks.Linear(-aSide * step, aSide * step, step).Where(level => level.Value > Least && level.Value <= Greatest)];
    }

    /// <summary>The least score; NaN if there is none.</summary>
    public double Least { get; }

    /// <summary>The greatest score; NaN if there is none.</summary>
    public double Greatest { get; }

    /// <summary>The levels between bands that the scores cross, ascending.</summary>
    public IReadOnlyList<PlotTick> Levels { get; }

    /// <summary>The fill below the lowest level.</summary>
    public string LowestFill =>
        Levels.Count > 0 ? Fill(Levels[0].Value - step)
        : Least == 0 || double.IsNaN(Least) ? PlotColors.Unknown
        : Fill(Math.Floor(Least / step) * step);

    /// <summary>Why there is no boundary, to be read after "score", or <see langword="null"/> if there is one.</summary>
    public string? WhyNoBoundary =>
        double.IsNaN(Least) ? "is not a number"
        : Least == 0 && Greatest == 0 ? "= 0 everywhere"
        : Least > 0 ? "> 0 everywhere"
        : Least == 0 ? "≥ 0 everywhere"
        : Greatest < 0 ? "< 0 everywhere"
        : null;

    /// <summary>The fill of the band that begins at a level.</summary>
    public string Fill(double level) => PlotColors.Diverging((level / step + 0.5) / (aSide + 0.5));
}
