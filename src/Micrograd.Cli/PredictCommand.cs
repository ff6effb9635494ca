using System.CommandLine;
using System.Globalization;
using Micrograd.Data;

namespace Micrograd.Cli;

/// <summary><c>micrograd predict</c>: what a saved model says of each row.</summary>
static class PredictCommand
{
    const string Notes = """
        Writes CSV: a line of names, then one line a row with the prediction, and where the
        model gives them the probability of each class. The label need not be in the data.

        Examples:
          micrograd predict flowers.json new.csv
          micrograd predict flowers.json new.csv > predictions.csv
        """;

    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "A model that train saved." };
        Argument<string> data = DataArgument.Create("The rows.");
        var command = new DocumentedCommand("predict", "Says what a saved model makes of each row.", Notes) { model, data };
        command.SetAction(result => Run(
            result.InvocationConfiguration.Output, TableModel.Load(result.GetValue(model)!), DataSource.Read(result.GetValue(data)!).Table));
        return command;
    }

    static int Run(TextWriter output, TableModel model, Table table)
    {
        IReadOnlyList<Prediction> predictions = model.Predict(table);
        IReadOnlyList<string> classes = predictions[0].Probabilities.Count > 0 ? ((ClassLabel)model.Schema.Label).Classes : [];
        output.WriteLine(string.Join(',', new[] { model.Schema.Label.Name }.Concat(classes.Select(name => $"P({name})")).Select(Cell)));
        foreach (Prediction prediction in predictions)
            output.WriteLine(string.Join(',', new[] { Cell(prediction.Text) }.Concat(
                prediction.Probabilities.Select(p => p.ToString("F6", CultureInfo.InvariantCulture)))));
        return 0;
    }

    /// <summary>A cell of CSV: in quotes where it must be.</summary>
    static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
