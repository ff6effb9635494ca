namespace Micrograd.Cli;

/// <summary>Texts of a user for a sentence on one line: short, and without anything that would steer a terminal.</summary>
static class OneLine
{
    const int Most = 60;

    /// <summary>Such a text.</summary>
    public static string Of(string text)
    {
        string shown = string.Concat(text.Take(Most).Select(c => char.IsControl(c) ? '?' : c));
        return text.Length > Most ? shown + "…" : shown;
    }
}
