using System.Numerics;
using System.Reflection;
using Micrograd.Derivatives;

namespace Micrograd.Tests;

/// <summary>
/// Every member of .NET's generic math gives what it gives for doubles, on leaves and on constants, and differentiates:
/// by finite differences of double's own function, and at the edges by closed forms.
/// </summary>
public class ValueNumericsTests
{
    const double Inf = double.PositiveInfinity, NaN = double.NaN, Pi = Math.PI;

    static readonly double[] Positive =
    [
        0, double.Epsilon, 1e-300, 1e-17, 1e-5, 0.07, 0.25, 0.3, 0.5, 0.75, 1, 1.5, 2, 2.25, 3, 7.5, 32, 1000.25, 1e15 + 0.5, 1e300, double.MaxValue, Inf,
    ];

    static readonly double[] Numbers = [.. Positive, .. Positive.Select(x => -x), NaN];

    static readonly double[] Smooth = [-12.1, -3.7, -2.3, -0.8, -0.3, -0.07, 0.06, 0.2, 0.65, 1.4, 2.9, 8.3];

    public static TheoryData<string> Unary => [.. GenericMath<Value>.Unary.Keys];

    public static TheoryData<string> Binary => [.. GenericMath<Value>.Binary.Keys];

    public static TheoryData<string> Ternary => [.. GenericMath<Value>.Ternary.Keys];

    public static TheoryData<string> Predicates => [.. GenericMath<Value>.Predicates.Keys];

    public static TheoryData<string> Comparisons => [.. GenericMath<Value>.Comparisons.Keys];

    [Fact]
    public void EveryMemberThatComputesIsTested()
    {
        HashSet<string> tested =
        [
            .. Named(1, GenericMath<Value>.Unary.Keys), .. Named(2, GenericMath<Value>.Binary.Keys), .. Named(3, GenericMath<Value>.Ternary.Keys),
            .. Named(1, GenericMath<Value>.Predicates.Keys), .. Named(2, GenericMath<Value>.Comparisons.Keys), "Sign of 1",
        ];
        IEnumerable<string> members = typeof(Value).GetInterfaces()
            .Where(type => type.Namespace == "System.Numerics")
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(method => method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Value))
            .Select(method => $"{method.Name} of {method.GetParameters().Count(parameter => parameter.ParameterType == typeof(Value))}");
        Assert.Superset(members.ToHashSet(), tested);

        static IEnumerable<string> Named(int arguments, IEnumerable<string> names) => names.Select(name => $"{name.Split(' ')[0]} of {arguments}");
    }

    [Theory]
    [MemberData(nameof(Unary))]
    public void AFunctionOfOneValueIsThatOfDoubles(string name)
    {
        var (of, ofDoubles) = (GenericMath<Value>.Unary[name], GenericMath<double>.Unary[name]);
        foreach (double x in Numbers)
            Agree($"{name}({x:R})", ofDoubles(x), of(new Value(x)), of(x));
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void AFunctionOfTwoValuesIsThatOfDoubles(string name)
    {
        var (of, ofDoubles) = (GenericMath<Value>.Binary[name], GenericMath<double>.Binary[name]);
        foreach (double x in Numbers)
            foreach (double y in Numbers)
                if (!name.EndsWith("Native", StringComparison.Ordinal) || !double.IsNaN(x + y))   // each machine its own
                    Agree($"{name}({x:R}, {y:R})", ofDoubles(x, y), of(new Value(x), new Value(y)), of(x, y), of(x, new Value(y)), of(new Value(x), y));
    }

    [Theory]
    [MemberData(nameof(Ternary))]
    public void AFunctionOfThreeValuesIsThatOfDoubles(string name)
    {
        var (of, ofDoubles) = (GenericMath<Value>.Ternary[name], GenericMath<double>.Ternary[name]);
        foreach (double x in Numbers.Where(x => Math.Abs(x) < 1e6 && Math.Abs(x) is 0 or > 1e-6))
            foreach (double low in new[] { -Inf, -2, 0, 0.5 })
                foreach (double high in new[] { 0.5, 3, Inf })
                    Agree($"{name}({x:R}, {low:R}, {high:R})", ofDoubles(x, low, high), of(new Value(x), new Value(low), new Value(high)), of(x, low, high));
    }

    [Theory]
    [MemberData(nameof(Predicates))]
    public void APredicateIsThatOfDoubles(string name) => Assert.All(Numbers, x =>
        Assert.Equal(GenericMath<double>.Predicates[name](x), GenericMath<Value>.Predicates[name](new Value(x))));

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void AComparisonInGenericCodeIsThatOfDoubles(string name) => Assert.All(Numbers, x => Assert.All(Numbers, y =>
        Assert.Equal(GenericMath<double>.Comparisons[name](x, y), GenericMath<Value>.Comparisons[name](new Value(x), new Value(y)))));

    [Fact]
    public void TheSignIsThatOfDoublesAndNaNHasNone()
    {
        Assert.All(Numbers.SkipLast(1), x => Assert.Equal(double.Sign(x), Sign<Value>(new Value(x))));
        Assert.Throws<ArithmeticException>(() => Sign<Value>(NaN));

        static int Sign<T>(T x) where T : INumber<T> => T.Sign(x);
    }

    [Fact]
    public void TheConstantsAreThoseOfDoubles()
    {
        Value[] constants = Constants<Value>();
        Assert.Equal(Constants<double>(), constants.Select(x => x.Data));
        Assert.All(constants, x => Assert.True(x.IsConstant));
        Assert.Equal(2, Radix<Value>());

        static T[] Constants<T>() where T : INumber<T>, ISignedNumber<T>, IMinMaxValue<T>, IFloatingPointConstants<T> =>
            [T.Zero, T.One, T.NegativeOne, T.AdditiveIdentity, T.MultiplicativeIdentity, T.MinValue, T.MaxValue, T.E, T.Pi, T.Tau];

        static int Radix<T>() where T : INumberBase<T> => T.Radix;
    }

    [Theory]
    [MemberData(nameof(Unary))]
    public void AFunctionOfOneValueDifferentiates(string name)
    {
        Func<double, double> function = GenericMath<double>.Unary[name];
        double[] points = [.. Smooth.Where(x => double.IsFinite(function(x - 0.02)) && double.IsFinite(function(x + 0.02)))];
        Assert.True(points.Length >= 3 || name == "RootN 0", $"{name} was tried at {points.Length} points");
        foreach (double x in points)
        {
            Value leaf = new(x);
            GenericMath<Value>.Unary[name](leaf).Backward();
            IsSlope($"{name}({x})", leaf.Grad, t => function(x + t));
        }
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void AFunctionOfTwoValuesDifferentiates(string name)
    {
        Func<double, double, double> function = GenericMath<double>.Binary[name];
        foreach (double x in Smooth)
            foreach (double y in Smooth.Where(y => Math.Abs(x) != Math.Abs(y) && double.IsFinite(function(x, y))))
            {
                if (name == "op_Modulus" && Math.Truncate(x / (y - 0.02)) != Math.Truncate(x / (y + 0.02)))
                    continue;   // it jumps
                Value a = new(x), b = new(y);
                GenericMath<Value>.Binary[name](a, b).Backward();
                IsSlope($"{name}({x}, {y}), first", a.Grad, t => function(x + t, y));
                if (name != "Pow" || x > 0)
                    IsSlope($"{name}({x}, {y}), second", b.Grad, t => function(x, y + t));
            }
    }

    [Theory]
    [MemberData(nameof(Ternary))]
    public void AFunctionOfThreeValuesDifferentiates(string name)
    {
        Func<double, double, double, double> function = GenericMath<double>.Ternary[name];
        foreach (double x in Smooth)
        {
            Value a = new(x), b = new(-1), c = new(1);
            GenericMath<Value>.Ternary[name](a, b, c).Backward();
            IsSlope($"{name}({x}, -1, 1), first", a.Grad, t => function(x + t, -1, 1));
            IsSlope($"{name}({x}, -1, 1), second", b.Grad, t => function(x, -1 + t, 1));
            IsSlope($"{name}({x}, -1, 1), third", c.Grad, t => function(x, -1, 1 + t));
        }
    }

    [Theory]
    [InlineData("RootN 5", -32, 1 / 80.0)]
    [InlineData("RootN -3", -8, -1 / 48.0)]
    [InlineData("RootN 1", 0, 1)]
    [InlineData("RootN 4", 0, Inf)]
    [InlineData("RootN 5", -0.0, Inf)]
    [InlineData("RootN 4", -16, NaN)]
    [InlineData("RootN 4", -Inf, NaN)]
    [InlineData("RootN 0", 2, NaN)]
    [InlineData("SinPi", 0, Pi)]
    [InlineData("SinPi", -1, -Pi)]
    [InlineData("SinPi", 0.5, 0)]
    [InlineData("SinPi", 1e15 + 0.5, 0)]
    [InlineData("SinPi", 1e300, Pi)]
    [InlineData("SinPi", Inf, NaN)]
    [InlineData("CosPi", 0, 0)]
    [InlineData("CosPi", -3, 0)]
    [InlineData("CosPi", 0.5, -Pi)]
    [InlineData("CosPi", -0.5, Pi)]
    [InlineData("TanPi", 3, Pi)]
    [InlineData("TanPi", 0.5, Inf)]
    [InlineData("TanPi", 1.5, Inf)]
    [InlineData("TanPi", 0.75, 2 * Pi)]
    [InlineData("AcosPi", 1, -Inf)]
    [InlineData("Exp2M1", 0, 0.69314718055994530942)]
    [InlineData("Exp10M1", 0, 2.302585092994045684)]
    [InlineData("Exp10", 0, 2.302585092994045684)]
    [InlineData("Exp10", -400, 0)]
    [InlineData("Log2P1", 0, 1.44269504088896340736)]
    [InlineData("Log10P1", 0, 0.43429448190325182765)]
    [InlineData("Log2P1", -1, Inf)]
    [InlineData("Abs", 0, 0)]
    public void AtAnEdgeTheDerivativeIs(string name, double x, double expected)
    {
        Value leaf = new(x);
        GenericMath<Value>.Unary[name](leaf).Backward();
        Assert.Equal(expected, leaf.Grad, expected == 0 ? 0 : 4e-15);
    }

    [Theory]
    [InlineData("op_Modulus", 7.5, 2, 1, -3)]
    [InlineData("op_Modulus", -7.5, 2, 1, 3)]
    [InlineData("op_Modulus", 7.5, -2, 1, 3)]
    [InlineData("op_Modulus", 6, 2, 1, -3)]
    [InlineData("op_Modulus", 1, Inf, 1, 0)]
    [InlineData("op_Modulus", 1, 0, 1, NaN)]
    [InlineData("MaxMagnitude", 3, 3, 0.5, 0.5)]
    [InlineData("MaxMagnitude", 3, -3, 1, 0)]
    [InlineData("MaxMagnitude", -4, 3, 1, 0)]
    [InlineData("MinMagnitude", 3, -3, 0, 1)]
    [InlineData("MinMagnitude", -3, -3, 0.5, 0.5)]
    [InlineData("MaxNumber", NaN, 2, 0, 1)]
    [InlineData("MaxNumber", 2, NaN, 1, 0)]
    [InlineData("MaxNumber", 2, 2, 0.5, 0.5)]
    [InlineData("MinNumber", NaN, 2, 0, 1)]
    [InlineData("MaxMagnitudeNumber", NaN, -2, 0, 1)]
    [InlineData("MinMagnitudeNumber", -2, NaN, 1, 0)]
    [InlineData("CopySign", 3, -1, -1, 0)]
    [InlineData("CopySign", -3, -0.0, 1, 0)]
    [InlineData("CopySign", -3, NaN, 1, 0)]
    [InlineData("CopySign", 0, -1, 0, 0)]
    [InlineData("Log", 8, 2, 0.18033688011112042592, -2.1640425613334451110)]
    [InlineData("Log", 5, 1, NaN, NaN)]
    [InlineData("Log", 1, 2, 1.44269504088896340736, 0)]
    public void AtAnEdgeTheDerivativesAre(string name, double x, double y, double expectedFirst, double expectedSecond)
    {
        Value a = new(x), b = new(y);
        GenericMath<Value>.Binary[name](a, b).Backward();
        Assert.Equal(expectedFirst, a.Grad, 4e-15);
        Assert.Equal(expectedSecond, b.Grad, 4e-15);
    }

    [Fact]
    public void TheRemainderIsExact()
    {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++)
        {
            double x = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 20)), y = random.NextDouble() * Math.Pow(10, random.Next(-8, 8));
            Assert.Equal(x % y, GenericMath<Value>.Binary["op_Modulus"](new Value(x), new Value(y)).Data);
        }
        Assert.Equal(1e308 % 1e-308, GenericMath<Value>.Binary["op_Modulus"](new Value(1e308), new Value(1e-308)).Data);
    }

    /// <summary>Where double's own functions cancel, a short series tells the truth.</summary>
    [Theory]
    [InlineData("Exp2M1", 0.69314718055994530942)]
    [InlineData("Exp10M1", 2.302585092994045684)]
    [InlineData("Log2P1", 1.44269504088896340736)]
    [InlineData("Log10P1", 0.43429448190325182765)]
    public void WhatIsZeroAtZeroIsExactNearIt(string name, double slope)
    {
        foreach (double x in new[] { 1e-300, 1e-17, -1e-17, 1e-10, -1e-10 })
        {
            double bend = name[0] == 'E' ? slope * x / 2 : -x / 2;
            double expected = slope * x * (1 + bend);
            Assert.Equal(expected, GenericMath<Value>.Unary[name](new Value(x)).Data, Math.Abs(expected) * 1e-15);
        }
    }

    [Fact]
    public void BoundsTheWrongWayRoundAreRefusedAsWithDoubles()
    {
        Assert.Throws<ArgumentException>(() => GenericMath<double>.Ternary["Clamp"](1, 3, 2));
        ArgumentException e = Assert.Throws<ArgumentException>(() => GenericMath<Value>.Ternary["Clamp"](1, 3, 2));
        Assert.Contains("The lower bound, 3, is above the upper bound, 2.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValuesAreSortedByTheirDataAndNaNComesFirst()
    {
        double[] numbers = [3, NaN, -Inf, 0.5, -2, NaN, Inf];
        Value[] values = [.. numbers.Select(x => new Value(x))];
        Array.Sort(numbers);
        Array.Sort(values);
        Assert.Equal(numbers, values.Select(x => x.Data));
        Assert.Equal(Inf, values.Max().Data);
    }

    [Fact]
    public void ComparingToAnythingButAValueIsRefused()
    {
        IComparable two = new Value(2);
        Assert.Equal((1, 0, -1), (two.CompareTo(null), two.CompareTo(new Value(2)), two.CompareTo((Value)3.0)));
        Assert.Contains("this is a Double", Assert.Throws<ArgumentException>(() => two.CompareTo(2.0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GenericEqualityIsByDataAndEqualsByNode()
    {
        Value a = new(2), b = new(2);
        Assert.True(GenericMath<Value>.Comparisons["op_Equality"](a, b));
        Assert.False(a.Equals(b));
        Assert.False(((IEquatable<Value>)a).Equals(b));
        Assert.Equal(2, new HashSet<Value> { a, b, a }.Count);
    }

    static void Agree(string what, double expected, params ReadOnlySpan<Value> actual)
    {
        foreach (Value y in actual)
        {
            // Of the functions that cancel near 0, double's own are the worse ones.
            double cancelled = what.Contains("M1(", StringComparison.Ordinal) || what.Contains("P1(", StringComparison.Ordinal) ? 2.3e-16 : 0;
            double tolerance = Math.Max(4 * Math.Abs(Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)), cancelled);
            Assert.True(expected.Equals(y.Data) || expected == y.Data || Math.Abs(expected - y.Data) <= tolerance, $"{what} is {y.Data:R}, for doubles {expected:R}");
        }
    }

    static void IsSlope(string what, double derivative, Func<double, double> function)
    {
        var (expected, error) = FiniteDifference.AtZero(function, 0.01);
        Assert.True(error <= 1e-3 * Math.Max(1, Math.Abs(expected)), $"{what}: finite differences cannot tell, {expected} ± {error}");
        Assert.True(
            Math.Abs(derivative - expected) <= 1e-7 * Math.Max(1, Math.Abs(expected)) + 10 * error,
            $"{what}: the derivative is {derivative:R}, finite differences say {expected:R} ± {error}");
    }
}
