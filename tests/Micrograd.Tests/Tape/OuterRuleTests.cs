using System.Runtime.CompilerServices;
using Micrograd.Tape;

namespace Micrograd.Tests.Tape;

/// <summary>Nodes whose chain rule is the caller's: the pass calls it at the right time, and it adds to running adjoints.</summary>
public class OuterRuleTests
{
    /// <summary>y = x², computed and differentiated outside the engine.</summary>
    sealed class SquareRule(Recorder recorder, Value x) : OuterRule("outer square")
    {
        public Value Result { get; private set; }

        public int Calls { get; private set; }

        public Exception? Failure { get; set; }

        public static SquareRule Of(Value x)
        {
            var rule = new SquareRule(Recorder.Current, x);
            rule.Result = Value.Record(rule, x.Data * x.Data, [x]);
            return rule;
        }

        public override void Apply()
        {
            Calls++;
            if (Failure is not null)
                throw Failure;
            double passedOn = 2 * x.Data * Result.Grad;
            if (recorder.Backward.RunningAdjoints(x.Home!) is { } adjoints)
                adjoints[x.PlaceAtHome] += passedOn;
            else
                x.Home!.Block.SetGradient(x.PlaceAtHome, x.Grad + passedOn);
        }
    }

    [Fact]
    public void ItsNodeStandsAloneAndTellsItsNameAndOperands()
    {
        Value x = new Value(3) * 2;
        Value y = SquareRule.Of(x).Result;

        Assert.Equal(("outer square", 36.0), (y.Op, y.Data));
        Assert.Equal(x, Assert.Single(y.Operands));
        Assert.Equal(y.Home!.Start + 1, y.Home.End);
        Assert.NotEqual(y.Home, (y + 1).Home);
    }

    [Fact]
    public void ALeafAndAResultBothReceiveTheirGradient()
    {
        var leaf = new Value(3);
        Value result = leaf * 2;
        (SquareRule.Of(leaf).Result + SquareRule.Of(result).Result).Backward();

        Assert.Equal(12, result.Grad);
        Assert.Equal(6 + 24, leaf.Grad);
    }

    [Fact]
    public void ItIsCalledOnceForEachPassWhereverTheNodeIsUsed()
    {
        var x = new Value(3);
        SquareRule rule = SquareRule.Of(x * 1);
        Value y = rule.Result * rule.Result + rule.Result;
        for (int pass = 1; pass <= 3; pass++)
        {
            y.Backward();
            Assert.Equal(pass, rule.Calls);
            Assert.Equal(19, rule.Result.Grad);
            Assert.Equal(pass * 19 * 6, x.Grad);
        }
    }

    [Fact]
    public void ItIsNotCalledWhereTheNodeIsNotReached()
    {
        var x = new Value(3);
        SquareRule rule = SquareRule.Of(x);
        Value other = rule.Result + 1;
        (x * 2).Backward();

        Assert.Equal(0, rule.Calls);
        Assert.False(rule.Result.HasGrad);
        Assert.False(other.HasGrad);
    }

    [Fact]
    public void AGradientOfZeroStillReachesItAndItsOperands()
    {
        Value x = new Value(3) * 1;
        SquareRule rule = SquareRule.Of(x);
        (rule.Result * 0.0).Backward();

        Assert.Equal(1, rule.Calls);
        Assert.True(x.HasGrad);
        Assert.Equal(0, x.Grad);
    }

    [Fact]
    public void ChainsOfThemAndTheEngineMix()
    {
        var x = new Value(1.1);
        Value y = x;
        for (int i = 0; i < 5; i++)
            y = SquareRule.Of(y).Result * 0.5 + x;
        y.Backward();

        double slope = 1, data = 1.1;
        for (int i = 0; i < 5; i++)
            (slope, data) = (data * slope + 1, data * data * 0.5 + 1.1);
        Assert.Equal(data, y.Data, 1e-12 * data);
        Assert.Equal(slope, x.Grad, 1e-12 * slope);
    }

    [Fact]
    public void AnExceptionComesThroughAndLeavesTheEngineUsable()
    {
        var x = new Value(3);
        SquareRule rule = SquareRule.Of(x * 1);
        Value y = rule.Result * rule.Result;
        rule.Failure = new FormatException("of the rule");
        Assert.Throws<FormatException>(y.Backward);
        Assert.False(Recorder.Current.Backward.IsInsideRule);

        rule.Failure = null;
        x.ZeroGrad();
        y.Backward();
        Assert.Equal(2 * 9 * 6, x.Grad);
    }

    [Fact]
    public void ANameWithoutARuleThrows()
    {
        Value y = Value.Record(new OuterRule("nameless"), 1, [new Value(1)]);
        Assert.Contains("'nameless'", Assert.Throws<InvalidOperationException>((y * 2).Backward).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlySegmentsThatKeepTheRuleKeepItAlive()
    {
        WeakReference weak = Forgotten(out Value bare);
        GC.Collect();
        Assert.False(weak.IsAlive);
        Assert.Equal("outer", bare.Op);

        [MethodImpl(MethodImplOptions.NoInlining)]   // its locals shall be gone
        static WeakReference Forgotten(out Value bare)
        {
            bare = Value.Record(new OuterRule("outer"), 1, [new Value(1)]);
            var rule = new SquareRule(Recorder.Current, 0);
            GC.KeepAlive(bare.Home!.WithRule(rule));
            return new WeakReference(rule);
        }
    }
}
