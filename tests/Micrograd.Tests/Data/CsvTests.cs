using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using Micrograd.Data;

namespace Micrograd.Tests.Data;

/// <summary>Good CSV files, however they are written, and bad ones, each of which gets one sentence.</summary>
public sealed class CsvTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("size,class\n1.5,red\n-2e3,blue\n")]
    [InlineData("size;class\r\n1.5;red\r\n-2e3;blue")]
    [InlineData("\uFEFFsize\tclass\n 1.5 \tred\n-2e3\tblue\n\n\n")]
    [InlineData("\"size\", class\n\"1.5\", red\n-2000.0, blue\n")]
    public void EachWayToWriteATableReadsTheSame(string text)
    {
        var table = DecimalComma.Run(() => Table.Read(folder.Write("data.csv", text)));
        Assert.Equal(("data.csv", 2), (table.Name, table.Rows));
        Assert.Equal(["size", "class"], table.Columns.Select(column => column.Name));
        Assert.Equal([1.5, -2000], Numbers(table, "size"));
        Assert.Equal(["red", "blue"], Texts(table, "class"));
    }

    [Fact]
    public void QuotedCellsMayHoldSeparatorsQuotesAndBreaks()
    {
        var table = Table.Read(folder.Write("data.csv", "a,\"b\"\"c\"\n1,\"x,y\"\n2,\"say \"\"x\"\"\"\n3,\"up\ndown\"\n"));
        Assert.Equal(["x,y", "say \"x\"", "up\ndown"], Texts(table, "b\"c"));
    }

    [Fact]
    public void ALineOfNumbersNeedsNoHeader()
    {
        var table = Table.Read(folder.Write("data.csv", "1,2\n3,4\n"));
        Assert.Equal([1.0, 3], Numbers(table, "c1"));
        Assert.Equal([2.0, 4], Numbers(table, "c2"));
    }

    [Fact]
    public void AFileWithoutNamesLosesNoLine()
    {
        // The first and the last line of UCI's iris.data.
        var table = Table.Read(folder.Write("iris.data", "5.1,3.5,1.4,0.2,Iris-setosa\n5.9,3.0,5.1,1.8,Iris-virginica\n\n"));
        Assert.Equal([5.1, 5.9], Numbers(table, "c1"));
        Assert.Equal(["Iris-setosa", "Iris-virginica"], Texts(table, "c5"));
    }

    [Theory]
    [InlineData("2019,name\nx,y\n", "2019")]          // a number above texts is a name
    [InlineData("2019,name\n1,y\nx,y\nx,y\n", "2019")]
    [InlineData(",2019\n0,5\n1,6\n", "index")]      // no row has an empty cell
    [InlineData("2019,name\n", null)]                // a line alone
    public void ANumberMayBeAName(string text, string? name)
    {
        var path = folder.Write("data.csv", text);
        if (name is null)
            Refuses("data.csv has a header only, and no rows.", path);
        else
            Assert.Equal(name, Table.Read(path).Columns[0].Name);
    }

    [Fact]
    public void TheNamelessFirstColumnOfPandasIsTheIndex() =>
        Assert.Equal([0.0, 1], Numbers(Table.Read(folder.Write("data.csv", ",a\n0,5\n1,6\n")), "index"));

    [Fact]
    public void AColumnOfTextsKeepsThoseThatLookLikeNumbers()
    {
        var table = Table.Read(folder.Write("data.csv", "a,b\n007,1\nx,2\ny,3\n1e1,4\n"));
        Assert.Equal(["007", "x", "y", "1e1"], Texts(table, "a"));
        Assert.True(((NumberColumn)table["b"]).AreWhole);
    }

    [Theory]
    [InlineData("", "data.csv is empty.")]
    [InlineData("\n\n", "data.csv is empty.")]
    [InlineData("a,b\n", "data.csv has a header only, and no rows.")]
    [InlineData("a,b\n1,2\n3\n", "data.csv, line 3: there are 1 cells, but 2 in the first line.")]
    [InlineData("a,b\n1,2\n3,4,5\n", "data.csv, line 3: there are 3 cells, but 2 in the first line.")]
    [InlineData("a,b\n1,2\n3,\n", "data.csv, line 3, column 'b': the cell is empty.")]
    [InlineData("a,b\n1,2\n\n3,4\n", "data.csv, line 3: the line is blank.")]
    [InlineData("a,a\n1,2\n", "data.csv, line 1: two columns are named 'a'; each needs a name of its own.")]
    [InlineData("a,\n1,2\n", "data.csv, line 1: column 2 has no name.")]
    [InlineData("age\n1\n2\nabc\n", "data.csv, line 4, column 'age': 'abc' is not a number.")]
    [InlineData("age\n1\n2\nNaN\n", "data.csv, line 4, column 'age': 'NaN' marks a missing value; fill it in or leave the row out.")]
    [InlineData("age\n1\n2\nNA\n", "data.csv, line 4, column 'age': 'NA' marks a missing value; fill it in or leave the row out.")]
    [InlineData("age\n1\n2\n-Infinity\n", "data.csv, line 4, column 'age': '-Infinity' is not a finite number.")]
    [InlineData("age\n1\n2\n1e999\n", "data.csv, line 4, column 'age': '1e999' is too large for a number; the largest is 1.8e308.")]
    [InlineData("a;b\n1;2,5\n", "data.csv, line 2, column 'b': '2,5' has a decimal comma; write 2.5.")]
    [InlineData("a;b\n1;1,234\n", "data.csv, line 2, column 'b': '1,234' is not a number: write nothing between thousands, and a point before decimals.")]
    [InlineData("a,b\n1,1 234 567\n", "data.csv, line 2, column 'b': '1 234 567' is not a number: write nothing between thousands, and a point before decimals.")]
    [InlineData("a;b\n1;1.234,5\n", "data.csv, line 2, column 'b': '1.234,5' is not a number: write nothing between thousands, and a point before decimals.")]
    [InlineData("a,b\n1,0x10\n2,3\n4,5\n", "data.csv, line 2, column 'b': '0x10' is not a number.")]
    [InlineData("a,b\n1,\"2\n3,4\n", "data.csv, line 2: a quote is opened and not closed.")]
    [InlineData("a,b\n1,2\n3,4\n\"5,6\n7,8\n", "data.csv, line 4: a quote is opened and not closed.")]
    [InlineData("a,b\n1,x\"y\n", "data.csv, line 2: a quote stands in a cell that does not begin with one; put the cell in quotes, and write each quote in it twice.")]
    [InlineData("a,b\n1,\"x\"y\n", "data.csv, line 2: text follows a closing quote; within quotes, write each quote twice.")]
    [InlineData("a,b\n\"x\ny\",2\n3\n", "data.csv, line 4: there are 1 cells, but 2 in the first line.")]
    [InlineData("a\n1\n2\n\u001b[31m\n", "data.csv, line 4, column 'a': '\\u001b[31m' is not a number.")]
    public void ABadFileGetsOneSentence(string text, string sentence) => Refuses(sentence, folder.Write("data.csv", text));

    [Fact]
    public void WhatIsNotAFileOfTextIsRefused()
    {
        Refuses("There is no file '/nowhere/data.csv'.", "/nowhere/data.csv");
        Refuses($"{folder.Path} is a folder, not a file.", folder.Path);
        Refuses("data.csv, line 2: there is a NUL byte, so this is not a text file.", folder.Write("data.csv", "a,b\n1\0,2\n"));
        Refuses("data.csv, line 2: the byte 0xE9 is not UTF-8 text; save the file as UTF-8.", folder.Write("data.csv", [.. "a\nx"u8, 0xE9, .. "y\n"u8]));
        Refuses("data.csv is UTF-16 text; save it as UTF-8, in Excel as \"CSV UTF-8\".",
            folder.Write("data.csv", [0xff, 0xfe, .. Encoding.Unicode.GetBytes("a,b\n1,2\n")]));
        var random = new byte[100_000];
        new Random(1).NextBytes(random);
        Assert.Throws<TableException>(() => Table.Read(folder.Write("noise.csv", random)));
    }

    [Fact]
    public void ALargeCellAndALineWithoutEndAreRefused()
    {
        Refuses("data.csv, line 2, column 'a': the cell has 1000000 characters, and at most 65536 can be read.",
            folder.Write("data.csv", "a,b\n" + new string('x', 1_000_000) + ",2\n"));
        Refuses("data.csv, line 2, column 'a': the cell has 5000000 characters, and at most 65536 can be read.",
            folder.Write("data.csv", "a,b\n" + new string('x', 5_000_000) + ",2\n"));
        var line = new byte[200_000_000];
        for (var i = 0; i < line.Length; i++)
            line[i] = i % 2 == 0 ? (byte)'1' : (byte)',';
        Refuses("long.csv, line 1: the row is longer than 8388608 bytes; perhaps a quote is not closed.", folder.Write("long.csv", line));
        line.AsSpan().Fill((byte)'\n');
        line[0] = (byte)'"';
        Refuses("quote.csv, line 1: the row is longer than 8388608 bytes; perhaps a quote is not closed.", folder.Write("quote.csv", line[..20_000_000]));
    }

    [Theory]
    [InlineData(100_000, 10)]
    [InlineData(10, 20_000)]
    public void LargeFilesAreReadWithinFiveSeconds(int rows, int columns)
    {
        var text = new StringBuilder().AppendJoin(',', Enumerable.Range(0, columns).Select(i => $"x{i}")).Append('\n');
        var random = new Random(1);
        for (var row = 0; row < rows; row++)
            text.AppendJoin(',', Enumerable.Range(0, columns).Select(_ => random.NextDouble().ToString(CultureInfo.InvariantCulture))).Append('\n');
        var path = folder.Write("large.csv", text.ToString());
        var watch = Stopwatch.StartNew();
        var table = Table.Read(path);
        Assert.Equal((rows, columns), (table.Rows, table.Columns.Count));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void WhatACorrectWriterWritesReadsBackTheSame() =>
        Gen.Select(Gen.Char["ab \",;\t\n9é'"].Array[0, 6].Select(cell => "x" + new string(cell) + "x").Array[3].Array[1, 12], Gen.Char[",;\t"], Gen.Bool.Select(windows => windows ? "\r\n" : "\n"), Gen.Int[0, 1000])
            .Sample((rows, separator, newline, seed) =>
            {
                var random = new Random(seed);
                string[][] lines = [["p", "q", "r"], .. rows];
                var text = string.Join(newline, lines.Select(row => string.Join(separator, row.Select(Written))));
                var table = Table.Read(folder.Write("data.csv", text));
                return Enumerable.Range(0, rows.Length).All(i => rows[i].SequenceEqual(table.Columns.Select(column => ((TextColumn)column)[i])));

                string Written(string cell) => cell.AsSpan().IndexOfAny("\",;\t\n") >= 0 || random.Next(2) == 0
                    ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
            }, iter: 1000, threads: 1);

    [Fact]
    public void EveryFiniteNumberIsReadToItsLastBit() =>
        Gen.Select(Gen.Double.Where(double.IsFinite).Array[3].Array[1, 12], Gen.Bool.Select(shortest => shortest ? "R" : "E16"), Gen.Char[",;\t"], Gen.Bool)
            .Sample((rows, format, separator, named) =>
            {
                var lines = rows.Select(row => string.Join(separator, row.Select(x => x.ToString(format, CultureInfo.InvariantCulture))));
                string[] header = named ? [string.Join(separator, "c1", "c2", "c3")] : [];
                var table = Table.Read(folder.Write("data.csv", string.Join('\n', header.Concat(lines))));
                return table.Rows == rows.Length && Enumerable.Range(0, 3).All(i =>
                    Numbers(table, $"c{i + 1}").Select(BitConverter.DoubleToInt64Bits).SequenceEqual(rows.Select(row => BitConverter.DoubleToInt64Bits(row[i]))));
            }, iter: 1000, threads: 1);

    static void Refuses(string sentence, string path)
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(sentence, DecimalComma.Run(() => Assert.Throws<TableException>(() => Table.Read(path))).Message);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    static double[] Numbers(Table table, string name)
    {
        var column = (NumberColumn)table[name];
        return [.. Enumerable.Range(0, column.Count).Select(row => column[row])];
    }

    static string[] Texts(Table table, string name)
    {
        var column = (TextColumn)table[name];
        return [.. Enumerable.Range(0, column.Count).Select(row => column[row])];
    }
}
