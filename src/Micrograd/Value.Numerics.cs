using System.Numerics;

namespace Micrograd;

/// <summary>
/// A value is a number of .NET's generic math: a function written for <c>T : INumber&lt;T&gt;</c> runs on doubles and on
/// values, and with values it differentiates. What exists for such functions only is implemented explicitly.
/// </summary>
/// <remarks>
/// Values are ordered by their data, as doubles are (NaN comes first), and the <c>==</c> of generic code goes by data, as
/// that of values does. <see cref="Equals(Value)"/> and hash codes go by node.
/// </remarks>
public readonly partial struct Value : INumber<Value>, ISignedNumber<Value>, IMinMaxValue<Value>
{
    static Value INumberBase<Value>.Zero => 0.0;
    static Value INumberBase<Value>.One => 1.0;
    static Value ISignedNumber<Value>.NegativeOne => -1.0;
    static Value IAdditiveIdentity<Value, Value>.AdditiveIdentity => 0.0;
    static Value IMultiplicativeIdentity<Value, Value>.MultiplicativeIdentity => 1.0;
    static Value IMinMaxValue<Value>.MinValue => double.MinValue;
    static Value IMinMaxValue<Value>.MaxValue => double.MaxValue;
    static int INumberBase<Value>.Radix => 2;

    static bool INumberBase<Value>.IsCanonical(Value value) => true;
    static bool INumberBase<Value>.IsComplexNumber(Value value) => false;
    static bool INumberBase<Value>.IsEvenInteger(Value value) => double.IsEvenInteger(value.Data);
    static bool INumberBase<Value>.IsFinite(Value value) => double.IsFinite(value.Data);
    static bool INumberBase<Value>.IsImaginaryNumber(Value value) => false;
    static bool INumberBase<Value>.IsInfinity(Value value) => double.IsInfinity(value.Data);
    static bool INumberBase<Value>.IsInteger(Value value) => double.IsInteger(value.Data);
    static bool INumberBase<Value>.IsNaN(Value value) => double.IsNaN(value.Data);
    static bool INumberBase<Value>.IsNegative(Value value) => double.IsNegative(value.Data);
    static bool INumberBase<Value>.IsNegativeInfinity(Value value) => double.IsNegativeInfinity(value.Data);
    static bool INumberBase<Value>.IsNormal(Value value) => double.IsNormal(value.Data);
    static bool INumberBase<Value>.IsOddInteger(Value value) => double.IsOddInteger(value.Data);
    static bool INumberBase<Value>.IsPositive(Value value) => double.IsPositive(value.Data);
    static bool INumberBase<Value>.IsPositiveInfinity(Value value) => double.IsPositiveInfinity(value.Data);
    static bool INumberBase<Value>.IsRealNumber(Value value) => double.IsRealNumber(value.Data);
    static bool INumberBase<Value>.IsSubnormal(Value value) => double.IsSubnormal(value.Data);
    static bool INumberBase<Value>.IsZero(Value value) => value.Data == 0;

    static int INumber<Value>.Sign(Value value) => Math.Sign(value.Data);

    static bool IEqualityOperators<Value, Value, bool>.operator ==(Value left, Value right) => left == right;

    static bool IEqualityOperators<Value, Value, bool>.operator !=(Value left, Value right) => left != right;

    static bool IComparisonOperators<Value, Value, bool>.operator <(Value left, Value right) => left < right;

    static bool IComparisonOperators<Value, Value, bool>.operator >(Value left, Value right) => left > right;

    static bool IComparisonOperators<Value, Value, bool>.operator <=(Value left, Value right) => left <= right;

    static bool IComparisonOperators<Value, Value, bool>.operator >=(Value left, Value right) => left >= right;

    int IComparable<Value>.CompareTo(Value other) => Data.CompareTo(other.Data);

    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        Value other => Data.CompareTo(other.Data),
        _ => throw new ArgumentException($"A value is compared with a value, but this is a {obj.GetType().Name}.", nameof(obj)),
    };

    static Value IIncrementOperators<Value>.operator ++(Value value) => value + 1.0;

    static Value IDecrementOperators<Value>.operator --(Value value) => value - 1.0;

    /// <remarks>
    /// left - n * right, where n is the quotient without its fraction: the derivatives are 1 and -n. Computed so, the number
    /// would not be exact; here the operands enter as zeros, for their derivatives alone.
    /// </remarks>
    static Value IModulusOperators<Value, Value, Value>.operator %(Value left, Value right)
    {
        double remainder = left.Data % right.Data;
        double n = Math.Clamp(Math.Round((left.Data - remainder) / right.Data), double.MinValue, double.MaxValue);
        return n == 0 ? left : remainder + (left - left.Data) - n * (right - right.Data);
    }

    static Value INumber<Value>.Clamp(Value value, Value min, Value max) => min > max
        ? throw new ArgumentException($"The lower bound, {Text(min.Data)}, is above the upper bound, {Text(max.Data)}.", nameof(min))
        : Clamp(value, min, max);

    static Value INumber<Value>.CopySign(Value value, Value sign) => double.IsNegative(sign.Data) ? -Abs(value) : Abs(value);

    static Value INumber<Value>.MaxNumber(Value x, Value y) => Max(Known(x, y), Known(y, x));

    static Value INumber<Value>.MinNumber(Value x, Value y) => Min(Known(x, y), Known(y, x));

    static Value INumberBase<Value>.MaxMagnitude(Value x, Value y) => FartherFrom0(x, y);

    static Value INumberBase<Value>.MaxMagnitudeNumber(Value x, Value y) => FartherFrom0(Known(x, y), Known(y, x));

    static Value INumberBase<Value>.MinMagnitude(Value x, Value y) => NearerTo0(x, y);

    static Value INumberBase<Value>.MinMagnitudeNumber(Value x, Value y) => NearerTo0(Known(x, y), Known(y, x));

    /// <summary>x, or y where x is not a number.</summary>
    static Value Known(Value x, Value y) => double.IsNaN(x.Data) ? y : x;

    static Value FartherFrom0(Value x, Value y)
    {
        Value a = Abs(x), b = Abs(y);
        return a > b ? x : a < b ? y : Max(x, y);   // of equal size, or NaN
    }

    static Value NearerTo0(Value x, Value y)
    {
        Value a = Abs(x), b = Abs(y);
        return a < b ? x : a > b ? y : Min(x, y);
    }
}
