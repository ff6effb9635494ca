using System.Diagnostics;
using Micrograd;
using Micrograd.Data;

// Scenarios that want a process of their own: each measures its memory, or dies of a heap limit that the caller sets.
// Says what it saw, in its last line the verdict, and exits with 0 if all is well.
return args switch
{
    ["deep", string n] => Deep(int.Parse(n)),
    ["forward-only", string n] => ForwardOnly(long.Parse(n)),
    ["keep", string n] => Keep(int.Parse(n)),
    ["small-graphs", string n] => SmallGraphs(int.Parse(n)),
    ["time", string n] => Time(int.Parse(n)),
    ["tables", string folder] => Tables(folder),
    _ => Fail("usage: deep|forward-only|keep|small-graphs|time COUNT, or tables FOLDER"),
};

// A chain of n operations, forward, backward and reclaimed.
static int Deep(int n)
{
    var (a, b) = (new Value(0.9999999), new Value(1e-7));
    for (int round = 0; round < 2; round++)
    {
        a.ZeroGrad();
        b.ZeroGrad();
        double data = Chain(a, b, n);
        // x_k = a^k a + b (1 + a + … + a^(k-1)), so dx/db is the geometric sum.
        int k = n / 2;
        double sum = (1 - Math.Pow(a.Data, k)) / (1 - a.Data);
        double expected = Math.Pow(a.Data, k + 1) + b.Data * sum;
        if (Math.Abs(data - expected) > 1e-9 || Math.Abs(b.Grad / sum - 1) > 1e-6)
            return Fail($"x = {data}, expected {expected}; dx/db = {b.Grad}, expected {sum}");
    }
    double alive = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
    return alive < 10 ? Ok($"{alive:F1} MB left") : Fail($"{alive:F1} MB are still alive after the graph was dropped");

    static double Chain(Value a, Value b, int n)
    {
        Value x = a;
        for (int i = 0; i < n; i += 2)
            x = x * a + b;
        x.Backward();
        return x.Data;
    }
}

// n nodes without a backward pass, each result dropped.
static int ForwardOnly(long n)
{
    var (p, q) = (new Value(0.7), new Value(0.3));
    double sum = 0, most = 0;
    for (long made = 0; made < n; made += 3000)
    {
        sum += Pass(p, q, 1500);
        if (made % 3_000_000 == 0)
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) / 1e6);
    }
    return most < 8 && double.IsFinite(sum) ? Ok($"at most {most:F1} MB alive") : Fail($"{most:F1} MB alive");

    static double Pass(Value p, Value q, int steps)
    {
        Value x = p * q;
        for (int i = 0; i < steps; i++)
            x = x * p + q;
        return x.Data;
    }
}

// The same, keeping a value of every 1,000th pass.
static int Keep(int n)
{
    var (p, q) = (new Value(0.7), new Value(0.3));
    List<Value> kept = [];
    double before = GC.GetTotalMemory(forceFullCollection: true);
    for (int pass = 0; pass < n; pass++)
    {
        Value x = p * q;
        for (int i = 0; i < 50; i++)
            x = x * p + q;
        if (pass % 1000 == 0)
            kept.Add(x);
    }
    double each = (GC.GetTotalMemory(forceFullCollection: true) - before) / kept.Count / 1e3;
    foreach (Value x in kept)
        x.Backward();
    // A block is 2048 nodes of 32 bytes.
    return each < 6 * 65.6 ? Ok($"{each:F0} kB a kept value") : Fail($"{each:F0} kB for each kept value");
}

// n graphs of ten operations, each with a backward pass.
static int SmallGraphs(int n)
{
    var (p, q) = (new Value(0.7), new Value(0.3));
    double most = 0;
    for (int i = 0; i < n; i++)
    {
        Value x = p;
        for (int k = 0; k < 5; k++)
            x = x * q + p;
        x.Backward();
        if (i % 100_000 == 0)
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) / 1e6);
    }
    double slope = 1 + 0.3 + 0.3 * 0.3 + Math.Pow(0.3, 3) + Math.Pow(0.3, 4) + Math.Pow(0.3, 5);
    return most < 4 && Math.Abs(p.Grad / n / slope - 1) < 1e-9
        ? Ok($"at most {most:F1} MB alive")
        : Fail($"{most:F1} MB alive, dx/dp = {p.Grad / n}, expected {slope}");
}

// Milliseconds of forward and backward over a chain of n operations: the best of several.
static int Time(int n)
{
    var (a, b) = (new Value(0.9999999), new Value(1e-7));
    double best = double.MaxValue;
    for (int round = 0; round < 12; round++)
    {
        long start = Stopwatch.GetTimestamp();
        Value x = a;
        for (int i = 0; i < n; i += 2)
            x = x * a + b;
        x.Backward();
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
    Console.WriteLine(best.ToString(System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}

// Files that are all bad: each is refused with one sentence, within 5 seconds, and no more than 500 MB are ever taken.
static int Tables(string folder)
{
    using var process = Process.GetCurrentProcess();
    foreach (string path in Directory.GetFiles(folder).Order())
    {
        string name = Path.GetFileName(path);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);   // what a file left is not the next one's
        TimeSpan start = process.TotalProcessorTime;
        string sentence = Refusal(path);
        process.Refresh();
        double seconds = (process.TotalProcessorTime - start).TotalSeconds, megabytes = process.PeakWorkingSet64 / 1e6;
        if (!sentence.StartsWith(name, StringComparison.Ordinal) || sentence.Contains('\n') || sentence.Length > 300 || seconds > 5 || megabytes > 500)
            return Fail($"{name} in {seconds:F1} s and {megabytes:F0} MB: {sentence}");
        Console.WriteLine($"{seconds:F2} s, {megabytes:F0} MB: {sentence}");
    }
    return Ok("each was refused");

    static string Refusal(string path)
    {
        try
        {
            return $"read as {Table.Read(path)}";
        }
        catch (TableException e)
        {
            return e.Message;
        }
    }
}

static int Ok(string what)
{
    Console.WriteLine("ok: " + what);
    return 0;
}

static int Fail(string what)
{
    Console.WriteLine("FAILED: " + what);
    return 1;
}
