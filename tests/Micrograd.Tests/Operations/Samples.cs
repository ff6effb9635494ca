using Micrograd.Operations;

namespace Micrograd.Tests.Operations;

/// <summary>Points around which each operation is smooth, for checks by finite differences.</summary>
static class Samples
{
    static readonly double[] Anywhere = [-2.3, -0.7, 0.4, 1.9], Positive = [0.3, 1.7, 40], Unit = [-0.8, -0.2, 0.5];

    static readonly (double, double)[] Pairs = [(-1.3, 0.8), (2.1, -0.6), (0.7, 1.9)], Bases = [(0.8, -1.3), (2.1, 3.5), (5, 0.5)];

    /// <summary>Arguments of a unary operation.</summary>
    public static double[] Unary(OpCode code) => code switch
    {
        OpCode.Log or OpCode.Log2 or OpCode.Log10 or OpCode.Sqrt => Positive,
        OpCode.LogP1 => [-0.6, 0.3, 5],
        OpCode.Asin or OpCode.Acos or OpCode.Atanh => Unit,
        OpCode.Acosh => [1.4, 3, 20],
        OpCode.Tan => [-1.1, 0.3, 1],
        _ => Anywhere,
    };

    /// <summary>Arguments of a binary operation.</summary>
    public static (double, double)[] Binary(OpCode code) => code switch
    {
        OpCode.Power => Bases,
        _ => Pairs,
    };
}
