using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using PublicApiGenerator;

namespace Micrograd.Tests.Api;

/// <summary>The public surface, as a text file that is read and approved when it changes.</summary>
public class PublicApiTests
{
    [Theory, InlineData("Micrograd"), InlineData("Micrograd.Data")]
    public void ThePublicApiIsTheApprovedOne(string library)
    {
        string actual = Assembly.Load(library).GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });
        string path = Path.Combine(Path.GetDirectoryName(ThisFile())!, library + ".approved.txt");
        string approved = File.Exists(path) ? File.ReadAllText(path) : "";
        if (actual.ReplaceLineEndings("\n").Trim() == approved.ReplaceLineEndings("\n").Trim())
            return;
        string received = Path.Combine(AppContext.BaseDirectory, library + ".received.txt");
        File.WriteAllText(received, actual.ReplaceLineEndings("\n").Trim() + "\n");
        Assert.Fail($"The public API changed. Compare {received} with {path}, and copy it there if that is what you want.");
    }

    [Fact]
    public void TheLibraryDependsOnNothingButDotNet()
    {
        var references = typeof(Value).Assembly.GetReferencedAssemblies();
        Assert.All(references, reference => Assert.StartsWith("System.", reference.Name!, StringComparison.Ordinal));
        string project = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../src/Micrograd/Micrograd.csproj");
        Assert.Empty(XDocument.Load(project).Descendants("PackageReference"));
    }

    static string ThisFile([CallerFilePath] string path = "") => path;
}
