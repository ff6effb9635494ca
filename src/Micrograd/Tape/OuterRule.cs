namespace Micrograd.Tape;

/// <summary>
/// The chain rule of a node that is not one of the engine's operations, such as one that a Python program computes itself.
/// The node stands alone in its segment, so the kernels know nothing of it: the backward pass calls the rule instead of
/// sweeping.
/// </summary>
/// <param name="symbol">The name that <c>Value.Op</c> shows.</param>
class OuterRule(string symbol)
{
    /// <summary>The name of the operation.</summary>
    public string Symbol { get; } = symbol;

    /// <summary>
    /// Adds what the node passes on to the adjoints of its operands. The pass has written the node's gradient, and
    /// <see cref="BackwardPass.RunningAdjoints"/> says where the adjoints of its operands are added up.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no rule, only a name.</exception>
    public virtual void Apply() => throw new InvalidOperationException($"The operation '{Symbol}' has no chain rule.");
}
