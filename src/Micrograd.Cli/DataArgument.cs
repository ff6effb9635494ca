using System.CommandLine;

namespace Micrograd.Cli;

/// <summary>The words for the rows that a command works on.</summary>
static class DataArgument
{
    /// <summary>The data set or the file.</summary>
    public static Argument<string> Create(string description)
    {
        var argument = new Argument<string>("data") { Description = description };
        argument.CompletionSources.Add(DataSource.Names);
        return argument;
    }

    /// <summary>The labels of an IDX file of pictures.</summary>
    public static Option<string?> Labels() =>
        new("--labels") { Description = "The IDX file of labels, where it does not lie beside that of the pictures.", HelpName = "file" };
}
