using System.IO.Compression;
using System.Text;

namespace Micrograd.Tests.Data;

/// <summary>Bad files of every kind, small and huge, read one after the other by one process that watches its time and memory.</summary>
[Collection("heavy")]
public sealed class BadFileTests : IDisposable
{
    const int Large = 50_000_000;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void EveryBadFileIsRefusedWithin5SecondsAnd500Megabytes()
    {
        WriteTexts();
        WriteHugeTexts();
        WriteJson();
        WriteIdx();
        var files = Directory.GetFiles(folder.Path).Length;
        string path = AppContext.BaseDirectory.Replace("Micrograd.Tests", "Micrograd.Torture", StringComparison.Ordinal);
        var (output, errors, code) = ChildProcess.Run(path, "dotnet", [Path.Combine(path, "Micrograd.Torture.dll"), "tables", folder.Path]);
        Assert.True(code == 0, output + errors);
        Assert.Equal(files + 1, output.Count(c => c == '\n'));
    }

    void WriteTexts()
    {
        string[] texts =
        [
            "", "\n", "a,b\n", "a,b\n1\n", "a,b\n1,2,3\n", "a,b\n1,\n", "a\n1\n2\nx\n", "a\n1\n2\nNaN\n", "a\n1\n2\ninf\n", "a\n1\n2\n1e999\n",
            "a;b\n1;2,5\n", "a;b\n1;1.000.000\n", "a,b\n1\0,2\n", "a,b\n1,\"2\n", "a,a\n1,2\n", "a,b\n1,2\n\n3,4\n",
        ];
        for (var i = 0; i < texts.Length; i++)
            folder.Write($"text{i}.csv", texts[i]);
        folder.Write("utf16.csv", [0xff, 0xfe, .. Encoding.Unicode.GetBytes("a,b\n1,2\n")]);
        folder.Write("latin1.csv", [.. "a\nx"u8, 0xE9, .. "y\n"u8]);
        folder.Write("workbook.csv", [.. "PK\x03\x04"u8, .. new byte[1000]]);
    }

    void WriteHugeTexts()
    {
        var random = new byte[10_000_000];
        new Random(1).NextBytes(random);
        folder.Write("noise.csv", random);
        folder.Write("noise", random);
        folder.Write("cell.csv", "a,b\n" + new string('x', 5_000_000) + ",2\n");
        WriteRepeated("line.csv", "a", "1,");
        WriteRepeated("commas.csv", "", ",");
        WriteRepeated("zeros.csv", "", "\0");
        WriteRepeated("quotes.csv", "a,b\n", "\"");
        WriteRepeated("open.csv", "a,b\n1,2\n3,\"4\n", "5,6\n");
        WriteRepeated("blank.csv", "a,b\n1,2\n", "\n", "3,4\n");
        WriteRepeated("end.csv", "a,b\n", "1234.5678,0.12345678\n", "1,x\n");
        WriteRepeated("end-quote.csv", "a,b\n", "1234.5678,0.12345678\n", "1,\"x");
    }

    void WriteJson()
    {
        string[] texts =
        [
            "5", "[]", "[{\"a\":1},[1]]", "[{\"a\":1},{\"b\":1}]", "[[1],[null]]", "[[1],[1e999]]", "[[1],[NaN]]", "[[1]] [", "[[1],", "[[\"\\ud800\"]]",
        ];
        for (var i = 0; i < texts.Length; i++)
            folder.Write($"text{i}.json", texts[i]);
        WriteRepeated("deep.json", "", "[");
        WriteRepeated("deep-key.json", "", "{\"a\":");
        WriteRepeated("text.json", "[[\"", "x");
        WriteRepeated("number.json", "[[1", "0");
        WriteRepeated("spaces.json", "[", " ");
        WriteRepeated("keys.json", "{", "\"a\":1,");
        WriteRepeated("wide.json", "[[", "1,");
    }

    void WriteIdx()
    {
        byte[] images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 250, 5, 6];
        folder.Write("magic-idx3-ubyte", [1, .. images[1..]]);
        folder.Write("short-idx3-ubyte", images[..^1]);
        folder.Write("long-idx3-ubyte", [.. images, 0]);
        folder.Write("dimensions-idx3-ubyte", [0, 0, 8, 3, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
        folder.Write("many-idx3-ubyte", [0, 0, 8, 255]);
        // Promises 60 million bytes, signed ones and not, of which a gzip file has the first few only, or all, or is no gzip file.
        byte[] promise = [3, 0, 0x01, 0xD4, 0xC0, 0, 0, 0, 100, 0, 0, 0, 5];
        foreach (byte type in (byte[])[8, 9])
        {
            folder.Write($"cut{type}-idx3-ubyte.gz", Gzip([0, 0, type, .. promise, 1, 2, 3]));
            folder.Write($"bomb{type}-idx3-ubyte.gz", Gzip([0, 0, type, .. promise, .. new byte[60_000_000], 1]));
            folder.Write($"broken{type}-idx3-ubyte.gz", Gzip([0, 0, type, .. promise, 1, 2, 3])[..^9]);
        }
        folder.Write("table.csv.gz", Gzip([.. "a,b\n1,2\n"u8]));
    }

    /// <summary>A file of 50 MB: a start, something many times over, and an end.</summary>
    void WriteRepeated(string name, string start, string repeated, string end = "")
    {
        var part = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(repeated, 100_000 / repeated.Length)));
        using var file = File.Create(Path.Combine(folder.Path, name));
        file.Write(Encoding.UTF8.GetBytes(start));
        while (file.Length < Large)
            file.Write(part);
        file.Write(Encoding.UTF8.GetBytes(end));
    }

    static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
