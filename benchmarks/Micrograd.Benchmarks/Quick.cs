using System.Diagnostics;
using System.Globalization;

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

    /// <param name="output">Where the lines go.</param>
    /// <param name="only">The works to run; all if none is named.</param>
    public static int Run(TextWriter output, params string[] only)
    {
        output.WriteLine($"# {Cpu()}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, medians of {Rounds} rounds");
        double flatTape = 0;
        foreach (string work in only.Length == 0 ? Contest.Works : only)
        {
            Timer[] timers = [.. Contest.Of(work).Select(contestant => new Timer(contestant))];
            long operations = Contest.Operations(work);
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
            output.WriteLine("# " + work + " check: " + string.Join(", ", timers.Select(timer =>
                timer.Engine + " " + string.Join(" ", timer.Work.Check().Select(x => x.ToString("G12", CultureInfo.InvariantCulture))))));
        }
        if (flatTape <= FlatTapeLimit)
            return 0;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"# INVALID RUN: the flat tape took {flatTape:F1} ns/op on W1, more than {FlatTapeLimit}. The machine is too busy to compare."));
        return 1;
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

        public string Engine => work.Engine;

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
    }
}
