namespace Micrograd.Tape;

/// <summary>
/// The right to sweep over the segments of one recorder. A pass over a thread's own graph takes its own gate and meets
/// nobody; a pass that reaches segments of other threads takes theirs as well, always in ascending order.
/// </summary>
sealed class SweepGate
{
    static long lastOrder;

    /// <summary>The order in which several gates are taken, so that two passes cannot wait for each other.</summary>
    public long Order { get; } = Interlocked.Increment(ref lastOrder);

    /// <summary>The lock itself.</summary>
    public Lock Lock { get; } = new();
}
