using System.IO.Compression;
using System.Xml.Linq;
using Micrograd.Tests.Docs;

namespace Micrograd.Tests.Packages;

/// <summary>The packages as a user meets them: packed, and installed in an empty folder that has no other source.</summary>
public sealed class PackageTests : IDisposable
{
#if DEBUG
    const string Configuration = "Debug";
#else
    const string Configuration = "Release";
#endif

    readonly string folder = Directory.CreateTempSubdirectory("micrograd-packages").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TheLibraryIsAddedToAnEmptyProjectAndUsed()
    {
        string package = Pack("Micrograd");
        Assert.All(["README.md", "icon.png", "ATTRIBUTION.md", "lib/net10.0/Micrograd.dll", "lib/net10.0/Micrograd.xml"], name => Assert.Contains(name, Files(package)));
        Assert.Contains("lib/net10.0/Micrograd.pdb", Files(Path.ChangeExtension(package, "snupkg")));
        XElement metadata = Metadata(package);
        Assert.Equal("MIT", Text("license"));
        Assert.Equal("README.md", Text("readme"));
        Assert.Equal("icon.png", Text("icon"));
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");

        WriteProgram("""
            var a = new Micrograd.Value(2.0);
            (a * a * a).Backward();
            System.Console.WriteLine(a.Grad);
            """);
        Dotnet("add", "package", "Micrograd");
        Assert.Equal("12", Dotnet("run").Trim());

        string Text(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    [Fact]
    public void TheTablesBringTheLibraryAndAreUsed()
    {
        string package = Pack("Micrograd", "Micrograd.Data");
        Assert.All(["README.md", "icon.png", "lib/net10.0/Micrograd.Data.dll", "lib/net10.0/Micrograd.Data.xml"], name => Assert.Contains(name, Files(package)));
        Assert.Contains("lib/net10.0/Micrograd.Data.pdb", Files(Path.ChangeExtension(package, "snupkg")));
        string[] needed = [.. Metadata(package).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value)];
        Assert.Equal(["CsvHelper", "Micrograd"], needed.Order());

        // CsvHelper comes from where the restore of these tests put it; a folder of packages wants its name in full.
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string reader = Directory.GetFiles(Path.Combine(cache, "csvhelper"), "*.nupkg", SearchOption.AllDirectories).Max()!;
        File.Copy(reader, Path.Combine(folder, "CsvHelper" + Path.GetFileName(reader)["CsvHelper".Length..]));
        WriteProgram("""
            System.IO.File.WriteAllText("points.csv", "x,y\n1,2\n3,4\n");
            System.Console.WriteLine(((Micrograd.Data.NumberColumn)Micrograd.Data.Table.Read("points.csv")["y"])[1]);
            """);
        Dotnet("add", "package", "Micrograd.Data");
        Assert.Equal("4", Dotnet("run").Trim());
    }

    [Fact]
    public void TheCommandIsInstalledAsATool()
    {
        string package = Pack("Micrograd.Cli");
        Assert.All(["README.md", "icon.png"], name => Assert.Contains(name, Files(package)));
        Dotnet("tool", "install", "Micrograd.Cli", "--tool-path", "tools");
        Assert.Contains("d/da   6", Run(Path.Combine(folder, "tools", "micrograd"), "grad", "a**2", "a=3"), StringComparison.Ordinal);
    }

    /// <summary>Packs projects that the build of these tests has built, and makes the folder of them the only source.</summary>
    /// <returns>The package of the last, which may need those before it.</returns>
    string Pack(params string[] projects)
    {
        foreach (string project in projects)
            Run("dotnet", "pack", Path.Combine(Repository.Root, "src", project), "-c", Configuration, "--no-build", "-o", folder);
        File.WriteAllText(Path.Combine(folder, "nuget.config"), """
            <configuration>
              <packageSources>
                <clear />
                <add key="here" value="." />
              </packageSources>
            </configuration>
            """);
        return Directory.GetFiles(folder, projects[^1] + ".*.nupkg").Single();
    }

    void WriteProgram(string source)
    {
        File.WriteAllText(Path.Combine(folder, "App.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), source);
    }

    static HashSet<string> Files(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    static XElement Metadata(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        using Stream specification = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(specification).Root!.Elements().Single();
    }

    string Dotnet(params string[] arguments) => Run("dotnet", arguments);

    string Run(string program, params string[] arguments)
    {
        var (output, errors, code) = ChildProcess.Run(
            folder, program, arguments,
            ("NUGET_PACKAGES", Path.Combine(folder, "cache")),   // nothing of an earlier version
            ("DOTNET_CLI_HOME", folder), ("DOTNET_CLI_UI_LANGUAGE", "en"), ("DOTNET_NOLOGO", "1"));
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}: {output}{errors}");
        return output;
    }
}
