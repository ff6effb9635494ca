using Micrograd.Numbers;
using Micrograd.Operations;
using Micrograd.Tests.Operations;

namespace Micrograd.Tests;

/// <summary>
/// A rule evaluated on values is recorded like any program, so a gradient can be differentiated again: the partial of each
/// operation, recorded and swept, gives the second derivatives that dual numbers give.
/// </summary>
public class ValueSecondOrderTests
{
    public static TheoryData<OpCode> Codes => [.. Operation.All.Where(operation => operation.Arity is 1 or 2 && operation.Code != OpCode.Select).Select(operation => operation.Code)];

    [Theory]
    [InlineData(0.7)]
    [InlineData(-1.3)]
    public void TheSecondDerivativeOfTanhComesOutOfItsRecordedPartial(double at)
    {
        Value x = new(at), y = Value.Tanh(x), slope = Tanh.Partial(x, y);
        double tanh = Math.Tanh(at);
        Assert.Equal(1 - tanh * tanh, slope.Data);
        slope.Backward();
        Assert.Equal(-2 * tanh * (1 - tanh * tanh), x.Grad, 1e-15);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void SecondDerivativesOfEveryOperationAreThoseOfDualNumbers(OpCode code) =>
        Assert.True(Operation.Of(code).Accept(new SecondDerivatives()));

    [Fact]
    public void ThePartialOfAPartialCanBeRecordedToo()
    {
        // y = x⁴: y' = 4x³ by the rule of the power, y'' = 12x² from a first sweep, y''' = 24x from a second.
        Value x = new(1.5), y = Value.Pow(x, 4), first = Power.PartialA(x, 4, y);
        Assert.Equal(4 * Math.Pow(1.5, 3), first.Data, 1e-12);
        first.Backward();
        Assert.Equal(12 * 1.5 * 1.5, x.Grad, 1e-12);
        Value cubed = Value.Pow(x, 3), second = 4 * Power.PartialA(x, 3, cubed);
        x.ZeroGrad();
        second.Backward();
        Assert.Equal(24 * 1.5, x.Grad, 1e-12);
    }

    [Fact]
    public void ThePartialsOfLogSumExpCanBeRecorded()
    {
        Value[] x = [new(0.3), new(-1.2), new(2)], softmax = new Value[3];
        Value y = LogSumExp.Evaluate(x, softmax);
        Assert.Equal(Value.LogSumExp(x).Data, y.Data, 1e-15);
        softmax[0].Backward();
        double[] p = [.. softmax.Select(value => value.Data)];
        Assert.Equal(p[0] * (1 - p[0]), x[0].Grad, 1e-15);
        Assert.Equal(-p[0] * p[1], x[1].Grad, 1e-15);
        Assert.Equal(-p[0] * p[2], x[2].Grad, 1e-15);
    }

    sealed class SecondDerivatives : IOperationVisitor<bool>
    {
        public bool Unary<TOp>() where TOp : struct, IUnaryOperation
        {
            foreach (double at in Samples.Unary(TOp.Code))
            {
                Value x = new(at);
                Sweep(TOp.Partial(x, Value.Apply<TOp>(x)));
                Dual<Real> dual = new(at, 1), slope = TOp.Partial(dual, Dual<Real>.Apply<TOp>(dual));
                AssertSame(slope.Tangent, x.Grad, TOp.Symbol);
            }
            return true;
        }

        public bool Binary<TOp>() where TOp : struct, IBinaryOperation
        {
            foreach (var (x, z) in Samples.Binary(TOp.Code))
                for (int partial = 0; partial < 2; partial++)
                {
                    Value a = new(x), b = new(z);
                    Sweep(Partial<TOp, Value>(partial, a, b, Value.Apply<TOp>(a, b)));
                    for (int along = 0; along < 2; along++)
                    {
                        Dual<Real> p = new(x, along == 0 ? 1 : 0), q = new(z, along == 1 ? 1 : 0);
                        Dual<Real> slope = Partial<TOp, Dual<Real>>(partial, p, q, Dual<Real>.Apply<TOp>(p, q));
                        AssertSame(slope.Tangent, (along == 0 ? a : b).Grad, $"{TOp.Symbol}, partial {partial} along {along}");
                    }
                }
            return true;
        }

        public bool Choice<TOp>() where TOp : struct, IOperation => throw new NotSupportedException();

        public bool Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation => throw new NotSupportedException();

        public bool Reduction<TOp>() where TOp : struct, IReductionOperation => throw new NotSupportedException();

        static T Partial<TOp, T>(int partial, T a, T b, T y) where TOp : struct, IBinaryOperation where T : struct, IReal<T> =>
            partial == 0 ? TOp.PartialA(a, b, y) : TOp.PartialB(a, b, y);

        /// <summary>A partial that is a constant, as that of a sum, has no graph and the derivative 0.</summary>
        static void Sweep(Value partial)
        {
            if (!partial.IsConstant)
                partial.Backward();
        }

        static void AssertSame(double expected, double actual, string what) => Assert.True(
            Math.Abs(expected - actual) <= 1e-13 * Math.Max(1, Math.Abs(expected)), $"{what}: {actual}, and by dual numbers {expected}");
    }
}
