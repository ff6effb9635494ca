using Micrograd.Data;

namespace Micrograd.Tests.Data;

public class TableTests
{
    [Fact]
    public void ADataSetBecomesATableWithItsClasses()
    {
        var iris = Table.Of(DataSet.Iris());
        Assert.Equal("iris: 150 rows, 5 columns", iris.ToString());
        Assert.Equal("virginica", ((TextColumn)iris["class"])[149]);
        Assert.Equal(5.1, ((NumberColumn)iris[iris.Columns[0].Name])[0]);
        Assert.False(((NumberColumn)iris.Columns[0]).AreWhole);
    }

    [Fact]
    public void AnUnknownColumnIsToldTheNearestFirst() => Assert.Equal(
        "moons has no column 'clas'; it has 'class', 'x', 'y'.",
        Assert.Throws<TableException>(() => Table.Of(DataSet.Moons())["clas"]).Message);

    [Fact]
    public void ARowThatIsNotThereIsRefused()
    {
        var column = (NumberColumn)Table.Of(DataSet.Moons(10))["x"];
        Assert.Throws<ArgumentOutOfRangeException>(() => column[10]);
        Assert.Throws<ArgumentOutOfRangeException>(() => column[-1]);
    }
}
