using Micrograd.NeuralNet;
using Micrograd.Numbers;
using Micrograd.Training;
using static System.FormattableString;

namespace Micrograd.Data;

/// <summary>
/// A training on a table. What is not said is chosen by the table, and each choice is said in a sentence. Rows are parted at random
/// into those to learn, those that choose the best epoch (validation), and those that are seen once, at the end (test).
/// </summary>
/// <example><code>
/// Table table = Table.Read("flowers.csv");
/// TableTrainingResult result = new TableTraining { Label = "species" }.Run(table);
/// result.Model.Save("flowers.json");
/// </code></example>
public sealed class TableTraining
{
    const int FewRows = 20, MostParameters = 5_000_000;
    const double HeldOut = 0.2;

    /// <summary>The column to predict.</summary>
    public string? Label { get; init; }

    /// <summary>What to predict of it.</summary>
    public TableTask? Task { get; init; }

    /// <summary>The number of neurons of each hidden layer; empty for none.</summary>
    public IReadOnlyList<int>? Hidden { get; init; }

    /// <summary>What the neurons of the hidden layers do to their sums; by default ReLU.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>What to make small.</summary>
    public TableLoss? Loss { get; init; }

    /// <summary>How parameters move; by default by Adam.</summary>
    public TableOptimizer Optimizer { get; init; }

    /// <summary>The first learning rate.</summary>
    public double? LearningRate { get; init; }

    /// <summary>How it changes; by default along a cosine.</summary>
    public TableSchedule Schedule { get; init; }

    /// <summary>How often to go through the rows.</summary>
    public int? Epochs { get; init; }

    /// <summary>The rows of a step.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The share of the rows that choose the best epoch, from 0 to below 1; by default a fifth, or none of a few rows.</summary>
    public double? Validation { get; init; }

    /// <summary>The share of the rows that are seen once, at the end; by default a fifth, or none of a few rows.</summary>
    public double? Test { get; init; }

    /// <summary>Ends the training after so many epochs that were not better on the validation rows; 0 never does.</summary>
    public int Patience { get; init; }

    /// <summary>Fixes how rows are parted and shuffled, and the first weights.</summary>
    public int Seed { get; init; } = 1337;

    /// <summary>Chooses what was left open, without training yet.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="test">Rows to judge by at the end; then none of the table's are held out for that.</param>
    /// <exception cref="TableException">There is nothing in the table to learn, or the label cannot be what is asked for.</exception>
    /// <exception cref="ArgumentException">A setting does not fit the table.</exception>
    public TableTrainingRun Prepare(Table table, Table? test = null)
    {
        SchemaChoice choice = SchemaChoice.Of(table, Label, Task);
        List<string> notes = [.. choice.Notes];
        (int[] training, int[] validation, int[] held) = Part(table, choice.Schema.Label, test is not null);
        notes.Add(Invariant($"Rows: {training.Length} to learn, {validation.Length} for validation, {test?.Rows ?? held.Length} for the test; seed {Seed}."));

        TableSchema schema = choice.Schema.Standardised(table, training);
        Examples all = schema.Examples(table);
        Objective objective = ToObjective(schema.Label);
        int[] hidden = Hidden is not null ? [.. Hidden] : schema.Inputs > 30 ? [64] : training.Length < 200 ? [8] : [16, 16];
        CheckSize(schema.Inputs, [.. hidden, objective.Outputs]);
        bool isRectifier = Activation is Activation.Relu or Activation.LeakyRelu or Activation.Elu or Activation.Gelu or Activation.Silu or Activation.Mish;
        var network = new Mlp(schema.Inputs, [.. hidden, objective.Outputs], Activation, isRectifier ? Initializer.He : Initializer.Xavier, Seed);

        int batch = BatchSize ?? Math.Min(training.Length, Math.Clamp(training.Length / 20, 4, 32));
        if (batch > training.Length)
            throw new ArgumentException($"A batch of {batch} rows is more than the {training.Length} rows to learn from.");
        int epochs = Epochs ?? (int)Math.Clamp(1.5e9 / ((double)training.Length * network.Parameters.Length), 3, 100);
        Optimizer optimizer = ToOptimizer(network, LearningRate ?? DefaultRate(network.Parameters.Length));
        double rate = optimizer.LearningRate;
        var trainer = new Trainer(network, objective, optimizer) { Epochs = epochs, BatchSize = batch, Seed = Seed, Patience = Patience };
        trainer.Schedule = ToSchedule(rate, trainer.Steps(training.Length));
        if (Patience > 0 && validation.Length == 0)
            throw new ArgumentException("To end early there must be validation rows to judge by.");
        notes.Add(Invariant($"Network: {string.Join("-", [schema.Inputs, .. hidden, objective.Outputs])}{(hidden.Length > 0 ? $", {Activation.Name()}" : "")}, {network.Parameters.Length} parameters."));
        notes.Add(Invariant($"Training: {objective.Name}, {NameOf(Optimizer)} at a rate of {rate} ({Schedule.ToString().ToLowerInvariant()}), {epochs} epochs in batches of {batch}."));

        return new(trainer)
        {
            Notes = notes,
            Model = new(network, schema, objective, Facts(table, notes)),
            Training = all.Pick(training),
            Validation = validation.Length > 0 ? all.Pick(validation) : null,
            Test = test is not null ? schema.Examples(test) : held.Length > 0 ? all.Pick(held) : null,
        };
    }

    /// <summary>Trains: <see cref="Prepare"/> and <see cref="TableTrainingRun.Run"/> in one.</summary>
    /// <inheritdoc cref="Prepare"/>
    public TableTrainingResult Run(Table table, Table? test = null) => Prepare(table, test).Run();

    (int[] Training, int[] Validation, int[] Test) Part(Table table, Label label, bool hasTest)
    {
        double usual = table.Rows < FewRows ? 0 : HeldOut;
        double validation = Share(Validation ?? usual, nameof(Validation)), test = hasTest ? 0 : Share(Test ?? usual, nameof(Test));
        int[] classOf = label is ClassLabel ? [.. label.Targets(table).Select(target => (int)target)] : new int[table.Rows];
        var random = new SeededRandom(Seed);
        (int[] rest, int[] held) = random.Split(classOf, test);
        (int[] kept, int[] validated) = random.Split([.. rest.Select(row => classOf[row])], Math.Min(1, validation / (1 - test)));
        if ((validation > 0 && validated.Length == 0) || (test > 0 && held.Length == 0) || kept.Length == 0)
            throw new ArgumentException(Invariant($"{table.Rows} rows are too few to hold out a share of {validation} for validation and one of {test} for the test."));
        return ([.. kept.Select(i => rest[i])], [.. validated.Select(i => rest[i])], held);

        static double Share(double share, string name) => share is >= 0 and < 1
            ? share
            : throw new ArgumentException(Invariant($"The share of rows for {name.ToLowerInvariant()} must be from 0 to below 1, got {share}."));
    }

    Objective ToObjective(Label label)
    {
        int classes = (label as ClassLabel)?.Classes.Count ?? 0;
        TableLoss loss = Loss ?? (classes > 0 ? TableLoss.CrossEntropy : TableLoss.Squared);
        if (classes > 0 != loss is TableLoss.CrossEntropy or TableLoss.Hinge)
            throw new ArgumentException($"The loss {loss.ToString().ToLowerInvariant()} is not for {(classes > 0 ? "classes; choose cross-entropy or hinge" : "numbers; choose squared, absolute or huber")}.");
        return loss switch
        {
            TableLoss.CrossEntropy => Objective.CrossEntropy(classes),
            TableLoss.Hinge => Objective.Hinge(classes),
            TableLoss.Absolute => Objective.MeanAbsoluteError,
            TableLoss.Huber => Objective.Huber,
            _ => Objective.MeanSquaredError,
        };
    }

    double DefaultRate(int parameters) => Optimizer switch
    {
        TableOptimizer.Sgd => 0.02,
        TableOptimizer.RmsProp => parameters > 2000 ? 0.001 : 0.003,
        _ => parameters > 2000 ? 0.003 : 0.01,
    };

    Optimizer ToOptimizer(Mlp network, double rate) => Optimizer switch
    {
        TableOptimizer.Sgd => new Sgd(network, rate, momentum: 0.9, nesterov: true),
        TableOptimizer.RmsProp => new RmsProp(network, rate),
        TableOptimizer.AdamW => new AdamW(network, rate),
        _ => new Adam(network, rate),
    };

    Schedule ToSchedule(double rate, int steps) => Schedule switch
    {
        TableSchedule.Constant => new ConstantSchedule(rate),
        TableSchedule.Linear => new LinearSchedule(rate, rate / 100, steps),
        TableSchedule.Step => new StepSchedule(rate, 0.1, Math.Max(1, (steps + 2) / 3)),
        TableSchedule.Warmup => new WarmupSchedule(Math.Max(1, steps / 10), new CosineSchedule(rate, rate / 100, Math.Max(1, steps - steps / 10))),
        _ => new CosineSchedule(rate, rate / 100, steps),
    };

    static void CheckSize(int inputs, ReadOnlySpan<int> sizes)
    {
        double parameters = 0;
        foreach (int size in sizes)
        {
            if (size < 1)
                throw new ArgumentException(Invariant($"A hidden layer needs at least 1 neuron, got {size}."));
            parameters += size * (inputs + 1.0);
            inputs = size;
        }
        if (parameters > MostParameters)
            throw new ArgumentException(Invariant($"The network would have {parameters:N0} parameters, more than {MostParameters:N0}; choose smaller hidden layers."));
    }

    static string NameOf(TableOptimizer optimizer) => optimizer switch
    {
        TableOptimizer.Sgd => "SGD",
        TableOptimizer.RmsProp => "RMSProp",
        _ => optimizer.ToString(),
    };

    static Dictionary<string, string> Facts(Table table, List<string> notes) =>
        new() { ["data"] = table.Name, ["training"] = string.Join(" ", notes) };
}
