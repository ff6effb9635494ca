using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Micrograd.Tests.Docs;

/// <summary>
/// The floors of the house: each folder of the library uses only what is declared on its own floor or on one below. The
/// compiler's own view of the source says what a file uses: names, operators, conversions and the types of expressions.
/// </summary>
sealed class SourceFloors
{
    const string Library = "src/Micrograd/", Root = "(root)";

    /// <summary>From the ground up; a folder that is not in this list is reported.</summary>
    static readonly string[] Floors =
        ["Operations", "Numbers", "Tape", Root, "Derivatives", "Expressions", "NeuralNet", "Training", "Data", "Drawing"];

    /// <summary>Data and drawings serve any program, so they know nothing of networks.</summary>
    static readonly Dictionary<string, string[]> Forbidden = new()
    {
        ["Data"] = ["NeuralNet", "Training"],
        ["Drawing"] = ["NeuralNet", "Training"],
    };

    static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.Parse);

    readonly CSharpCompilation compilation;

    SourceFloors(CSharpCompilation compilation) => this.compilation = compilation;

    /// <summary>The library as it is.</summary>
    public static SourceFloors Read()
    {
        IEnumerable<SyntaxTree> files = Repository.Files("src/Micrograd", "*.cs").Select(path => Parse(path, Repository.Read(path)));
        var compilation = CSharpCompilation.Create(
            "Micrograd",
            [CSharpProgram.Usings(Parsing), .. files],
            CSharpProgram.Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return new((CSharpCompilation)WithGenerated(compilation));
    }

    /// <summary>Adds what the source generator of System.Text.Json writes when the library is compiled; it comes with the SDK.</summary>
    static Compilation WithGenerated(CSharpCompilation compilation)
    {
        string sdk = Path.GetFullPath("../../..", Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        string generator = Directory.EnumerateFiles(Path.Combine(sdk, "packs/Microsoft.NETCore.App.Ref"), "System.Text.Json.SourceGeneration.dll", SearchOption.AllDirectories).Last();
        IEnumerable<ISourceGenerator> generators = System.Reflection.Assembly.LoadFrom(generator).GetTypes()
            .Where(type => type.IsDefined(typeof(GeneratorAttribute), inherit: false))
            .Select(type => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator());
        CSharpGeneratorDriver.Create(generators, parseOptions: Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        return updated;
    }

    /// <summary>A copy in memory with one more file.</summary>
    public SourceFloors With(string path, string text) => new(compilation.AddSyntaxTrees(Parse(path, text)));

    /// <summary>Errors of the compiler, which would hide uses.</summary>
    /// <param name="only">The file to look at; all, if none is named.</param>
    public IEnumerable<string> Errors(string? only = null) => Files(only)
        .SelectMany(file => compilation.GetSemanticModel(file).GetDiagnostics())
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        .Select(diagnostic => diagnostic.ToString());

    /// <summary>What each file uses of floors that it may not use: a sentence with file, line and symbol.</summary>
    /// <param name="only">The file to look at; all, if none is named.</param>
    public IEnumerable<string> Violations(string? only = null) => Files(only).SelectMany(ViolationsIn);

    IEnumerable<SyntaxTree> Files(string? only) =>
        compilation.SyntaxTrees.Where(file => IsOurs(file) && (only is null || file.FilePath == only));

    IEnumerable<string> ViolationsIn(SyntaxTree file)
    {
        string floor = FloorOf(file);
        if (!Floors.Contains(floor))
            return [$"{file.FilePath}: the folder {floor} has no floor; say in {nameof(SourceFloors)} on which it stands"];
        SemanticModel model = compilation.GetSemanticModel(file);
        return
        [
            .. from node in file.GetRoot().DescendantNodes()   // the names in documentation comments are not among them
               from symbol in UsedBy(node, model)
               let declared = symbol.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree).Where(IsOurs).ToArray()
               where declared.Length > 0 && !declared.Any(other => MayUse(floor, FloorOf(other)))
               group declared[0] by (node.GetLocation().GetLineSpan().StartLinePosition.Line, symbol.ToDisplayString()) into use
               orderby use.Key.Line
               select $"{file.FilePath}:{use.Key.Line + 1}: {floor} uses {use.Key.Item2} of {FloorOf(use.First())}",
        ];
    }

    /// <summary>The symbols that a piece of source brings in, in words or without.</summary>
    static IEnumerable<ISymbol> UsedBy(SyntaxNode node, SemanticModel model)
    {
        TypeInfo type = model.GetTypeInfo(node);
        ISymbol?[] symbols = [model.GetSymbolInfo(node).Symbol, type.Type, type.ConvertedType, model.GetConversion(node).MethodSymbol];
        return symbols.OfType<ISymbol>()
            .Where(symbol => symbol is not INamespaceSymbol)
            .SelectMany(symbol => new ISymbol?[] { symbol, symbol.ContainingType })
            .OfType<ISymbol>()
            .Select(symbol => symbol.OriginalDefinition)
            .Distinct(SymbolEqualityComparer.Default);
    }

    static bool MayUse(string floor, string other) =>
        Array.IndexOf(Floors, other) <= Array.IndexOf(Floors, floor)
        && !(Forbidden.TryGetValue(floor, out string[]? closed) && closed.Contains(other));

    /// <summary>Whether a file is written by hand, and not generated.</summary>
    static bool IsOurs(SyntaxTree file) => file.FilePath.StartsWith(Library, StringComparison.Ordinal);

    static string FloorOf(SyntaxTree file)
    {
        string path = file.FilePath[Library.Length..];
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? Root : path[..slash];
    }

    static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Parsing, path);
}
