using Micrograd.Drawing;

namespace Micrograd.Tests.Drawing;

/// <summary>The graph as DOT text: complete, each value once, and safe for any label and any depth.</summary>
public class DotGraphTests
{
    [Fact]
    public void ASmallGraphIsDrawnInMicrogradsStyle()
    {
        Value a = new(2.0, "a"), b = new(-3.0, "b");
        Value c = a * b;
        c.Label = "c";
        c.Backward();

        Assert.Equal("""
            digraph {
              graph [rankdir=LR]
              v0 [shape=record label="{ c | data -6.0000 | grad 1.0000 }"]
              op0 [label="*"]
              v1 [shape=record label="{ a | data 2.0000 | grad -3.0000 }"]
              v2 [shape=record label="{ b | data -3.0000 | grad 2.0000 }"]
              op0 -> v0
              v1 -> op0
              v2 -> op0
            }

            """, DotGraph.Of(c));
    }

    [Fact]
    public void AReusedValueIsDrawnOnceAndAConstantAtEachUse()
    {
        var x = new Value(3);
        string dot = DotGraph.Of((x + 1) * (x + 1));

        Assert.Equal(1, Count(dot, "data 3.0000"));
        Assert.Equal(2, Count(dot, "{ data 1.0000 }"));
        Assert.Equal(3, Count(dot, "[label="));
    }

    [Fact]
    public void BothArrowsOfASquareAreDrawn()
    {
        var x = new Value(3);
        Assert.Equal(2, Count(DotGraph.Of(x * x), "v1 -> op0"));
    }

    [Fact]
    public void AnOperationOnManyOperandsIsOneCircle()
    {
        Value[] terms = [new(1), new(2), new(3), new(4)];
        string dot = DotGraph.Of(Value.Sum(terms));

        Assert.Equal(1, Count(dot, "[label=\"sum\"]"));
        Assert.Equal(4, Count(dot, " -> op0"));
    }

    [Fact]
    public void LabelsCannotBreakTheDrawing() =>
        Assert.Contains("""label="{ \{a\|b\}\"\<\\ x | data""", DotGraph.Of(new Value(1, "{a|b}\"<\\\nx")), StringComparison.Ordinal);

    [Fact]
    public void TheDirectionIsGraphvizs()
    {
        Assert.Contains("rankdir=TB", DotGraph.Of(new Value(1), "TB"), StringComparison.Ordinal);
        Assert.Contains("got up", Assert.Throws<ArgumentException>(() => DotGraph.Of(new Value(1), "up")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADeepGraphIsDrawnWithoutRecursionAndATooLargeOneRefused()
    {
        Value x = new(1);
        for (int i = 0; i < 100_000; i++)
            x = -x;

        Assert.Equal(100_001, Count(DotGraph.Of(x, mostValues: 100_001), "shape=record"));
        Assert.Contains("more than 10000 values", Assert.Throws<ArgumentException>(() => DotGraph.Of(x)).Message, StringComparison.Ordinal);
    }

    static int Count(string text, string part) => text.Split(part).Length - 1;
}
