namespace Micrograd.Tests.Cli;

/// <summary>The command as a user meets it: a process, its words and its exit code, under a locale with a decimal comma.</summary>
static class CliProcess
{
    /// <summary>Runs the command in a folder.</summary>
    public static (string Output, string Errors, int Code) Run(string folder, params string[] arguments) => ChildProcess.Run(
        folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "Micrograd.Cli.dll"), .. arguments], ("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8"));
}
