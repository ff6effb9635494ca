using Spectre.Console;

namespace Micrograd.Cli;

/// <summary>
/// Shows how far a training is: a bar with the time left where there is a terminal, a line for every tenth of the way where
/// there is none.
/// </summary>
static class TrainingProgress
{
    const int PlainLines = 10;

    /// <param name="console">Where to show it.</param>
    /// <param name="name">What is trained.</param>
    /// <param name="steps">How many steps there are, at most.</param>
    /// <param name="work">The training, which calls what it is given after each step with how that went.</param>
    public static void Run(IAnsiConsole console, string name, int steps, Action<Action<string>> work)
    {
        if (console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi)
            console.Progress()
                .AutoClear(false)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context =>
                {
                    ProgressTask task = context.AddTask(name, maxValue: steps);
                    work(Counting((_, result) => task.Description = Markup.Escape(result), () => task.Increment(1)));
                });
        else
            work(Counting((done, result) => console.Profile.Out.Writer.WriteLine($"  {name} step {done}/{steps}  {result}"), () => { }));

        Action<string> Counting(Action<int, string> report, Action advance)
        {
            int done = 0;
            return result =>
            {
                advance();
                done++;
                if ((long)done * PlainLines / steps > (done - 1L) * PlainLines / steps)
                    report(done, result);
            };
        }
    }
}
