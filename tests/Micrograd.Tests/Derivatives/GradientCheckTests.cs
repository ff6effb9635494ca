using Micrograd.Derivatives;
using Micrograd.Numbers;
using Micrograd.Operations;
using Micrograd.Tests.Operations;

namespace Micrograd.Tests.Derivatives;

/// <summary>Every rule of the table against finite differences, and wrong rules that must not pass.</summary>
public class GradientCheckTests
{
    public static TheoryData<OpCode> Codes => [.. Operation.All.Select(operation => operation.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void EveryOperationPassesAtOrdersOneAndTwo(OpCode code) => Operation.Of(code).Accept(new AtItsSamples());

    [Fact]
    public void AWrongPartialIsCaught()
    {
        GradientCheckResult result = GradientCheck.Operation<WrongSine>(0.7);
        Assert.False(result.Passed);
        Assert.Contains("order 1", result.What, StringComparison.Ordinal);
        Assert.EndsWith("FAILED", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void APartialThatIsRightAtOnePointOnlyIsCaught() => Assert.False(GradientCheck.Operation<FrozenPartial>(0.7).Passed);

    [Fact]
    public void APartialThatDifferentiatesWronglyIsCaught()
    {
        GradientCheckResult result = GradientCheck.Operation<WrongSecondOrder>(0.7);
        Assert.False(result.Passed);
        Assert.Contains("order 2", result.What, StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongPartialOfTwoArgumentsIsCaught() => Assert.False(GradientCheck.Operation<WrongProduct>(1.3, -0.4).Passed);

    [Fact]
    public void AProgramOfValuesPasses()
    {
        GradientCheckResult result = GradientCheck.Check(
            x => Value.Tanh(x[0] * x[1] + Value.Exp(-x[2])) / (1 + x[1] * x[1]) + Value.LogSumExp(x) * Value.Dot(x, x), [0.3, -1.2, 2.5]);
        Assert.True(result.Passed, result.ToString());
    }

    [Fact]
    public void AProgramThatLosesAGradientIsCaught() =>
        Assert.False(GradientCheck.Check(x => x[0] * x[1].Detach(), [2, 3]).Passed);

    [Fact]
    public void AKinkDoesNotPass() => Assert.False(GradientCheck.Check(x => Value.Relu(x[0]), [0]).Passed);

    [Fact]
    public void AFunctionThatIsNaNDoesNotPass() => Assert.False(GradientCheck.Check(x => Value.Log(x[0]), [-1]).Passed);

    [Fact]
    public void AConstantFunctionPasses() => Assert.True(GradientCheck.Check(_ => 3.0, [1, 2]).Passed);

    [Fact]
    public void NoCoordinatesIsAnError() => Assert.Throws<ArgumentException>(() => GradientCheck.Check(_ => 1.0, []));

    [Theory]
    [InlineData(0.5)]
    [InlineData(3.0)]
    public void FiniteDifferencesAreGoodToTenDigits(double x)
    {
        var (derivative, error) = FiniteDifference.AtZero(t => Math.Exp(Math.Sin(x + t)), 0.05);
        double expected = Math.Cos(x) * Math.Exp(Math.Sin(x));
        Assert.Equal(expected, derivative, 1e-10 * Math.Abs(expected));
        Assert.True(error < 1e-8);
    }

    sealed class AtItsSamples : IOperationVisitor<bool>
    {
        public bool Unary<TOp>() where TOp : struct, IUnaryOperation =>
            Passes(Samples.Unary(TOp.Code).Select(x => GradientCheck.Operation<TOp>(x)))
            && Passes(Samples.Unary(TOp.Code).Select(x => GradientCheck.Check(v => Value.Apply<TOp>(v[0]) * v[0], [x])));

        public bool Binary<TOp>() where TOp : struct, IBinaryOperation =>
            Passes(Samples.Binary(TOp.Code).Select(p => GradientCheck.Operation<TOp>(p.Item1, p.Item2)))
            && Passes(Samples.Binary(TOp.Code).Select(p => GradientCheck.Check(v => Value.Apply<TOp>(v[0], v[1]) * v[0], [p.Item1, p.Item2])));

        public bool Choice<TOp>() where TOp : struct, IOperation =>
            Passes([GradientCheck.Check(v => Value.Select(v[0] > v[1], v[0] * v[1], v[1] / v[0]), [1.3, 0.4])])
            && Passes([GradientCheck.Check(v => Value.Select(v[0] > v[1], v[0] * v[1], v[1] / v[0]), [0.3, 1.4])]);

        public bool Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation =>
            Passes([GradientCheck.Check(v => Many(TOp.Code, v), [0.7, -1.1, 2.3, 0.2, -0.6])]);

        public bool Reduction<TOp>() where TOp : struct, IReductionOperation =>
            Passes([GradientCheck.Check(v => Many(TOp.Code, v), [0.7, -1.1, 2.3, 0.2, -0.6])])
            && Passes([GradientCheck.Check(v => Many(TOp.Code, v), [0.7, -1.1])]);

        static Value Many(OpCode code, Value[] v) => v[0] * code switch
        {
            OpCode.Sum => Value.Sum([.. v, 2.5, v[0]]),
            OpCode.Dot => Value.Dot(v, [v[1], 2, v[0], v[2], .. v[4..]]),
            OpCode.Affine => Value.Affine(v, [v[1], 2, v[0], v[2], .. v[4..]], v[0]),
            OpCode.LogSumExp => Value.LogSumExp([.. v, 0.5]),
            OpCode.CrossEntropy => Value.Apply<CrossEntropy>([.. v, 0.5]),
            OpCode.Mean => Value.Mean([.. v, 0.5]),
            OpCode.Product => Value.Product([.. v, 0.5]),
            OpCode.Norm => Value.Norm([.. v, 0.5]),
            OpCode.MaxOf => Value.MaxOf([.. v, 0.5]),
            OpCode.MinOf => Value.MinOf([.. v, 0.5]),
            _ => throw new ArgumentException($"Say how to check {code}, the operation on many operands that is new here."),
        };

        static bool Passes(IEnumerable<GradientCheckResult> results)
        {
            Assert.All(results, result => Assert.True(result.Passed, result.ToString()));
            return true;
        }
    }

    readonly struct WrongSine : IUnaryOperation
    {
        public static OpCode Code => OpCode.Tanh;

        public static string Symbol => "wrong";

        public static T Primal<T>(T x) where T : struct, IReal<T> => T.Tanh(x);

        public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 - y;
    }

    readonly struct FrozenPartial : IUnaryOperation
    {
        public static OpCode Code => OpCode.Tanh;

        public static string Symbol => "frozen";

        public static T Primal<T>(T x) where T : struct, IReal<T> => T.Tanh(x);

        // The right number at the point of the test, but a constant.
        public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 - Math.Pow(Math.Tanh(0.7), 2);
    }

    readonly struct WrongSecondOrder : IUnaryOperation
    {
        public static OpCode Code => OpCode.Tanh;

        public static string Symbol => "half right";

        public static T Primal<T>(T x) where T : struct, IReal<T> => T.Tanh(x);

        // The right number everywhere, but for dual numbers a step function without a slope.
        public static T Partial<T>(T x, T y) where T : struct, IReal<T> =>
            typeof(T) == typeof(Real) ? 1 - y * y : T.IfGreater(x, 0, 0.5, 0.25);
    }

    readonly struct WrongProduct : IBinaryOperation
    {
        public static OpCode Code => OpCode.Multiply;

        public static string Symbol => "wrong";

        public static T Primal<T>(T a, T b) where T : struct, IReal<T> => a * b;

        public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => b;

        public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => b;
    }
}
