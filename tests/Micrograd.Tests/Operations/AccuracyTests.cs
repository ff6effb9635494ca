namespace Micrograd.Tests.Operations;

/// <summary>Values and partials stay within fixed bounds of the <see cref="Truth"/>. What the errors are, docs/accuracy.md says.</summary>
public class AccuracyTests
{
    static readonly HashSet<string> Exact =
        ["add", "subtract", "multiply", "negate", "relu", "abs", "max", "min", "leaky_relu", "atleast", "atmost", "select", "maxof", "minof"];

    /// <summary>Rules that subtract from 1 what saturates there, or cross 0; their partials have an absolute bound.</summary>
    static readonly HashSet<string> Saturating = ["tanh", "sigmoid", "expm1", "elu", "gelu", "silu", "mish"];

    [Fact]
    public void EveryElementaryOperationIsExactToAFewUnits()
    {
        var rows = Truth.All.Where(row => row.Condition is null).ToList();
        Assert.True(rows.Count > 6800);
        Check(rows, (row, y, gradients) =>
        {
            double ulps = Truth.UlpDistance(row.Value, y);
            if (ulps > UlpsAllowed(row))
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
        var rows = Truth.All.Where(row => row.Condition is not null).ToList();
        Assert.True(rows.Count > 110);
        Check(rows, (row, y, gradients) =>
        {
            double bound = Exact.Contains(row.Op) ? 0
                : row.Arguments.Length * double.BitIncrement(1) * Math.Pow(2, -52) * row.Condition!.Value + 4 * double.Epsilon;
            if (Math.Abs(y - row.Value) > bound && y != row.Value)
                return $"value {y:R}, expected {row.Value:R}";
            for (int i = 0; i < gradients.Length; i++)
                if (Math.Abs(gradients[i] - row.Partials[i]) > 1e-12 * Math.Abs(row.Partials[i]) + 4 * double.Epsilon)
                    return $"partial {i} is {gradients[i]:R}, expected {row.Partials[i]:R}";
            return null;
        });
    }

    /// <summary>Units in the last place that the value may be off.</summary>
    static double UlpsAllowed(Truth.Row row) => Exact.Contains(row.Op) ? 0 : row switch
    {
        { Op: "sqrt" } => 1,
        { Op: "divide" } => 2,
        { Op: "cos" or "tan", Arguments: [5.319372648326541e255] } => 16,                // nearest to a multiple of π/2; glibc 2.36: 8 and 14
        { Op: "gelu", Arguments: [var x] } when IsSubnormal(row.Value) => Math.Max(4, Math.Abs(x)),   // x times a subnormal number, rounding and all
        _ => 4,
    };

    static bool IsSubnormal(double x) => x != 0 && Math.Abs(x) < 2.3e-308;

    static void Check(List<Truth.Row> rows, Func<Truth.Row, double, double[], string?> judge)
    {
        List<string> wrong = [];
        foreach (Truth.Row row in rows)
        {
            var (value, partials) = row.Measure();
            if (judge(row, value, partials) is { } complaint)
                wrong.Add($"{row}: {complaint}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    static bool IsClose(Truth.Row row, double expected, double actual)
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected))
            return double.IsNaN(expected) ? double.IsNaN(actual) : actual == expected;
        if (double.IsInfinity(actual) && OverflowsOnTheWay(row))
            return true;
        double floor = Saturating.Contains(row.Op) ? 4 * Math.Pow(2, -53) : 8 * double.Epsilon;
        if (row.Op == "elu")
            floor *= Math.Max(1, row.Arguments[1]);   // it saturates at α instead of 1
        // Where the value is subnormal, a rule that multiplies it (by log a, or -x) hands its rounding on.
        if (row.Op is "pow" or "pdf" && IsSubnormal(row.Value))
            floor += Math.Abs(expected / row.Value) * double.Epsilon;
        return Math.Abs(actual - expected) <= 1e-12 * Math.Abs(expected) + floor;
    }

    // b * a^(b-1), a^b * log a and 2^x * log 2 overflow in their first factor a little before the product does. Five rows of
    // the table lie in that gap; another formula for it would cost every power a second look.
    static bool OverflowsOnTheWay(Truth.Row row) =>
        (row.Op is "pow" or "exp2" && double.IsInfinity(row.Value))
        || (row.Op == "pow" && double.IsInfinity(Math.Pow(row.Arguments[0], row.Arguments[1] - 1)));
}
