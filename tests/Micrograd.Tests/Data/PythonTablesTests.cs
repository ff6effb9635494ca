using System.Text.Json;
using Micrograd.Data;

namespace Micrograd.Tests.Data;

/// <summary>What Python's csv and json modules write is read here as they read it, bit for bit; tests/python/tables.py made the files.</summary>
public sealed class PythonTablesTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void EachTableIsReadAsPythonReadsIt()
    {
        var tables = 0;
        foreach (var line in EmbeddedTable.Lines("tables.jsonl"))
        {
            using var expected = JsonDocument.Parse(line);
            var (file, text) = (Text("file"), Text("text"));
            var table = DecimalComma.Run(() => Table.Read(folder.Write(file, text)));
            Assert.Equal(Texts(expected.RootElement.GetProperty("columns")), table.Columns.Select(column => column.Name));
            string[][] cells = [.. expected.RootElement.GetProperty("cells").EnumerateArray().Select(Texts)];
            Assert.Equal(cells, table.Columns.Select(Written));
            tables++;

            string Text(string name) => expected.RootElement.GetProperty(name).GetString()!;
        }
        Assert.Equal(90, tables);
    }

    static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(text => text.GetString()!)];

    static string[] Written(Column column) =>
    [
        .. Enumerable.Range(0, column.Count).Select(row => column is NumberColumn numbers
            ? BitConverter.DoubleToUInt64Bits(numbers[row]).ToString("x16")
            : ((TextColumn)column)[row]),
    ];
}
