namespace Micrograd.Tape;

/// <summary>Somebody who looks at every operation of a recorder as it is recorded, and at every node as a sweep comes to it.</summary>
interface ITapeWatch
{
    /// <summary>Node <paramref name="place"/> of <paramref name="segment"/> was written.</summary>
    void Recorded(TapeSegment segment, int place);

    /// <summary>
    /// A backward pass is about to apply the chain rule to node <paramref name="place"/> of <paramref name="segment"/>, whose
    /// adjoint is complete.
    /// </summary>
    void Sweeping(TapeSegment segment, int place, double adjoint);
}
