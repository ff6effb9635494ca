namespace Micrograd.Cli;

/// <summary>Files that a command writes: found writable before a long work, and written whole or not at all after it.</summary>
static class OutputFile
{
    /// <summary>Finds out whether a file can be written; leaves nothing behind.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that named it.</param>
    /// <param name="what">What it will be.</param>
    /// <param name="endings">How its name may end.</param>
    /// <exception cref="UserException">It cannot.</exception>
    public static void Check(string path, string option, string what, params string[] endings)
    {
        if (!endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            throw new UserException($"{option} needs a file whose name ends in {string.Join(" or ", endings)}, got '{OneLine.Of(path)}'.");
        try
        {
            string target = Path.GetFullPath(path);
            if (Directory.Exists(target))
                throw new UserException($"{option} needs a file, and '{OneLine.Of(path)}' is a folder.");
            Probe(Path.GetDirectoryName(target)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserException($"Cannot write {what} to '{OneLine.Of(path)}': {e.Message}");
        }
    }

    /// <summary>Makes a file in a folder and deletes it, so that what the system says against it is thrown.</summary>
    public static void Probe(string folder)
    {
        string probe = Path.Combine(folder, Path.GetRandomFileName());
        File.WriteAllText(probe, "");
        File.Delete(probe);
    }

    /// <summary>Writes a text.</summary>
    /// <exception cref="UserException">It cannot be written.</exception>
    public static void Write(string path, string text)
    {
        string temporary = path + ".part";
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new UserException($"Cannot write '{path}': {e.Message}");
        }
    }
}
