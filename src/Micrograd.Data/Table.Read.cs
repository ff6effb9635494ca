namespace Micrograd.Data;

/// <content>Reading a file, whatever its format.</content>
public sealed partial class Table
{
    const int MaxPipe = 256 << 20;

    /// <summary>Reads a file of CSV, JSON rows or IDX (MNIST), which its content and its name tell apart.</summary>
    /// <param name="path">The file. An IDX file may be compressed with gzip.</param>
    /// <param name="labels">
    /// For an IDX file of pictures, its file of labels; without it the one that lies beside, as train-labels-idx1-ubyte
    /// beside train-images-idx3-ubyte, if there is one.
    /// </param>
    /// <exception cref="TableException">The file cannot be read, for the reason that the sentence says.</exception>
    /// <remarks>
    /// CSV: UTF-8, separated by comma, semicolon or tab, quoted as RFC 4180 says, with a line of names first, unless that
    /// line is a row already: it has numbers only, or no empty cell and a number in a column that goes on with nothing but
    /// numbers. The columns are then c1, c2, … Spaces around a cell do not count. A column of which more than half are
    /// numbers is one of numbers, and then each of its cells must be: with a decimal point, no separator of thousands, and
    /// finite. JSON: an array of objects with the same keys, such objects line by line, or an array of arrays; texts,
    /// numbers, and true and false, which are texts. IDX: the columns pixel_0_0, pixel_0_1, … by row and column of the
    /// picture, and the column label.
    /// </remarks>
    public static Table Read(string path, string? labels = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Guarded(path, () =>
        {
            using var stream = Open(path);
            var file = Path.GetFileName(path);
            var start = new byte[1024];
            var head = start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
            stream.Position = 0;
            if (head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) || IdxFile.IsIdx(head, file))
                return IdxFile.Read(stream, path, labels);
            if (labels is not null)
                throw TableException.Of(file, "is not an IDX file of pictures, so it takes no file of labels.");
            RefuseOtherEncodings(head, file);
            return IsJson(head, file) ? JsonFile.Read(stream, file) : CsvFile.Read(stream, file);
        });
    }

    /// <summary>Turns what the system says of a file into a sentence that names it.</summary>
    internal static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw TableException.Of(path, $"cannot be read: {TableException.Escaped(e.Message)}");
        }
    }

    /// <summary>The file, open at its start; a pipe is read into memory, so that it can be read twice.</summary>
    internal static Stream Open(string path)
    {
        if (Directory.Exists(path))
            throw TableException.Of(path, "is a folder, not a file.");
        if (!File.Exists(path))
            throw new TableException($"There is no file {TableException.Quoted(path)}.");
        var stream = File.OpenRead(path);
        if (stream.CanSeek)
            return stream;
        using (stream)
        {
            var copy = new MemoryStream();
            var part = new byte[1 << 16];
            for (int read; (read = stream.Read(part)) > 0;)
            {
                copy.Write(part, 0, read);
                if (copy.Length > MaxPipe)
                    throw TableException.Of(path, "is a pipe of more than 256 MB; save it as a file first.");
            }
            copy.Position = 0;
            return copy;
        }
    }

    static void RefuseOtherEncodings(ReadOnlySpan<byte> head, string file)
    {
        if (head.IsEmpty)
            throw TableException.Of(file, "is empty.");
        if (head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
            throw TableException.Of(file, "is UTF-16 text; save it as UTF-8, in Excel as \"CSV UTF-8\".");
        if (head.StartsWith("PK\x03\x04"u8))
            throw TableException.Of(file, "is a zip archive, perhaps an Excel workbook; save it as CSV in UTF-8.");
    }

    static bool IsJson(ReadOnlySpan<byte> head, string file)
    {
        var extension = Path.GetExtension(file).ToLowerInvariant();
        if (extension is ".json" or ".jsonl" or ".ndjson")
            return true;
        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        return extension is not (".csv" or ".tsv" or ".txt") && !text.IsEmpty && text[0] is (byte)'[' or (byte)'{';
    }
}
