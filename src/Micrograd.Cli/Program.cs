using System.CommandLine;
using Micrograd.Cli;
using Micrograd.Data;
using Micrograd.NeuralNet;
using Micrograd.Training;
using Spectre.Console;

// micrograd: each command is a file of its own, and thin; the thinking is in the library.
const int failed = 1, badInput = 2, cancelled = 130;

var root = new Command("micrograd", "Scalar automatic differentiation and what it is good for.")
{
    TrainCommand.Create(AnsiConsole.Console),
    PredictCommand.Create(),
    EvaluateCommand.Create(),
    InspectCommand.Create(),
    GradCommand.Create(),
    DemoCommand.Create(AnsiConsole.Console),
    CompletionCommand.Create(),
    DocumentedCommand.Help(),
    new VersionOption(),
};
root.Add(CompletionCommand.Asked(root));
ParseResult line = root.Parse(args);
if (line.Errors.Count > 0)
    return Refuse($"{(line.UnmatchedTokens.Count > 0
        ? $"'{OneLine.Of(line.UnmatchedTokens[0])}' is not known to {line.CommandResult.Command.Name}."
        : line.Errors[0].Message)} See {line.CommandResult.Command.Name} --help.");
try
{
    return await line.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is UserException or TableException or ModelFileException)
{
    return Refuse(e.Message);
}
catch (DivergedException e)
{
    Console.Error.WriteLine(e.Message);
    return failed;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return cancelled;
}

static int Refuse(string sentence)
{
    Console.Error.WriteLine(sentence);
    return badInput;
}
