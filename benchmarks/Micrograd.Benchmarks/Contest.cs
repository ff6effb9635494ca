using Micrograd.Numbers;

namespace Micrograd.Benchmarks;

/// <summary>Who competes on which work.</summary>
public static class Contest
{
    public static IReadOnlyList<string> Works { get; } = ["W1", "W2", "W3", "W4"];

    /// <summary>The work by every engine; the first is our own.</summary>
    public static IWork[] Of(string work) => work switch
    {
        "W1" => [new Chain<Value, Eager>(), new Chain<FlatTape, FlatTape>(), new Chain<Real, Plain>()],
        "W2" => [new Moons<Value, Eager>(), new Moons<Value, EagerAffine>(), new Moons<FlatTape, FlatTape>(), new Moons<Real, Plain>()],
        "W3" => [new BlackScholes<Value, Eager>(), new BlackScholes<FlatTape, FlatTape>(), new BlackScholes<Real, Plain>()],
        "W4" => [new MonteCarlo<Value, Eager>(), new MonteCarlo<FlatTape, FlatTape>(), new MonteCarlo<Real, Plain>()],
        _ => throw new ArgumentException($"There is no work {work}; there are {string.Join(", ", Works)}."),
    };

    /// <summary>The scalar operations of a work, counted by doing it once.</summary>
    public static long Operations(string work)
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
}
