using System.Numerics;

namespace Micrograd.Tests;

/// <summary>
/// The members of .NET's generic math that compute, by name and number of arguments, to be called on doubles and on values
/// alike. What follows a space in a name tells variants apart.
/// </summary>
static class GenericMath<T>
    where T : INumber<T>, IExponentialFunctions<T>, ILogarithmicFunctions<T>, IPowerFunctions<T>, IRootFunctions<T>, ITrigonometricFunctions<T>,
    IHyperbolicFunctions<T>
{
    public static Dictionary<string, Func<T, T>> Unary { get; } = new()
    {
        ["op_UnaryPlus"] = x => +x,
        ["op_UnaryNegation"] = x => -x,
        ["op_CheckedUnaryNegation"] = x => checked(-x),
        ["op_Increment"] = x => ++x,
        ["op_CheckedIncrement"] = x => checked(++x),
        ["op_Decrement"] = x => --x,
        ["op_CheckedDecrement"] = x => checked(--x),
        ["Abs"] = T.Abs,
        ["Exp"] = T.Exp,
        ["ExpM1"] = T.ExpM1,
        ["Exp2"] = T.Exp2,
        ["Exp2M1"] = T.Exp2M1,
        ["Exp10"] = T.Exp10,
        ["Exp10M1"] = T.Exp10M1,
        ["Log"] = T.Log,
        ["LogP1"] = T.LogP1,
        ["Log2"] = T.Log2,
        ["Log2P1"] = T.Log2P1,
        ["Log10"] = T.Log10,
        ["Log10P1"] = T.Log10P1,
        ["Sqrt"] = T.Sqrt,
        ["Cbrt"] = T.Cbrt,
        ["RootN -4"] = x => T.RootN(x, -4),
        ["RootN -3"] = x => T.RootN(x, -3),
        ["RootN -2"] = x => T.RootN(x, -2),
        ["RootN -1"] = x => T.RootN(x, -1),
        ["RootN 0"] = x => T.RootN(x, 0),
        ["RootN 1"] = x => T.RootN(x, 1),
        ["RootN 2"] = x => T.RootN(x, 2),
        ["RootN 3"] = x => T.RootN(x, 3),
        ["RootN 4"] = x => T.RootN(x, 4),
        ["RootN 5"] = x => T.RootN(x, 5),
        ["Sin"] = T.Sin,
        ["SinPi"] = T.SinPi,
        ["SinCos first"] = x => T.SinCos(x).Sin,
        ["SinCos second"] = x => T.SinCos(x).Cos,
        ["SinCosPi first"] = x => T.SinCosPi(x).SinPi,
        ["SinCosPi second"] = x => T.SinCosPi(x).CosPi,
        ["Cos"] = T.Cos,
        ["CosPi"] = T.CosPi,
        ["Tan"] = T.Tan,
        ["TanPi"] = T.TanPi,
        ["Asin"] = T.Asin,
        ["AsinPi"] = T.AsinPi,
        ["Acos"] = T.Acos,
        ["AcosPi"] = T.AcosPi,
        ["Atan"] = T.Atan,
        ["AtanPi"] = T.AtanPi,
        ["DegreesToRadians"] = T.DegreesToRadians,
        ["RadiansToDegrees"] = T.RadiansToDegrees,
        ["Sinh"] = T.Sinh,
        ["Cosh"] = T.Cosh,
        ["Tanh"] = T.Tanh,
        ["Asinh"] = T.Asinh,
        ["Acosh"] = T.Acosh,
        ["Atanh"] = T.Atanh,
    };

    public static Dictionary<string, Func<T, T, T>> Binary { get; } = new()
    {
        ["op_Addition"] = (x, y) => x + y,
        ["op_CheckedAddition"] = (x, y) => checked(x + y),
        ["op_Subtraction"] = (x, y) => x - y,
        ["op_CheckedSubtraction"] = (x, y) => checked(x - y),
        ["op_Multiply"] = (x, y) => x * y,
        ["op_CheckedMultiply"] = (x, y) => checked(x * y),
        ["op_Division"] = (x, y) => x / y,
        ["op_CheckedDivision"] = (x, y) => checked(x / y),
        ["op_Modulus"] = (x, y) => x % y,
        ["Pow"] = T.Pow,
        ["Log"] = T.Log,
        ["Hypot"] = T.Hypot,
        ["CopySign"] = T.CopySign,
        ["Max"] = T.Max,
        ["Min"] = T.Min,
        ["MaxNumber"] = T.MaxNumber,
        ["MinNumber"] = T.MinNumber,
        ["MaxNative"] = T.MaxNative,
        ["MinNative"] = T.MinNative,
        ["MaxMagnitude"] = T.MaxMagnitude,
        ["MinMagnitude"] = T.MinMagnitude,
        ["MaxMagnitudeNumber"] = T.MaxMagnitudeNumber,
        ["MinMagnitudeNumber"] = T.MinMagnitudeNumber,
    };

    public static Dictionary<string, Func<T, T, T, T>> Ternary { get; } = new()
    {
        ["Clamp"] = T.Clamp,
        ["ClampNative"] = T.ClampNative,
        ["MultiplyAddEstimate"] = T.MultiplyAddEstimate,
    };

    public static Dictionary<string, Func<T, bool>> Predicates { get; } = new()
    {
        ["IsCanonical"] = T.IsCanonical,
        ["IsComplexNumber"] = T.IsComplexNumber,
        ["IsEvenInteger"] = T.IsEvenInteger,
        ["IsFinite"] = T.IsFinite,
        ["IsImaginaryNumber"] = T.IsImaginaryNumber,
        ["IsInfinity"] = T.IsInfinity,
        ["IsInteger"] = T.IsInteger,
        ["IsNaN"] = T.IsNaN,
        ["IsNegative"] = T.IsNegative,
        ["IsNegativeInfinity"] = T.IsNegativeInfinity,
        ["IsNormal"] = T.IsNormal,
        ["IsOddInteger"] = T.IsOddInteger,
        ["IsPositive"] = T.IsPositive,
        ["IsPositiveInfinity"] = T.IsPositiveInfinity,
        ["IsRealNumber"] = T.IsRealNumber,
        ["IsSubnormal"] = T.IsSubnormal,
        ["IsZero"] = T.IsZero,
    };

    public static Dictionary<string, Func<T, T, bool>> Comparisons { get; } = new()
    {
        ["op_Equality"] = (x, y) => x == y,
        ["op_Inequality"] = (x, y) => x != y,
        ["op_LessThan"] = (x, y) => x < y,
        ["op_LessThanOrEqual"] = (x, y) => x <= y,
        ["op_GreaterThan"] = (x, y) => x > y,
        ["op_GreaterThanOrEqual"] = (x, y) => x >= y,
    };
}
