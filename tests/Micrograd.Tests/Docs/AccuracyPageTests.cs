using System.Runtime.InteropServices;
using System.Text;
using Micrograd.Operations;

namespace Micrograd.Tests.Docs;

/// <summary>
/// docs/accuracy.md is measured. Its digits belong to one machine, since the functions of the C library differ; but nowhere
/// may an operation be clearly worse than the page says.
/// </summary>
public class AccuracyPageTests
{
    static readonly Lazy<IReadOnlyList<AccuracyRow>> Measured = new(AccuracyRow.Measure);

    [Fact]
    public void NoOperationIsLessAccurateThanThePageSays()
    {
        string received = Path.Combine(AppContext.BaseDirectory, "accuracy.received.md");
        File.WriteAllText(received, Write(Measured.Value));
        string[] complaints = [.. Complaints(Repository.Read("docs/accuracy.md"), Measured.Value)];
        Assert.True(complaints.Length == 0, $"{string.Join('\n', complaints)}\nCompare {received} with docs/accuracy.md, and copy it there if that is what you want.");
    }

    [Fact]
    public void APageSaysWhatWasMeasured() => Assert.Empty(Complaints(Write(Measured.Value), Measured.Value));

    [Fact]
    public void ALossOfAccuracyIsNamed()
    {
        string page = Write(Measured.Value);
        Assert.Contains("Exp: the value", Single(row => row with { Value = new(row.Value.Size + 2, "1") }), StringComparison.Ordinal);
        Assert.Contains("Exp: a partial", Single(row => row with { Partials = [new(1e-14, "1")] }), StringComparison.Ordinal);
        Assert.Contains("Exp: a partial", Single(row => row with { Partials = [new(0, "", 0, 1)] }), StringComparison.Ordinal);
        Assert.Contains("other points", Single(row => row with { Points = 1 }), StringComparison.Ordinal);

        string Single(Func<AccuracyRow, AccuracyRow> spoil) =>
            Assert.Single(Complaints(page, [.. Measured.Value.Select(row => row.Code == OpCode.Exp ? spoil(row) : row)]));
    }

    [Fact]
    public void AnAbsoluteErrorCountsWhereThePageGivesOne()
    {
        AccuracyRow tanh = Measured.Value.Single(row => row.Code == OpCode.Tanh);
        Assert.Equal(1, tanh.Partials[0].Size, 0.5);
        Assert.InRange(tanh.Partials[0].Absolute, 1e-17, 1e-15);
        Assert.NotEmpty((tanh with { Partials = [tanh.Partials[0] with { Absolute = 1e-14 }] }).WorseThan(tanh));
    }

    [Fact]
    public void AMissingOperationIsNamed()
    {
        Assert.Equal(["Relu is not on the page."], Complaints(Write([.. Measured.Value.Where(row => row.Code != OpCode.Relu)]), Measured.Value));
        Assert.Equal(["The truth has no points of Relu."], Complaints(Write(Measured.Value), [.. Measured.Value.Where(row => row.Code != OpCode.Relu)]));
    }

    static IEnumerable<string> Complaints(string page, IReadOnlyList<AccuracyRow> measured)
    {
        var rows = page.Split('\n').Select(AccuracyRow.Parse).OfType<AccuracyRow>().ToDictionary(row => row.Code);
        foreach (OpCode code in Operation.All.Select(operation => operation.Code))
            if (measured.SingleOrDefault(row => row.Code == code) is not { } here)
                yield return $"The truth has no points of {code}.";
            else if (!rows.TryGetValue(code, out AccuracyRow? there))
                yield return $"{code} is not on the page.";
            else
                foreach (string complaint in here.WorseThan(there))
                    yield return complaint;
    }

    static string Platform => OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "Linux";

    static string Write(IReadOnlyList<AccuracyRow> rows)
    {
        var page = new StringBuilder($"""
            # Accuracy

            How far each [operation](operations.md) is from the truth at worst, measured at points whose values and derivatives are
            known to 1300 digits (`tests/accuracy/generate.py`). Half of the random points lie anywhere among the doubles, subnormal
            ones included, and half where rounding hurts: near zeros, poles and saturation, at the ends of the range, with terms that
            cancel. To these come points chosen by hand, such as the tails of erfc, pow near 1, and the sine of 1E22 and of the double
            nearest to a multiple of π/2, 5.3E+255.

            - **Arguments**: the range covered, below 0, at 0 and above.
            - **Value**: how many doubles the result is away from the one nearest to the truth (units in the last place, ulp), and where.
              0 means that it is the nearest at all points.
            - **Derivative**: the error relative to the truth, or to 2^-1022 where the truth is smaller. A rule that subtracts from 1 what
              saturates there, such as `1 - y * y`, or whose derivative crosses 0, loses relative accuracy; the largest absolute error
              is then given too, for the points where the relative one is above 1E-12. *Infinite too early*: the points where a factor
              overflows though the derivative would not.

            Measured with .NET {Environment.Version.ToString(2)} on {Platform}, {RuntimeInformation.ProcessArchitecture}. Sine, exponential and the like are those of the C library
            and differ a little between machines. So a test measures anew and demands that nothing is worse than this page by more than
            one ulp or a factor of two. It writes what it finds beside the tests, as `accuracy.received.md`.

            ## Of one or two arguments

            | operation | arguments | points | value, ulp | derivative, relative |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        page.AppendJoin('\n', rows.Where(row => Operation.Of(row.Code).Arity is not null));
        page.Append("""


            The result of `logaddexp` crosses 0 where its arguments do not; there its two terms cancel, and no ulp is promised.

            ## Of many arguments

            The error of the value is in units of 2^-52 times the size that rounding goes by: the sum of the |terms|; of a mean, that sum
            divided by n; of the others, |value|, where of logsumexp the largest argument and what it adds to that count for themselves.
            To this come, of logsumexp and crossentropy, the differences of arguments, each as often as its softmax, since a difference
            is rounded before it is an exponent.

            | operation | arguments | points | value, 2^-52 of its size | derivatives, relative |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        page.AppendJoin('\n', rows.Where(row => Operation.Of(row.Code).Arity is null)).Append('\n');
        return page.ToString();
    }
}
