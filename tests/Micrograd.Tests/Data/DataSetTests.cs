using System.Globalization;
using Micrograd.Data;

namespace Micrograd.Tests.Data;

public class DataSetTests
{
    static readonly double[] values = [0, 0, 0, 1, 1, 0, 1, 1];
    static readonly int[] classOf = [0, 1, 1, 0];

    static DataSet Xor() => new("xor", ["a", "b"], values, ["same", "different"], classOf);

    [Fact]
    public void ADataSetTellsWhatItWasMadeOf()
    {
        var xor = Xor();
        Assert.Equal(("xor", 4, 2), (xor.Name, xor.Count, xor.Features));
        Assert.Equal(["a", "b"], xor.FeatureNames);
        Assert.Equal(["same", "different"], xor.Classes);
        Assert.Equal([1.0, 0.0], xor.Row(2).ToArray());
        Assert.Equal(1, xor.ClassOf(2));
        Assert.Equal([0.0, 0, 0, 1, 1, 0, 1, 1], xor.Values.ToArray());
        Assert.Equal("xor: 4 rows, 2 features, 2 classes", xor.ToString());
    }

    [Fact]
    public void ADataSetKeepsItsOwnCopy()
    {
        double[] mine = [1, 2];
        int[] classes = [0, 0];
        string[] names = ["x"];
        var data = new DataSet("mine", names, mine, ["only"], classes);
        (mine[0], classes[0], names[0]) = (9, 9, "z");
        Assert.Equal((1.0, 0, "x"), (data.Row(0)[0], data.ClassOf(0), data.FeatureNames[0]));
        Assert.False(data.FeatureNames is string[]);
        Assert.False(data.Classes is string[]);
    }

    [Theory, InlineData(-1), InlineData(4), InlineData(int.MinValue), InlineData(int.MaxValue)]
    public void ARowThatIsNotThereIsNamed(int row)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"row must be between 0 and 3, got {row}");
        Assert.StartsWith(expected, Assert.Throws<ArgumentOutOfRangeException>(() => Xor().Row(row).Length).Message);
        Assert.StartsWith(expected, Assert.Throws<ArgumentOutOfRangeException>(() => Xor().ClassOf(row)).Message);
    }

    [Fact]
    public void NumbersMustFillTheRows()
    {
        Refuses("4 rows of 2 features need 8 values, got 7",
            () => new("xor", ["a", "b"], values.AsSpan(1), ["same", "different"], classOf));
        Refuses("a data set needs at least one feature",
            () => new("xor", [], [], ["same", "different"], classOf));
        Refuses("a data set needs at least one row",
            () => new("xor", ["a", "b"], [], ["same", "different"], []));
    }

    [Fact]
    public void EveryRowNeedsAKnownClass()
    {
        Refuses("row 1 has class 1, but there are 1 classes, counted from 0",
            () => new("xor", ["a", "b"], values, ["same"], classOf));
        Refuses("row 0 has class -1, but there are 2 classes, counted from 0",
            () => new("xor", ["a"], [1], ["same", "different"], [-1]));
    }

    [Fact]
    public void ADataSetNeedsAName() =>
        Assert.Throws<ArgumentException>(() => new DataSet(" ", ["a", "b"], values, ["same", "different"], classOf));

    static void Refuses(string sentence, Func<DataSet> make) =>
        Assert.StartsWith(sentence, Assert.Throws<ArgumentException>(make).Message);
}
