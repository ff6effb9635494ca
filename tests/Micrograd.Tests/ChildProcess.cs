using System.Diagnostics;

namespace Micrograd.Tests;

/// <summary>Runs a program to its end and keeps what it said.</summary>
static class ChildProcess
{
    /// <summary>Runs a program without input, which may take ten minutes.</summary>
    /// <inheritdoc cref="Run(TimeSpan, string, string, IEnumerable{string}, ValueTuple{string, string}[])"/>
    public static (string Output, string Errors, int Code) Run(
        string folder, string program, IEnumerable<string> arguments, params (string Name, string Text)[] environment) =>
        Run(TimeSpan.FromMinutes(10), folder, program, arguments, environment);

    /// <summary>Runs a program without input.</summary>
    /// <param name="patience">How long it may take.</param>
    /// <param name="folder">Where it starts.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that it has besides those of the tests.</param>
    /// <exception cref="TimeoutException">It did not end; it was killed.</exception>
    public static (string Output, string Errors, int Code) Run(
        TimeSpan patience, string folder, string program, IEnumerable<string> arguments, params (string Name, string Text)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string text) in environment)
            start.Environment[name] = text;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {patience}.");
        }
        return (output.Result, errors.Result, process.ExitCode);
    }
}
