using Spectre.Console;

namespace Micrograd.Cli;

/// <summary>
/// Runs the steps of a training and shows how far it is: a bar with the time left where there is a terminal, a line for
/// every tenth of the way where there is none.
/// </summary>
static class TrainingProgress
{
    const int PlainLines = 10;

    /// <param name="console">Where to show it.</param>
    /// <param name="name">What is trained.</param>
    /// <param name="steps">How many steps there are.</param>
    /// <param name="step">Does one step, from 0, and says how it went.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public static void Run(IAnsiConsole console, string name, int steps, Func<int, string> step, CancellationToken cancellation)
    {
        if (console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi)
            console.Progress()
                .AutoClear(false)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context =>
                {
                    ProgressTask task = context.AddTask(name, maxValue: steps);
                    RunAll(report => task.Description = Markup.Escape(report), () => task.Increment(1));
                });
        else
            RunAll(console.WriteLine, () => { });

        void RunAll(Action<string> report, Action advance)
        {
            for (int i = 0; i < steps; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                string result = step(i);
                advance();
                if ((i + 1) * PlainLines / steps > i * PlainLines / steps)
                    report($"  {name} step {i + 1}/{steps}  {result}");
            }
        }
    }
}
