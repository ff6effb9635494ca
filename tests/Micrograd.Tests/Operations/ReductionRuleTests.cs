using Micrograd.Derivatives;
using Micrograd.Numbers;
using Micrograd.Operations;

namespace Micrograd.Tests.Operations;

/// <summary>
/// The rule of every operation on many arguments whose partials depend on all of them, whatever the table holds: partials
/// against finite differences, derivatives of the partials by dual numbers and by recorded values.
/// </summary>
public class ReductionRuleTests
{
    static readonly double[][] Points = [[1.3], [0.7, -1.1], [0.7, -1.1, 2.3, 0.2, -0.6]];

    [Fact]
    public void PartialsAreDerivatives() => Visit(new AgainstDifferences());

    [Fact]
    public void SecondDerivativesOfValuesAreThoseOfDualNumbers() => Visit(new ValuesAgainstDuals());

    [Theory]
    [InlineData(2)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void EqualWinnersShareTheTangentToo(double best)
    {
        double[] point = [best, best, best];
        for (int along = 0; along < point.Length; along++)
        {
            Dual<Real>[] x = Along(point, along), partials = new Dual<Real>[point.Length];
            foreach (Dual<Real> y in new[] { MaxOf.Evaluate(x, partials), MinOf.Evaluate(x, partials) })
            {
                Assert.Equal(best, y.Primal.Value);
                Assert.Equal(1.0 / 3, y.Tangent, 1e-15);
                Assert.Equal(1.0 / 3, partials[along].Primal, 1e-15);
            }
        }
    }

    [Fact]
    public void ALoserTakesNothing()
    {
        var partials = new Dual<Real>[3];
        Dual<Real> y = MaxOf.Evaluate(Along([1, double.NegativeInfinity, 1], 1), partials);
        Assert.Equal((1.0, 0.0), (y.Primal.Value, y.Tangent.Value));
        Assert.Equal(double.NegativeInfinity, 1 / MaxOf.Evaluate<Real>([-0.0, -0.0], new Real[2]).Value);
    }

    static void Visit(IOperationVisitor<int> visitor) => Assert.True(Operation.All.Sum(operation => operation.Accept(visitor)) >= 6);

    static Dual<Real>[] Along(double[] point, int i) => [.. point.Select((x, k) => new Dual<Real>(x, k == i ? 1 : 0))];

    abstract class OfReductions : IOperationVisitor<int>
    {
        public int Unary<TOp>() where TOp : struct, IUnaryOperation => 0;

        public int Binary<TOp>() where TOp : struct, IBinaryOperation => 0;

        public int Choice<TOp>() where TOp : struct, IOperation => 0;

        public int Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation => 0;

        public int Reduction<TOp>() where TOp : struct, IReductionOperation
        {
            foreach (double[] point in Points)
                for (int along = 0; along < point.Length; along++)
                    Check<TOp>(point, along);
            return 1;
        }

        protected abstract void Check<TOp>(double[] point, int along) where TOp : struct, IReductionOperation;
    }

    sealed class AgainstDifferences : OfReductions
    {
        protected override void Check<TOp>(double[] point, int along)
        {
            var partials = new Dual<Real>[point.Length];
            Dual<Real> y = TOp.Evaluate<Dual<Real>>(Along(point, along), partials);
            double slope = Difference(-1);
            AssertNear("the partial", slope, partials[along].Primal);
            AssertNear("the tangent", slope, y.Tangent);
            for (int i = 0; i < partials.Length; i++)
                AssertNear($"the tangent of partial {i}", Difference(i), partials[i].Tangent);

            void AssertNear(string what, double expected, double actual) => Assert.True(
                Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)),
                $"{TOp.Symbol} of {point.Length} along {along}: {what} is {actual}, by differences {expected}");

            double Difference(int partial) => FiniteDifference.AtZero(t =>
            {
                Real[] x = [.. point.Select((x, i) => (Real)(i == along ? x + t : x))];
                var slopes = new Real[x.Length];
                Real value = TOp.Evaluate<Real>(x, slopes);
                return partial < 0 ? value : slopes[partial];
            }, 0.1).Derivative;
        }
    }

    sealed class ValuesAgainstDuals : OfReductions
    {
        protected override void Check<TOp>(double[] point, int along)
        {
            var expected = new Dual<Real>[point.Length];
            TOp.Evaluate<Dual<Real>>(Along(point, along), expected);
            for (int i = 0; i < point.Length; i++)
            {
                Value[] x = [.. point.Select(number => new Value(number))], partials = new Value[point.Length];
                TOp.Evaluate<Value>(x, partials);
                Assert.Equal(expected[i].Primal, partials[i].Data, 1e-15);
                if (!partials[i].IsConstant)
                    partials[i].Backward();
                Assert.Equal(expected[i].Tangent, x[along].Grad, 1e-13 * Math.Max(1, Math.Abs(expected[i].Tangent)));
            }
        }
    }
}
