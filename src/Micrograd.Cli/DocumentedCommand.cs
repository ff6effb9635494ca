using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Micrograd.Cli;

/// <summary>A command whose help ends with notes and examples.</summary>
/// <param name="name">The word for it.</param>
/// <param name="description">One sentence.</param>
/// <param name="notes">What else the help of this command says, in lines of up to 80 characters.</param>
sealed class DocumentedCommand(string name, string description, string notes) : Command(name, description)
{
    /// <summary>An option for help that shows the notes too.</summary>
    public static HelpOption Help()
    {
        var option = new HelpOption();
        option.Action = new WithNotes((SynchronousCommandLineAction)option.Action!);
        return option;
    }

    string Notes { get; } = notes;

    sealed class WithNotes(SynchronousCommandLineAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult result)
        {
            int code = help.Invoke(result);
            if (result.CommandResult.Command is DocumentedCommand command)
                result.InvocationConfiguration.Output.WriteLine(command.Notes);
            return code;
        }

        public override bool ClearsParseErrors => help.ClearsParseErrors;
    }
}
