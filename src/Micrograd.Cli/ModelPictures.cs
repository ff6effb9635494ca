using Micrograd.Data;
using Micrograd.Drawing;
using Micrograd.Training;

namespace Micrograd.Cli;

/// <summary>The pictures of a training on a table and of the model that came out of it.</summary>
static class ModelPictures
{
    /// <summary>The name and the SVG text of each.</summary>
    public static IEnumerable<(string Name, string Svg)> Draw(TableTrainingRun run, TableTrainingResult result)
    {
        TableModel model = result.Model;
        yield return ("loss.svg", Losses(result.History));
        (string name, Evaluation judged, Examples rows) = result.Test is not null ? ("test", result.Test, run.Test!)
            : result.Validation is not null ? ("validation", result.Validation, run.Validation!) : ("training", result.Training, run.Training);
        if (model.Schema.Label is NumberLabel number)
        {
            (double[] actual, double[] predicted) = Numbers(model, number, rows);
            yield return ("predictions.svg", PredictionPlot.ToSvg(actual, predicted, $"Predictions of the {name} rows", number.Name));
            yield break;
        }
        var label = (ClassLabel)model.Schema.Label;
        if (label.Classes.Count <= ConfusionPlot.MostClasses)
            yield return ("confusion.svg", ConfusionPlot.ToSvg(Counts(judged.Confusion!), label.Classes, $"Classes of the {name} rows"));
        if (model.Schema.Features is [NumberFeature x, NumberFeature y] && label.Classes.Count <= DecisionRegionsPlot.MostClasses)
            yield return ("boundary.svg", Boundary(model, label, x, y, run.Training));
    }

    static string Losses(TrainingHistory history)
    {
        double[] losses = [.. history.Epochs.Select(epoch => epoch.Loss)];
        if (history.Epochs[0].Validation is not Evaluation first)
            return LossPlot.ToSvg(losses, "Loss of each epoch", "epoch");
        return LossPlot.ToSvg(
            losses, "Loss of each epoch", "epoch",
            new PlotSeries("validation loss", [.. history.Epochs.Select(epoch => epoch.Validation!.Loss)]),
            new PlotSeries(first.Confusion is null ? "validation R2" : "validation accuracy", [.. history.Epochs.Select(epoch => epoch.Validation!.Score)], Axis: first.Confusion is null ? "R2" : "accuracy"));
    }

    static (double[] Actual, double[] Predicted) Numbers(TableModel model, NumberLabel label, Examples rows)
    {
        double[] actual = new double[rows.Count], predicted = new double[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            actual[row] = label.Mean + label.Scale * rows.Target(row);
            predicted[row] = label.Mean + label.Scale * model.Network.Predict(rows.Row(row))[0];
        }
        return (actual, predicted);
    }

    static int[,] Counts(ConfusionMatrix confusion)
    {
        var counts = new int[confusion.Classes, confusion.Classes];
        for (int actual = 0; actual < confusion.Classes; actual++)
            for (int predicted = 0; predicted < confusion.Classes; predicted++)
                counts[actual, predicted] = confusion[actual, predicted];
        return counts;
    }

    static string Boundary(TableModel model, ClassLabel label, NumberFeature x, NumberFeature y, Examples rows)
    {
        (double X, double Y, int Class)[] points = [.. Enumerable.Range(0, rows.Count).Select(row =>
            (x.Mean + x.Scale * rows.Row(row)[0], y.Mean + y.Scale * rows.Row(row)[1], (int)rows.Target(row)))];
        double[] Outputs(double px, double py) => model.Network.Predict([(px - x.Mean) / x.Scale, (py - y.Mean) / y.Scale]);
        return label.Classes.Count == 2
            ? DecisionBoundaryPlot.ToSvg((px, py) => Outputs(px, py)[0], points, "Training rows and the learned boundary", x.Name, y.Name)
            : DecisionRegionsPlot.ToSvg((px, py) => model.Objective.Decide(Outputs(px, py)), points, label.Classes, "Training rows and the learned regions", x.Name, y.Name);
    }
}
