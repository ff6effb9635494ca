using System.CommandLine;
using Micrograd.Data;
using Micrograd.NeuralNet;
using Micrograd.Training;
using Spectre.Console;

namespace Micrograd.Cli;

/// <summary><c>micrograd train</c>: a trained model, its metrics and its pictures from a table of numbers.</summary>
static class TrainCommand
{
    const string Notes = """
        DATA is moons, circles, spiral, iris, digits or fashion-mnist, or a file: CSV (comma,
        semicolon or tab), JSON rows or IDX, gzipped or not. Of a file the column named label,
        class, target, species or y is predicted, or else the last; texts and few whole numbers
        are classes, other numbers are predicted as numbers. Every choice is said.

        Examples:
          micrograd train iris
          micrograd train houses.csv --label price --save houses.json --plots pictures
          micrograd train moons --hidden 16,16 --activation tanh --optimizer sgd --epochs 200
          micrograd train train-images-idx3-ubyte.gz --hidden 64 --epochs 5
        """;

    static readonly Dictionary<string, TableTask> tasks = new() { ["classification"] = TableTask.Classification, ["regression"] = TableTask.Regression };

    static readonly Dictionary<string, TableLoss> losses = new()
    {
        ["cross-entropy"] = TableLoss.CrossEntropy,
        ["hinge"] = TableLoss.Hinge,
        ["squared"] = TableLoss.Squared,
        ["absolute"] = TableLoss.Absolute,
        ["huber"] = TableLoss.Huber,
    };

    static readonly Dictionary<string, TableOptimizer> optimizers = new()
    {
        ["adam"] = TableOptimizer.Adam,
        ["adamw"] = TableOptimizer.AdamW,
        ["sgd"] = TableOptimizer.Sgd,
        ["rmsprop"] = TableOptimizer.RmsProp,
    };

    static readonly Dictionary<string, TableSchedule> schedules = new()
    {
        ["cosine"] = TableSchedule.Cosine,
        ["constant"] = TableSchedule.Constant,
        ["linear"] = TableSchedule.Linear,
        ["step"] = TableSchedule.Step,
        ["warmup"] = TableSchedule.Warmup,
    };

    public static Command Create(IAnsiConsole console)
    {
        Argument<string> data = DataArgument.Create("What to learn.");
        Option<string?> labels = DataArgument.Labels();
        var label = new Option<string?>("--label") { Description = "The column to predict.", HelpName = "column" };
        Option<string?> task = NumberOption.Word("--task", "What to predict.", [.. tasks.Keys]);
        Option<int[]?> hidden = NumberOption.Sizes("--hidden", "The neurons of each hidden layer, as in 16,16, or none.");
        Option<string?> activation = NumberOption.Word("--activation", "What hidden neurons do to their sums; relu.", Activations.Names);
        Option<string?> loss = NumberOption.Word("--loss", "What to make small.", [.. losses.Keys]);
        Option<string?> optimizer = NumberOption.Word("--optimizer", "How parameters move; adam.", [.. optimizers.Keys]);
        Option<double?> rate = NumberOption.Above0("--lr", "The first learning rate.");
        Option<string?> schedule = NumberOption.Word("--schedule", "How it changes; cosine.", [.. schedules.Keys]);
        Option<int?> epochs = NumberOption.Whole("--epochs", 1, "How often to go through the rows.");
        Option<int?> batch = NumberOption.Whole("--batch", 1, "The rows of a step.");
        Option<double?> validation = NumberOption.Share("--validation", "The share of rows that choose the best epoch; 0.2.");
        Option<double?> test = NumberOption.Share("--test", "The share of rows that are seen once, at the end; 0.2.");
        Option<int?> patience = NumberOption.Whole("--patience", 0, "Ends after so many epochs that were not better; 0 never does.");
        Option<int?> seed = NumberOption.Whole("--seed", int.MinValue, "Fixes all that is random; 1337.");
        var save = new Option<string?>("--save") { Description = "The file for the model: .json or .safetensors.", HelpName = "file" };
        var plots = new Option<string?>("--plots") { Description = "The folder for pictures of the training and the model.", HelpName = "folder" };
        var command = new DocumentedCommand("train", "Learns a table and shows how good the model is.", Notes)
        {
            data, labels, label, task, hidden, activation, loss, optimizer, rate, schedule, epochs, batch, validation, test, patience, seed, save, plots,
        };
        command.SetAction((result, cancellation) =>
        {
            var training = new TableTraining
            {
                Label = result.GetValue(label),
                Task = result.GetValue(task) is string taskName ? tasks[taskName] : null,
                Hidden = result.GetResult(hidden) is null ? null : result.GetValue(hidden),   // else an empty array
                Activation = Activations.TryFind(result.GetValue(activation), out Activation found) ? found : Activation.Relu,
                Loss = result.GetValue(loss) is string lossName ? losses[lossName] : null,
                Optimizer = optimizers[result.GetValue(optimizer) ?? "adam"],
                LearningRate = result.GetValue(rate),
                Schedule = schedules[result.GetValue(schedule) ?? "cosine"],
                Epochs = result.GetValue(epochs),
                BatchSize = result.GetValue(batch),
                Validation = result.GetValue(validation),
                Test = result.GetValue(test),
                Patience = result.GetValue(patience) ?? 0,
                Seed = result.GetValue(seed) ?? 1337,
            };
            Run(console, DataSource.Read(result.GetValue(data)!, result.GetValue(labels)), training, result.GetValue(save), result.GetValue(plots), cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    static void Run(IAnsiConsole console, DataSource source, TableTraining training, string? save, string? plots, CancellationToken cancellation)
    {
        TextWriter output = console.Profile.Out.Writer;
        TableTrainingRun run = Prepare(source, training);
        if (save is not null)
            OutputFile.Check(save, "--save", "the model", ".json", ".safetensors");
        PictureFolder? pictures = plots is null ? null : PictureFolder.Open(plots);

        output.WriteLine(OneLine.Of(source.Table.ToString()));
        foreach (string note in run.Notes)
            output.WriteLine("  " + note);
        TableTrainingResult? result = null;
        TrainingProgress.Run(console, "training", run.Steps, report =>
        {
            Epoch? last = null;
            result = run.Run(step => report(Report(step, last = step.Epoch ?? last)), cancellation);
        });
        int best = result!.History.Best!.Number, all = result.History.Epochs.Count;
        output.WriteLine(result.Validation is null ? $"Trained for {all} epochs." : $"Trained for {all} epochs; the model is that of epoch {best}, the best on the validation rows.");
        output.WriteLine();
        MetricsReport.Write(output, result.Model, ("training", result.Training), ("validation", result.Validation), ("test", result.Test));
        if (save is null && pictures is null)
            return;
        output.WriteLine();
        if (save is not null)
        {
            result.Model.Save(save);
            output.WriteLine($"  wrote {save}");
        }
        if (pictures is not null)
            foreach ((string name, string svg) in ModelPictures.Draw(run, result))
                pictures.Save(console, name, svg);
    }

    static TableTrainingRun Prepare(DataSource source, TableTraining training)
    {
        try
        {
            return training.Prepare(source.Table, source.Test);
        }
        catch (ArgumentException e)
        {
            throw new UserException(e.Message);
        }
    }

    static string Report(TrainingStep step, Epoch? last) => last switch
    {
        null => FormattableString.Invariant($"loss {step.Loss:G4}"),
        { Validation: null } => FormattableString.Invariant($"epoch {last.Number}  loss {last.Loss:G4}"),
        { Validation: { Confusion: not null } validation } => FormattableString.Invariant($"epoch {last.Number}  loss {last.Loss:G4}  validation {validation.Loss:G4}, accuracy {validation.Score:P1}"),
        { Validation: var validation } => FormattableString.Invariant($"epoch {last.Number}  loss {last.Loss:G4}  validation {validation.Loss:G4}, R2 {validation.Score:F4}"),
    };
}
