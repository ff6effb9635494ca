namespace Micrograd.Derivatives;

/// <summary>
/// The derivative of a plain function by central differences, extrapolated to step 0 (C. J. F. Ridders 1982, "Accurate
/// computation of F'(x) and F'(x)F''(x)"): good to 8 to 12 digits where the function is smooth around the point.
/// </summary>
static class FiniteDifference
{
    const int Rows = 12;
    const double Shrink = 1.6;

    /// <summary>The derivative at 0 and an estimate of its error; NaN and infinity where no step gave finite values.</summary>
    /// <param name="function">The function.</param>
    /// <param name="step">The first step, within which the function is smooth; later ones are smaller.</param>
    public static (double Derivative, double Error) AtZero(Func<double, double> function, double step)
    {
        var (best, bestError) = (double.NaN, double.PositiveInfinity);
        var previous = new double[Rows];
        var row = new double[Rows];
        double middle = function(0);
        var (bend, previousBend) = (0.0, 0.0);
        for (int i = 0; i < Rows; i++, step /= Shrink)
        {
            double right = function(step), left = function(-step);
            row[0] = (right - left) / (2 * step);
            (bend, previousBend) = ((right - middle - (middle - left)) / (2 * step), bend);
            double factor = 1;
            for (int j = 1; j <= i; j++)
            {
                // Each column removes the next even power of the step from the error.
                factor *= Shrink * Shrink;
                row[j] = (row[j - 1] * factor - previous[j - 1]) / (factor - 1);
                double error = Math.Max(Math.Abs(row[j] - row[j - 1]), Math.Abs(row[j] - previous[j - 1]));
                if (error < bestError)
                    (best, bestError) = (row[j], error);
            }
            (previous, row) = (row, previous);
        }
        // Half the difference of the slopes on both sides goes to 0 with the step, unless there is a kink, where their mean
        // that central differences give is not a derivative.
        double kink = Math.Abs((bend * Shrink - previousBend) / (Shrink - 1));
        return (best, kink > bestError ? kink : bestError);
    }
}
