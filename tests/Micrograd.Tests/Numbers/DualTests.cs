using Micrograd.Numbers;
using Micrograd.Operations;

namespace Micrograd.Tests.Numbers;

/// <summary>Forward mode against closed forms, and one generic program read as double, value and dual number.</summary>
public class DualTests
{
    static T Program<T>(T x) where T : struct, IReal<T> => T.Tanh(x * x - 1) / (2 + T.Exp(-x)) + T.Sqrt(x);

    [Fact]
    public void AProgramOverAnyNumberGivesTheSameValueAndDerivative()
    {
        double value = Program<Real>(1.3);
        Dual<Real> dual = Program(new Dual<Real>(1.3, 1));
        Value leaf = new(1.3), result = Program(leaf);
        result.Backward();
        Assert.Equal(value, dual.Primal.Value);
        Assert.Equal(value, result.Data);
        Assert.Equal(leaf.Grad, dual.Tangent.Value, 1e-15);
    }

    [Fact]
    public void NestedDualsGiveSecondDerivatives()
    {
        // f = x³ e^x at 0.7: f' = (x³ + 3x²) e^x, f'' = (x³ + 6x² + 6x) e^x.
        var x = new Dual<Dual<Real>>(new(0.7, 1), new(1, 0));
        Dual<Dual<Real>> y = x * x * x * Apply<Exp>(x);
        double e = Math.Exp(0.7);
        Assert.Equal((0.343 + 3 * 0.49) * e, y.Tangent.Primal.Value, 1e-13);
        Assert.Equal((0.343 + 6 * 0.49 + 6 * 0.7) * e, y.Tangent.Tangent.Value, 1e-13);

        static Dual<Dual<Real>> Apply<TOp>(Dual<Dual<Real>> z) where TOp : struct, IUnaryOperation => Dual<Dual<Real>>.Apply<TOp>(z);
    }

    [Fact]
    public void NoMovementAlongAnInfiniteSlopeIsNoChange() =>
        Assert.Equal(0, Dual<Real>.Apply<Sqrt>(new Dual<Real>(0, 0)).Tangent.Value);

    [Fact]
    public void TanhsPartialEvaluatedOnValuesIsDifferentiable()
    {
        Value x = new(0.6), y = Value.Tanh(x);
        Value slope = Tanh.Partial(x, y);
        slope.Backward();
        double t = Math.Tanh(0.6);
        Assert.Equal(1 - t * t, slope.Data, 1e-15);
        Assert.Equal(-2 * t * (1 - t * t), x.Grad, 1e-15);
    }

    [Theory]
    [MemberData(nameof(Unary))]
    public void APartialOnValuesDifferentiatesAsOnDuals(OpCode code) => Operation.Of(code).Accept(new SecondOrder());

    public static TheoryData<OpCode> Unary => [.. Operation.All.Where(operation => operation.Arity == 1).Select(operation => operation.Code)];

    sealed class SecondOrder : IOperationVisitor<bool>
    {
        public bool Unary<TOp>() where TOp : struct, IUnaryOperation
        {
            foreach (double at in Operations.Samples.Unary(TOp.Code))
            {
                Value x = new(at);
                Value slope = TOp.Partial(x, Value.Apply<TOp>(x));
                if (!slope.IsConstant)
                    slope.Backward();
                var dual = new Dual<Real>(at, 1);
                double expected = TOp.Partial(dual, Dual<Real>.Apply<TOp>(dual)).Tangent;
                Assert.Equal(expected, x.Grad, 1e-12 * Math.Max(1, Math.Abs(expected)));
            }
            return true;
        }

        public bool Binary<TOp>() where TOp : struct, IBinaryOperation => false;

        public bool Choice<TOp>() where TOp : struct, IOperation => false;

        public bool Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation => false;

        public bool Reduction<TOp>() where TOp : struct, IReductionOperation => false;
    }
}
