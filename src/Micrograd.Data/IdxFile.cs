using System.Buffers.Binary;
using System.IO.Compression;
using static System.FormattableString;

namespace Micrograd.Data;

/// <summary>
/// Reads the IDX format of MNIST, plain or compressed with gzip: two zero bytes, a byte for the type of the numbers, a byte
/// for how many dimensions, their lengths, and the numbers, the most significant byte first.
/// </summary>
/// <remarks><see href="http://yann.lecun.com/exdb/mnist/"/>, the section on file formats.</remarks>
static class IdxFile
{
    const long MaxBytes = 1L << 30, AlwaysUnpacked = 64 << 20;
    const int MaxPacking = 100;
    const byte UnsignedByte = 0x08;

    /// <summary>Whether content or name say that it is such a file, good or damaged.</summary>
    public static bool IsIdx(ReadOnlySpan<byte> head, string file) =>
        head.Length >= 4 && head[0] == 0 && head[1] == 0 && SizeOf(head[2]) > 0 || Path.GetExtension(file) is ".idx"
        || file.Contains("-ubyte", StringComparison.Ordinal) || file.Contains("idx3", StringComparison.Ordinal) || file.Contains("idx1", StringComparison.Ordinal);

    public static Table Read(Stream stream, string path, string? labelsPath)
    {
        var file = Path.GetFileName(path);
        var (lengths, bytes, numbers) = Numbers(stream, file);
        if (lengths.Length == 1)
            throw TableException.Of(file, "has one dimension, as files of labels have; give the file of pictures, and this one as its labels.");
        var (rows, width) = (lengths[0], lengths[1..].Aggregate(1L, (product, length) => product * length));
        if (width > Table.MaxColumns)
            throw TableException.Of(file, Invariant($"has {width} numbers a row, and at most {Table.MaxColumns} can be read."));
        List<Column> columns = [];
        for (var i = 0; i < width; i++)
        {
            var name = PixelName(lengths, i);
            columns.Add(bytes is null ? new NumberColumn(name, numbers!, i, (int)width, rows) : new NumberColumn(name, bytes, i, (int)width, rows));
        }
        if ((labelsPath ?? LabelsBeside(path)) is { } labels)
            columns.Add(Table.Guarded(labels, () => Labels(labels, rows, file)));
        return new(file, rows, columns);
    }

    static NumberColumn Labels(string path, int rows, string pictures)
    {
        var file = Path.GetFileName(path);
        using var stream = Table.Open(path);
        var (lengths, bytes, numbers) = Numbers(stream, file);
        if (lengths.Length != 1)
            throw TableException.Of(file, Invariant($"has {lengths.Length} dimensions, and a file of labels has one."));
        if (lengths[0] != rows)
            throw TableException.Of(file, Invariant($"has {lengths[0]} labels, but {TableException.Escaped(pictures)} has {rows} rows."));
        return bytes is null ? new("label", numbers!, 0, 1, rows) : new("label", bytes, 0, 1, rows);
    }

    static string PixelName(int[] lengths, int i)
    {
        var name = "";
        for (var d = lengths.Length - 1; d >= 1; d--)
            (name, i) = (Invariant($"_{i % lengths[d]}{name}"), i / lengths[d]);
        return "pixel" + name;
    }

    static string? LabelsBeside(string path)
    {
        var file = Path.GetFileName(path);
        if (!file.Contains("images", StringComparison.Ordinal))
            return null;
        var name = file.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal);
        var plain = name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name;
        string[] candidates = [name, plain, plain + ".gz"];
        return candidates.Select(candidate => Path.Join(Path.GetDirectoryName(path), candidate)).FirstOrDefault(File.Exists);
    }

    /// <summary>The lengths of the dimensions, and the numbers: bytes if the file has bytes.</summary>
    static (int[] Lengths, byte[]? Bytes, double[]? Numbers) Numbers(Stream stream, string file)
    {
        Span<byte> magic = stackalloc byte[4];
        var packed = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) >= 2 && magic[0] == 0x1f && magic[1] == 0x8b;
        stream.Position = 0;
        var fileLength = stream.Length;
        using var data = packed ? new GZipStream(stream, CompressionMode.Decompress) : null;
        var input = data ?? stream;

        Fill(input, magic, file);
        var type = magic[2];
        var size = SizeOf(type);
        if (magic[0] != 0 || magic[1] != 0 || size == 0 || magic[3] == 0)
        {
            throw TableException.Of(file, packed && !IsIdx(magic, file)
                ? "is compressed, and only IDX files may be; unpack it first, with gunzip."
                : $"is not an IDX file: it starts with 0x{System.Convert.ToHexString(magic)}, and pictures with 0x00000803.");
        }
        var lengths = new int[magic[3]];
        var cell = type == UnsignedByte ? 1 : sizeof(double);
        var count = 1L;
        var header = 4 + 4 * lengths.Length;
        for (var d = 0; d < lengths.Length; d++)
        {
            Fill(input, magic, file);
            lengths[d] = BinaryPrimitives.ReadInt32BigEndian(magic);
            if (lengths[d] < 1)
                throw TableException.Of(file, Invariant($"has a dimension of length {(uint)lengths[d]}, and each must be between 1 and {int.MaxValue}."));
            count = count > MaxBytes ? count : count * lengths[d];
        }
        if (count > MaxBytes / cell)
            throw TableException.Of(file, Invariant($"promises more than {MaxBytes / cell} numbers, which is the most that can be read."));
        var total = size * count;
        if (!packed && fileLength != header + total)
        {
            throw TableException.Of(file, fileLength < header + total
                ? Invariant($"is cut off: it has {fileLength} bytes of {header + total}.")
                : Invariant($"goes on after its numbers: it has {fileLength} bytes instead of {header + total}."));
        }
        if (packed && cell * count > Math.Max(AlwaysUnpacked, MaxPacking * fileLength))
            throw TableException.Of(file, Invariant($"promises {total} bytes in {fileLength} compressed ones, which cannot be pictures."));

        var bytes = type == UnsignedByte ? new byte[count] : null;
        var numbers = bytes is null ? new double[count] : null;
        if (bytes is not null)
            Fill(input, bytes, file);
        else
            Convert(input, numbers, type, size, file);
        if (input.ReadByte() >= 0)
            throw TableException.Of(file, "goes on after its numbers.");
        return (lengths, bytes, numbers);
    }

    /// <summary>Reads numbers of more than one byte, in parts.</summary>
    static void Convert(Stream input, Span<double> numbers, byte type, int size, string file)
    {
        var part = new byte[size * 4096];
        for (var i = 0; i < numbers.Length; i += 4096)
        {
            var some = numbers.Slice(i, Math.Min(4096, numbers.Length - i));
            Fill(input, part.AsSpan(0, size * some.Length), file);
            for (var j = 0; j < some.Length; j++)
            {
                some[j] = Number(part.AsSpan(j * size, size), type);
                if (!double.IsFinite(some[j]))
                    throw TableException.Of(file, Invariant($"has {some[j]} as its number {i + j + 1}, which is not finite."));
            }
        }
    }

    static double Number(ReadOnlySpan<byte> bytes, byte type) => type switch
    {
        0x09 => (sbyte)bytes[0],
        0x0B => BinaryPrimitives.ReadInt16BigEndian(bytes),
        0x0C => BinaryPrimitives.ReadInt32BigEndian(bytes),
        0x0D => BinaryPrimitives.ReadSingleBigEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
    };

    static void Fill(Stream input, Span<byte> bytes, string file)
    {
        if (input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw TableException.Of(file, "is cut off: it ends before its numbers do.");
    }

    /// <summary>The bytes of a number of that type, 0 for no type.</summary>
    static int SizeOf(byte type) => type switch { 0x08 or 0x09 => 1, 0x0B => 2, 0x0C or 0x0D => 4, 0x0E => 8, _ => 0 };
}
