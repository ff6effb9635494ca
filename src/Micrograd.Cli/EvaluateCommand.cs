using System.CommandLine;
using Micrograd.Data;
using Micrograd.Training;

namespace Micrograd.Cli;

/// <summary><c>micrograd evaluate</c>: how good a saved model is on rows whose label is known.</summary>
static class EvaluateCommand
{
    const string Notes = """
        Examples:
          micrograd evaluate flowers.json held-out.csv
          micrograd evaluate digits.safetensors digits
        """;

    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "A model that train saved." };
        Argument<string> data = DataArgument.Create("Rows with the label.");
        Option<string?> labels = DataArgument.Labels();
        var command = new DocumentedCommand("evaluate", "Shows how good a saved model is on other rows.", Notes) { model, data, labels };
        command.SetAction(result => Run(
            result.InvocationConfiguration.Output, TableModel.Load(result.GetValue(model)!), DataSource.Read(result.GetValue(data)!, result.GetValue(labels))));
        return command;
    }

    static int Run(TextWriter output, TableModel model, DataSource source)
    {
        Table table = source.Test ?? source.Table;
        Evaluation evaluation = model.Evaluate(table);
        output.WriteLine(OneLine.Of(table.ToString()));
        MetricsReport.Write(output, model, (OneLine.Of(table.Name), evaluation));
        return 0;
    }
}
