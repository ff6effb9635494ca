using Micrograd.Numbers;
using static System.FormattableString;

namespace Micrograd.Data;

/// <content>What the made data sets have in common: points of the plane, each on the curve of its class.</content>
public sealed partial class DataSet
{
    /// <summary>The k-th of the n points of class c; the noise is drawn here.</summary>
    delegate (double X, double Y) CurvePoint(int c, int k, int n, SeededRandom random);

    /// <summary>Draws as many points for each class as for every other, to within one, and puts them in a random order.</summary>
    static DataSet Made(string name, string[] classes, int count, int seed, CurvePoint at)
    {
        int[] starts = [.. Enumerable.Range(0, classes.Length + 1).Select(c => (int)((long)count * c / classes.Length))];
        var classOfPoint = new int[count];
        for (var c = 0; c < classes.Length; c++)
            classOfPoint.AsSpan(starts[c]..starts[c + 1]).Fill(c);

        var random = new SeededRandom(seed);
        var points = Enumerable.Range(0, count).ToArray();
        random.Shuffle(points);

        var values = new double[2L * count];
        var classOf = new int[count];
        for (var row = 0; row < count; row++)
        {
            var c = classOf[row] = classOfPoint[points[row]];
            (values[2 * row], values[2 * row + 1]) = at(c, points[row] - starts[c], starts[c + 1] - starts[c], random);
        }
        return new(name, ["x", "y"], values, classes, classOf);
    }

    static void CheckMade(int count, int least, double noise)
    {
        if (count < least)
            throw new ArgumentOutOfRangeException(nameof(count), Invariant($"count must be at least {least}, got {count}"));
        if (!(noise >= 0 && double.IsFinite(noise)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(noise), Invariant($"noise must be 0 or a positive number, got {noise}"));
        }
    }
}
