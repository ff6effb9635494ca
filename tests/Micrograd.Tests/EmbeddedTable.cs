namespace Micrograd.Tests;

/// <summary>The tables of numbers from outside that are compiled into the tests.</summary>
static class EmbeddedTable
{
    /// <summary>The lines of a table.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
