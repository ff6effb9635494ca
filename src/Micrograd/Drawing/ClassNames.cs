namespace Micrograd.Drawing;

/// <summary>The names of classes as callers give them to a picture.</summary>
internal static class ClassNames
{
    /// <summary>Refuses no names, too many of them, and a name that is missing.</summary>
    public static void Check(IReadOnlyList<string> names, int most, string picture)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count < 1 || names.Count > most)
            throw new ArgumentException($"{picture} shows 1 to {most} classes, got {names.Count}");
        for (int i = 0; i < names.Count; i++)
            if (names[i] is null)
                throw new ArgumentException($"class {i} has no name");
    }
}
