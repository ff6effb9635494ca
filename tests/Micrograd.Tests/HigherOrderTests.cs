using Micrograd.Derivatives;
using Micrograd.Operations;
using Micrograd.Tape;
using Micrograd.Tests.Operations;
using Micrograd.Tests.Tape;
using Third = Micrograd.Numbers.Dual<Micrograd.Numbers.Dual<Micrograd.Numbers.Dual<Micrograd.Numbers.Real>>>;

namespace Micrograd.Tests;

/// <summary>Gradients that are values: <c>Backward(createGraph: true)</c>, against dual numbers, closed forms and differences.</summary>
public class HigherOrderTests
{
    public static TheoryData<OpCode> Codes => [.. Operation.All.Select(operation => operation.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void DerivativesToThirdOrderAreThoseOfDualNumbers(OpCode code) => Operation.Of(code).Accept(new ToThirdOrder());

    [Fact]
    public void APowerIsDifferentiatedToTheFifthOrder()
    {
        var x = new Value(1.5);
        Value y = Value.Pow(x, 6);
        double factor = 1;
        for (int order = 1; order <= 5; order++)
        {
            y = y.Backward(createGraph: true)[x];
            factor *= 7 - order;
            Assert.Equal(factor * Math.Pow(1.5, 6 - order), y.Data, 1e-11 * factor);
        }
    }

    [Fact]
    public void LeavesAddUpTheNumbersAsEver()
    {
        var x = new Value(3);
        Value slope = (x * x * x).Backward(createGraph: true)[x];
        Assert.Equal((27, 27), (slope.Data, x.Grad));
        x.ZeroGrad();
        slope.Backward();
        Assert.Equal(18, x.Grad);
    }

    [Fact]
    public void InteriorValuesHaveTheirGradientsToo()
    {
        Value x = new(2), u = x * x, y = Value.Exp(u);
        Gradients gradients = y.Backward(createGraph: true);
        Assert.Equal(Math.Exp(4), gradients[u].Data, 1e-12);
        Assert.Equal(1, gradients[y].Data);
        gradients[u].Backward();
        Assert.Equal(4 * Math.Exp(4) + 4 * Math.Exp(4), x.Grad, 1e-11);   // 4 e⁴ of the first pass, then d(e^x²)/dx
    }

    [Fact]
    public void WithoutAGraphTheGradientsAreConstants()
    {
        Value x = new(2), z = new(5), y = x * x * z;
        Gradients gradients = y.Backward(createGraph: false);
        Assert.True(gradients[x].IsConstant);
        Assert.Equal((20, 4, 20, 4), (gradients[x].Data, gradients[z].Data, x.Grad, z.Grad));
    }

    [Fact]
    public void WhatDoesNotCountHasTheGradientZero()
    {
        Value x = new(2), other = new(1);
        Gradients gradients = Value.Relu(x - 3).Backward(createGraph: true);
        Assert.Equal((0, 0), (gradients[x].Data, gradients[other].Data));
        Assert.Equal(0, gradients[new Value(1)].Data);
        Assert.Throws<InvalidOperationException>(() => gradients[3.0]);
        Assert.Throws<InvalidOperationException>(() => ((Value)3.0).Backward(createGraph: true));
    }

    [Fact]
    public void ALeafIsItsOwnGradient() => Assert.Equal(1, Its(new Value(2)).Data);

    [Fact]
    public void AnInfiniteSlopeBehindAZeroDoesNoHarm()
    {
        var x = new Value(0);
        Value y = Value.Select(x > 0, Value.Sqrt(x), 3 * x);
        Assert.Equal(3, Its(y, x).Data);
        Assert.Equal(0, Derivative.Hessian(v => Value.Select(v[0] > 0, Value.Sqrt(v[0]), 3 * v[0]), [0])[0, 0]);
    }

    [Fact]
    public void AZeroAdjointStillHasADerivative()
    {
        // y = x⁴/4 + x²/2 at 0: y' = x³ + x = 0, y'' = 1; the factor x of x * x passes on an adjoint 0.
        var x = new Value(0);
        Value square = x * x, slope = Its(square * square / 4 + square / 2, x);
        Assert.Equal(0, slope.Data);
        Assert.Equal(1, Its(slope, x).Data);
    }

    [Fact]
    public void ALeafChangedInBetweenIsAnError()
    {
        var x = new Value(2);
        Value y = x * x;
        x.Data = 3;
        var error = Assert.Throws<InvalidOperationException>(() => y.Backward(createGraph: true));
        Assert.Contains("changed after it was computed with", error.Message, StringComparison.Ordinal);
        Assert.False(x.HasGrad);
    }

    [Theory]
    [InlineData(64, 2, 0)]
    [InlineData(32, 1, 0)]
    [InlineData(2048, 4, 4096)]
    public void LongGraphsThroughManyBlocksAndViewsAreWhole(int blockSize, int trimDepth, int mostWhole)
    {
        using var _ = new UsingRecorder(new Recorder(blockSize, trimDepth, mostWhole));
        // u ← sin(u) + early * last, where early and last come from far back: second derivatives along the chain.
        const int steps = 300;
        var (value, first, second) = Chain<Third>(Directed(0.4, 1), steps) is var d
            ? (d.Primal.Primal.Primal.Value, d.Tangent.Primal.Primal.Value, d.Tangent.Tangent.Primal.Value) : default;
        var x = new Value(0.4);
        Value y = Chain<Value>(x, steps), slope = Its(y, x);
        Assert.Equal(value, y.Data, 1e-12 * Math.Abs(value));
        Assert.Equal(first, slope.Data, 1e-9 * Math.Abs(first));
        Assert.Equal(second, Its(slope, x).Data, 1e-8 * Math.Abs(second));
    }

    [Fact]
    public void AMillionOperationsDeepIsFine()
    {
        Value x = new(1.0), y = x;
        for (int i = 0; i < 1_000_000; i++)
            y *= 1.000001;
        Value slope = Its(y * y / 2, x);
        Assert.Equal(Math.Pow(1.000001, 2_000_000), slope.Data, 1e-6);
        slope.Backward();
        Assert.Equal(2 * Math.Pow(1.000001, 2_000_000), x.Grad, 1e-5);   // that of y²/2 and that of its slope
    }

    [Fact]
    public void OperationsOnMoreOperandsThanABlockHoldsAreDifferentiatedTwice()
    {
        double[] point = [.. Enumerable.Range(0, 10_000).Select(i => (double)(i % 100))];
        Value[] x = [.. point.Select(number => new Value(number))];
        Value y = Value.Square(Value.Mean(x)) + Value.Cube(Value.MaxOf(x)) + Value.Dot(x, x);
        Value first = Its(y, x[99]);
        Assert.Equal(2 * 49.5 / 10_000 + 3 * 99 * 99 * 0.01 + 2 * 99, first.Data, 1e-9);      // a hundred share the largest
        Assert.Equal(2e-8 + 6 * 99 * 0.01 * 0.01 + 2, Its(first, x[99]).Data, 1e-9);
        Assert.Equal(2e-8 + 6 * 99 * 0.01 * 0.01, Its(first, x[199]).Data, 1e-9);
    }

    [Fact]
    public void AGraphOfAnotherThreadCanBeDifferentiatedTwice()
    {
        Value x = default, y = default;
        var thread = new Thread(() => (x, y) = (new Value(2), default));
        thread.Start();
        thread.Join();
        thread = new Thread(() => y = x * x * x);
        thread.Start();
        thread.Join();
        Assert.Equal(12, Its(Its(y, x), x).Data);
    }

    /// <summary>A recurrence that reaches far back, for any number type.</summary>
    static T Chain<T>(T x, int steps) where T : struct, IReal<T>
    {
        T early = x * x, u = x, last = x;
        for (int i = 0; i < steps; i++)
        {
            (last, u) = (u, T.Sin(u) + early * last * 0.5);
            if (i % 50 == 49)
                early += u * 0.25;
        }
        return u + early;
    }

    static Value Its(Value y, Value x) => y.Backward(createGraph: true)[x];

    static Value Its(Value y) => Its(y, y);

    /// <summary>x + u t as a number that carries three derivatives by t.</summary>
    static Third Directed(double x, double u) => new(new(new(x, u), new(u, 0)), new(new(u, 0), new(0, 0)));

    sealed class ToThirdOrder : IOperationVisitor<bool>
    {
        static readonly double[] Point = [0.7, -1.1, 2.3, 0.2, -0.6], Direction = [0.8, -0.5, 1.1, 0.3, 0.9];

        public bool Unary<TOp>() where TOp : struct, IUnaryOperation => Samples.Unary(TOp.Code).All(at =>
            Compare<TOp>([at], x => Value.Apply<TOp>(x[0]), x => Third.Apply<TOp>(x[0])));

        public bool Binary<TOp>() where TOp : struct, IBinaryOperation => Samples.Binary(TOp.Code).All(at =>
            Compare<TOp>([at.Item1, at.Item2], x => Value.Apply<TOp>(x[0], x[1]), x => Third.Apply<TOp>(x[0], x[1])));

        public bool Choice<TOp>() where TOp : struct, IOperation => Compare<TOp>(
            Point, x => Value.Select(x[0] > x[1], x[2] * x[3] * x[3], x[4] * x[4]), x => Third.IfGreater(x[0], x[1], x[2] * x[3] * x[3], x[4] * x[4]));

        public bool Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation => Compare<TOp>(
            Point,
            x => TOp.Code switch
            {
                OpCode.Sum => Value.Sum(x),
                OpCode.Dot => Value.Dot([x[0], x[1]], [x[2], x[3]]),
                OpCode.Affine => Value.Affine([x[0], x[1]], [x[2], x[3]], x[4]),
                _ => throw new NotSupportedException(TOp.Symbol),
            },
            x => TOp.Code == OpCode.Sum
                ? x.Aggregate(Third.Apply<TTerm>)
                : Third.Apply<TTerm>(x[0], x[2]) + Third.Apply<TTerm>(x[1], x[3]) + (TOp.Code == OpCode.Affine ? x[4] : 0));

        public bool Reduction<TOp>() where TOp : struct, IReductionOperation => Compare<TOp>(
            Point, x => Value.Apply<TOp>(x), x => TOp.Evaluate<Third>(x, new Third[x.Length]));

        static bool Compare<TOp>(double[] at, Func<Value[], Value> onValues, Func<Third[], Third> onDuals) where TOp : struct, IOperation
        {
            Third expected = onDuals([.. at.Zip(Direction, Directed)]);
            Value[] x = [.. at.Select(number => new Value(number))];
            Value y = onValues(x), first = Along(y), second = Along(first), third = Along(second);
            AssertNear(0, expected.Primal.Primal.Primal, y.Data, 1e-14);
            AssertNear(1, expected.Tangent.Primal.Primal, first.Data, 1e-13);
            AssertNear(2, expected.Tangent.Tangent.Primal, second.Data, 1e-12);
            AssertNear(3, expected.Tangent.Tangent.Tangent, third.Data, 1e-11);
            foreach (Value leaf in x)
                leaf.ZeroGrad();
            y.Backward();
            AssertNear(1, expected.Tangent.Primal.Primal, x.Zip(Direction, (leaf, u) => leaf.Grad * u).Sum(), 1e-13);
            return true;

            Value Along(Value y) => y.IsConstant ? 0 : Value.Dot([.. x.Select(leaf => Its(y, leaf))], Direction.AsSpan(0, x.Length));

            void AssertNear(int order, double expected, double actual, double tolerance) => Assert.True(
                Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
                $"{TOp.Symbol} at {string.Join(", ", at)}, order {order}: {actual}, by dual numbers {expected}");
        }
    }
}
