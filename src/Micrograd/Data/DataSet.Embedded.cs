using System.Globalization;
using System.IO.Compression;

namespace Micrograd.Data;

/// <content>
/// Two small real data sets that travel inside the library, so that a first model needs no download. Where they come
/// from and what was changed: Embedded/ATTRIBUTION.md; the script that made them: Embedded/make.py.
/// </content>
public sealed partial class DataSet
{
    static readonly Lazy<DataSet> digits = new(ReadDigits);
    static readonly Lazy<DataSet> iris = new(ReadIris);

    /// <summary>
    /// 1,797 handwritten digits of 13 people as pictures of 8 x 8 pixels, row by row from the top left; the class is the
    /// digit. A pixel is the ink in it, from 0 (none) to 1 (all). Read once, then shared.
    /// </summary>
    /// <remarks>
    /// E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, 1998,
    /// <see href="https://doi.org/10.24432/C50P49"/>, licence CC BY 4.0; the test part of it, in the order in which
    /// scikit-learn has it. A pixel of the original is a whole number from 0 to 16, the dark ones of 4 x 4 smaller
    /// pixels. Here it is divided by 16, which is exact in binary and the range in which a network learns well: multiply
    /// by 16 to have the original back.
    /// </remarks>
    public static DataSet Digits() => digits.Value;

    /// <summary>
    /// 150 iris flowers, 50 of each of three species: length and width of sepal and petal, in centimetres. Read once, then
    /// shared.
    /// </summary>
    /// <remarks>
    /// R. A. Fisher, "The use of multiple measurements in taxonomic problems", Annals of Eugenics 7, 1936, pages 179-188;
    /// also <see href="https://doi.org/10.24432/C56C76"/>, licence CC BY 4.0. The numbers follow Fisher's paper, as those
    /// of R and scikit-learn do. The UCI repository's file differs from it in rows 34 and 37 (counted from 0).
    /// </remarks>
    public static DataSet Iris() => iris.Value;

    /// <summary>Each row of the file is 64 bytes of pixels and one byte of class.</summary>
    static DataSet ReadDigits()
    {
        const int count = 1797, side = 8, pixels = side * side, full = 16;
        var bytes = new byte[count * (pixels + 1)];
        using (var file = new GZipStream(Resource("digits.gz"), CompressionMode.Decompress))
            file.ReadExactly(bytes);

        var values = new double[count * pixels];
        var classOf = new int[count];
        for (var row = 0; row < count; row++)
        {
            var record = bytes.AsSpan(row * (pixels + 1), pixels + 1);
            for (var i = 0; i < pixels; i++)
                values[row * pixels + i] = (double)record[i] / full;
            classOf[row] = record[pixels];
        }
        string[] names = [.. Enumerable.Range(0, pixels).Select(i => $"pixel_{i / side}_{i % side}")];
        return new("digits", names, values, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], classOf);
    }

    /// <summary>A line of names, then lines of four lengths and a species.</summary>
    static DataSet ReadIris()
    {
        using var file = new StreamReader(Resource("iris.csv"));
        var header = file.ReadLine()!.Split(',');
        List<double> values = [];
        List<string> classes = [];
        List<int> classOf = [];
        while (file.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            values.AddRange(cells[..^1].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)));
            if (!classes.Contains(cells[^1]))
                classes.Add(cells[^1]);
            classOf.Add(classes.IndexOf(cells[^1]));
        }
        return new("iris", header.AsSpan(..^1), [.. values], [.. classes], [.. classOf]);
    }

    static Stream Resource(string name) =>
        typeof(DataSet).Assembly.GetManifestResourceStream($"Micrograd.Data.{name}")
        ?? throw new InvalidOperationException($"the resource {name} is missing from the library");
}
