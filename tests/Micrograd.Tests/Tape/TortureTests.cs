using System.Globalization;

namespace Micrograd.Tests.Tape;

/// <summary>
/// Very deep, very long and very many: each scenario runs in a process of its own, with a hard limit on its heap where
/// memory must stay flat.
/// </summary>
[Collection("heavy")]
public class TortureTests
{
    const long Megabyte = 1 << 20;

    [Fact]
    public void TenMillionOperationsDeepWork() => AssertOk("deep", "10000000", 2048 * Megabyte);

    [Fact]
    public void AForwardOnlyLoopOf100MillionNodesStaysIn64Megabytes() => AssertOk("forward-only", "100000000", 64 * Megabyte);

    [Fact]
    public void KeepingAValueOfEvery1000thPassCostsAFewBlocksEach() => AssertOk("keep", "200000", 512 * Megabyte);

    [Fact]
    public void AMillionSmallGraphsStayIn64Megabytes() => AssertOk("small-graphs", "1000000", 64 * Megabyte);

    [Fact]
    public void TenTimesTheOperationsTakeAboutTenTimesTheTime()
    {
        double small = Milliseconds("200000"), large = Milliseconds("2000000");
        Assert.InRange(large / small, 2, 40);

        static double Milliseconds(string operations)
        {
            var (output, code) = Run("time", operations, 4096 * Megabyte);
            Assert.True(code == 0, output);
            return double.Parse(output, CultureInfo.InvariantCulture);
        }
    }

    static void AssertOk(string scenario, string count, long heapLimit)
    {
        var (output, code) = Run(scenario, count, heapLimit);
        Assert.True(code == 0, $"{scenario} {count} in {heapLimit / Megabyte} MB: {output}");
    }

    static (string Output, int Code) Run(string scenario, string count, long heapLimit)
    {
        string path = AppContext.BaseDirectory.Replace("Micrograd.Tests", "Micrograd.Torture", StringComparison.Ordinal);
        var (output, errors, code) = ChildProcess.Run(
            path, "dotnet", [Path.Combine(path, "Micrograd.Torture.dll"), scenario, count],
            ("DOTNET_GCHeapHardLimit", heapLimit.ToString("x", CultureInfo.InvariantCulture)));
        return (output.Trim() + errors, code);
    }
}

/// <summary>Tests that want the machine for themselves run after the others, one at a time.</summary>
[CollectionDefinition("heavy", DisableParallelization = true)]
public class HeavyTests;
