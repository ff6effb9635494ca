using System.Xml.Linq;

namespace Micrograd.Tests.Cli;

/// <summary>The demo as a user meets it: a process, its words, its files and its exit code.</summary>
public sealed class DemoTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("micrograd-demo").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TheDemoShowsTheGradientLearnsBothTasksAndDrawsThem()
    {
        var (output, errors, code) = Run("demo");
        Assert.True(code == 0, output + errors);
        Assert.Empty(errors);
        Assert.Contains("c     = 8", output, StringComparison.Ordinal);
        Assert.Contains("dc/da = 4", output, StringComparison.Ordinal);
        Assert.Contains("dc/db = 2", output, StringComparison.Ordinal);
        Assert.Contains("accuracy on the 100 points: 100 %", output, StringComparison.Ordinal);
        double accuracy = double.Parse(
            output.Split("accuracy on the held-out images: ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(accuracy, 95, 100);
        Assert.DoesNotContain('\u001b', output);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        foreach (string name in new[] { "moons-loss.svg", "moons-boundary.svg", "digits-loss.svg" })
            Assert.Equal("svg", XDocument.Load(Path.Combine(folder, "out", name)).Root!.Name.LocalName);
        Assert.Equal(3, Directory.GetFiles(Path.Combine(folder, "out")).Length);
    }

    [Fact]
    public void AFolderThatCannotBeWrittenIsOneSentenceBeforeAnyTraining()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");
        var (output, errors, code) = Run("demo", "--out", "file");
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith("Cannot write pictures to 'file': ", errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("dmeo")]
    [InlineData("demo", "--colour")]
    public void AnUnknownWordIsNamedAndFails(params string[] words)
    {
        var (_, errors, code) = Run(words);
        Assert.Equal(2, code);
        Assert.StartsWith($"'{words[^1]}' is not known to ", errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public void HelpListsTheDemo()
    {
        var (output, _, code) = Run("--help");
        Assert.Equal(0, code);
        Assert.Contains("demo", output, StringComparison.Ordinal);
    }

    (string Output, string Errors, int Code) Run(params string[] arguments) => CliProcess.Run(folder, arguments);
}
