using System.Runtime.CompilerServices;
using Micrograd.Tape;

namespace Micrograd.Tests.Tape;

/// <summary>
/// The hole of a forward-only loop: the first nodes of each segment refer to the segment before, so without views the
/// whole history would stay alive. Seen here with trimming off, and closed with trimming on.
/// </summary>
public class ViewTests
{
    [Fact]
    public void WithoutTrimmingAForwardOnlyLoopKeepsItsHistory() =>
        Assert.InRange(BlocksAliveAfterLoop(trimDepth: int.MaxValue), 30, 100);

    [Fact]
    public void WithTrimmingAForwardOnlyLoopKeepsAFewBlocks() =>
        Assert.InRange(BlocksAliveAfterLoop(Recorder.DefaultTrimDepth), 1, Recorder.DefaultTrimDepth + 3);

    [Fact]
    public void AValueKeptFromALoopHoldsAFewBlocks()
    {
        using var _ = new UsingRecorder(new Recorder(blockSize: 64));
        var (kept, blocks) = RunLoopKeepingOne(passes: 80);
        CollectAll();
        Assert.InRange(blocks.Count(block => block.IsAlive), 1, Recorder.DefaultTrimDepth + 3);
        Assert.Equal(6, kept.Data);
        kept.Backward();
    }

    [Fact]
    public void ALoopAfterTrainingKeepsNoMoreThanATrainingStepDid()
    {
        using var _ = new UsingRecorder(new Recorder(blockSize: 64));
        TrainOnce(operations: 20 * 63);
        Assert.InRange(BlocksAliveAfterLoop(Recorder.Current), 1, 20 + 20 / 4 + Recorder.DefaultTrimDepth + 3);
    }

    [Fact]
    public void AParameterHoldsNoGraph()
    {
        Recorder before = Recorder.Current;
        var (parameter, block) = UseOnce();
        Recorder.Current = before;
        CollectAll();
        Assert.False(block.IsAlive);
        Assert.Equal(4, parameter.Grad);
    }

    [Fact]
    public void ALongChainOfStateIsNeverTrimmedAway()
    {
        using var _ = new UsingRecorder(new Recorder(blockSize: 32, trimDepth: 1, mostWhole: 0));
        var rate = new Value(0.5);
        Value state = new(1.0);
        for (int i = 0; i < 10_000; i++)
        {
            state = state * rate + rate;
            Value unused = state * state + i;
        }
        state.Backward();
        // s = 1 is the fixed point of s/2 + 1/2, and ds/dr = s + 1 + r ds/dr, so ds/dr = 2 / (1 - 0.5) = 4.
        Assert.Equal(1, state.Data, 1e-12);
        Assert.Equal(4, rate.Grad, 1e-9);
    }

    [Fact]
    public void ASegmentCanReferToHundredsOfOthers()
    {
        using var _ = new UsingRecorder(new Recorder(blockSize: 64, trimDepth: 2, mostWhole: 0));
        var leaf = new Value(3);
        var ends = new List<Value>();
        for (int i = 0; i < 500; i++)
        {
            Recorder.Current = new Recorder(blockSize: 64, trimDepth: 2, mostWhole: 0);
            ends.Add(leaf * i);
        }
        Recorder.Current = new Recorder(trimDepth: 2, mostWhole: 0);
        Value total = 0.0;
        foreach (Value end in ends)
            total += end;
        Value again = Value.Sum([.. ends]);
        (total + again).Backward();
        Assert.Equal(2 * 3 * 499 * 500 / 2, total.Data + again.Data);
        Assert.Equal(2 * 499 * 500 / 2, leaf.Grad);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void TrainOnce(int operations)
    {
        Value x = new(0.5);
        for (int i = 0; i < operations; i++)
            x = -x;
        x.Backward();
    }

    static int BlocksAliveAfterLoop(int trimDepth) => BlocksAliveAfterLoop(new Recorder(blockSize: 64, trimDepth));

    static int BlocksAliveAfterLoop(Recorder recorder)
    {
        using var _ = new UsingRecorder(recorder);
        var (last, blocks) = RunLoop(blockCount: 100);
        CollectAll();
        int alive = blocks.Count(block => block.IsAlive);
        GC.KeepAlive(last);
        return alive;
    }

    // Passes of 101 nodes and blocks of 63: hardly a block begins where a pass does.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (Value Last, List<WeakReference> Blocks) RunLoop(int blockCount)
    {
        var (a, b) = (new Value(3), new Value(2));
        List<WeakReference> blocks = [];
        Value last = default;
        while (blocks.Count < blockCount)
        {
            last = Pass(a, b);
            Note(blocks);
        }
        return (last, blocks);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static (Value Kept, List<WeakReference> Blocks) RunLoopKeepingOne(int passes)
    {
        var (a, b) = (new Value(3), new Value(2));
        List<WeakReference> blocks = [];
        Value kept = default;
        for (int i = 0; i < passes; i++)
        {
            Value result = Pass(a, b);
            if (i == passes / 2)
                kept = result;
            Note(blocks);
        }
        Recorder.Current = new Recorder(blockSize: 64);
        return (kept, blocks);
    }

    static Value Pass(Value a, Value b)
    {
        Value x = a * b;
        for (int i = 0; i < 50; i++)
            x += 0 * a;
        return x;
    }

    static void Note(List<WeakReference> blocks)
    {
        object block = Recorder.Current.Segment.Block;
        if (blocks.Count == 0 || blocks[^1].Target != block)
            blocks.Add(new WeakReference(block));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static (Value Parameter, WeakReference Block) UseOnce()
    {
        Recorder.Current = new Recorder();
        var parameter = new Value(2);
        Value y = parameter * parameter;
        y.Backward();
        return (parameter, new WeakReference(Recorder.Current.Segment.Block));
    }

    static void CollectAll()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
