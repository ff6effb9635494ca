using System.Text.RegularExpressions;

namespace Micrograd.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Line">The line of its opening fence, from 1.</param>
/// <param name="Language">The first word after the fence.</param>
/// <param name="Mark">The words after that.</param>
/// <param name="Text">What is between the fences.</param>
/// <param name="End">The line of its closing fence.</param>
sealed record CodeBlock(int Line, string Language, string Mark, string Text, int End);

/// <summary>A page of documentation, read for its code blocks, headings, and the files that it points to.</summary>
sealed partial class MarkdownPage
{
    readonly string[] lines;

    public MarkdownPage(string path, string text)
    {
        Path = path;
        lines = text.Split('\n');
        Blocks = [.. FindBlocks()];
    }

    public static MarkdownPage Read(string path) => new(path, Repository.Read(path));

    /// <summary>The page's own path from the root of the repository.</summary>
    public string Path { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>The block of a program's output: text that follows with nothing but empty lines between.</summary>
    public CodeBlock? OutputOf(CodeBlock code) => Blocks.FirstOrDefault(block =>
        block.Language is "text" or "output" && block.Line > code.End
        && lines[code.End..(block.Line - 1)].All(string.IsNullOrWhiteSpace));

    /// <summary>The names that links can give to headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors => Prose()
        .Where(line => line.Text.StartsWith('#'))
        .Select(line => NotInAnchors().Replace(line.Text.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>Where links and pictures lead, with their lines; links to other sites are left out.</summary>
    public IEnumerable<(int Line, string Target)> Links =>
        from line in Prose()
        from match in Link().Matches(line.Text)
        let target = match.Groups[1].Value + match.Groups[2].Value
        where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
        select (line.Number, target);

    /// <summary>Whatever looks like the path of a file or folder of the repository, in prose, code or commands.</summary>
    public IEnumerable<(int Line, string Path)> Paths =>
        from line in lines.Index()
        from match in RepositoryPath().Matches(line.Item)
        let path = match.Value.TrimEnd('.', '/')
        where !path.Contains('*', StringComparison.Ordinal)
        select (line.Index + 1, path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path);

    IEnumerable<CodeBlock> FindBlocks()
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            int end = Array.FindIndex(lines, i + 1, line => line.TrimEnd() == "```");
            if (end < 0)
                throw new InvalidOperationException($"{Path}:{i + 1}: this code block is never closed.");
            string[] info = lines[i][3..].Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            yield return new(
                i + 1, info.ElementAtOrDefault(0) ?? "", info.ElementAtOrDefault(1) ?? "", string.Join('\n', lines[(i + 1)..end]), end + 1);
            i = end;
        }
    }

    /// <summary>The lines outside code blocks.</summary>
    IEnumerable<(int Number, string Text)> Prose() =>
        lines.Index()
            .Where(line => !Blocks.Any(block => block.Line <= line.Index + 1 && line.Index + 1 <= block.End))
            .Select(line => (line.Index + 1, line.Item));

    [GeneratedRegex("""\]\(([^)\s]+)[^)]*\)|<(?:img|a)\s[^>]*?(?:src|href)="([^"]+)""")]
    private static partial Regex Link();

    [GeneratedRegex("""(?<![\w./-])(?:\./test\.sh|(?:src|tests|docs|benchmarks|examples)/[\w./*-]*)""")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex("""[^\w\- ]""")]
    private static partial Regex NotInAnchors();
}
