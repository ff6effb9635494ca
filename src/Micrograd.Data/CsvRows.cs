using System.Text;
using System.Text.Unicode;
using CsvHelper;
using static System.FormattableString;

namespace Micrograd.Data;

/// <summary>
/// Goes through the rows of a CSV file. CsvHelper parts the cells and counts the lines; what it would mend in silence, as
/// an open quote, is refused here, with its line.
/// </summary>
sealed class CsvRows : IDisposable
{
    /// <summary>An open quote takes all lines that follow into its row: this keeps them out of the memory.</summary>
    const int MaxRow = 1 << 23;

    readonly string file;
    readonly CsvReader reader;
    readonly char[] cell = new char[Table.MaxCell];
    CsvMalformedReason? malformed;

    public CsvRows(Stream stream, string file)
    {
        this.file = file;
        stream.Position = 0;
        var start = new byte[1 << 16];
        var separator = CsvSeparator.Of(start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
        stream.Position = 0;
        reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            SkipEmptyLines = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRow,
            OnMalformedRecord = record => malformed = record.Reason,
        }, leaveOpen: true);
    }

    /// <summary>The line at which the row starts, counted from 1.</summary>
    public long Line => reader.LineNumber;

    /// <summary>The number of cells in each row.</summary>
    public int Width { get; private set; }

    public void Dispose() => reader.Dispose();

    /// <summary>Goes to the next row, which has as many cells as the first; lines may be blank at the end only.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        for (long blank = 0; ReadRecord();)
        {
            RefuseWhatIsNotText(reader.RawRecord);
            if (IsBlank(reader.RawRecord))
            {
                blank = blank == 0 ? Line : blank;
                continue;
            }
            if (blank > 0)
                throw TableException.At(file, blank, "the line is blank.");
            if (malformed is { } reason)
                throw Error(Sentence(reason));
            if (reader.FieldCount > Table.MaxColumns)
                throw Error(Invariant($"there are {reader.FieldCount} cells, and at most {Table.MaxColumns} can be read."));
            Width = Width == 0 ? reader.FieldCount : Width;
            if (reader.FieldCount != Width)
                throw Error(Invariant($"there are {reader.FieldCount} cells, but {Width} in the first line."));
            return true;
        }
        return false;
    }

    /// <summary>A cell without the spaces around it, valid until the next is asked for.</summary>
    public ReadOnlySpan<char> Cell(int i, string column)
    {
        var bytes = reader.GetSpan(i);
        if (bytes.Length > cell.Length && Encoding.UTF8.GetCharCount(bytes) is var count && count > cell.Length)
            throw Error(column, Invariant($"the cell has {count} characters, and at most {cell.Length} can be read."));
        return cell.AsSpan(0, reader.GetChars(i, cell)).Trim();
    }

    /// <summary>What is wrong in a cell of this row.</summary>
    public TableException Error(string column, string sentence) => TableException.At(file, Line, column, sentence);

    bool ReadRecord()
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException e)
        {
            throw TableException.At(file, e.LineNumber, Invariant($"the row is longer than {MaxRow} bytes; perhaps a quote is not closed."));
        }
    }

    void RefuseWhatIsNotText(ReadOnlySpan<byte> row)
    {
        if (row.IndexOf((byte)0) is >= 0 and var nul)
            throw TableException.At(file, Line + row[..nul].Count((byte)'\n'), "there is a NUL byte, so this is not a text file.");
        if (!Utf8.IsValid(row))
        {
            var valid = 0;
            while (Rune.DecodeFromUtf8(row[valid..], out _, out var length) == System.Buffers.OperationStatus.Done)
                valid += length;
            throw TableException.At(file, Line + row[..valid].Count((byte)'\n'),
                Invariant($"the byte 0x{row[valid]:X2} is not UTF-8 text; save the file as UTF-8."));
        }
    }

    static bool IsBlank(ReadOnlySpan<byte> row) => row.Trim(" \t\r\n"u8).IsEmpty;

    static string Sentence(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "a quote is opened and not closed.",
        CsvMalformedReason.TextAfterClosingQuote => "text follows a closing quote; within quotes, write each quote twice.",
        _ => "a quote stands in a cell that does not begin with one; put the cell in quotes, and write each quote in it twice.",
    };

    TableException Error(string sentence) => TableException.At(file, Line, sentence);
}
