namespace Micrograd.Training;

/// <summary>How far predicted numbers are from the true ones, and what share of their spread is explained.</summary>
public sealed class RegressionErrors
{
    double squares, sizes, mean, spread;

    /// <summary>The number of rows that were judged.</summary>
    public int Count { get; private set; }

    /// <summary>The mean of the squared errors; NaN if there are no rows.</summary>
    public double MeanSquaredError => squares / Count;

    /// <summary>The mean of the absolute errors; NaN if there are no rows.</summary>
    public double MeanAbsoluteError => sizes / Count;

    /// <summary>
    /// R², the coefficient of determination: 1 - Σ error² / Σ (target - mean)². 1 is perfect, 0 is no better than always saying
    /// the mean of the true numbers, and below 0 is worse. Where the true numbers are all equal there is nothing to explain: NaN.
    /// </summary>
    public double R2 => spread == 0 ? double.NaN : 1 - squares / spread;

    /// <summary>Counts a row. The spread is summed as by B. P. Welford (Technometrics 4:3, 1962), which does not cancel.</summary>
    public void Add(double actual, double predicted)
    {
        double error = predicted - actual, from = actual - mean;
        squares += error * error;
        sizes += Math.Abs(error);
        mean += from / ++Count;
        spread += from * (actual - mean);
    }
}
