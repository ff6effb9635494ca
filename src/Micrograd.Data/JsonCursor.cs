using System.Text;
using System.Text.Json;
using static System.FormattableString;

namespace Micrograd.Data;

/// <summary>Goes through the tokens of a JSON file with a buffer that no file makes larger than 1 MB.</summary>
sealed class JsonCursor(Stream stream, string file)
{
    const int MaxBuffer = 1 << 20;

    byte[] buffer = new byte[1 << 16];
    char[] text = new char[256];
    int start, end, textLength;
    bool isLast, isStarted;
    long linesBefore = 1;
    JsonReaderState state = new(new JsonReaderOptions { AllowMultipleValues = true });

    /// <summary>The token that the cursor stands at; none at the end.</summary>
    public JsonTokenType Token { get; private set; }

    /// <summary>The number at the cursor, infinite if it is too large.</summary>
    public double Number { get; private set; }

    /// <summary>The name, text or number at the cursor.</summary>
    public ReadOnlySpan<char> Text => text.AsSpan(0, textLength);

    /// <summary>The line of the cursor, counted from 1.</summary>
    public long Line => linesBefore + buffer.AsSpan(0, start).Count((byte)'\n');

    public TableException Error(string sentence) => TableException.At(file, Line, sentence);

    /// <summary>Goes to the next token.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        try
        {
            while (true)
            {
                var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isLast, state);
                var found = isStarted && reader.Read();
                state = reader.CurrentState;
                start += (int)reader.BytesConsumed;
                if (found)
                {
                    Take(ref reader);
                    return true;
                }
                if (isLast)
                {
                    Token = JsonTokenType.None;
                    return false;
                }
                Fill();
            }
        }
        catch (JsonException e)
        {
            var reason = e.Message.Split(" LineNumber:")[0].Split(". ")[0].TrimEnd('.');
            throw TableException.At(file, (e.LineNumber ?? 0) + 1, Invariant($"byte {(e.BytePositionInLine ?? 0) + 1} is not as JSON wants it: {TableException.Escaped(reason)}."));
        }
        catch (InvalidOperationException)
        {
            throw Error("a text is not valid UTF-8.");
        }
    }

    void Take(ref Utf8JsonReader reader)
    {
        Token = reader.TokenType;
        if (reader.ValueSpan.Length > text.Length)
            text = new char[Math.Max(reader.ValueSpan.Length, 2 * text.Length)];
        if (Token is JsonTokenType.String or JsonTokenType.PropertyName)
            textLength = reader.CopyString(text);
        else
            textLength = Encoding.ASCII.GetChars(reader.ValueSpan, text);
        if (Token == JsonTokenType.Number)
            Number = reader.TryGetDouble(out var number) ? number : double.PositiveInfinity;
    }

    void Fill()
    {
        linesBefore += buffer.AsSpan(0, start).Count((byte)'\n');
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            if (end == MaxBuffer)
                throw Error(Invariant($"a text or number is longer than {MaxBuffer} bytes."));
            Array.Resize(ref buffer, 2 * buffer.Length);
        }
        end += stream.ReadAtLeast(buffer.AsSpan(end), buffer.Length - end, throwOnEndOfStream: false);
        isLast = end < buffer.Length;
        if (!isStarted && buffer.AsSpan(0, end).StartsWith("\uFEFF"u8))
            start = 3;
        isStarted = true;
    }
}
