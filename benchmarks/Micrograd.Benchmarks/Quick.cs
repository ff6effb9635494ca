using System.Diagnostics;
using System.Globalization;
using Micrograd.Numbers;

namespace Micrograd.Benchmarks;

/// <summary>
/// The comparison in one minute: every work by every engine, in turn in one process, so that they meet the same machine.
/// A line gives medians: nanoseconds an operation of the plain program, milliseconds of the whole work, bytes allocated
/// an operation.
/// </summary>
public static class Quick
{
    /// <summary>A flat tape that is slower than this on W1 says that the machine, not the library, was measured.</summary>
    const double FlatTapeLimit = 10;

    const int Rounds = 12;
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.8), Slice = TimeSpan.FromSeconds(0.15);

    public static int Run(TextWriter output)
    {
        output.WriteLine($"# {Cpu()}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, medians of {Rounds} rounds");
        double flatTape = 0;
        foreach (IWork[] contestants in Contestants())
        {
            long operations = Operations(contestants[0].Name);
            var timers = contestants.Select(work => new Timer(work)).ToArray();
            foreach (Timer timer in timers)
                timer.WarmUp(WarmUp);
            for (int round = 0; round < Rounds; round++)
                foreach (Timer timer in timers)
                    timer.Measure(Slice);

            foreach (Timer timer in timers)
            {
                double ns = timer.Nanoseconds / operations;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{timer.Work.Name} {timer.Engine} {ns:F1} ns/op {timer.Nanoseconds / 1e6:G3} ms {timer.Bytes / operations:F0} B/op"));
                if (timer is { Engine: "flat-tape", Work.Name: "W1" })
                    flatTape = ns;
            }
            output.WriteLine("# " + contestants[0].Name + " check: " + string.Join(", ", timers.Select(timer =>
                timer.Engine + " " + string.Join(" ", timer.Work.Check().Select(x => x.ToString("G12", CultureInfo.InvariantCulture))))));
        }
        if (flatTape <= FlatTapeLimit)
            return 0;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"# INVALID RUN: the flat tape took {flatTape:F1} ns/op on W1, more than {FlatTapeLimit}. The machine is too busy to compare."));
        return 1;
    }

    static IEnumerable<IWork[]> Contestants()
    {
        yield return [new Chain<Value, Eager>(), new Chain<FlatTape, FlatTape>(), new Chain<Real, Plain>()];
        yield return
        [
            new Moons<Value, Eager>(), new Moons<Value, EagerAffine>(), new Moons<FlatTape, FlatTape>(), new Moons<Real, Plain>(),
        ];
        yield return [new BlackScholes<Value, Eager>(), new BlackScholes<FlatTape, FlatTape>(), new BlackScholes<Real, Plain>()];
        yield return [new MonteCarlo<Value, Eager>(), new MonteCarlo<FlatTape, FlatTape>(), new MonteCarlo<Real, Plain>()];
    }

    /// <summary>The scalar operations of a work, counted by running it once.</summary>
    static long Operations(string work)
    {
        IWork counted = work switch
        {
            "W1" => new Chain<Counted, Counted>(),
            "W2" => new Moons<Counted, Counted>(),
            "W3" => new BlackScholes<Counted, Counted>(),
            _ => new MonteCarlo<Counted, Counted>(),
        };
        Counted.Operations = 0;
        counted.Run();
        return Counted.Operations;
    }

    static string Cpu()
    {
        const string info = "/proc/cpuinfo";
        string? line = File.Exists(info) ? File.ReadLines(info).FirstOrDefault(x => x.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? "unknown CPU";
    }

    sealed class Timer(IWork work)
    {
        readonly List<double> nanoseconds = [];
        long bytes;

        public IWork Work => work;

        public string Engine { get; } = EngineOf(work);

        public double Nanoseconds => nanoseconds.Order().ElementAt(nanoseconds.Count / 2);

        public double Bytes => (double)bytes / nanoseconds.Count;

        public void WarmUp(TimeSpan time)
        {
            var watch = Stopwatch.StartNew();
            for (int runs = 0; watch.Elapsed < time || runs < 30; runs++)
                work.Run();
        }

        public void Measure(TimeSpan time)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            var slice = Stopwatch.StartNew();
            do
            {
                long start = Stopwatch.GetTimestamp();
                work.Run();
                nanoseconds.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            }
            while (slice.Elapsed < time);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static string EngineOf(IWork work)
        {
            Type engine = work.GetType().GenericTypeArguments[1];
            return (string)engine.GetProperty(nameof(IEngine<Real>.Name))!.GetValue(null)!;
        }
    }
}
