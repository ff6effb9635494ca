namespace Micrograd.Training;

/// <summary>A learning rate that changes in equal steps: <paramref name="first"/> at step 0, on its way to <paramref name="last"/> at step <paramref name="steps"/>.</summary>
/// <param name="first">The rate of step 0.</param>
/// <param name="last">The rate that step <paramref name="steps"/> would have.</param>
/// <param name="steps">The number of steps, at least 1.</param>
public sealed class LinearSchedule(double first, double last, int steps)
{
    readonly int steps = steps >= 1
        ? steps
        : throw new ArgumentOutOfRangeException(nameof(steps), steps, $"A schedule needs at least 1 step, got {steps}.");

    /// <summary>The learning rate of a step; after the last one it stays.</summary>
    /// <param name="step">The step, from 0.</param>
    public double At(int step) => first + (last - first) * Math.Clamp(step, 0, steps) / steps;
}
