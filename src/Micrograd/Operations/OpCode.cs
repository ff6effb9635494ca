namespace Micrograd.Operations;

/// <summary>The operations that a node can remember, one byte each.</summary>
public enum OpCode : byte
{
    /// <summary>No operation: an input or a parameter.</summary>
    Leaf,

    /// <summary>a + b.</summary>
    Add,

    /// <summary>a - b.</summary>
    Subtract,

    /// <summary>a * b.</summary>
    Multiply,

    /// <summary>a / b.</summary>
    Divide,

    /// <summary>-x.</summary>
    Negate,

    /// <summary>a to the power b.</summary>
    Power,

    /// <summary>e to the power x.</summary>
    Exp,

    /// <summary>The natural logarithm.</summary>
    Log,

    /// <summary>The square root.</summary>
    Sqrt,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The logistic function.</summary>
    Sigmoid,

    /// <summary>The rectifier, max(x, 0).</summary>
    Relu,

    /// <summary>The absolute value.</summary>
    Abs,

    /// <summary>The larger of two.</summary>
    Max,

    /// <summary>The smaller of two.</summary>
    Min,

    /// <summary>One of two, by a condition.</summary>
    Select,

    /// <summary>The sum of many.</summary>
    Sum,

    /// <summary>The dot product of two vectors.</summary>
    Dot,

    /// <summary>A bias plus a dot product.</summary>
    Affine,

    /// <summary>The logarithm of a sum of exponentials.</summary>
    LogSumExp,
}
