using System.Globalization;
using System.Text.RegularExpressions;
using Micrograd.Operations;
using Micrograd.Tests.Operations;

namespace Micrograd.Tests.Docs;

/// <summary>The worst error of a value or a partial.</summary>
/// <param name="Size">Of a value in units in the last place, of a partial relative to the truth.</param>
/// <param name="At">The point where it is.</param>
/// <param name="Absolute">Of a partial: the worst absolute error where the relative one is above 1e-12.</param>
/// <param name="Early">Of a partial: the number of points where it is infinite, but the truth is not.</param>
readonly partial record struct WorstError(double Size, string At = "", double Absolute = 0, int Early = 0)
{
    const double Precise = 1e-12, SmallestNormal = 2.2250738585072014E-308;

    /// <summary>The larger of two.</summary>
    public WorstError Or(WorstError other) =>
        (other.Size > Size ? other : this) with { Absolute = Math.Max(Absolute, other.Absolute), Early = Early + other.Early };

    /// <summary>The error of a partial at one point.</summary>
    public static WorstError OfPartial(double expected, double actual, string at)
    {
        if (expected.Equals(actual) || expected == actual)
            return default;
        if (double.IsFinite(expected) && double.IsInfinity(actual))
            return new(0, "", 0, 1);
        double off = Math.Abs(expected - actual), relative = off / Math.Max(Math.Abs(expected), SmallestNormal);
        return double.IsFinite(off) ? new(relative, at, relative > Precise ? off : 0) : new(double.PositiveInfinity, at);
    }

    /// <summary>
    /// Whether this is more than a unit in the last place and a factor of 2 above what the page says: the unit is 1 for
    /// values, 2^-52 for partials. Where the page gives an absolute error, that one counts.
    /// </summary>
    public bool IsWorseThan(WorstError page, double unit, double factor) =>
        Early > page.Early
        || (page.Absolute > 0 ? Absolute > factor * page.Absolute + unit : Size > factor * page.Size + unit);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Size:G2}{(Size > 0 ? $" at {At}" : "")}{(Absolute > 0 ? $", {Absolute:G2} absolute" : "")}{(Early > 0 ? $", infinite too early at {Early}" : "")}");

    public static WorstError Parse(string text)
    {
        Match match = Written().Match(text);
        if (!match.Success)
            throw new FormatException($"\"{text}\" is no error of docs/accuracy.md.");
        return new(Number("size"), match.Groups["at"].Value, Number("absolute"), (int)Number("early"));

        double Number(string group) => match.Groups[group] is { Success: true } found ? double.Parse(found.Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"^(?<size>[\dE.+-]+|Infinity)( at (?<at>.+?))?(, (?<absolute>[\dE.+-]+) absolute)?(, infinite too early at (?<early>\d+))?$")]
    private static partial Regex Written();
}

/// <summary>A row of docs/accuracy.md: an operation, the points where it was measured, and how far it was from the <see cref="Truth"/>.</summary>
sealed record AccuracyRow(OpCode Code, string Arguments, int Points, WorstError Value, WorstError[] Partials)
{
    /// <summary>A unit in the last place of 1.</summary>
    const double Unit = 2.220446049250313E-16;

    static readonly string[] Names = ["by a: ", "by b: "];

    /// <summary>Every operation that the truth knows, in the order of their table, as it is on this machine.</summary>
    public static IReadOnlyList<AccuracyRow> Measure()
    {
        var truth = Truth.All.ToLookup(row => Named.Of(row.Op).Code);
        return [.. Operation.All.Select(operation => operation.Code).Where(truth.Contains).Select(code => Measure(code, [.. truth[code]]))];
    }

    static AccuracyRow Measure(OpCode code, Truth.Row[] points)
    {
        bool isOfMany = points[0].Condition is not null;
        WorstError value = default;
        var partials = new WorstError[isOfMany ? 1 : points[0].Arguments.Length];
        foreach (Truth.Row point in points)
        {
            var (y, slopes) = point.Measure();
            string at = isOfMany ? $"{point.Arguments.Length} arguments" : Point(point.Arguments);
            double off = point.Condition is not { } size ? Truth.UlpDistance(point.Value, y) : y == point.Value ? 0 : Math.Abs(y - point.Value) / (Unit * size);
            value = value.Or(new(off, at));
            for (int i = 0; i < slopes.Length; i++)
                partials[i % partials.Length] = partials[i % partials.Length].Or(WorstError.OfPartial(point.Partials[i], slopes[i], at));
        }
        return new(code, isOfMany ? RangeOfMany(points) : Ranges(points), points.Length, value, partials);
    }

    /// <summary>What is worse here than a page says, in words.</summary>
    public IEnumerable<string> WorseThan(AccuracyRow page)
    {
        if ((page.Arguments, page.Points, page.Partials.Length) != (Arguments, Points, Partials.Length))
            yield return $"{Code} was measured at other points than the page says.";
        if (Value.IsWorseThan(page.Value, 1, 1))
            yield return $"{Code}: the value is off by {Value}; the page says {page.Value}.";
        foreach (var (here, there) in Partials.Zip(page.Partials))
            if (here.IsWorseThan(there, Unit, 2))
                yield return $"{Code}: a partial is off by {here}; the page says {there}.";
    }

    public override string ToString() =>
        $"| {Code} | {Arguments} | {Points} | {Value} | {string.Join("; ", Partials.Select((error, i) => (Partials.Length == 2 ? Names[i] : "") + error))} |";

    /// <summary>The row that a line of the page is; null if it is none.</summary>
    public static AccuracyRow? Parse(string line)
    {
        string[] cells = [.. line.Split('|').Select(cell => cell.Trim())];
        if (cells.Length != 7 || !Enum.TryParse(cells[1], out OpCode code))
            return null;
        return new(
            code, cells[2], int.Parse(cells[3], CultureInfo.InvariantCulture), WorstError.Parse(cells[4]),
            [.. cells[5].Split("; ").Select(text => WorstError.Parse(Names.Aggregate(text, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal))))]);
    }

    static string Point(double[] x) => x.Length == 1 ? Exact(x[0]) : $"({string.Join(", ", x.Select(Exact))})";

    static string Exact(double x) => x.ToString("R", CultureInfo.InvariantCulture);

    static string RangeOfMany(Truth.Row[] points) =>
        $"{points.Min(point => point.Arguments.Length)} to {points.Max(point => point.Arguments.Length)} arguments: {Range(points.SelectMany(point => point.Arguments))}";

    /// <summary>The range of each argument; once, if they are the same.</summary>
    static string Ranges(Truth.Row[] points)
    {
        string[] ranges = [.. Enumerable.Range(0, points[0].Arguments.Length).Select(i => Range(points.Select(point => point.Arguments[i])))];
        return ranges.Distinct().Count() == 1 ? ranges[0] : $"a: {ranges[0]}; b: {ranges[1]}";
    }

    /// <summary>From where to where the numbers go below 0, whether they are 0, and from where to where above.</summary>
    static string Range(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return string.Join(", ", new[] { Part(x => x < 0), Part(x => x == 0), Part(x => x > 0) }.OfType<string>());

        string? Part(Func<double, bool> belongs)
        {
            double[] part = [.. sorted.Where(belongs)];
            return part.Length == 0 ? null : part[0] == part[^1] ? Rounded(part[0]) : $"{Rounded(part[0])} … {Rounded(part[^1])}";
        }

        static string Rounded(double x) => x.ToString("G2", CultureInfo.InvariantCulture);
    }
}
