using System.CommandLine;
using Micrograd.Cli;
using Spectre.Console;

// micrograd: each command is a file of its own, and thin; the thinking is in the library.
const int badInput = 2;

var root = new Command("micrograd", "Scalar automatic differentiation and what it is good for.")
{
    DemoCommand.Create(AnsiConsole.Console),
    GradCommand.Create(),
    DocumentedCommand.Help(),
    new VersionOption(),
};
ParseResult line = root.Parse(args);
if (line.Errors.Count > 0)
{
    string error = line.UnmatchedTokens.Count > 0
        ? $"'{line.UnmatchedTokens[0]}' is not known to {line.CommandResult.Command.Name}."
        : line.Errors[0].Message;
    Console.Error.WriteLine($"{error} See {line.CommandResult.Command.Name} --help.");
    return badInput;
}
try
{
    return await line.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (UserException e)
{
    Console.Error.WriteLine(e.Message);
    return badInput;
}
