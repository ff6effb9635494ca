namespace Micrograd.Training;

/// <summary>How often each class was taken for which, and what follows from it: accuracy, precision and recall.</summary>
/// <param name="classes">The number of classes.</param>
public sealed class ConfusionMatrix(int classes)
{
    readonly int[,] counts = new int[classes, classes];

    /// <summary>The number of classes.</summary>
    public int Classes => classes;

    /// <summary>The number of rows that were judged.</summary>
    public int Count { get; private set; }

    /// <summary>How many rows of one class were taken for another, or for itself.</summary>
    public int this[int actual, int predicted] => counts[actual, predicted];

    /// <summary>The share of rows that were told right; NaN if there are none.</summary>
    public double Accuracy => Share(Enumerable.Range(0, classes).Sum(c => counts[c, c]), Count);

    /// <summary>Of the rows taken for a class, the share that belongs to it; NaN if none was.</summary>
    public double Precision(int ofClass) => Share(counts[ofClass, ofClass], Enumerable.Range(0, classes).Sum(actual => counts[actual, ofClass]));

    /// <summary>Of the rows of a class, the share that was found; NaN if there are none.</summary>
    public double Recall(int ofClass) => Share(counts[ofClass, ofClass], CountOf(ofClass));

    /// <summary>The number of rows of a class.</summary>
    public int CountOf(int actual) => Enumerable.Range(0, classes).Sum(predicted => counts[actual, predicted]);

    /// <summary>Counts a row.</summary>
    public void Add(int actual, int predicted)
    {
        counts[actual, predicted]++;
        Count++;
    }

    static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
