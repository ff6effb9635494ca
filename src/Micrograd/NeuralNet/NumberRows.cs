using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Micrograd.NeuralNet;

/// <summary>Rows of equally many numbers, one after the other.</summary>
sealed record NumberRows(double[] Numbers, int Columns)
{
    /// <summary>How many rows there are.</summary>
    public int Count => Columns == 0 ? 0 : Numbers.Length / Columns;
}

/// <summary>Says what is wrong with a list of numbers; the reader of JSON adds where.</summary>
sealed class NumberException(string message) : JsonException(message);

/// <summary>A list of numbers, written on a line of its own.</summary>
sealed class NumberRowConverter : JsonConverter<double[]>
{
    /// <inheritdoc/>
    public override double[] Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var numbers = new double[Count(reader)];
        Fill(ref reader, numbers);
        return numbers;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double[] value, JsonSerializerOptions options) => WriteRow(writer, value);

    /// <summary>Writes numbers on one line, where the writer would use a line for each; whitespace can go before it.</summary>
    public static void WriteRow(Utf8JsonWriter writer, ReadOnlySpan<double> numbers, string before = "")
    {
        const int longest = 32;   // such as -2.2250738585072014E-308
        var text = new ArrayBufferWriter<byte>(before.Length + longest);
        text.Write(Encoding.UTF8.GetBytes(before));
        text.Write("["u8);
        for (int i = 0; i < numbers.Length; i++)
        {
            if (i > 0)
                text.Write(", "u8);
            numbers[i].TryFormat(text.GetSpan(longest), out int length, "R", CultureInfo.InvariantCulture);
            text.Advance(length);
        }
        text.Write("]"u8);
        writer.WriteRawValue(text.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>How many elements the list has that the reader is at.</summary>
    public static int Count(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new NumberException("is no list of numbers");
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            count++;
            reader.Skip();
        }
        return count;
    }

    /// <summary>Reads the numbers of the list that the reader is at, to the end of the list.</summary>
    public static void Fill(ref Utf8JsonReader reader, Span<double> numbers)
    {
        foreach (ref double number in numbers)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number)
                throw new NumberException("is no number");
            if (!reader.TryGetDouble(out number) || !double.IsFinite(number))
                throw new NumberException("is a number beyond double precision");
        }
        reader.Read();
    }
}

/// <summary>Lists of numbers in a list, each on a line.</summary>
sealed class NumberRowsConverter : JsonConverter<NumberRows>
{
    /// <inheritdoc/>
    public override NumberRows Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        long start = reader.TokenStartIndex;
        int rows = NumberRowConverter.Count(reader);
        Utf8JsonReader ahead = reader;
        ahead.Read();
        int columns = rows == 0 ? 0 : NumberRowConverter.Count(ahead);
        if (columns == 0)
            throw new NumberException("is an empty list of weights");
        ahead = reader;
        ahead.Skip();
        // A number and what separates it from the next take two bytes, so that more would not be in the file.
        if (2 * rows * (long)columns > ahead.BytesConsumed - start)
            throw new NumberException("has lists of different lengths");
        var numbers = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            reader.Read();
            if (NumberRowConverter.Count(reader) != columns)
                throw new NumberException("has lists of different lengths");
            NumberRowConverter.Fill(ref reader, numbers.AsSpan(i * columns, columns));
        }
        reader.Read();
        return new(numbers, columns);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, NumberRows value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        string before = writer.Options.NewLine + new string(' ', writer.Options.IndentSize * writer.CurrentDepth);
        for (int i = 0; i < value.Count; i++)
            NumberRowConverter.WriteRow(writer, value.Numbers.AsSpan(i * value.Columns, value.Columns), before);
        writer.WriteEndArray();
    }
}
