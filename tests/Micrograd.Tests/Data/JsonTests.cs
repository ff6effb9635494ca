using Micrograd.Data;

namespace Micrograd.Tests.Data;

/// <summary>JSON rows in each form, and bad ones.</summary>
public sealed class JsonTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("[{\"a\":1.5,\"b\":\"x\",\"c\":true},\n {\"c\":false,\"b\":\"\\u00e9\",\"a\":-2e3}]")]
    [InlineData("\uFEFF{\"a\":1.5,\"b\":\"x\",\"c\":true}\r\n{\"a\":-2000,\"b\":\"é\",\"c\":false}\n")]
    public void RowsOfObjects(string text)
    {
        var table = Table.Read(folder.Write("rows", text));
        Assert.Equal(["a", "b", "c"], table.Columns.Select(column => column.Name));
        Assert.Equal((1.5, -2000), (((NumberColumn)table["a"])[0], ((NumberColumn)table["a"])[1]));
        Assert.Equal(("x", "é"), (((TextColumn)table["b"])[0], ((TextColumn)table["b"])[1]));
        Assert.Equal(("true", "false"), (((TextColumn)table["c"])[0], ((TextColumn)table["c"])[1]));
    }

    [Fact]
    public void RowsOfArraysHaveNumberedColumns()
    {
        var table = Table.Read(folder.Write("rows.json", "[[1,\"x\"],[2,\"y\"]]"));
        Assert.Equal((2.0, "y"), (((NumberColumn)table["c1"])[1], ((TextColumn)table["c2"])[1]));
    }

    [Theory]
    [InlineData("5", "rows.json, line 1: a table is an array of rows, or objects one after the other.")]
    [InlineData("[]", "rows.json has no rows.")]
    [InlineData("[1,2]", "rows.json, line 1: each row must be an object or an array.")]
    [InlineData("[{\"a\":1},\n[1]]", "rows.json, line 2: the rows must all be objects or all be arrays.")]
    [InlineData("[{\"a\":1},\n{\"b\":1}]", "rows.json, line 2: the key 'b' is not in the first row.")]
    [InlineData("[{\"a\":1,\"b\":2},\n{\"b\":1}]", "rows.json, line 2: the key 'a' of the first row is missing.")]
    [InlineData("[{\"a\":1,\"a\":2}]", "rows.json, line 1, column 'a': the key is there twice.")]
    [InlineData("[[1,2],\n[1]]", "rows.json, line 2: there are 1 cells, but 2 in the first row.")]
    [InlineData("[[1],\n[null]]", "rows.json, line 2, column 'c1': there is null, and each cell needs a number or a text.")]
    [InlineData("{\"data\":[1,2]}", "rows.json, line 1, column 'data': there is an object or an array, and each cell is a number or a text.")]
    [InlineData("[[1],\n[\"abc\"]]", "rows.json, line 2, column 'c1': 'abc' is not a number.")]
    [InlineData("[[\"x\"],\n[1]]", "rows.json, line 2, column 'c1': there is a number, but a text in the rows above.")]
    [InlineData("[[1e999]]", "rows.json, line 1, column 'c1': '1e999' is too large for a number; the largest is 1.8e308.")]
    [InlineData("[[1],\n[NaN]]", "rows.json, line 2: byte 2 is not as JSON wants it: 'N' is an invalid start of a value.")]
    [InlineData("[[1]] [", "rows.json, line 1: there is something after the array of rows.")]
    public void ABadFileGetsOneSentence(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<TableException>(() => Table.Read(folder.Write("rows.json", text))).Message);

    [Fact]
    public void DeepNestingLongTextsAndAnOpenEndAreRefused()
    {
        string[] texts = [new('[', 1_000_000), "[{\"a\":" + new string('[', 100_000), "[[\"" + new string('x', 5_000_000) + "\"]]", "[[1],", "[[\"\\ud800\"]]", "[[1" + new string('0', 5_000_000) + "]]"];
        foreach (var text in texts)
            Assert.StartsWith("rows.json, line 1", Assert.Throws<TableException>(() => Table.Read(folder.Write("rows.json", text))).Message, StringComparison.Ordinal);
    }
}
