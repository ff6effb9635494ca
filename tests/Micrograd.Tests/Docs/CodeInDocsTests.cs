using System.Text.RegularExpressions;

namespace Micrograd.Tests.Docs;

/// <summary>
/// The code in the docs is true. A <c>csharp</c> block is a whole program: it is compiled, run, and its output compared
/// with the <c>text</c> block that directly follows. Marked <c>csharp continued</c>, it goes on from the blocks before;
/// marked <c>csharp from PATH</c>, it is a quotation, whose lines stand in that file.
/// </summary>
public partial class CodeInDocsTests
{
    static readonly string[] Pages = ["README.md", "docs/how-it-works.md"];

    public static TheoryData<string, int> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, int>();
            foreach (string path in Pages)
                foreach (CodeBlock block in MarkdownPage.Read(path).Blocks.Where(block => block.Language == "csharp"))
                    blocks.Add(path, block.Line);
            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void CodeInDocsDoesWhatItSays(string page, int line) => Check(MarkdownPage.Read(page), line);

    [Fact]
    public void EveryPageHasCode() =>
        Assert.All(Pages, path => Assert.Contains(MarkdownPage.Read(path).Blocks, block => block.Language == "csharp"));

    [Fact]
    public void AWrongOutputIsNoticed() => Assert.Throws<Xunit.Sdk.EqualException>(() => Check("""
        ```csharp
        Console.WriteLine(1 + 1);
        ```

        ```text
        3
        ```
        """));

    [Fact]
    public void CodeThatDoesNotCompileIsNoticed() => Assert.Contains("CS0103", Failure("""
        ```csharp
        Console.WriteLine(new Micrograd.Value(2).Data + unknown);
        ```
        """), StringComparison.Ordinal);

    [Fact]
    public void AnExceptionIsNoticed() => Assert.Contains("a constant", Failure("""
        ```csharp
        Micrograd.Value x = 2.0;
        x.Backward();
        ```
        """), StringComparison.Ordinal);

    [Fact]
    public void AQuotationThatIsNotInTheFileIsNoticed() => Assert.Contains("1 + y * y", Failure("""
        ```csharp from src/Micrograd/Operations/Activations.cs
        public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1 + y * y;
        ```
        """), StringComparison.Ordinal);

    [Fact]
    public void ABlockMayGoOnFromTheOnesBefore() => Check("""
        ```csharp
        using Micrograd;
        var x = new Value(3);
        Console.WriteLine(Square(x).Data);

        static Value Square(Value x) => x * x;
        ```

        ```text
        9
        ```

        ```csharp continued
        using Micrograd;
        Square(x).Backward();
        Console.WriteLine(x.Grad);
        ```

        ```text
        6
        ```
        """, line: 13);

    static void Check(string text, int line = 1) => Check(new MarkdownPage("a page of the test", text), line);

    static string Failure(string text) => Assert.Throws<InvalidOperationException>(() => Check(text)).Message;

    static void Check(MarkdownPage page, int line)
    {
        CodeBlock block = page.Blocks.Single(block => block.Line == line);
        if (block.Mark.StartsWith("from ", StringComparison.Ordinal))
        {
            CheckQuotation(block.Text, block.Mark[5..]);
            return;
        }
        CodeBlock[] earlier = block.Mark == "continued" ? Before(page, block) : [];
        string output = new CSharpProgram(block.Text, string.Join('\n', earlier.Select(b => b.Text))).Run(out IReadOnlyList<string> files);

        if (page.OutputOf(block) is not null)
        {
            string[] expected = [.. earlier.Append(block).Select(b => page.OutputOf(b)?.Text.TrimEnd()).OfType<string>()];
            Assert.Equal(string.Join('\n', expected), output.TrimEnd());
        }
        // A file that the block speaks of is one that it writes, and the other way round.
        Assert.Equal(FilesNamed().Matches(block.Text).Select(match => match.Groups[1].Value).Distinct().Order(), files);
    }

    /// <summary>The block that a continued one starts from, and those between.</summary>
    static CodeBlock[] Before(MarkdownPage page, CodeBlock block)
    {
        CodeBlock[] code = [.. page.Blocks.Where(b => b.Language == "csharp" && b.Line < block.Line && !b.Mark.StartsWith("from ", StringComparison.Ordinal))];
        int first = Array.FindLastIndex(code, b => b.Mark != "continued");
        return first >= 0 ? code[first..] : throw new InvalidOperationException($"{page.Path}:{block.Line}: there is nothing to continue.");
    }

    static void CheckQuotation(string quotation, string path)
    {
        string source = Shortened(Repository.Read(path));
        if (!source.Contains(Shortened(quotation), StringComparison.Ordinal))
            throw new InvalidOperationException($"{path} does not contain:\n{quotation}");
    }

    /// <summary>Code without comments, documentation and the space between lines.</summary>
    static string Shortened(string code) => string.Join('\n', code.Split('\n')
        .Select(line => Comment().Replace(line, "").Trim())
        .Where(line => line.Length > 0));

    [GeneratedRegex("""\s*//.*$""")]
    private static partial Regex Comment();

    [GeneratedRegex(""""([\w-]+\.(?:svg|json|safetensors|csv))"""")]
    private static partial Regex FilesNamed();
}
