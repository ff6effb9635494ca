using System.CommandLine;
using System.Diagnostics;
using Micrograd.Cli.Demo;
using Micrograd.Drawing;
using Spectre.Console;

namespace Micrograd.Cli;

/// <summary>
/// <c>micrograd demo</c>: the worked example of backpropagation, then a network on two moons and one on handwritten
/// digits, with pictures of both.
/// </summary>
static class DemoCommand
{
    public static Command Create(IAnsiConsole console)
    {
        var folder = new Option<string>("--out") { Description = "The folder for the pictures.", DefaultValueFactory = _ => "out" };
        var command = new Command("demo", "Shows a gradient, then trains two networks and draws them.") { folder };
        command.SetAction((result, cancellation) => Task.FromResult(Run(console, result.GetValue(folder)!, cancellation)));
        return command;
    }

    internal static int Run(IAnsiConsole console, string folder, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var pictures = PictureFolder.Open(folder);
        ShowWorkedExample(console);
        bool moons = Moons(console, pictures, cancellation), digits = Digits(console, pictures, cancellation);
        console.WriteLine();
        console.WriteLine($"Done in {watch.Elapsed.TotalSeconds:F1} s.");
        if (!moons)
            Console.Error.WriteLine("The network for the moons missed 100 %.");
        if (!digits)
            Console.Error.WriteLine("The network for the digits missed 95 %.");
        return moons && digits ? 0 : 1;
    }

    static void ShowWorkedExample(IAnsiConsole console)
    {
        Value a = new(2.0, "a"), b = new(3.0, "b");
        Value c = a * b + a;
        c.Backward();
        console.WriteLine("One gradient: c = a*b + a at a = 2, b = 3");
        console.WriteLine($"  c     = {c.Data}");
        console.WriteLine($"  dc/da = {a.Grad}   which is b + 1, since a goes into c twice");
        console.WriteLine($"  dc/db = {b.Grad}   which is a");
    }

    static bool Moons(IAnsiConsole console, PictureFolder pictures, CancellationToken cancellation)
    {
        var training = new MoonsTraining();
        console.WriteLine();
        console.WriteLine($"Two moons: {training.Data.Count} points, an MLP 2-16-16-1 ({training.Model.Parameters.Length} parameters)");
        var losses = new List<double>();
        TrainingProgress.Run(console, "moons", MoonsTraining.Steps, report =>
        {
            for (int step = 0; step < MoonsTraining.Steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                losses.Add(training.Step(step));
                report($"loss {losses[^1]:F4}  accuracy {training.Accuracy:P0}");
            }
        });
        console.WriteLine($"  accuracy on the {training.Data.Count} points: {training.Accuracy:P0}");
        pictures.Save(console, "moons-loss.svg", LossPlot.ToSvg(losses.ToArray(), "Two moons: loss of each step"));
        pictures.Save(console, "moons-boundary.svg", DecisionBoundaryPlot.ToSvg(training.Score, training.Points, "Two moons: the learned boundary"));
        return training.Accuracy == 1;
    }

    static bool Digits(IAnsiConsole console, PictureFolder pictures, CancellationToken cancellation)
    {
        var training = new DigitsTraining();
        console.WriteLine();
        console.WriteLine($"Handwritten digits: {training.Train.Count} images to learn from, {training.HeldOut.Count} held out, an MLP 64-64-10");
        var losses = new List<double>();
        TrainingProgress.Run(console, "digits", training.Steps, report => training.Run(
            loss =>
            {
                losses.Add(loss);
                report($"loss {loss:F4}");
            },
            cancellation));
        double accuracy = training.HeldOutAccuracy();
        console.WriteLine($"  accuracy on the held-out images: {accuracy:P1}");
        pictures.Save(console, "digits-loss.svg", LossPlot.ToSvg(losses.ToArray(), "Handwritten digits: loss of each batch"));
        return accuracy >= 0.95;
    }
}
