using System.Buffers.Binary;
using System.Text.Json;

namespace Micrograd.NeuralNet;

/// <summary>What the header of a safetensors file says of one tensor.</summary>
/// <param name="Size">The bytes of a number: 8, or 4 for single precision.</param>
/// <param name="Shape">The lengths of its dimensions.</param>
/// <param name="Start">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte behind its last.</param>
sealed record Tensor(int Size, int[] Shape, long Start, long End)
{
    /// <summary>The numbers, row by row.</summary>
    /// <param name="bytes">What lies behind the header, in which the tensor was found to lie.</param>
    public double[] Read(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> mine = bytes[(int)Start..(int)End];
        var numbers = new double[mine.Length / Size];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = Size == sizeof(double)
                ? BinaryPrimitives.ReadDoubleLittleEndian(mine[(i * Size)..])
                : BinaryPrimitives.ReadSingleLittleEndian(mine[(i * Size)..]);
        return numbers;
    }

    /// <summary>Reads what the header says, and sees that it agrees with itself and with the length of the file.</summary>
    /// <param name="name">The name of the tensor.</param>
    /// <param name="json">What the header says.</param>
    /// <param name="bytes">How many lie behind the header.</param>
    /// <exception cref="ModelException">Something does not agree.</exception>
    public static Tensor Read(string name, JsonElement json, int bytes)
    {
        if (json.ValueKind != JsonValueKind.Object || json.GetPropertyCount() != 3
            || !json.TryGetProperty("dtype", out JsonElement type) || type.ValueKind != JsonValueKind.String
            || !json.TryGetProperty("shape", out JsonElement shape) || !json.TryGetProperty("data_offsets", out JsonElement offsets))
            throw new ModelException($"the tensor '{name}' is not described by a dtype, a shape and data_offsets");
        int size = type.GetString() switch
        {
            "F64" => sizeof(double),
            "F32" => sizeof(float),
            string other => throw new ModelException($"the tensor '{name}' has numbers of type {other}, and F64 and F32 are read"),
            null => throw new ModelException($"the tensor '{name}' has no dtype"),
        };
        int[] lengths = ReadNumbers(shape, bytes, $"the shape of the tensor '{name}'");
        int[] places = ReadNumbers(offsets, bytes, $"the place of the tensor '{name}'");
        if (places.Length != 2 || places[0] > places[1])
            throw new ModelException($"the place of the tensor '{name}' has no beginning and end in this order");
        long count = 1;
        foreach (int length in lengths)
            if ((count *= length) > bytes)   // both factors are at most 2^31
                throw new ModelException($"the tensor '{name}' has more numbers than there are bytes");
        if (places[1] - places[0] != count * size)
            throw new ModelException($"the tensor '{name}' has {count} numbers of {size} bytes in {places[1] - places[0]} bytes");
        return new(size, lengths, places[0], places[1]);
    }

    /// <summary>Whole numbers of which none can be more than there are bytes.</summary>
    static int[] ReadNumbers(JsonElement json, int most, string what)
    {
        if (json.ValueKind != JsonValueKind.Array)
            throw new ModelException($"{what} is no list");
        var numbers = new int[json.GetArrayLength()];
        for (int i = 0; i < numbers.Length; i++)
            if (json[i].ValueKind != JsonValueKind.Number || !json[i].TryGetInt32(out numbers[i]) || numbers[i] < 0 || numbers[i] > most)
                throw new ModelException($"{what} has something else than whole numbers from 0 to {most}, the bytes of numbers that are there");
        return numbers;
    }
}
