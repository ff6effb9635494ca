using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Micrograd.Numbers;
using Micrograd.Operations;
using Micrograd.Tests.Operations;

namespace Micrograd.Tests.Docs;

/// <summary>docs/operations.md is made from the table of operations: their summaries, their partials read as text, and the edge cases.</summary>
public class OperationsPageTests
{
    [Fact]
    public void TheOperationsPageIsWhatTheTableSays()
    {
        string page = Write(), path = Path.Combine(Repository.Root, "docs/operations.md");
        if (File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == page)
            return;
        string received = Path.Combine(AppContext.BaseDirectory, "operations.received.md");
        File.WriteAllText(received, page);
        Assert.Fail($"The operations changed. Compare {received} with {path}, and copy it there if that is what you want.");
    }

    static string Write()
    {
        var page = new StringBuilder("""
            # Operations

            Every operation of the library: its symbol, what it computes, and its partial derivatives as the rules say them, by the
            arguments (x, or a and b) and the result y. Special points are left out of a derivative and listed below. How exact
            they are stands on [a page of its own](accuracy.md). This page is made from the source, and a test compares it.

            | operation | symbol | value | derivative |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (Operation operation in Operation.All)
            page.Append(Row(operation, Summary(operation))).Append('\n');

        page.Append("\n## At the edges\n\nWhat each operation gives where the formulas do not say it.\n\n| case | value | gradient |\n|---|---|---|\n");
        foreach (EdgeCases.Row row in EdgeCases.All)
            page.Append(CultureInfo.InvariantCulture, $"| {Cell(row.Op)}({Numbers(row.Arguments)}) | {Number(row.Value)} | {string.Join("; ", row.Gradients.Select(accepted => accepted.Length == 0 ? "any" : string.Join(" or ", accepted.Select(Number))))} |\n");
        return page.ToString();
    }

    /// <summary>The line of one operation.</summary>
    internal static string Row(Operation operation, string summary) =>
        $"| {operation.Code} | `{Cell(operation.Symbol)}` | {Cell(summary)} | {Cell(operation.Accept(new Derivatives()))} |";

    static string Summary(Operation operation)
    {
        string type = operation.Accept(new TypeName());
        XElement? member = Documentation.Root!.Descendants("member").SingleOrDefault(x => (string?)x.Attribute("name") == "T:" + type);
        string text = member?.Element("summary")?.Value ?? throw new InvalidOperationException($"{type} has no summary.");
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    static XDocument Documentation { get; } = XDocument.Load(Path.ChangeExtension(typeof(Value).Assembly.Location, ".xml"));

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    static string Numbers(double[] numbers) => string.Join(", ", numbers.Select(Number));

    static string Number(double x) => double.IsInfinity(x) ? (x > 0 ? "inf" : "-inf") : x.ToString("G6", CultureInfo.InvariantCulture);

    sealed class Derivatives : IOperationVisitor<string>
    {
        public string Unary<TOp>() where TOp : struct, IUnaryOperation => $"`{TOp.Partial(new Formula("x"), new Formula("y"))}`";

        public string Binary<TOp>() where TOp : struct, IBinaryOperation =>
            $"by a: `{TOp.PartialA(new Formula("a"), new Formula("b"), new Formula("y"))}`; by b: `{TOp.PartialB(new Formula("a"), new Formula("b"), new Formula("y"))}`";

        public string Choice<TOp>() where TOp : struct, IOperation => "1 by the one taken, 0 by the other";

        public string Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation =>
            $"of each term, {Binary<TTerm>()}";

        public string Reduction<TOp>() where TOp : struct, IReductionOperation => "see the value";
    }

    sealed class TypeName : IOperationVisitor<string>
    {
        public string Unary<TOp>() where TOp : struct, IUnaryOperation => typeof(TOp).FullName!;

        public string Binary<TOp>() where TOp : struct, IBinaryOperation => typeof(TOp).FullName!;

        public string Choice<TOp>() where TOp : struct, IOperation => typeof(TOp).FullName!;

        public string Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation => typeof(TOp).FullName!;

        public string Reduction<TOp>() where TOp : struct, IReductionOperation => typeof(TOp).FullName!;
    }
}
