using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Micrograd.NeuralNet;

/// <summary>
/// The header of a safetensors file: texts, and where the numbers of each tensor lie. What is read is checked against the
/// length of the file, so that nothing in it can make a program reserve memory or read beyond an end.
/// </summary>
/// <param name="metadata">The texts.</param>
sealed class TensorHeader(SortedDictionary<string, string> metadata)
{
    /// <summary>The most bytes of a header that are read; the format's own limit is 100 MB.</summary>
    public const int MostBytes = 16 << 20;

    const string MetadataName = "__metadata__";
    const int LengthBytes = sizeof(ulong);

    long end;

    /// <summary>The texts by name.</summary>
    public SortedDictionary<string, string> Metadata { get; } = metadata;

    /// <summary>The tensors by name.</summary>
    public Dictionary<string, Tensor> Tensors { get; } = [];

    /// <summary>Whether bytes begin as a safetensors file does.</summary>
    public static bool IsAt(ReadOnlySpan<byte> file) => file.Length > LengthBytes && file[LengthBytes] == (byte)'{';

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="ModelException">There is none, or it has another number of dimensions.</exception>
    public Tensor Find(string name, int dimensions)
    {
        if (!Tensors.TryGetValue(name, out Tensor? tensor))
            throw new ModelException($"it has no tensor '{name}'");
        if (tensor.Shape.Length != dimensions)
            throw new ModelException($"the tensor '{name}' has {tensor.Shape.Length} dimensions and not {dimensions}");
        return tensor;
    }

    /// <summary>Adds a tensor of doubles behind those that are there.</summary>
    public void Append(string name, params ReadOnlySpan<int> shape)
    {
        long start = end;
        end += sizeof(double) * shape.ToArray().Aggregate(1L, (product, length) => product * length);
        Tensors.Add(name, new(sizeof(double), [.. shape], start, end));
    }

    /// <summary>Writes the header, so long that the numbers behind it lie at a multiple of 8 bytes.</summary>
    /// <exception cref="ModelException">It is longer than a header can be.</exception>
    public void Write(Stream stream)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
            Write(json);
        int length = (text.WrittenCount + LengthBytes - 1) / LengthBytes * LengthBytes;
        if (length > MostBytes)
            throw new ModelException($"its header of {length} bytes is longer than {MostBytes}; JSON has no such limit");
        Span<byte> head = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)length);
        stream.Write(head);
        stream.Write(text.WrittenSpan);
        for (int i = text.WrittenCount; i < length; i++)
            stream.WriteByte((byte)' ');
    }

    void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject(MetadataName);
        foreach ((string name, string text) in Metadata)
            json.WriteString(name, text);
        json.WriteEndObject();
        foreach ((string name, Tensor tensor) in Tensors)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", "F64");
            json.WriteStartArray("shape");
            foreach (int length in tensor.Shape)
                json.WriteNumberValue(length);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(tensor.Start);
            json.WriteNumberValue(tensor.End);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Reads a header, and sees that the tensors fill the rest of the file without overlap or hole.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="numbers">What lies behind the header.</param>
    /// <exception cref="ModelException">It is not as the format has it.</exception>
    public static TensorHeader Read(ReadOnlySpan<byte> file, out ReadOnlySpan<byte> numbers)
    {
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        int rest = file.Length - LengthBytes;
        if (length > (ulong)rest)
            throw new ModelException($"its header should have {length} bytes, and {rest} are there");
        if (length > MostBytes)
            throw new ModelException($"its header has {length} bytes, and at most {MostBytes} are read");
        numbers = file[(LengthBytes + (int)length)..];
        byte[] text = file.Slice(LengthBytes, (int)length).ToArray();
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false, MaxDepth = 4 });
            TensorHeader header = Read(document.RootElement, numbers.Length);
            header.CheckTiles(numbers.Length);
            return header;
        }
        catch (JsonException e)
        {
            throw new ModelException($"its header is not JSON, or says something twice, at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            throw new ModelException("its header has a text that is not Unicode");
        }
    }

    static TensorHeader Read(JsonElement root, int bytes)
    {
        var header = new TensorHeader(new(StringComparer.Ordinal));
        foreach (JsonProperty entry in root.EnumerateObject())
            if (entry.NameEquals(MetadataName))
                ReadMetadata(entry.Value, header.Metadata);
            else
                header.Tensors.Add(entry.Name, Tensor.Read(entry.Name, entry.Value, bytes));
        return header;
    }

    static void ReadMetadata(JsonElement json, SortedDictionary<string, string> metadata)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new ModelException($"its {MetadataName} is no object");
        foreach (JsonProperty entry in json.EnumerateObject())
            metadata.Add(entry.Name, entry.Value.ValueKind == JsonValueKind.String
                ? entry.Value.GetString()!
                : throw new ModelException($"the metadata '{entry.Name}' is no text"));
    }

    void CheckTiles(int bytes)
    {
        long next = 0;
        foreach ((string name, Tensor tensor) in Tensors.OrderBy(entry => entry.Value.Start).ThenBy(entry => entry.Value.End))
        {
            if (tensor.Start != next)
                throw new ModelException(
                    $"the tensor '{name}' begins at byte {tensor.Start} of the numbers, where {(tensor.Start > next ? "nothing" : "another")} ends");
            next = tensor.End;
        }
        if (next != bytes)
            throw new ModelException($"its tensors have {next} bytes, and {bytes} are there");
    }
}
