using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Micrograd.Tests.Docs;

/// <summary>
/// A program as a reader would paste it into Program.cs of a new console project that refers to the libraries: compiled
/// as such, and run in a process and an empty folder of its own.
/// </summary>
sealed class CSharpProgram
{
    const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    const string RuntimeConfig = """
        {
          "runtimeOptions": {
            "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" },
            "configProperties": { "System.Globalization.Invariant": true, "System.GC.Concurrent": false }
          }
        }
        """;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    static readonly string[] Libraries = ["Micrograd.dll", "Micrograd.Data.dll", "CsvHelper.dll"];

    static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    readonly CSharpCompilation compilation;

    /// <param name="text">The program.</param>
    /// <param name="earlier">What it builds on: code that stands before it, whose output comes first.</param>
    public CSharpProgram(string text, string earlier = "") => compilation = CSharpCompilation.Create(
        "Program",
        [Parse(ImplicitUsings), Parse(Join(earlier, text))],
        [.. Framework, .. Libraries.Select(library => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, library)))],
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What the compiler needs of .NET itself.</summary>
    public static IReadOnlyList<MetadataReference> Framework { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The source that a project with implicit usings has besides its own files.</summary>
    public static SyntaxTree Usings(CSharpParseOptions options) => CSharpSyntaxTree.ParseText(ImplicitUsings, options);

    /// <summary>The compiled program.</summary>
    /// <exception cref="InvalidOperationException">The compiler has an error or a warning, which the message tells.</exception>
    public byte[] Compile()
    {
        using var stream = new MemoryStream();
        Diagnostic[] complaints =
        [
            .. compilation.Emit(stream).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
        ];
        return complaints.Length == 0
            ? stream.ToArray()
            : throw new InvalidOperationException("It does not compile:\n" + string.Join('\n', complaints.Select(c => c.ToString())));
    }

    /// <summary>What the program prints.</summary>
    /// <param name="files">The names of the files that it leaves behind.</param>
    /// <exception cref="InvalidOperationException">It does not compile, or ends with an exception.</exception>
    /// <exception cref="TimeoutException">It does not end.</exception>
    public string Run(out IReadOnlyList<string> files)
    {
        byte[] program = Compile();
        DirectoryInfo home = Directory.CreateTempSubdirectory("micrograd-docs-");
        try
        {
            string path = Path.Combine(home.FullName, "bin");
            Directory.CreateDirectory(path);
            File.WriteAllBytes(Path.Combine(path, "Program.dll"), program);
            File.WriteAllText(Path.Combine(path, "Program.runtimeconfig.json"), RuntimeConfig);
            foreach (string library in Libraries)
                File.Copy(Path.Combine(AppContext.BaseDirectory, library), Path.Combine(path, library));
            string output = RunProcess(Path.Combine(path, "Program.dll"), home.FullName);
            files = [.. home.EnumerateFiles().Select(file => file.Name).Order()];
            return output;
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    static string RunProcess(string path, string folder)
    {
        var (output, errors, code) = ChildProcess.Run(Patience, folder, "dotnet", [path]);
        return code == 0
            ? output.ReplaceLineEndings("\n")
            : throw new InvalidOperationException($"It ended with exit code {code}:\n{output}{errors}");
    }

    static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Parsing);

    /// <summary>Two pieces of one program: usings first, then statements, then types.</summary>
    static string Join(string earlier, string text)
    {
        if (earlier.Length == 0)
            return text;
        CompilationUnitSyntax[] pieces = [Parse(earlier).GetCompilationUnitRoot(), Parse(text).GetCompilationUnitRoot()];
        return string.Concat(pieces.SelectMany(piece => piece.Usings).Select(node => node.ToFullString().Trim() + "\n").Distinct())
            + string.Concat(pieces.SelectMany(piece => piece.Members.OfType<GlobalStatementSyntax>()).Select(node => node.ToFullString() + "\n"))
            + string.Concat(pieces.SelectMany(piece => piece.Members.Where(node => node is not GlobalStatementSyntax)).Select(node => node.ToFullString() + "\n"));
    }
}
