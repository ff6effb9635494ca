using System.Diagnostics;

namespace Micrograd.Tests.Cli;

/// <summary>The command as a user meets it: a process, its words and its exit code, under a locale with a decimal comma.</summary>
static class CliProcess
{
    /// <summary>Runs the command in a folder.</summary>
    public static (string Output, string Errors, int Code) Run(string folder, params string[] arguments)
    {
        string cli = Path.Combine(AppContext.BaseDirectory, "Micrograd.Cli.dll");
        var start = new ProcessStartInfo("dotnet", [cli, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["LANG"] = start.Environment["LC_ALL"] = "de_DE.UTF-8";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, errors.Result, process.ExitCode);
    }
}
