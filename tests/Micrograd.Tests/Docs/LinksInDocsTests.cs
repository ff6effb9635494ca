namespace Micrograd.Tests.Docs;

/// <summary>Whatever the docs point to inside the repository is there.</summary>
public class LinksInDocsTests
{
    [Fact]
    public void LinksInDocsExist() => Assert.Empty(Repository.Pages.SelectMany(path => DeadLinks(MarkdownPage.Read(path))));

    [Fact]
    public void DeadLinksAreNoticed()
    {
        var page = new MarkdownPage("docs/page.md", """
            [good](../README.md), [bad](README.md), [elsewhere](https://example.org/README.md)
            ![picture](images/none.svg) and [a heading](../README.md#no-such-heading), [here](#a-heading--with-marks)
            `src/Micrograd` and `src/Micrograd/Valeu.cs`, `docs/**`, <img src="none.png" alt="">
            ## A heading: *with* - marks
            """);
        Assert.Equal(
            [
                "docs/page.md:1: README.md",
                "docs/page.md:2: images/none.svg",
                "docs/page.md:2: ../README.md#no-such-heading",
                "docs/page.md:2: #a-heading--with-marks",
                "docs/page.md:3: none.png",
                "docs/page.md:3: src/Micrograd/Valeu.cs",
            ],
            DeadLinks(page));
    }

    static IEnumerable<string> DeadLinks(MarkdownPage page)
    {
        string folder = Path.GetDirectoryName(page.Path)!;
        var links = page.Links.Where(link => !LeadsSomewhere(page, folder, link.Target)).Select(link => (link.Line, link.Target));
        var paths = page.Paths.Where(path => !Exists(path.Path));
        return [.. links.Concat(paths).Select(dead => $"{page.Path}:{dead.Line}: {dead.Item2}")];
    }

    static bool LeadsSomewhere(MarkdownPage page, string folder, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0 ? page.Path : Path.Combine(folder, parts[0]);
        if (!Exists(path))
            return parts[0].Length == 0 && page.Anchors.Contains(parts[1]);
        return parts.Length == 1 || (parts[0].Length == 0 ? page : MarkdownPage.Read(path)).Anchors.Contains(parts[1]);
    }

    static bool Exists(string path) => Path.Exists(Repository.FullPath(path));
}
