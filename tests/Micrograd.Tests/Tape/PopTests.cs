using System.Runtime.CompilerServices;
using Micrograd.Operations;
using Micrograd.Tape;

namespace Micrograd.Tests.Tape;

/// <summary>Trailing nodes that a caller takes back leave no trace: not in gradients, labels, slots or history.</summary>
public class PopTests
{
    readonly Recorder recorder = new(blockSize: 32);
    readonly Recorder before = Recorder.Current;

    [Fact]
    public void APlaceIsUsedAgainWithoutTheOldGradientAndLabel() => OnOwnRecorder(() =>
    {
        var x = new Value(2);
        Value first = x * 3;
        first.Label = "first";
        first.Backward();
        recorder.PopTo(first.PlaceAtHome);
        Value second = x * 5;

        Assert.Equal(first.PlaceAtHome, second.PlaceAtHome);
        Assert.Null(second.Label);
        Assert.False(second.HasGrad);
        x.ZeroGrad();
        (second * second).Backward();
        Assert.Equal(20, second.Grad);
        Assert.Equal(100, x.Grad);
    });

    [Fact]
    public void ALoopThatDropsItsResultsStaysInOneBlock() => OnOwnRecorder(() =>
    {
        Value x = new Value(2) * 3;
        Block block = x.Home!.Block;
        for (int i = 0; i < 1000; i++)
        {
            Value y = x * i + x;
            Assert.Equal(block, y.Home!.Block);
            recorder.PopTo(y.PlaceAtHome - 1);
        }
    });

    [Fact]
    public void ASegmentThatIsEmptyAgainHoldsNoHistory() => OnOwnRecorder(() =>
    {
        WeakReference old = History();
        GC.Collect();
        Assert.False(old.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]   // its locals shall be gone
        WeakReference History()
        {
            Value x = new Value(2) * 3;
            recorder.StartAlone();
            Value y = x * 2;
            Assert.NotEqual(x.Home, y.Home);
            recorder.PopTo(y.PlaceAtHome);
            return new WeakReference(x.Home);
        }
    });

    [Fact]
    public void SlotsOfNodesThatAreGoneDoNotRunOut() => OnOwnRecorder(() =>
    {
        Value kept = new Value(1) * 2;
        for (int i = 0; i < 500; i++)
        {
            for (int k = 0; k < Recorder.LeafBlockSize; k++)
                _ = new Value(k);
            Value y = kept * new Value(3);
            Assert.True(y.Home!.DependencyCount < 200);
            recorder.PopTo(y.PlaceAtHome);
        }
    });

    [Fact]
    public void ALeafThatIsTakenBackLeavesNoGradient() => OnOwnRecorder(() =>
    {
        var first = new Value(1);
        first.Backward();
        Assert.False(first.Home!.IsReferredTo);
        recorder.PopLeaf();
        var second = new Value(2);

        Assert.Equal(first.PlaceAtHome, second.PlaceAtHome);
        Assert.False(second.HasGrad);
    });

    [Fact]
    public void AStalledRecorderBeginsASegmentAndAResumedOneGoesOn() => OnOwnRecorder(() =>
    {
        Value x = new Value(1) * 2;
        recorder.Stall();
        recorder.Resume();
        Assert.Equal(x.Home, (x * 2).Home);
        recorder.Stall();
        Value y = x * 2;
        Assert.NotEqual(x.Home, y.Home);
        Assert.Equal(OpCode.Multiply, y.Code);
    });

    void OnOwnRecorder(Action test)
    {
        Recorder.Current = recorder;
        try
        {
            test();
        }
        finally
        {
            Recorder.Current = before;
        }
    }
}
