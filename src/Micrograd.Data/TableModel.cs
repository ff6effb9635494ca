using Micrograd.NeuralNet;
using Micrograd.Training;

namespace Micrograd.Data;

/// <summary>What a model says of one row.</summary>
/// <param name="Text">The class, or the number in its shortest exact form.</param>
/// <param name="Number">The number; NaN where classes are told apart.</param>
/// <param name="Class">The class, a position in the label's classes; -1 where a number is predicted.</param>
/// <param name="Probabilities">The probability of each class; empty where the model gives none.</param>
public sealed record Prediction(string Text, double Number, int Class, IReadOnlyList<double> Probabilities);

/// <summary>A network that reads rows of a table: the schema says how a row becomes its inputs and what its outputs mean.</summary>
/// <example><code>
/// TableModel model = TableModel.Load("flowers.json");
/// foreach (Prediction prediction in model.Predict(Table.Read("new.csv")))
///     Console.WriteLine(prediction.Text);
/// </code></example>
public sealed class TableModel
{
    const string SchemaKey = "schema", ObjectiveKey = "objective";

    readonly IReadOnlyDictionary<string, string> notes;

    internal TableModel(Mlp network, TableSchema schema, Objective objective, IReadOnlyDictionary<string, string> notes) =>
        (Network, Schema, Objective, this.notes) = (network, schema, objective, notes);

    /// <summary>The network.</summary>
    public Mlp Network { get; }

    /// <summary>How rows are read.</summary>
    public TableSchema Schema { get; }

    /// <summary>What the network was trained for.</summary>
    public Objective Objective { get; }

    /// <summary>What else is known of the model, texts by name: how it was trained, and how good it was.</summary>
    public IReadOnlyDictionary<string, string> Notes => notes;

    /// <summary>Whether a file has a model of this kind, and not only a network.</summary>
    public static bool IsIn(ModelFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Metadata.ContainsKey(SchemaKey);
    }

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <exception cref="ModelFileException">The file cannot be read, or is no model of this kind.</exception>
    public static TableModel Load(string path) => Of(ModelFile.Load(path), path);

    /// <summary>The model of this kind that a file has.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its name, for a sentence on what is wrong with it.</param>
    /// <exception cref="ModelFileException">It is a network alone, or damaged.</exception>
    public static TableModel Of(ModelFile file, string path)
    {
        string shown = TableException.Escaped(path);
        if (!IsIn(file))
            throw new ModelFileException($"'{shown}' is a network, but does not say which columns it reads; it was not made by a training on a table.");
        TableSchema schema = SchemaJson.Read(file.Metadata[SchemaKey]) ?? throw new ModelFileException($"'{shown}' is damaged: its schema is not as the format has it.");
        Objective? objective = ObjectiveOf(file.Metadata.GetValueOrDefault(ObjectiveKey), schema.Label);
        if (objective is null || schema.Inputs != file.Network.Layers[0].Inputs || objective.Outputs != file.Network.Layers[^1].Neurons.Count)
            throw new ModelFileException($"'{shown}' is damaged: its network does not fit its schema.");
        return new(file.Network, schema, objective, file.Metadata.Where(pair => pair.Key is not (SchemaKey or ObjectiveKey)).ToDictionary());
    }

    /// <summary>Writes the model whole, or leaves what was there as it was; the same model gives the same bytes.</summary>
    /// <param name="path">A name that ends in .json or .safetensors.</param>
    /// <exception cref="ModelFileException">It cannot be written.</exception>
    public void Save(string path) => new ModelFile(Network, new Dictionary<string, string>(notes)
    {
        [SchemaKey] = SchemaJson.Write(Schema),
        [ObjectiveKey] = Objective.Name,
    }).Save(path);

    /// <summary>What the model says of each row; the label need not be there.</summary>
    /// <exception cref="TableException">The table lacks a column that the model reads, or a cell is not of the kind that it learned.</exception>
    public IReadOnlyList<Prediction> Predict(Table table)
    {
        double[] inputs = Schema.Encode(table);
        var predictions = new Prediction[table.Rows];
        for (int row = 0; row < predictions.Length; row++)
            predictions[row] = Read(Network.Predict(inputs.AsSpan(row * Schema.Inputs, Schema.Inputs)));
        return predictions;
    }

    /// <summary>Judges the model by rows whose label is known. Errors of numbers are in the units of the label.</summary>
    /// <exception cref="TableException">As <see cref="Predict"/>, or the label is missing or not of the kind that was learned.</exception>
    public Evaluation Evaluate(Table table) => Evaluate(Schema.Examples(table));

    internal Evaluation Evaluate(Examples examples) =>
        Evaluation.Of(Network, Objective, examples, Schema.Label is NumberLabel label ? label.Scale : 1);

    Prediction Read(double[] outputs)
    {
        if (Schema.Label is ClassLabel classes)
        {
            int decided = Objective.Decide(outputs);
            return new(classes.Classes[decided], double.NaN, decided, Objective.Probabilities(outputs));
        }
        var label = (NumberLabel)Schema.Label;
        double number = label.Mean + label.Scale * outputs[0];
        return new(Feature.TextOf(number), number, -1, []);
    }

    static Objective? ObjectiveOf(string? name, Label label)
    {
        Objective[] all = label is ClassLabel classes
            ? [Objective.CrossEntropy(classes.Classes.Count), Objective.Hinge(classes.Classes.Count)]
            : [Objective.MeanSquaredError, Objective.MeanAbsoluteError, Objective.Huber];
        return all.FirstOrDefault(objective => objective.Name == name);
    }
}
