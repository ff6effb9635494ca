using System.Numerics;
using System.Numerics.Tensors;
using Micrograd.Derivatives;

namespace Micrograd.Tests;

/// <summary>Whole programs written for .NET's generic math, ours and those of .NET itself: they run on values as they stand, and differentiate.</summary>
public class ValueNumericsProgramTests
{
    static readonly double[] Weights = [0.5, -1, 2, 0.25, -3], Inputs = [1, 2, 3, -0.5, 1.5];

    [Theory]
    [InlineData(100, 100, 0.05, 0.2, 1)]
    [InlineData(42, 40, 0.1, 0.2, 0.5)]
    [InlineData(80, 120, -0.01, 0.45, 2)]
    [InlineData(110, 90, 0, 0.2, 0.25)]
    public void AGenericPriceIsTheSameOnDoublesAndItsGradientsAreTheGreeks(double spot, double strike, double rate, double volatility, double years)
    {
        Value s = new(spot), k = new(strike), r = new(rate), v = new(volatility), t = new(years);
        Value price = Price(s, k, r, v, t);
        price.Backward();
        Assert.Equal(Price(spot, strike, rate, volatility, years), price.Data);

        double root = Math.Sqrt(years), d1 = (Math.Log(spot / strike) + (rate + volatility * volatility / 2) * years) / (volatility * root);
        double d2 = d1 - volatility * root, discounted = strike * Math.Exp(-rate * years);
        double density = Math.Exp(-d1 * d1 / 2) / Math.Sqrt(2 * Math.PI), n1 = Value.NormalCdf(d1).Data, n2 = Value.NormalCdf(d2).Data;
        Near(spot * n1 - discounted * n2, price.Data);
        Near(n1, s.Grad);                                                                       // delta
        Near(-n2 * discounted / strike, k.Grad);
        Near(discounted * years * n2, r.Grad);                                                  // rho
        Near(spot * density * root, v.Grad);                                                    // vega
        Near(spot * density * volatility / (2 * root) + rate * discounted * n2, t.Grad);        // minus theta
    }

    [Fact]
    public void APriceInABookIsReproduced() =>
        Assert.Equal(4.76, Price(42, 40, 0.1, 0.2, 0.5), 0.005);   // J. Hull, Options, Futures, and Other Derivatives, example 15.6

    [Fact]
    public void ALoopThatRunsUntilItConvergesDifferentiates()
    {
        Value x = new(7);
        Value root = NewtonRoot(x);
        root.Backward();
        Assert.Equal(Math.Sqrt(7), root.Data, 1e-15);
        Assert.Equal(0.5 / Math.Sqrt(7), x.Grad, 1e-14);
        Assert.Equal(root.Data, NewtonRoot(7.0));
    }

    [Fact]
    public void AnIntegerDigitLoopRunsOnValues() => Assert.Equal(24, DigitSum<Value>(98_115).Data);

    [Fact]
    public void DotHasTheOtherVectorAsGradient()
    {
        Value[] a = Leaves(Weights), b = Leaves(Inputs);
        Value dot = TensorPrimitives.Dot<Value>(a, b);
        dot.Backward();
        Assert.Equal(TensorPrimitives.Dot<double>(Weights, Inputs), dot.Data, 1e-15);
        Assert.Equal(Inputs, a.Select(x => x.Grad));
        Assert.Equal(Weights, b.Select(x => x.Grad));
    }

    [Fact]
    public void SumHasOnesAsGradient()
    {
        Value[] a = Leaves(Weights);
        Value sum = TensorPrimitives.Sum<Value>(a);
        sum.Backward();
        Assert.Equal(-1.25, sum.Data);
        Assert.All(a, x => Assert.Equal(1, x.Grad));
    }

    [Fact]
    public void NormHasTheDirectionAsGradient()
    {
        Value[] a = Leaves([3, 4]);
        Value norm = TensorPrimitives.Norm<Value>(a);
        norm.Backward();
        Assert.Equal(5, norm.Data);
        Assert.Equal(0.6, a[0].Grad, 1e-15);
        Assert.Equal(0.8, a[1].Grad, 1e-15);
    }

    [Fact]
    public void SoftMaxHasItsJacobian()
    {
        double[] p = new double[Weights.Length];
        TensorPrimitives.SoftMax<double>(Weights, p);
        for (int i = 0; i < p.Length; i++)
        {
            Value[] a = Leaves(Weights), soft = new Value[a.Length];
            TensorPrimitives.SoftMax<Value>(a, soft);
            soft[i].Backward();
            Assert.Equal(p[i], soft[i].Data, 1e-15);
            for (int j = 0; j < p.Length; j++)
                Assert.Equal(p[i] * ((i == j ? 1 : 0) - p[j]), a[j].Grad, 1e-15);
        }
    }

    public static TheoryData<string> Reductions => [.. Reduction<Value>.All.Keys];

    [Theory]
    [MemberData(nameof(Reductions))]
    public void OtherReductionsOfTensorPrimitivesDifferentiate(string name)
    {
        Assert.Equal(Reduction<double>.All[name](Weights), Reduction<Value>.All[name](Leaves(Weights)).Data, 1e-14);
        GradientCheckResult result = GradientCheck.Check(x => Reduction<Value>.All[name](x), Weights, step: 0.01);
        Assert.True(result.Passed, $"{name}: {result}");
    }

    [Fact]
    public void ElementwiseFunctionsOfTensorPrimitivesDifferentiate()
    {
        Value[] a = Leaves(Weights), y = new Value[a.Length];
        TensorPrimitives.Tanh<Value>(a, y);
        TensorPrimitives.Multiply<Value>(y, a, y);
        TensorPrimitives.Sum<Value>(y).Backward();
        Assert.All(a, x => Assert.Equal(Math.Tanh(x.Data) + x.Data * (1 - Math.Pow(Math.Tanh(x.Data), 2)), x.Grad, 1e-15));
    }

    static class Reduction<T> where T : INumber<T>, IRootFunctions<T>, IExponentialFunctions<T>
    {
        public static Dictionary<string, Func<T[], T>> All { get; } = new()
        {
            ["CosineSimilarity"] = x => TensorPrimitives.CosineSimilarity<T>(x, [.. Inputs.Select(T.CreateChecked)]),
            ["Distance"] = x => TensorPrimitives.Distance<T>(x, [.. Inputs.Select(T.CreateChecked)]),
            ["Product"] = x => TensorPrimitives.Product<T>(x),
            ["ProductOfSums"] = x => TensorPrimitives.ProductOfSums<T>(x, [.. Inputs.Select(T.CreateChecked)]),
            ["SumOfSquares"] = x => TensorPrimitives.SumOfSquares<T>(x),
            ["SumOfMagnitudes"] = x => TensorPrimitives.SumOfMagnitudes<T>(x),
            ["Average"] = x => TensorPrimitives.Average<T>(x),
            ["StdDev"] = x => TensorPrimitives.StdDev<T>(x),
            ["Max"] = x => TensorPrimitives.Max<T>(x),
            ["MinMagnitude"] = x => TensorPrimitives.MinMagnitude<T>(x),
        };
    }

    /// <summary>The price of a European call by F. Black and M. Scholes.</summary>
    static T Price<T>(T spot, T strike, T rate, T volatility, T years)
        where T : INumber<T>, IExponentialFunctions<T>, ILogarithmicFunctions<T>, IRootFunctions<T>
    {
        T spread = volatility * T.Sqrt(years), half = T.CreateChecked(0.5);
        T d = (T.Log(spot / strike) + (rate + half * volatility * volatility) * years) / spread;
        return spot * Normal(d) - strike * T.Exp(-rate * years) * Normal(d - spread);
    }

    /// <summary>The cumulative normal distribution by its series: G. Marsaglia 2004, "Evaluating the Normal Distribution".</summary>
    static T Normal<T>(T x) where T : INumber<T>, IExponentialFunctions<T>, IRootFunctions<T>
    {
        T half = T.CreateChecked(0.5), term = x, sum = x, before = T.Zero;
        for (T i = T.One; sum != before;)
        {
            i += T.CreateChecked(2);
            term *= x * x / i;
            before = sum;
            sum += term;
        }
        return half + sum * T.Exp(-half * x * x) / T.Sqrt(T.Tau);
    }

    static T NewtonRoot<T>(T x) where T : INumber<T>
    {
        T two = T.CreateChecked(2), y = x, before;
        do
        {
            before = y;
            y = (y + x / y) / two;
        }
        while (T.Abs(y - before) > T.CreateChecked(1e-9) * y);
        return (y + x / y) / two;
    }

    static T DigitSum<T>(T x) where T : INumber<T>
    {
        T sum = T.Zero, ten = T.CreateChecked(10);
        while (x > T.Zero)
        {
            T digit = x % ten;
            sum += digit;
            x = (x - digit) / ten;
        }
        return sum;
    }

    static Value[] Leaves(double[] numbers) => [.. numbers.Select(x => new Value(x))];

    static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-12 * Math.Max(1, Math.Abs(expected)));
}
