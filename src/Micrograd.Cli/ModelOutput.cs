namespace Micrograd.Cli;

/// <summary>The file that a model will be written to.</summary>
static class ModelOutput
{
    /// <summary>Finds out before a training whether the model can be saved after it; leaves nothing behind.</summary>
    /// <exception cref="UserException">It cannot.</exception>
    public static void Check(string path)
    {
        if (Path.GetExtension(path).ToUpperInvariant() is not (".JSON" or ".SAFETENSORS"))
            throw new UserException($"--save needs a file whose name ends in .json or .safetensors, got '{OneLine.Of(path)}'.");
        try
        {
            string target = Path.GetFullPath(path);
            if (Directory.Exists(target))
                throw new UserException($"--save needs a file, and '{OneLine.Of(path)}' is a folder.");
            string probe = Path.Combine(Path.GetDirectoryName(target)!, Path.GetRandomFileName());
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserException($"Cannot write the model to '{OneLine.Of(path)}': {e.Message}");
        }
    }
}
