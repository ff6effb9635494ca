using BenchmarkDotNet.Attributes;

namespace Micrograd.Benchmarks;

/// <summary>The works under BenchmarkDotNet, one process each: slower than <see cref="Quick"/>, and more careful.</summary>
[MemoryDiagnoser]
public class WorkBenchmarks
{
    IWork eager = null!, flatTape = null!, plain = null!;

    [ParamsSource(nameof(Works))]
    public string Work { get; set; } = "";

    public static IEnumerable<string> Works => Contest.Works;

    [GlobalSetup]
    public void Setup()
    {
        IWork[] all = Contest.Of(Work);
        (eager, flatTape, plain) = (all[0], all[^2], all[^1]);
    }

    [Benchmark]
    public void RunEager() => eager.Run();

    [Benchmark(Baseline = true)]
    public void RunFlatTape() => flatTape.Run();

    [Benchmark]
    public void RunPlain() => plain.Run();
}
