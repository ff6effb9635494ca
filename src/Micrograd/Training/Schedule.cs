namespace Micrograd.Training;

/// <summary>A learning rate that changes from step to step: set <see cref="Optimizer.LearningRate"/> to it before each.</summary>
public abstract class Schedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The step, from 0; one before that has the rate of step 0.</param>
    public abstract double At(int step);

    /// <summary>A learning rate, which must be finite and not negative.</summary>
    private protected static double Rate(double rate, string name) => rate >= 0 && double.IsFinite(rate)
        ? rate
        : throw new ArgumentOutOfRangeException(
            name, rate, FormattableString.Invariant($"A rate of a schedule must be finite and not negative, got {rate}."));

    /// <summary>A number of steps, which must be at least 1.</summary>
    private protected static int Count(int steps, string name) => steps >= 1
        ? steps
        : throw new ArgumentOutOfRangeException(name, steps, $"A schedule needs at least 1 step, got {steps}.");

    /// <summary>What lies between two rates, so that none is left for another by rounding, at either end.</summary>
    private protected static double Between(double first, double last, double share) => first * (1 - share) + last * share;
}

/// <summary>A learning rate that stays.</summary>
/// <param name="rate">The rate of every step.</param>
public sealed class ConstantSchedule(double rate) : Schedule
{
    readonly double rate = Rate(rate, nameof(rate));

    /// <inheritdoc/>
    public override double At(int step) => rate;
}

/// <summary>A learning rate that changes in equal steps: <paramref name="first"/> at step 0, on its way to <paramref name="last"/> at step <paramref name="steps"/>; then it stays.</summary>
/// <param name="first">The rate of step 0.</param>
/// <param name="last">The rate that step <paramref name="steps"/> would have.</param>
/// <param name="steps">The number of steps, at least 1.</param>
public sealed class LinearSchedule(double first, double last, int steps) : Schedule
{
    readonly double first = Rate(first, nameof(first)), last = Rate(last, nameof(last));
    readonly int steps = Count(steps, nameof(steps));

    /// <inheritdoc/>
    public override double At(int step) => Between(first, last, (double)Math.Clamp(step, 0, steps) / steps);
}

/// <summary>
/// A learning rate that falls, or rises, along half a cosine, slowly at both ends; then it stays (I. Loshchilov and F. Hutter
/// 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts", without the restarts).
/// </summary>
/// <param name="first">The rate of step 0.</param>
/// <param name="last">The rate that step <paramref name="steps"/> would have.</param>
/// <param name="steps">The number of steps, at least 1.</param>
public sealed class CosineSchedule(double first, double last, int steps) : Schedule
{
    readonly double first = Rate(first, nameof(first)), last = Rate(last, nameof(last));
    readonly int steps = Count(steps, nameof(steps));

    /// <inheritdoc/>
    public override double At(int step) =>
        Between(first, last, (1 - Math.Cos(Math.PI * Math.Clamp(step, 0, steps) / steps)) / 2);
}

/// <summary>A learning rate that is multiplied by a factor again and again.</summary>
/// <param name="first">The rate of the first steps.</param>
/// <param name="factor">What the rate is multiplied by, above 0.</param>
/// <param name="every">After how many steps it is, at least 1.</param>
public sealed class StepSchedule(double first, double factor, int every) : Schedule
{
    readonly double first = Rate(first, nameof(first));
    readonly double factor = factor > 0 && double.IsFinite(factor)
        ? factor
        : throw new ArgumentOutOfRangeException(
            nameof(factor), factor, FormattableString.Invariant($"The factor of a schedule must be finite and above 0, got {factor}."));
    readonly int every = Count(every, nameof(every));

    /// <inheritdoc/>
    public override double At(int step) => first * Math.Pow(factor, Math.Max(step, 0) / every);
}

/// <summary>
/// A learning rate that first rises in equal steps to that of another schedule, which then goes on from its own step 0 (P. Goyal
/// et al. 2017, "Accurate, Large Minibatch SGD"). Step 0 has the first of the equal parts, not a rate of 0.
/// </summary>
/// <param name="steps">The number of steps before the other schedule begins, at least 1.</param>
/// <param name="then">The other schedule.</param>
public sealed class WarmupSchedule(int steps, Schedule then) : Schedule
{
    readonly int steps = Count(steps, nameof(steps));
    readonly Schedule then = then ?? throw new ArgumentNullException(nameof(then));

    /// <inheritdoc/>
    public override double At(int step) => step < steps
        ? then.At(0) * ((Math.Max(step, 0) + 1.0) / (steps + 1.0))
        : then.At(step - steps);
}
