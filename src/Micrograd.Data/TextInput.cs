using System.Buffers;
using System.Text.Unicode;
using static System.FormattableString;

namespace Micrograd.Data;

/// <summary>
/// The characters of a UTF-8 file for the CSV library. What is not text, and a line without end, is refused here, with
/// its line, before it fills the memory.
/// </summary>
sealed class TextInput : TextReader
{
    const int MaxLine = 1 << 22;

    readonly Stream stream;
    readonly string file;
    readonly byte[] bytes = new byte[1 << 16];
    readonly char[] chars = new char[1 << 16];
    int left, start, count;
    long line = 1, lineLength;

    public TextInput(Stream stream, string file)
    {
        (this.stream, this.file) = (stream, file);
        Fill();
        if (count > 0 && chars[0] == '\uFEFF')
            start = 1;
    }

    /// <summary>The first 64 KB, while nothing has been read.</summary>
    public ReadOnlySpan<char> Start => chars.AsSpan(start, count - start);

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (start == count)
            Fill();
        var taken = Math.Min(buffer.Length, count - start);
        chars.AsSpan(start, taken).CopyTo(buffer);
        start += taken;
        return taken;
    }

    public override int Peek()
    {
        if (start == count)
            Fill();
        return start == count ? -1 : chars[start];
    }

    public override int Read()
    {
        var next = Peek();
        if (next >= 0)
            start++;
        return next;
    }

    void Fill()
    {
        (start, count) = (0, 0);
        var size = left + stream.ReadAtLeast(bytes.AsSpan(left), bytes.Length - left, throwOnEndOfStream: false);
        if (size == 0)
            return;
        var data = bytes.AsSpan(0, size);
        if (data.IndexOf((byte)0) is >= 0 and var nul)
            throw TableException.At(file, line + data[..nul].Count((byte)'\n'), "there is a NUL byte, so this is not a text file.");
        var status = Utf8.ToUtf16(data, chars, out var read, out count, replaceInvalidSequences: false, isFinalBlock: size < bytes.Length);
        if (status == OperationStatus.InvalidData)
        {
            throw TableException.At(file, line + data[..read].Count((byte)'\n'),
                Invariant($"the byte 0x{data[read]:X2} is not UTF-8 text; save the file as UTF-8."));
        }
        left = size - read;
        var taken = data[..read];
        line += taken.Count((byte)'\n');
        lineLength = taken.LastIndexOf((byte)'\n') is >= 0 and var last ? read - last : lineLength + read;
        if (lineLength > MaxLine)
            throw TableException.At(file, line, Invariant($"the line is longer than {MaxLine} bytes."));
        data[read..].CopyTo(bytes);
    }
}
