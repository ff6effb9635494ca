using Micrograd.Numbers;
using Micrograd.Operations;
using Micrograd.Tests.Operations;

namespace Micrograd.Tests;

/// <summary>What a node says of itself: its operation and its operands in order, constants included, for every operation.</summary>
public class ValueOperandsTests
{
    public static TheoryData<OpCode> Codes => [.. Operation.All.Select(operation => operation.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void EveryOperationTellsItsOperands(OpCode code) => Assert.True(Operation.Of(code).Accept(new Inspection()));

    [Fact]
    public void ASelectTellsBothBranches()
    {
        Value a = new(2), b = new(3);
        AssertNode("select", Value.Select(a > b, a, b), 3, a, b);
        AssertNode("select", Value.Select(a < b, a, 7), 2, a, 7);
        AssertNode("select", Value.Select(a < b, 7, a), 7, 7, a);
        Assert.True(Value.Select(true, 1, 2).IsConstant);
        Value constantTaken = Value.Select(a < b, 7, a);
        constantTaken.Backward();
        Assert.Equal((true, 0), (a.HasGrad, a.Grad));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    public void OperationsOnManyTellAllOperandsWhereverConstantsStand(int count)
    {
        // Each pattern of bits says which operands are constants.
        for (int pattern = 0; pattern < Math.Min(1 << count, 1 << 9); pattern++)
        {
            Value[] a = Operands(count, pattern, 0.5), b = Operands(count, pattern * 5 % 7, -0.25);
            AssertNode("sum", Value.Sum(a), a.Sum(x => x.Data), a);
            AssertNode("logsumexp", Value.LogSumExp(a), Math.Log(a.Sum(x => Math.Exp(x.Data))), a);
            AssertNode("mean", Value.Mean(a), a.Average(x => x.Data), a);
            AssertNode("product", Value.Product(a), a.Aggregate(1.0, (y, x) => y * x.Data), a);
            AssertNode("norm", Value.Norm(a), Math.Sqrt(a.Sum(x => x.Data * x.Data)), a);
            AssertNode("maxof", Value.MaxOf(a), a.Max(x => x.Data), a);
            AssertNode("minof", Value.MinOf(a), a.Min(x => x.Data), a);

            Value[] pairs = [.. a.Zip(b).SelectMany(pair => new[] { pair.First, pair.Second })];
            double dot = a.Zip(b).Sum(pair => pair.First.Data * pair.Second.Data);
            AssertNode("dot", Value.Dot(a, b), dot, pairs);
            Value[] biases = [new(10), 10];
            foreach (Value bias in biases)
                AssertNode("affine", Value.Affine(a, b, bias), dot + 10, [.. pairs, bias]);
            double[] numbers = [.. b.Select(x => x.Data)];
            Value[] withNumbers = [.. a.Zip(numbers).SelectMany(pair => new[] { pair.First, pair.Second })];
            AssertNode("dot", Value.Dot(a, numbers), dot, withNumbers);
            AssertNode("affine", Value.Affine(a, numbers, 10), dot + 10, [.. withNumbers, 10]);
        }

        static Value[] Operands(int count, int constants, double shift) =>
            [.. Enumerable.Range(1, count).Select(i => (constants >> (i - 1) & 1) != 0 ? i + shift : new Value(i + shift))];
    }

    [Fact]
    public void AConstantAmongManyTakesNoGradientFromTheOthers()
    {
        Value a = new(2), c = new(5);
        Value.Product(a, 3, c).Backward();
        Assert.Equal((15, 6), (a.Grad, c.Grad));
        Value.Affine([a, 4, c], [0.5, c, a], 1).Backward();
        Assert.Equal((15 + 0.5 + 5, 6 + 4 + 2), (a.Grad, c.Grad));
    }

    [Fact]
    public void VectorsOfDifferentLengthsAreRefusedByEveryProduct()
    {
        Value x = new(1);
        Action[] calls =
        [
            () => Value.Dot([x, x, x], [x, x]), () => Value.Dot([x, x, x], [1.0, 2.0]),
            () => Value.Affine([x, x, x], [x, x], 1), () => Value.Affine([x, x, x], [1.0, 2.0], x),
        ];
        foreach (Action call in calls)
            Assert.Equal("The two vectors must be of one length, but have 3 and 2 elements.", Assert.Throws<ArgumentException>(call).Message);
    }

    [Fact]
    public void MoreOperandsThanABlockHoldsErrNoMoreThanAPlainLoop()
    {
        const int n = 10_000;
        const double rounding = 1.0 / (1L << 53);
        double[] x = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i) * Math.Pow(10, i % 7))], w = [.. Enumerable.Range(0, n).Select(i => Math.Cos(i))];
        Value[] a = [.. x.Select(number => new Value(number))], b = [.. w.Select(number => new Value(number))];

        // A plain loop errs by as much; so the two may differ by twice that.
        double sum = 0, sizes = 0, dot = 0, dotSizes = 0;
        for (int i = 0; i < n; i++)
            (sum, sizes, dot, dotSizes) = (sum + x[i], sizes + Math.Abs(x[i]), dot + x[i] * w[i], dotSizes + Math.Abs(x[i] * w[i]));
        Value ofSum = Value.Sum(a), ofDot = Value.Dot(a, b), ofAffine = Value.Affine(a, b, 3);
        Assert.Equal(sum, ofSum.Data, 2 * n * rounding * sizes);
        Assert.Equal(dot, ofDot.Data, 2 * n * rounding * dotSizes);
        Assert.Equal(dot + 3, ofAffine.Data, 2 * n * rounding * (dotSizes + 3));

        ofSum.Backward();
        Assert.All(a, leaf => Assert.Equal(1, leaf.Grad));
        ofDot.Backward();
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal((1 + w[i], x[i]), (a[i].Grad, b[i].Grad)));
        ofAffine.Backward(-1);
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal((1 + w[i] - w[i], 0), (a[i].Grad, b[i].Grad)));

        Value[] logits = [.. w.Select(number => new Value(number))];
        double total = w.Sum(Math.Exp);
        Value ofExponentials = Value.LogSumExp(logits);
        Assert.Equal(Math.Log(total), ofExponentials.Data, 1e-13);
        ofExponentials.Backward();
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal(Math.Exp(w[i]) / total, logits[i].Grad, 1e-12 * Math.Exp(w[i]) / total));
    }

    static void AssertNode(string op, Value y, double data, params Value[] operands)
    {
        Assert.Equal(data, y.Data, 1e-13 * Math.Max(1, Math.Abs(data)));
        if (operands.All(operand => operand.IsConstant))
        {
            Assert.True(y.IsConstant && y.Op == "" && y.Operands.Count == 0, $"{op} of constants is a node");
            return;
        }
        Assert.Equal(op, y.Op);
        Assert.False(y.IsLeaf || y.IsConstant);
        Assert.Equal(operands.Length, y.Operands.Count);
        for (int i = 0; i < operands.Length; i++)
        {
            Assert.True(operands[i].Equals(y.Operands[i]), $"operand {i} of {op} is {y.Operands[i]}, not {operands[i]}");
            Assert.Equal(operands[i].GetHashCode(), y.Operands[i].GetHashCode());
        }
    }

    sealed class Inspection : IOperationVisitor<bool>
    {
        public bool Unary<TOp>() where TOp : struct, IUnaryOperation
        {
            double at = Samples.Unary(TOp.Code)[^1];
            Value x = new(at);
            double expected = TOp.Primal<Real>(at);
            AssertNode(TOp.Symbol, Value.Apply<TOp>(x), expected, x);
            AssertNode(TOp.Symbol, Value.Apply<TOp>(at), expected, at);
            return true;
        }

        public bool Binary<TOp>() where TOp : struct, IBinaryOperation
        {
            var (a, b) = Samples.Binary(TOp.Code)[^1];
            Value x = new(a), z = new(b);
            double expected = TOp.Primal<Real>(a, b);
            AssertNode(TOp.Symbol, Value.Apply<TOp>(x, z), expected, x, z);
            AssertNode(TOp.Symbol, Value.Apply<TOp>(x, (Value)b), expected, x, b);
            AssertNode(TOp.Symbol, Value.Apply<TOp>((Value)a, z), expected, a, z);
            AssertNode(TOp.Symbol, Value.Apply<TOp>((Value)a, (Value)b), expected, a, b);
            double twice = TOp.Primal<Real>(a, a);
            if (double.IsFinite(twice))
                AssertNode(TOp.Symbol, Value.Apply<TOp>(x, x), twice, x, x);
            return true;
        }

        public bool Choice<TOp>() where TOp : struct, IOperation => true;

        public bool Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation => true;

        public bool Reduction<TOp>() where TOp : struct, IReductionOperation => true;
    }
}
