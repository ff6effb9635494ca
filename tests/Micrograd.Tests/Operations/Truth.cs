using System.Globalization;

namespace Micrograd.Tests.Operations;

/// <summary>
/// Values and partials known to 1300 digits and rounded once (tests/accuracy/generate.py), at random points over the whole
/// range of doubles, at random points where rounding hurts, and at points chosen by hand.
/// </summary>
static class Truth
{
    static readonly Lazy<Row[]> Rows = new(() => [.. new[] { "elementary.csv", "catalogue.csv", "hard.csv" }.SelectMany(Read)]);

    /// <summary>An operation by its name, at a point. The condition of an operation of many arguments is the size that its error goes by.</summary>
    public sealed record Row(string Op, double[] Arguments, double Value, double[] Partials, double? Condition)
    {
        /// <summary>What the library gives here.</summary>
        public (double Value, double[] Partials) Measure()
        {
            Value[] x = [.. Arguments.Select(argument => new Value(argument))];
            Value y = Named.Apply(Op, x);
            y.Backward();
            return (y.Data, [.. x.Select(leaf => leaf.Grad)]);
        }

        public override string ToString() => $"{Op}({string.Join(", ", Arguments.Select(a => a.ToString("R", CultureInfo.InvariantCulture)))})";
    }

    public static IReadOnlyList<Row> All => Rows.Value;

    /// <summary>How many doubles further one number is than the other; two NaN are the same.</summary>
    public static double UlpDistance(double expected, double actual)
    {
        if (expected == actual || (double.IsNaN(expected) && double.IsNaN(actual)))
            return 0;
        if (!double.IsFinite(expected) || !double.IsFinite(actual))
            return double.PositiveInfinity;
        return Math.Abs((double)(Ordered(expected) - Ordered(actual)));

        static Int128 Ordered(double x)
        {
            long bits = BitConverter.DoubleToInt64Bits(x);
            return bits < 0 ? long.MinValue - (Int128)bits : bits;
        }
    }

    static IEnumerable<Row> Read(string table)
    {
        foreach (string line in EmbeddedTable.Lines(table).Where(line => !line.StartsWith('#')))
        {
            string[] cells = line.Split(',');
            int arity = int.Parse(cells[1], CultureInfo.InvariantCulture);
            double[] numbers = [.. cells[2..].Select(cell => BitConverter.UInt64BitsToDouble(Convert.ToUInt64(cell, 16)))];
            yield return new Row(
                cells[0], numbers[..arity], numbers[arity], numbers[(arity + 1)..(2 * arity + 1)],
                numbers.Length > 2 * arity + 1 ? numbers[^1] : null);
        }
    }
}
