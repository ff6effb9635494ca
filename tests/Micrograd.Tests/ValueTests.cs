using System.Globalization;

namespace Micrograd.Tests;

/// <summary>What a value promises to those who touch it.</summary>
public class ValueTests
{
    [Fact]
    public void MicrogradsReadmeExampleComesOut()
    {
        Value a = new(-4.0), b = new(2.0);
        Value c = a + b, d = a * b + Value.Pow(b, 3);
        c += c + 1;
        c += 1 + c + -a;
        d += d * 2 + Value.Relu(b + a);
        d += 3 * d + Value.Relu(b - a);
        Value e = c - d, f = Value.Pow(e, 2), g = f / 2.0;
        g += 10.0 / f;
        g.Backward();
        Assert.Equal(24.7041, g.Data, 0.0001);
        Assert.Equal(138.8338, a.Grad, 0.0001);
        Assert.Equal(645.5773, b.Grad, 0.0001);
    }

    [Fact]
    public void AReusedValueAddsItsGradients()
    {
        Value a = new(3);
        (a + a).Backward();
        Assert.Equal(2, a.Grad);
    }

    [Fact]
    public void BackwardTwiceAddsUpInLeavesAndRenewsInteriorGradients()
    {
        Value a = new(2), b = a * 3, c = b * b;
        c.Backward();
        c.Backward();
        Assert.Equal(2 * 36, a.Grad);
        Assert.Equal(12, b.Grad);
        a.ZeroGrad();
        c.Backward();
        Assert.Equal(36, a.Grad);
    }

    [Fact]
    public void BeforeAnyBackwardThereIsNoGradientAndItReadsZero()
    {
        Value a = new(2), b = a * a;
        Assert.False(a.HasGrad || b.HasGrad);
        Assert.Equal(0, b.Grad);
        b.Backward();
        Assert.True(a.HasGrad && b.HasGrad);
        a.ZeroGrad();
        b.ZeroGrad();
        Assert.False(a.HasGrad || b.HasGrad);
        Assert.Equal("0", a.Grad.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void AnotherGraphsGradientsStayAsTheyWere()
    {
        Value a = new(2), b = new(5);
        Value first = a * 3, one = first * a, second = b * 7, two = second * b;
        one.Backward();
        two.Backward();
        Assert.Equal(2, first.Grad);
        Assert.Equal(5, second.Grad);
        one.Backward(10);
        Assert.Equal((20, 5), (first.Grad, second.Grad));
    }

    [Fact]
    public void AValueBehindADeadRectifierHasTheGradientZero()
    {
        Value a = new(-2), inner = a * 3, other = a * 5, y = Value.Relu(inner) + 1;
        y.Backward();
        Assert.True(inner.HasGrad && a.HasGrad);
        Assert.Equal((0, 0), (inner.Grad, a.Grad));
        Assert.False(other.HasGrad);
    }

    [Fact]
    public void AGradientOfZeroReplacesAnOlderOne()
    {
        Value a = new(2), inner = a * 3, one = inner * 4, two = inner * 0.0;
        one.Backward();
        Assert.Equal(4, inner.Grad);
        two.Backward();
        Assert.Equal(0, inner.Grad);
    }

    [Fact]
    public void TheBranchNotTakenDoesNoHarmWithAnInfiniteSlope()
    {
        Value x = new(0);
        Value y = Value.Select(x > 0, Value.Sqrt(x), 2 * x);
        y.Backward();
        Assert.Equal(2, x.Grad);
    }

    [Fact]
    public void AChangedLeafIsSeenThroughEveryCopyAndRecordedPartialsStay()
    {
        Value a = new(3), copy = a, square = a * a;
        a.Data = 10;
        Assert.Equal(10, copy.Data);
        square.Backward();
        Assert.Equal(9, square.Data);
        Assert.Equal(6, a.Grad);
        copy.Set(4);
        Assert.Equal(4, a.Data);
    }

    [Fact]
    public void ParametersAreChangedByIterating()
    {
        Value[] parameters = [new(1), new(2)];
        Value.Dot(parameters, parameters).Backward();
        foreach (Value p in parameters)
            p.Data -= 0.1 * p.Grad;
        Assert.Equal([0.8, 1.6], parameters.Select(p => p.Data));
    }

    [Fact]
    public void TheSeedScalesEveryGradient()
    {
        Value a = new(3), y = a * a;
        y.Backward(-0.5);
        Assert.Equal((-3, -0.5), (a.Grad, y.Grad));
        a.Backward(2);
        Assert.Equal(-1, a.Grad);
        y.Backward(double.NaN);
        Assert.True(double.IsNaN(a.Grad));
        Value b = new(1), z = b + b;
        z.Backward(-0.0);
        Assert.True(b.HasGrad);
    }

    [Fact]
    public void WhatAConstantCannotDoSaysWhatToWrite()
    {
        Value c = 2.0;
        Assert.True(c.IsConstant);
        foreach (Action action in new Action[] { () => c.Backward(), () => _ = c.Grad, () => c.Set(3), () => c.Label = "c" })
            Assert.Contains("new Value(…)", Assert.Throws<InvalidOperationException>(action).Message, StringComparison.Ordinal);
        Assert.False(c.HasGrad);
    }

    [Fact]
    public void AResultCannotBeChangedAndSaysSo()
    {
        Value y = Value.Tanh(new Value(1));
        string message = Assert.Throws<InvalidOperationException>(() => y.Data = 3).Message;
        Assert.Contains("tanh", message, StringComparison.Ordinal);
        Assert.Contains("new Value(…)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConstantsMakeNoNode()
    {
        Value x = new(2), y = x * 3 + 1;
        Assert.True((Value.Exp(1.0) * 2 - 1).IsConstant);
        Assert.Equal("+", y.Op);
        Assert.True(y.Operands[1].IsConstant);
        Assert.Equal(("*", 2, 3), (y.Operands[0].Op, y.Operands[0].Operands[0].Data, y.Operands[0].Operands[1].Data));
        Assert.Equal(0, default(Value).Data);
    }

    [Fact]
    public void NumbersStandOnEitherSideOfEveryOperator()
    {
        Value x = new(4);
        Assert.Equal([6, 6, 6, 6], Data(x + 2, x + 2.0, 2 + x, 2.0 + x));
        Assert.Equal([3, -3, 1.5, -1.5], Data(x - 1, 1 - x, x - 2.5, 2.5 - x));
        Assert.Equal([8, 8, 2, 0.5], Data(x * 2, 2 * x, x / 2, 2 / x));
        Assert.Equal([16, 16, -4, 4], Data(Value.Pow(x, 2), Value.Pow(2.0, x), -x, +x));
        Value order = 1 - x;
        Assert.Equal((1, 4), (order.Operands[0].Data, order.Operands[1].Data));

        static double[] Data(params Value[] values) => [.. values.Select(value => value.Data)];
    }

    [Fact]
    public void ComparisonsReadLikeThoseOfDoubles()
    {
        Value a = new(1), b = new(2), nan = new(double.NaN);
        Assert.True(a < b && a <= b && b > a && b >= 2 && a != b && a == 1.0);
        Assert.False(nan < a || nan >= a || nan == a || nan == new Value(double.NaN));
        Assert.True(!(a > b) & ((a > b) | (a < b)));
        bool taken = false;
        if (a < b && !(nan > 0))
            taken = true;
        Assert.True(taken);
        Assert.Equal(2, Value.Select(a > b, a, b).Data);
    }

    [Fact]
    public void EqualOperatorsCompareNumbersAndEqualsComparesNodes()
    {
        Value a = new(1), same = a, twin = new(1), y = a * 2;
        Assert.True(a == twin);
        Assert.True(a.Equals(same) && !a.Equals(twin));
        Assert.True(y.Operands[0].Equals(a));
        Assert.Equal(a.GetHashCode(), y.Operands[0].GetHashCode());
        Assert.True(((Value)2.0).Equals(2.0));
        Assert.Single(new HashSet<Value> { a, same, y.Operands[0] });
    }

    [Fact]
    public void AnyNodeCanHaveALabelAndKeepsItWhenItIsReachedByWalking()
    {
        Value a = new(2, "a"), y = a * 3;
        y.Label = "y";
        Value z = y + 1;
        Assert.Equal(("y", "a"), (z.Operands[0].Label, z.Operands[0].Operands[0].Label));
        Assert.Null(z.Label);
        y.Label = null;
        Assert.Null(z.Operands[0].Label);
    }

    [Fact]
    public void TheTextIsInvariantAndShowsDataAndGradient()
    {
        Value a = new(-1.5), y = a * 2;
        y.Backward();
        Assert.Equal("Value(data=-1.5, grad=2)", DecimalComma.Run(() => $"{a}"));
        Assert.Equal("Value(data=0.5)", DecimalComma.Run(() => $"{(Value)0.5}"));
    }

    [Fact]
    public void DetachForgetsTheHistory()
    {
        Value a = new(2), y = (a * a).Detach() * a;
        y.Backward();
        Assert.Equal(4, a.Grad);
        Assert.True((a * a).Detach().IsConstant);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void OperandsOfASumStandInTheirOrder(int count)
    {
        Value[] terms = [.. Enumerable.Range(0, count).Select(i => i == 1 ? (Value)10 : new Value(i))];
        Value sum = Value.Sum(terms);
        Assert.Equal(terms.Sum(term => term.Data), sum.Data);
        Assert.Equal(count == 0 ? [] : terms.Select(term => term.Data), sum.Operands.Select(operand => operand.Data));
    }

    [Fact]
    public void OperandsOfAnAffineFormArePairsAndThenTheBias()
    {
        Value a = new(2), b = new(3), bias = new(7);
        Value y = Value.Affine([a, 4], [5, b], bias);
        Assert.Equal([2, 5, 4, 3, 7], y.Operands.Select(operand => operand.Data));
        Assert.Equal(2 * 5 + 4 * 3 + 7, y.Data);
        Assert.Equal("affine", y.Op);
        y.Backward();
        Assert.Equal((5, 4, 1), (a.Grad, b.Grad, bias.Grad));
        Assert.Equal(10, Value.Dot([a], [5.0]).Data);
    }

    [Fact]
    public void VectorsOfDifferentLengthsAreRefused() =>
        Assert.Contains("2 and 1", Assert.Throws<ArgumentException>(() => Value.Dot([1.0, 2.0], [new Value(1)])).Message, StringComparison.Ordinal);

    [Fact]
    public void MoreOperandsThanABlockHoldsGiveTheSameNumbers()
    {
        const int n = 10_001;
        Value[] x = [.. Enumerable.Range(0, n).Select(i => new Value(Math.Sin(i)))];
        Value[] w = [.. Enumerable.Range(0, n).Select(i => new Value(Math.Cos(i)))];
        double dot = Enumerable.Range(0, n).Sum(i => Math.Sin(i) * Math.Cos(i)), sum = Enumerable.Range(0, n).Sum(i => Math.Sin(i));
        double exponentials = Enumerable.Range(0, n).Sum(i => Math.Exp(Math.Sin(i)));
        Value total = Value.Sum(x) + 2 * Value.Dot(w, x) + 3 * Value.Affine(w, x, 5) + 4 * Value.LogSumExp(x);
        Assert.Equal(sum + 2 * dot + 3 * (dot + 5) + 4 * Math.Log(exponentials), total.Data, 1e-9);
        total.Backward();
        for (int i = 0; i < n; i += 97)
        {
            Assert.Equal(1 + 5 * Math.Cos(i) + 4 * Math.Exp(Math.Sin(i)) / exponentials, x[i].Grad, 1e-12);
            Assert.Equal(5 * Math.Sin(i), w[i].Grad, 1e-12);
        }
    }
}
