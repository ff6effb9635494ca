namespace Micrograd.Tests;

/// <summary>The rows of the table of semantics that need more than one look: who is reached by which pass, and with what.</summary>
public class ValueSemanticsTests
{
    [Fact]
    public void APassThatDoesNotReachAValueLeavesItsGradientAlone()
    {
        // Both graphs lie in one segment, and share the leaf and the value `shared`.
        Value x = new(2), shared = x * 3, left = shared * shared, right = shared + 1, leftEnd = left * 2, rightEnd = right * 5;
        leftEnd.Backward();
        Assert.Equal((2, 24, 1), (left.Grad, shared.Grad, leftEnd.Grad));
        Assert.False(right.HasGrad || rightEnd.HasGrad);
        rightEnd.Backward();
        Assert.Equal((5, 5), (right.Grad, shared.Grad));
        Assert.Equal((2, 1), (left.Grad, leftEnd.Grad));
        Assert.Equal(24 * 3 + 5 * 3, x.Grad);
    }

    [Fact]
    public void APassFromTheMiddleLeavesWhatComesAfterAlone()
    {
        Value x = new(2), middle = x * x, end = middle * 10;
        end.Backward();
        middle.Backward();
        Assert.Equal((1, 1), (middle.Grad, end.Grad));
        Assert.Equal(40 + 4, x.Grad);
    }

    [Fact]
    public void GradientsOfManySmallGraphsInOneSegmentStayApart()
    {
        Value x = new(3);
        Value[] inner = [.. Enumerable.Range(1, 20).Select(i => x * i)], roots = [.. inner.Select(y => y * y)];
        for (int i = 19; i >= 0; i--)
            roots[i].Backward();
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(2 * 3 * (i + 1), inner[i].Grad));
        Assert.Equal(Enumerable.Range(1, 20).Sum(i => 2 * 3 * i * i), x.Grad);
    }

    [Fact]
    public void AnInfiniteSeedReachesWhereThePartialIsNotZeroAndGivesNaNWhereItIs()
    {
        Value x = new(2), y = new(-1), z = 3 * x + Value.Relu(y);
        z.Backward(double.PositiveInfinity);
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), (z.Grad, x.Grad));
        Assert.Equal(double.NaN, y.Grad);
    }

    [Fact]
    public void ASeedOfZeroOfEitherSignReachesEveryValueAndGivesZeroEvenAlongInfiniteSlopes()
    {
        foreach (double seed in new[] { 0.0, -0.0 })
        {
            Value x = new(0), root = Value.Sqrt(x), y = root * 2;
            y.Backward(seed);
            Assert.True(x.HasGrad && root.HasGrad && y.HasGrad);
            Assert.Equal((0, 0, 0), (x.Grad, root.Grad, y.Grad));
            Value leaf = new(1);
            leaf.Backward(seed);
            Assert.True(leaf.HasGrad);
        }
    }

    [Fact]
    public void ANegativeZeroGradientCountsAsReached()
    {
        Value a = new(-0.0), b = new(5), y = a * b;
        y.Backward();
        Assert.True(b.HasGrad);
        Value x = new(1), z = -x;
        z.Backward(0.0);
        Assert.True(x.HasGrad);
    }

    [Fact]
    public void GradientsThatCancelAreZeroAndNotAbsent()
    {
        Value x = new(4), y = x - x;
        y.Backward();
        Assert.Equal((true, 0), (x.HasGrad, x.Grad));
    }

    [Fact]
    public void ZeroGradOfALeafForgetsItsOwnGradientOnly()
    {
        Value a = new(2), b = new(3), y = a * b;
        y.Backward();
        a.ZeroGrad();
        Assert.Equal((false, 0, true, 2), (a.HasGrad, a.Grad, b.HasGrad, b.Grad));
        y.ZeroGrad();
        Assert.False(y.HasGrad);
        ((Value)3).ZeroGrad();
    }

    [Fact]
    public void ALeafAlsoAddsUpItsOwnBackward()
    {
        Value x = new(2);
        x.Backward();
        x.Backward(3);
        Assert.Equal(4, x.Grad);
    }

    [Fact]
    public void ConditionsThatNaNDecidesAreFalseAndNotEqualIsTrue()
    {
        Value nan = new(double.NaN), x = new(1);
        Assert.False(nan < x || nan > x || nan <= x || nan >= x || nan == x || x < nan || x > nan || x <= nan || x >= nan);
        Assert.True(nan != x && x != nan && nan != double.NaN);
        Assert.True(!(nan < x) && !(nan >= x));
    }

    [Fact]
    public void ConditionsShortCutLikeBool()
    {
        Value x = new(1);
        int asked = 0;
        Condition Ask(bool answer)
        {
            asked++;
            return answer;
        }
        Assert.False(x > 2 && Ask(true));
        Assert.True(x < 2 || Ask(false));
        Assert.Equal(0, asked);
        Assert.True(x < 2 && Ask(true));
        Assert.Equal(1, asked);
        Condition both = (x < 2) & !(x < 0), either = (x > 2) | (x < 0);
        Assert.True(both == true && either != true && both.Equals((object)(Condition)true) && both.GetHashCode() == true.GetHashCode());
        Assert.Equal("True False", $"{both} {either}");
        Assert.Equal("then", both ? "then" : "else");
    }

    [Fact]
    public void ALeafOfMinusZeroEqualsZeroByDataAndOnlyItselfByNode()
    {
        Value zero = new(0.0), minus = new(-0.0);
        Assert.True(zero == minus);
        Assert.False(zero.Equals(minus));
        Assert.True(((Value)double.NaN).Equals((Value)double.NaN));
        Assert.False((Value)double.NaN == (Value)double.NaN);
        Assert.False(((Value)1).Equals(new Value(1)));
        Assert.False(new Value(1).Equals("1"));
    }

    [Fact]
    public void ANodeIsTheSameAfterALongWalkThroughOtherSegments()
    {
        Value x = new(0.5, "x"), early = x * 2, y = early;
        early.Label = "early";
        for (int i = 0; i < 10_000; i++)
            y = y + 1e-6;
        Value walked = y;
        while (walked.Label != "early")
            walked = walked.Operands[0];
        Assert.True(walked.Equals(early));
        Assert.Equal(early.GetHashCode(), walked.GetHashCode());
        Assert.True(walked.Operands[0].Equals(x));
        walked.Operands[0].Set(7);
        Assert.Equal(7, x.Data);
    }

    [Fact]
    public void IntegersMixWithEveryOperatorAndFunction()
    {
        Value x = new(4);
        Assert.Equal([5, 5, 3, -3, 8, 8, 2, 0.5], Data(x + 1, 1 + x, x - 1, 1 - x, x * 2, 2 * x, x / 2, 2 / x));
        Assert.Equal([16, 16, 5, 4, 4, 3], Data(Value.Pow(x, 2), Value.Pow(2, x), Value.Max(x, 5), Value.Max(1, x), Value.Min(x, 5), Value.Min(3, x)));
        Assert.True(x > 3 && 3 < x && x >= 4 && 4 <= x && x == 4 && 4 == x && x != 5 && 5 != x && 5 > x && x < 5);
        x += 1;
        x -= 2;
        x *= 3;
        x /= 9;
        Assert.Equal(1, x.Data);

        static double[] Data(params Value[] values) => [.. values.Select(value => value.Data)];
    }

    [Theory]
    [InlineData(double.NaN, "Value(data=NaN, grad=0)")]
    [InlineData(double.NegativeInfinity, "Value(data=-Infinity, grad=0)")]
    [InlineData(-1e-300, "Value(data=-1E-300, grad=0)")]
    [InlineData(0.1, "Value(data=0.1, grad=0)")]
    public void NumbersAreWrittenInFullInEveryCulture(double data, string text) =>
        Assert.Equal(text, DecimalComma.Run(() => new Value(data).ToString()));
}
