namespace Micrograd.Data;

/// <summary>Lists for sentences: the first few items, and how many more there are.</summary>
static class Listed
{
    const int Shown = 6;

    /// <summary>Such as <c>'red', 'green' and 3 more</c>.</summary>
    public static string Names(IReadOnlyCollection<string> names)
    {
        string shown = string.Join(", ", names.Take(Shown).Select(name => TableException.Quoted(name)));
        return names.Count > Shown ? FormattableString.Invariant($"{shown} and {names.Count - Shown} more") : shown;
    }
}
