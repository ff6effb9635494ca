namespace Micrograd.Tests.Operations;

/// <summary>
/// The numeric specification at its edges: what each operation gives at kinks, poles and infinities. Every engine faces
/// this one table.
/// </summary>
static class EdgeCases
{
    const double Inf = double.PositiveInfinity, NaN = double.NaN;

    /// <summary>Any number will do.</summary>
    static readonly double[] Any = [];

    /// <summary>One row: name of the operation, arguments, value, and for each argument the gradients that are accepted.</summary>
    public sealed record Row(string Op, double[] Arguments, double Value, params double[][] Gradients)
    {
        public override string ToString() => $"{Op}({string.Join(", ", Arguments)})";
    }

    public static IReadOnlyList<Row> All { get; } =
    [
        U("relu", 0, 0, 0), U("relu", -0.0, 0, 0), U("relu", NaN, NaN, 0, 1), U("relu", Inf, Inf, 1), U("relu", -Inf, 0, 0),
        U("abs", 0, 0, 0), U("abs", -0.0, 0, 0), U("abs", -3, 3, -1),
        B("pow", 0, 0, 1, [0], [0]), B("pow", 5, 0, 1, [0], Any), B("pow", Inf, 0, 1, [0], Any), B("pow", NaN, 0, 1, [0], Any),
        B("pow", -2, 0, 1, [0], Any),
        B("pow", 0, 1, 0, [1], [0]), B("pow", 0, 2, 0, [0], [0]), B("pow", 0, 1.5, 0, [0], [0]), B("pow", 0, 0.5, 0, [Inf], [0]),
        B("pow", 0, -1, Inf, [-Inf], [-Inf]), B("pow", -2, 3, -8, [12], [NaN]), B("pow", -2, 2, 4, [-4], [NaN]),
        B("pow", -2, 2.5, NaN, [NaN], [NaN]),
        U("sqrt", 0, 0, Inf), U("sqrt", -1, NaN, NaN),
        U("log", 0, -Inf, Inf), U("log", -1, NaN, -1, NaN),
        B("divide", 1, 0, Inf, [Inf], [-Inf]), B("divide", -1, 0, -Inf, [Inf], [Inf]), B("divide", 0, 0, NaN, [Inf], [NaN]),
        B("max", 2, 2, 2, [0.5], [0.5]), B("max", 0, -0.0, 0, [0.5], [0.5]), B("max", 1, NaN, NaN, Any, Any), B("max", NaN, 1, NaN, Any, Any),
        B("max", 3, 2, 3, [1], [0]),
        B("min", 2, 2, 2, [0.5], [0.5]), B("min", 1, NaN, NaN, Any, Any), B("min", NaN, 1, NaN, Any, Any), B("min", 3, 2, 2, [0], [1]),
        U("tanh", 1000, 1, 0), U("tanh", -1000, -1, 0), U("tanh", Inf, 1, 0), U("tanh", -Inf, -1, 0),
        U("sigmoid", 1000, 1, 0), U("sigmoid", -1000, 0, 0), U("sigmoid", -730, 9.226315e-318, 9.226315e-318),
        U("exp", 1000, Inf, Inf), U("exp", -1000, 0, 0),
        B("logsumexp", 1000, 1000, 1000.6931471805599, [0.5], [0.5]), B("logsumexp", -Inf, 0, 0, [0], [1]),
        B("logsumexp", -Inf, -Inf, -Inf, [NaN, 0.5], [NaN, 0.5]),
        B("crossentropy", 1000, 0, 0, [0], [0]), B("crossentropy", 0, 1000, 1000, [-1], [1]), B("crossentropy", 1000, 1000, 0.69314718055994531, [-0.5], [0.5]),
        B("crossentropy", Inf, 0, 0, [0], [0]), B("crossentropy", 0, -Inf, 0, [0], [0]), B("crossentropy", -Inf, 0, Inf, [-1], [1]),
        B("crossentropy", 0, Inf, Inf, [NaN, -1], [NaN, 1]), B("crossentropy", NaN, 0, NaN, Any, Any),
        B("subtract", Inf, Inf, NaN, [1], [-1]), B("multiply", Inf, 0, NaN, [0], [Inf]),
        B("leaky_relu", 0, 0.01, 0, [0.01], Any), B("elu", 0, 1, 0, [1], Any),
        B("atleast", 2, 2, 2, [1], [0]), B("atmost", 2, 2, 2, [1], [0]), B("atleast", 1, 2, 2, [0], [1]), B("atmost", 3, 2, 2, [0], [1]),
        U("reciprocal", 0, Inf, -Inf), U("cbrt", 0, 0, Inf), U("square", 0, 0, 0), U("log1p", -1, -Inf, Inf), U("log1p", 0, 0, 1), U("log1p", -Inf, NaN, 0),
        U("log1p", 1e-17, 1e-17, 1), U("expm1", 1e-17, 1e-17, 1), U("expm1", 1000, Inf, Inf), U("expm1", -1000, -1, 0),
        U("softplus", 1000, 1000, 1), U("softplus", -1000, 0, 0), U("logsigmoid", -1000, -1000, 1), U("logsigmoid", 1000, 0, 0),
        B("logaddexp", 1000, 1000, 1000.6931471805599, [0.5], [0.5]), B("logaddexp", -Inf, 0, 0, [0], [1]),
        B("logaddexp", -Inf, -Inf, -Inf, [NaN, 0.5], [NaN, 0.5]),
        B("hypot", 0, 0, 0, [NaN, 0], [NaN, 0]), B("atan2", 0, 0, 0, [NaN, 0], [NaN, 0]), B("hypot", 1e300, 1e300, 1.4142135623730951e300, [0.7071067811865475, 0.7071067811865476], [0.7071067811865475, 0.7071067811865476]),
        U("erf", Inf, 1, 0), U("erfc", Inf, 0, 0), U("erfc", -Inf, 2, 0), U("cdf", -Inf, 0, 0), U("cdf", Inf, 1, 0), U("pdf", Inf, 0, 0), U("erf", NaN, NaN, NaN),
        // Infinities, NaN and -0 where the rows above do not say.
        U("abs", Inf, Inf, 1), U("abs", -Inf, Inf, -1), U("abs", NaN, NaN, Any), U("negate", -Inf, Inf, -1), U("negate", NaN, NaN, -1),
        U("exp", Inf, Inf, Inf), U("exp", -Inf, 0, 0), U("exp", NaN, NaN, NaN), U("log", Inf, Inf, 0), U("log", NaN, NaN, NaN),
        U("sqrt", Inf, Inf, 0), U("sqrt", NaN, NaN, NaN), U("tanh", NaN, NaN, NaN), U("sigmoid", 0, 0.5, 0.25), U("sigmoid", Inf, 1, 0),
        U("sigmoid", -Inf, 0, 0), U("sigmoid", NaN, NaN, NaN), U("hinge", Inf, 0, 0), U("hinge", -Inf, Inf, -1),
        B("add", Inf, -Inf, NaN, [1], [1]), B("add", NaN, 1, NaN, [1], [1]), B("multiply", 0, -Inf, NaN, [-Inf], [0]), B("divide", 1, Inf, 0, [0], [0]),
        B("pow", -0.0, 0, 1, [0], [0]), B("pow", -0.0, 2, 0, [0], [0]), B("pow", -Inf, 0, 1, [0], Any), B("pow", 1e-310, 0, 1, [0], Any),
        B("pow", Inf, 2, Inf, [Inf], [Inf]), B("pow", Inf, -1, 0, [0], Any), B("pow", 10, 400, Inf, [Inf], [Inf]), B("pow", 10, -400, 0, [0], [0]),
        B("max", Inf, Inf, Inf, [0.5], [0.5]), B("max", -Inf, 1, 1, [0], [1]), B("min", 0, -0.0, 0, [0.5], [0.5]), B("min", -Inf, -Inf, -Inf, [0.5], [0.5]),
        B("min", Inf, 1, 1, [0], [1]), B("logsumexp", NaN, 0, NaN, Any, Any), B("logaddexp", NaN, 0, NaN, Any, Any), B("logaddexp", Inf, 0, Inf, [1], [0]),
        U("hinge", 1, 0, 0), U("hinge", 3, 0, 0), U("hinge", 0, 1, -1),
    ];

    static Row U(string op, double x, double value, params double[] gradients) => new(op, [x], value, gradients);

    static Row B(string op, double a, double b, double value, double[] byA, double[] byB) => new(op, [a, b], value, byA, byB);

    /// <summary>Whether a number is the expected one, to a few units in the last place; NaN is NaN, and 0 is 0 of either sign.</summary>
    public static bool Agrees(double expected, double actual) =>
        double.IsNaN(expected) ? double.IsNaN(actual)
        : double.IsInfinity(expected) || expected == 0 ? actual == expected
        : Math.Abs(actual - expected) <= Math.Max(1e-15 * Math.Abs(expected), 4 * double.Epsilon);

    /// <summary>Whether a gradient is one of those accepted.</summary>
    public static bool Accepts(double[] accepted, double actual) =>
        accepted.Length == 0 || accepted.Any(expected => Agrees(expected, actual));
}
