using System.CommandLine;
using Micrograd.Cli;
using Spectre.Console;

// micrograd: each command is a file of its own, and thin; the thinking is in the library.
var root = new RootCommand("Scalar automatic differentiation and what it is good for.")
{
    DemoCommand.Create(AnsiConsole.Console),
};
return await root.Parse(args).InvokeAsync();
