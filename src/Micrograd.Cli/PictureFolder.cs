using Spectre.Console;

namespace Micrograd.Cli;

/// <summary>The folder that a command writes its pictures to: found writable at the start, and never left with half a file.</summary>
sealed class PictureFolder
{
    readonly string path;

    PictureFolder(string path) => this.path = path;

    /// <summary>Makes the folder if needed and tries it.</summary>
    /// <exception cref="UserException">Nothing can be written there.</exception>
    public static PictureFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            OutputFile.Probe(path);
            return new PictureFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserException($"Cannot write pictures to '{path}': {e.Message}");
        }
    }

    /// <summary>Writes a picture whole, or not at all.</summary>
    /// <exception cref="UserException">It cannot be written.</exception>
    public void Save(IAnsiConsole console, string name, string svg)
    {
        string target = Path.Combine(path, name);
        OutputFile.Write(target, svg);
        console.Profile.Out.Writer.WriteLine($"  wrote {target}");   // a path is not to be wrapped
    }
}
