using Micrograd.Derivatives;
using Micrograd.Numbers;
using Micrograd.Operations;
using Micrograd.Tape;
using Micrograd.Tests.Tape;

namespace Micrograd.Tests;

/// <summary>An operation from outside the library, in a few lines, works in every reading.</summary>
public class CustomOperationTests
{
    /// <summary>y = √(x² + 1).</summary>
    readonly struct SoftAbs : IUnaryOperation
    {
        public static string Symbol => "softabs";
        public static T Primal<T>(T x) where T : struct, IReal<T> => T.Sqrt(x * x + 1);
        public static T Partial<T>(T x, T y) where T : struct, IReal<T> => x / y;
    }

    /// <summary>y = a / (a + b).</summary>
    readonly struct Share : IBinaryOperation
    {
        public static string Symbol => "share";
        public static T Primal<T>(T a, T b) where T : struct, IReal<T> => a / (a + b);
        public static T PartialA<T>(T a, T b, T y) where T : struct, IReal<T> => (1 - y) / (a + b);
        public static T PartialB<T>(T a, T b, T y) where T : struct, IReal<T> => -y / (a + b);
    }

    /// <summary>y = Σ xᵢ².</summary>
    readonly struct Energy : IReductionOperation
    {
        public static string Symbol => "energy";

        public static T Evaluate<T>(ReadOnlySpan<T> x, Span<T> partials) where T : struct, IReal<T>
        {
            T sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += x[i] * x[i];
                partials[i] = 2 * x[i];
            }
            return sum;
        }
    }

    static readonly CustomFunction SoftAbsOfFunctions = new("softabs", x => Math.Sqrt(x * x + 1), (x, y) => x / y);

    static readonly CustomFunction ShareOfFunctions =
        new("share", (a, b) => a / (a + b), (a, b, y) => (1 - y) / (a + b), (a, b, y) => -y / (a + b));

    public static TheoryData<bool> Kinds => [true, false];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ItIsEagerAndDifferentiatesToAnyOrder(bool asStruct)
    {
        var x = new Value(2);
        Value y = Soft(asStruct, x), slope = y.Backward(createGraph: true)[x], bend = slope.Backward(createGraph: true)[x];
        double root = Math.Sqrt(5);
        Assert.Equal(root, y.Data);
        Assert.Equal(2 / root, slope.Data, 1e-15);
        Assert.Equal(1 / (root * root * root), bend.Data, 1e-15);                               // f'' = (x² + 1)^(-3/2)
        Assert.Equal(-3 * 2 / Math.Pow(5, 2.5), bend.Backward(createGraph: true)[x].Data, 1e-15);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ItPassesTheGradientCheckAtBothOrders(bool asStruct)
    {
        GradientCheckResult result = GradientCheck.Check(
            x => Soft(asStruct, x[0] * x[1]) * Its(asStruct, x[0], x[2]) + Its(asStruct, 3, x[1]) + Its(asStruct, x[2], 0.5), [0.7, 1.4, 2.2], order: 2);
        Assert.True(result.Passed, result.ToString());
    }

    [Fact]
    public void AStructPassesAsTheLibrarysOwnRulesDo()
    {
        Assert.True(GradientCheck.Operation<SoftAbs>(0.7).Passed);
        Assert.True(GradientCheck.Operation<Share>(0.7, 1.4).Passed);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheGraphKnowsItsNameAndOperands(bool asStruct)
    {
        Value a = new(2, "a"), y = Its(asStruct, a, 6);
        Assert.Equal("share", y.Op);
        Assert.Equal(2, y.Operands.Count);
        Assert.Equal((a, 6), (y.Operands[0], y.Operands[1].Data));
        Assert.True(y.Operands[1].IsConstant);
        Assert.Equal("softabs", Soft(asStruct, a).Op);
        Assert.Single(Soft(asStruct, a).Operands);
    }

    [Fact]
    public void DualNumbersAndTextReadAStruct()
    {
        Dual<Real> y = Dual<Real>.Apply<SoftAbs>(new(2, 1));
        Assert.Equal(2 / Math.Sqrt(5), y.Tangent, 1e-15);
        Assert.Equal("x / y", SoftAbs.Partial(new Formula("x"), new Formula("y")).ToString());
        Assert.Equal("softabs(a + b)", Formula.Apply<SoftAbs>(new Formula("a") + new Formula("b")).ToString());
    }

    [Fact]
    public void TheDocumentsReadAStruct() => Assert.Equal(
        "| Custom | `share` | y = a / (a + b). | by a: `(1 - y) / (a + b)`; by b: `-y / (a + b)` |",
        Docs.OperationsPageTests.Row(Operation.Binary<Share>(), "y = a / (a + b)."));

    [Fact]
    public void OneOfManyOperandsIsOneNode()
    {
        Value[] x = [new(1), new(2), 3, new(4)];
        Value y = Value.Apply<Energy>(x);
        Assert.Equal((30, "energy", 4), (y.Data, y.Op, y.Operands.Count));
        Value[] slopes = [.. x.Where(leaf => leaf.IsLeaf).Select(leaf => y.Backward(createGraph: true)[leaf])];
        Assert.Equal([2, 4, 8], slopes.Select(slope => slope.Data));
        Assert.Equal(2, slopes[1].Backward(createGraph: true)[x[1]].Data);
        Assert.Equal(14, Value.Apply<Energy>([1, 2, 3]).Data);
    }

    [Fact]
    public void ManyBlocksOfManyKindsKeepTheirNamesApart()
    {
        using var _ = new UsingRecorder(new Recorder(blockSize: 32));
        Value x = new(0.5), y = x;
        var expected = new Stack<string>();
        for (int i = 0; i < 500; i++)
        {
            y = (i % 4) switch { 0 => Soft(true, y), 1 => Value.Sin(y), 2 => Its(false, y, 2), _ => y * 1.5 };
            expected.Push((i % 4) switch { 0 => "softabs", 1 => "sin", 2 => "share", _ => "*" });
        }
        y.Backward();
        Assert.True(x.HasGrad);
        for (; expected.TryPop(out string? symbol); y = y.Operands[0])
            Assert.Equal(symbol, y.Op);
        Assert.Equal(x, y);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void OfConstantsItIsAConstant(bool asStruct)
    {
        Assert.True(Soft(asStruct, 3).IsConstant);
        Assert.Equal(0.25, Its(asStruct, 2, 6).Data);
    }

    [Fact]
    public void MisuseIsExplained()
    {
        Value x = new(1);
        Assert.StartsWith(
            "The operation softabs takes 1 argument, got 2.", Assert.Throws<ArgumentException>(() => SoftAbsOfFunctions.Apply(x, x)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The operation share takes 2 arguments, got 0.", Assert.Throws<ArgumentException>(() => ShareOfFunctions.Apply()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new CustomFunction(" ", x => x, (_, _) => 1));
        Assert.Throws<ArgumentNullException>(() => new CustomFunction("f", null!, (_, _) => 1));
        Value[] many = [.. Enumerable.Repeat(x, 5000)];
        Assert.Contains("at most", Assert.Throws<ArgumentException>(() => Value.Apply<Energy>(many)).Message, StringComparison.Ordinal);
    }

    static Value Soft(bool asStruct, Value x) => asStruct ? Value.Apply<SoftAbs>(x) : SoftAbsOfFunctions.Apply(x);

    static Value Its(bool asStruct, Value a, Value b) => asStruct ? Value.Apply<Share>(a, b) : ShareOfFunctions.Apply(a, b);
}
