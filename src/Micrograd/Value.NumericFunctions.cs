using System.Numerics;

namespace Micrograd;

/// <summary>
/// The functions of .NET's generic math that are no operations of their own, composed of operations. (Those of
/// Value.Functions.cs serve the interfaces as they are.)
/// </summary>
public readonly partial struct Value :
    IExponentialFunctions<Value>, ILogarithmicFunctions<Value>, IPowerFunctions<Value>, IRootFunctions<Value>,
    ITrigonometricFunctions<Value>, IHyperbolicFunctions<Value>
{
    const double Ln2 = 0.69314718055994530942, Ln10 = 2.30258509299404568402;
    const double Log2E = 1.44269504088896340736, Log10E = 0.43429448190325182765;

    static Value IFloatingPointConstants<Value>.E => Math.E;
    static Value IFloatingPointConstants<Value>.Pi => Math.PI;
    static Value IFloatingPointConstants<Value>.Tau => Math.Tau;

    static Value IExponentialFunctions<Value>.Exp2M1(Value x) => IsNear0(x) ? ExpM1(x * Ln2) : Exp2(x) - 1;

    static Value IExponentialFunctions<Value>.Exp10(Value x) => Pow(10, x);

    static Value IExponentialFunctions<Value>.Exp10M1(Value x) => IsNear0(x) ? ExpM1(x * Ln10) : Pow(10, x) - 1;

    static Value ILogarithmicFunctions<Value>.Log2P1(Value x) => IsNear0(x) ? LogP1(x) * Log2E : Log2(x + 1);

    static Value ILogarithmicFunctions<Value>.Log10P1(Value x) => IsNear0(x) ? LogP1(x) * Log10E : Log10(x + 1);

    /// <remarks>NaN where the base is 1, 0 or infinite, as that of a double is.</remarks>
    static Value ILogarithmicFunctions<Value>.Log(Value x, Value newBase)
    {
        Value y = Log(x) / Log(newBase);
        bool hasNone = newBase == 1 || x != 1 && (newBase == 0 || newBase == double.PositiveInfinity);
        return hasNone ? y * double.NaN : y;
    }

    /// <remarks>An odd root has the sign of x; there is no even root of a negative number, nor a zeroth of any.</remarks>
    static Value IRootFunctions<Value>.RootN(Value x, int n) => n switch
    {
        0 => x * double.NaN,
        2 => Sqrt(x),
        3 => Cbrt(x),
        _ when int.IsOddInteger(n) => double.IsNegative(x.Data) ? -Pow(-x, 1.0 / n) : Pow(x, 1.0 / n),
        _ => x < 0 ? Sqrt(x) : Pow(x, 1.0 / n),   // the root is NaN, where the power of -∞ is not
    };

    static Value ITrigonometricFunctions<Value>.AcosPi(Value x) => Acos(x) / Math.PI;

    static Value ITrigonometricFunctions<Value>.AsinPi(Value x) => Asin(x) / Math.PI;

    static Value ITrigonometricFunctions<Value>.AtanPi(Value x) => Atan(x) / Math.PI;

    static (Value Sin, Value Cos) ITrigonometricFunctions<Value>.SinCos(Value x) => (Sin(x), Cos(x));

    static (Value SinPi, Value CosPi) ITrigonometricFunctions<Value>.SinCosPi(Value x) => (SinPi(x), SinPi(x, ahead: 1));

    static Value ITrigonometricFunctions<Value>.SinPi(Value x) => SinPi(x);

    static Value ITrigonometricFunctions<Value>.CosPi(Value x) => SinPi(x, ahead: 1);

    static Value ITrigonometricFunctions<Value>.TanPi(Value x)
    {
        double turned = WholeQuarters(x.Data, out int quarters);
        return quarters switch
        {
            0 or 2 => Tan(Math.PI * (x - turned)),
            1 => 1 / Tan(Math.PI * (turned - x)),   // +∞ at the pole itself, as IEEE 754 wants it
            _ => -1 / Tan(Math.PI * (x - turned)),
        };
    }

    /// <summary>The sine of π x, a number of quarter turns ahead.</summary>
    static Value SinPi(Value x, int ahead = 0)
    {
        Value angle = Math.PI * (x - WholeQuarters(x.Data, out int quarters));
        return ((quarters + ahead) & 3) switch
        {
            0 => Sin(angle),
            1 => Cos(angle),
            2 => -Sin(angle),
            _ => -Cos(angle),
        };
    }

    /// <summary>
    /// The multiple of 1/2 nearest to x, and which of the four quarter turns it ends with. What x has besides is exact and
    /// at most 1/4, so zeros and extrema are met exactly, and a large x loses nothing.
    /// </summary>
    static double WholeQuarters(double x, out int quarters)
    {
        double turned = x - Math.IEEERemainder(x, 0.5);
        quarters = (int)(turned % 2 * 2) & 3;
        return turned;
    }

    /// <summary>Where a function that is 0 at 0 needs a formula that does not cancel.</summary>
    static Condition IsNear0(Value x) => x > -0.5 & x < 0.5;
}
