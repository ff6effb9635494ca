using System.CommandLine;
using System.Globalization;
using Micrograd.Data;
using Micrograd.NeuralNet;

namespace Micrograd.Cli;

/// <summary><c>micrograd inspect</c>: what lies in a model file.</summary>
static class InspectCommand
{
    const int MostColumns = 20;

    const string Notes = """
        Examples:
          micrograd inspect flowers.json
          micrograd inspect network.safetensors
        """;

    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "A model file: JSON or safetensors." };
        var command = new DocumentedCommand("inspect", "Shows what lies in a model file.", Notes) { model };
        command.SetAction(result => Run(result.InvocationConfiguration.Output, ModelFile.Load(result.GetValue(model)!), result.GetValue(model)!));
        return command;
    }

    static int Run(TextWriter output, ModelFile file, string path)
    {
        output.WriteLine($"Network: {file.Network.Parameters.Length} parameters");
        List<string[]> layers = [["layer", "inputs", "neurons", "activation", "weights from", "to"]];
        foreach ((int index, Layer layer) in file.Network.Layers.Index())
        {
            double[] weights = [.. layer.Neurons.SelectMany(neuron => neuron.Weights.ToArray()).Select(weight => weight.Data)];
            layers.Add([Text(index + 1), Text(layer.Inputs), Text(layer.Neurons.Count), layer.Neurons[0].Activation.Name(), Text(weights.Min()), Text(weights.Max())]);
        }
        TextTable.Write(output, layers, numbersRight: true);
        if (TableModel.IsIn(file))
            WriteSchema(output, TableModel.Of(file, path));
        else
            WriteTexts(output, file.Metadata);
        return 0;
    }

    static void WriteSchema(TextWriter output, TableModel model)
    {
        output.WriteLine();
        output.WriteLine($"Predicts: {model.Schema.Label switch
        {
            ClassLabel label => $"the class {OneLine.Of(label.Name)} of {Text(label.Classes.Count)}: {OneLine.Of(string.Join(", ", label.Classes))}",
            var label => $"the number {OneLine.Of(label.Name)}",
        }} (by the {model.Objective.Name})");
        output.WriteLine("Reads:");
        List<string[]> columns = [["column", "kind", "mean", "scale"]];
        foreach (Feature feature in model.Schema.Features.Take(MostColumns))
            columns.Add(feature switch
            {
                NumberFeature number => [OneLine.Of(number.Name), "number", Text(number.Mean), Text(number.Scale)],
                ChoiceFeature choice => [OneLine.Of(choice.Name), $"one of {OneLine.Of(string.Join(", ", choice.Values))}", "", ""],
                _ => throw new InvalidOperationException(feature.Name),
            });
        TextTable.Write(output, columns);
        if (model.Schema.Features.Count > MostColumns)
            output.WriteLine($"  and {model.Schema.Features.Count - MostColumns} more");
        WriteTexts(output, model.Notes);
    }

    static void WriteTexts(TextWriter output, IReadOnlyDictionary<string, string> texts)
    {
        if (texts.Count > 0)
            output.WriteLine();
        foreach ((string name, string text) in texts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            output.WriteLine($"{OneLine.Of(name)}: {string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c))}");
    }

    static string Text(double number) => number.ToString("G4", CultureInfo.InvariantCulture);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
