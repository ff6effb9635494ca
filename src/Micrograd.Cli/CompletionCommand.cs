using System.CommandLine;
using System.CommandLine.Completions;

namespace Micrograd.Cli;

/// <summary><c>micrograd completion</c>: a script by which a shell completes the command's words.</summary>
static class CompletionCommand
{
    const string Notes = """
        Examples:
          eval "$(micrograd completion bash)"
          micrograd completion zsh > ~/.zfunc/_micrograd
          micrograd completion fish > ~/.config/fish/completions/micrograd.fish
        """;

    static readonly Dictionary<string, string> scripts = new()
    {
        ["bash"] = """
            _micrograd() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(micrograd complete "$COMP_POINT" -- "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _micrograd micrograd
            """,
        ["zsh"] = """
            #compdef micrograd
            _micrograd() {
              local -a words_found
              words_found=("${(@f)$(micrograd complete "$CURSOR" -- "$BUFFER" 2>/dev/null)}")
              compadd -a words_found || _files
            }
            compdef _micrograd micrograd
            """,
        ["fish"] = """
            complete -c micrograd -a '(micrograd complete (string length -- (commandline -cp)) -- (commandline -cp) 2>/dev/null)'
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong([.. scripts.Keys]);
        var command = new DocumentedCommand("completion", "Prints a script that completes words in a shell.", Notes) { shell };
        command.SetAction(result => result.InvocationConfiguration.Output.WriteLine(scripts[result.GetValue(shell)!]));
        return command;
    }

    /// <summary>What the scripts ask: the words that may stand at a place of a line, one a line.</summary>
    /// <param name="root">The command of all commands.</param>
    public static Command Asked(Command root)
    {
        var place = new Argument<int>("place");
        var line = new Argument<string>("line");
        var command = new Command("complete", "The words that may stand at a place of a line.") { place, line };
        command.Hidden = true;
        command.SetAction(result =>
        {
            string text = result.GetValue(line)!;
            string before = text[..Math.Clamp(result.GetValue(place), 0, text.Length)];
            int first = before.IndexOf(' ', StringComparison.Ordinal);
            string words = first < 0 ? "" : before[(first + 1)..];
            foreach (CompletionItem item in root.Parse(words).GetCompletions(words.Length))
                result.InvocationConfiguration.Output.WriteLine(item.InsertText ?? item.Label);
        });
        return command;
    }
}
