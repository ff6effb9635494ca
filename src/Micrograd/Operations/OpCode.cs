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

    /// <summary>2 to the power x.</summary>
    Exp2,

    /// <summary>e to the power x, minus 1.</summary>
    ExpM1,

    /// <summary>The logarithm to base 2.</summary>
    Log2,

    /// <summary>The logarithm to base 10.</summary>
    Log10,

    /// <summary>The natural logarithm of 1 + x.</summary>
    LogP1,

    /// <summary>The logarithm of the sum of two exponentials.</summary>
    LogAddExp,

    /// <summary>The cube root.</summary>
    Cbrt,

    /// <summary>The square.</summary>
    Square,

    /// <summary>The third power.</summary>
    Cube,

    /// <summary>1 / x.</summary>
    Reciprocal,

    /// <summary>The length of a vector of two.</summary>
    Hypot,

    /// <summary>The larger of a value and a bound.</summary>
    AtLeast,

    /// <summary>The smaller of a value and a bound.</summary>
    AtMost,

    /// <summary>The sine.</summary>
    Sin,

    /// <summary>The cosine.</summary>
    Cos,

    /// <summary>The tangent.</summary>
    Tan,

    /// <summary>The arc sine.</summary>
    Asin,

    /// <summary>The arc cosine.</summary>
    Acos,

    /// <summary>The arc tangent.</summary>
    Atan,

    /// <summary>The angle of a point.</summary>
    Atan2,

    /// <summary>The hyperbolic sine.</summary>
    Sinh,

    /// <summary>The hyperbolic cosine.</summary>
    Cosh,

    /// <summary>The inverse hyperbolic sine.</summary>
    Asinh,

    /// <summary>The inverse hyperbolic cosine.</summary>
    Acosh,

    /// <summary>The inverse hyperbolic tangent.</summary>
    Atanh,

    /// <summary>The error function.</summary>
    Erf,

    /// <summary>The complementary error function.</summary>
    Erfc,

    /// <summary>The cumulative normal distribution.</summary>
    NormalCdf,

    /// <summary>The density of the normal distribution.</summary>
    NormalPdf,

    /// <summary>The leaky rectifier.</summary>
    LeakyRelu,

    /// <summary>The exponential linear unit.</summary>
    Elu,

    /// <summary>The smooth rectifier, ln(1 + e^x).</summary>
    Softplus,

    /// <summary>The logarithm of the logistic function.</summary>
    LogSigmoid,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>x times the logistic function.</summary>
    Silu,

    /// <summary>x times the cumulative normal.</summary>
    Gelu,

    /// <summary>x tanh(softplus x).</summary>
    Mish,

    /// <summary>The mean of many.</summary>
    Mean,

    /// <summary>The product of many.</summary>
    Product,

    /// <summary>The Euclidean norm of many.</summary>
    Norm,

    /// <summary>The largest of many.</summary>
    MaxOf,

    /// <summary>The smallest of many.</summary>
    MinOf,

    /// <summary>The logarithm of a sum of exponentials, less the first exponent.</summary>
    CrossEntropy,

    /// <summary>An operation from outside the library: which one, the block of the node remembers.</summary>
    Custom,
}
