using System.Runtime.CompilerServices;

namespace Micrograd.Tests.Docs;

/// <summary>The files of the repository that these tests were compiled in.</summary>
static class Repository
{
    /// <summary>The folder that everything lies in.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../.."));

    /// <summary>What a person reads: the tour and everything below docs.</summary>
    public static string[] Pages { get; } =
        ["README.md", .. Files("docs", "*.md")];

    /// <summary>The whole path of a file or folder of the repository.</summary>
    public static string FullPath(string path) => Path.GetFullPath(Path.Combine(Root, path));

    public static string Read(string path) => File.ReadAllText(FullPath(path)).ReplaceLineEndings("\n");

    /// <summary>The files below a folder, by their path from the root, in a fixed order.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(FullPath(folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    static string ThisFile([CallerFilePath] string path = "") => path;
}
