using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Micrograd;

/// <summary>The line of the program that called into the library.</summary>
/// <param name="Member">The method.</param>
/// <param name="File">Its file, where symbols tell.</param>
/// <param name="Line">The line in the file; 0 if it is not known.</param>
sealed record CallerLine(string Member, string? File, int Line)
{
    /// <summary>A phrase for the end of a sentence.</summary>
    public override string ToString() => File is null ? $"in {Member}" : $"in {Member}, {File}:{Line}";
}

/// <summary>
/// Finds the line of the program that called into the library. Reading the symbols is slow, so it is done once for each
/// place in the code.
/// </summary>
sealed class CallerLines
{
    static readonly string Library = typeof(Value).Assembly.GetName().Name!;

    readonly Dictionary<(MethodBase?, string, int), CallerLine> known = [];

    /// <summary>The innermost caller that belongs neither to this library nor to .NET.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The method is a key and nothing more; where it was trimmed away its name must do.")]
    public CallerLine Here()
    {
        var trace = new StackTrace(fNeedFileInfo: false);
        for (int i = 1; i < trace.FrameCount; i++)
        {
            StackFrame frame = trace.GetFrame(i)!;
            if (DiagnosticMethodInfo.Create(frame) is not { } method || IsBelowTheProgram(method))
                continue;
            var key = (frame.GetMethod(), method.Name, frame.GetILOffset());
            if (!known.TryGetValue(key, out CallerLine? line))
            {
                frame = new(i, needFileInfo: true);
                known.Add(key, line = new(method.Name, frame.GetFileName(), frame.GetFileLineNumber()));
            }
            return line;
        }
        return new("an unknown place", null, 0);
    }

    static bool IsBelowTheProgram(DiagnosticMethodInfo method)
    {
        string assembly = method.DeclaringAssemblyName.Split(',')[0];
        return assembly == Library || assembly.StartsWith("System.", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.", StringComparison.Ordinal);
    }
}
