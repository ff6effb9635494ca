using System.Globalization;
using Micrograd.Data;
using Micrograd.Training;

namespace Micrograd.Cli;

/// <summary>How good a model is, as tables of text.</summary>
static class MetricsReport
{
    const int MostClasses = 12, MostName = 18;

    /// <summary>Writes the metrics of some sets of rows side by side, and the classes of the last of them.</summary>
    public static void Write(TextWriter output, TableModel model, params (string Name, Evaluation? Evaluation)[] sets)
    {
        (string Name, Evaluation? Evaluation)[] known = [.. sets.Where(set => set.Evaluation is not null)];
        string[] Row(string name, Func<Evaluation, string> cell) => [name, .. known.Select(set => cell(set.Evaluation!))];
        List<string[]> rows =
        [
            ["", .. known.Select(set => set.Name)],
            Row("rows", evaluation => Text(evaluation.Confusion?.Count ?? evaluation.Errors!.Count)),
            Row("loss", evaluation => Text(evaluation.Loss)),
        ];
        if (model.Schema.Label is ClassLabel)
            rows.Add(Row("accuracy", evaluation => Percent(evaluation.Confusion!.Accuracy)));
        else
            rows.AddRange(
            [
                Row("R2", evaluation => evaluation.Errors!.R2.ToString("F4", CultureInfo.InvariantCulture)),
                Row("mean squared error", evaluation => Text(evaluation.Errors!.MeanSquaredError)),
                Row("mean absolute error", evaluation => Text(evaluation.Errors!.MeanAbsoluteError)),
            ]);
        TextTable.Write(output, rows, numbersRight: true);
        if (model.Schema.Label is ClassLabel label)
            WriteClasses(output, label, known[^1].Name, known[^1].Evaluation!.Confusion!);
    }

    static void WriteClasses(TextWriter output, ClassLabel label, string set, ConfusionMatrix confusion)
    {
        string[] names = [.. label.Classes.Select(name => OneLine.Of(name) is { Length: > MostName } text ? text[..MostName] + "…" : OneLine.Of(name))];
        bool showsMatrix = names.Length <= MostClasses;
        output.WriteLine();
        output.WriteLine($"Classes ({set}){(showsMatrix ? "; the numbered columns say what the rows of a class were taken for" : "")}");
        List<string[]> rows = [["", "", "precision", "recall", "rows", .. showsMatrix ? names.Select((_, i) => Text(i + 1)) : []]];
        for (int c = 0; c < names.Length; c++)
            rows.Add([
                Text(c + 1), names[c], Percent(confusion.Precision(c)), Percent(confusion.Recall(c)), Text(confusion.CountOf(c)),
                .. showsMatrix ? Enumerable.Range(0, names.Length).Select(taken => Text(confusion[c, taken])) : []]);
        TextTable.Write(output, rows, numbersRight: true);
    }

    static string Percent(double share) => double.IsNaN(share) ? "-" : share.ToString("P1", CultureInfo.InvariantCulture);

    static string Text(double number) => number.ToString("G4", CultureInfo.InvariantCulture);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
