using System.Reflection;
using System.Security.Cryptography;
using Micrograd.Data;

namespace Micrograd.Tests.Data;

/// <summary>The expected numbers are those of numpy over scikit-learn's load_digits() and load_iris().</summary>
public class DataSetEmbeddedTests
{
    [Fact]
    public void DigitsHasTheKnownSizeAndClassCounts()
    {
        var digits = DataSet.Digits();
        Assert.Equal("digits: 1797 rows, 64 features, 10 classes", digits.ToString());
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], ClassCounts(digits));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], digits.Classes);
        Assert.Equal(("pixel_0_0", "pixel_7_6"), (digits.FeatureNames[0], digits.FeatureNames[62]));
    }

    [Fact]
    public void TheFirstDigitIsTheKnownZero()
    {
        int[] expected =
        [
            0, 0, 5, 13, 9, 1, 0, 0,
            0, 0, 13, 15, 10, 15, 5, 0,
            0, 3, 15, 2, 0, 11, 8, 0,
            0, 4, 12, 0, 0, 8, 8, 0,
            0, 5, 8, 0, 0, 9, 8, 0,
            0, 4, 11, 0, 1, 12, 7, 0,
            0, 2, 14, 5, 10, 12, 0, 0,
            0, 0, 6, 13, 10, 0, 0, 0,
        ];
        Assert.Equal(expected, DataSet.Digits().Row(0).ToArray().Select(x => (int)(16 * x)));
        Assert.Equal(0, DataSet.Digits().ClassOf(0));
    }

    [Fact]
    public void PixelsAreSixteenthsFrom0To1()
    {
        var values = DataSet.Digits().Values.ToArray();
        Assert.Equal((0, 1), (values.Min(), values.Max()));
        Assert.All(values, x => Assert.Equal(0, 16 * x % 1));
    }

    [Fact]
    public void DigitsHasTheColumnMeansOfNumpy()
    {
        // load_digits().data.sum(axis=0): whole numbers, so the comparison is exact.
        int[] sums =
        [
            0, 546, 9353, 21269, 21291, 10390, 2448, 233, 10, 3583, 18657, 21527, 18472, 14692, 3318, 194,
            5, 4675, 17796, 12566, 12755, 14028, 3214, 90, 2, 4438, 16337, 15852, 17839, 13570, 4165, 4,
            0, 4204, 13778, 16302, 18512, 15713, 5228, 0, 16, 2846, 12366, 12989, 13787, 14801, 6211, 49,
            13, 1266, 13490, 17142, 16921, 15739, 6694, 371, 1, 502, 9987, 21724, 21221, 12155, 3716, 655,
        ];
        Assert.Equal(sums.Select(sum => sum / 16.0 / 1797), Means(DataSet.Digits()));
    }

    [Fact]
    public void EveryPixelIsThatOfScikitLearn()
    {
        // sha256(load_digits().data.astype(uint8)) and the same of .target
        var digits = DataSet.Digits();
        byte[] pixels = [.. digits.Values.ToArray().Select(x => (byte)(16 * x))];
        byte[] classes = [.. Enumerable.Range(0, digits.Count).Select(i => (byte)digits.ClassOf(i))];
        Assert.Equal("8f26b2bd9d135c256808f68f14fdabddde6d9c7f869ae419704b051f0f14b3b3", Sha256(pixels));
        Assert.Equal("8ba4f891220f5e4c9c819638d1602d74b83618f167043c6da52a2a247841ddf0", Sha256(classes));
    }

    [Fact]
    public void IrisHasTheKnownMeansOfEachSpecies()
    {
        var iris = DataSet.Iris();
        Assert.Equal("iris: 150 rows, 4 features, 3 classes", iris.ToString());
        Assert.Equal(["setosa", "versicolor", "virginica"], iris.Classes);
        Assert.Equal("petal width (cm)", iris.FeatureNames[3]);
        Assert.Equal([50, 50, 50], ClassCounts(iris));
        double[][] means = [[5.006, 3.428, 1.462, 0.246], [5.936, 2.770, 4.260, 1.326], [6.588, 2.974, 5.552, 2.026]];
        for (var c = 0; c < 3; c++)
            for (var j = 0; j < 4; j++)
                Assert.Equal(means[c][j], MeanWithin(iris, c, j), 1e-12);
    }

    [Fact]
    public void IrisFollowsFishersPaperWhereTheUciFileDoesNot()
    {
        Assert.Equal([4.9, 3.1, 1.5, 0.2], DataSet.Iris().Row(34).ToArray());
        Assert.Equal([4.9, 3.6, 1.4, 0.1], DataSet.Iris().Row(37).ToArray());
    }

    [Theory, InlineData("ReadIris"), InlineData("ReadDigits")]
    public void ReadingDoesNotDependOnTheCulture(string reader)
    {
        var read = typeof(DataSet).GetMethod(reader, BindingFlags.Static | BindingFlags.NonPublic)!;
        var data = DecimalComma.Run(() => (DataSet)read.Invoke(null, null)!);
        var expected = reader == "ReadIris" ? DataSet.Iris() : DataSet.Digits();
        Assert.True(data.Values.Span.SequenceEqual(expected.Values.Span));
        Assert.Equal(expected.FeatureNames, data.FeatureNames);
    }

    [Fact]
    public void TheDataIsReadOnceAndShared()
    {
        var seen = new DataSet[8];
        Parallel.For(0, seen.Length, i => seen[i] = i % 2 == 0 ? DataSet.Digits() : DataSet.Iris());
        Assert.Equal(2, seen.Distinct().Count());
    }

    [Fact]
    public void TheEmbeddedFilesAreSmall()
    {
        var library = typeof(DataSet).Assembly;
        Assert.InRange(library.GetManifestResourceStream("Micrograd.Data.digits.gz")!.Length, 1, 50_000);
        Assert.InRange(library.GetManifestResourceStream("Micrograd.Data.iris.csv")!.Length, 1, 5_000);
    }

    static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    static int[] ClassCounts(DataSet data)
    {
        var counts = new int[data.Classes.Count];
        for (var i = 0; i < data.Count; i++)
            counts[data.ClassOf(i)]++;
        return counts;
    }

    static double[] Means(DataSet data)
    {
        var sums = new double[data.Features];
        for (var i = 0; i < data.Count; i++)
            for (var j = 0; j < sums.Length; j++)
                sums[j] += data.Row(i)[j];
        return [.. sums.Select(sum => sum / data.Count)];
    }

    static double MeanWithin(DataSet data, int c, int feature) =>
        Enumerable.Range(0, data.Count).Where(i => data.ClassOf(i) == c).Average(i => data.Row(i)[feature]);
}
