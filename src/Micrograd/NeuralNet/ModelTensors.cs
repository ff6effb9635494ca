using System.Buffers.Binary;
using System.Globalization;

namespace Micrograd.NeuralNet;

/// <summary>
/// A model in Hugging Face's safetensors format: the tensors <c>layers.0.weight</c> [outputs, inputs] and
/// <c>layers.0.bias</c> [outputs] and so on, in double precision, and the rest as texts in the header. Single precision is
/// read too. docs/model-files.md describes it; the rules are those of <see href="https://github.com/huggingface/safetensors"/>.
/// </summary>
static class ModelTensors
{
    const string FormatName = ModelContent.Reserved + "format", VersionName = ModelContent.Reserved + "version",
        ActivationsName = ModelContent.Reserved + "activations";

    static readonly string VersionText = ModelContent.Version.ToString(CultureInfo.InvariantCulture);

    static string WeightName(int layer) => string.Create(CultureInfo.InvariantCulture, $"layers.{layer}.weight");

    static string BiasName(int layer) => string.Create(CultureInfo.InvariantCulture, $"layers.{layer}.bias");

    /// <summary>Writes a model that was checked.</summary>
    /// <exception cref="ModelException">The metadata are longer than a header can be.</exception>
    public static void Write(ModelContent content, Stream stream)
    {
        var metadata = new SortedDictionary<string, string>(content.Metadata, StringComparer.Ordinal)
        {
            [FormatName] = ModelContent.Format,
            [VersionName] = VersionText,
            [ActivationsName] = string.Join(',', content.Layers.Select(layer => layer.Activation.Name())),
        };
        var header = new TensorHeader(metadata);
        for (int i = 0; i < content.Layers.Count; i++)
        {
            LayerNumbers layer = content.Layers[i];
            header.Append(WeightName(i), layer.Outputs, layer.Inputs);
            header.Append(BiasName(i), layer.Outputs);
        }
        header.Write(stream);
        foreach (LayerNumbers layer in content.Layers)
        {
            WriteNumbers(layer.Weights, stream);
            WriteNumbers(layer.Biases, stream);
        }
    }

    /// <summary>Reads a model, which is yet to be checked.</summary>
    /// <exception cref="ModelException">It is none.</exception>
    public static ModelContent Read(ReadOnlySpan<byte> file)
    {
        var header = TensorHeader.Read(file, out ReadOnlySpan<byte> numbers);
        string[] activations = ReadMetadata(header.Metadata);
        if (header.Tensors.Count != 2 * activations.Length)
            throw new ModelException($"it has {header.Tensors.Count} tensors, and {activations.Length} layers need {2 * activations.Length}");
        var layers = new LayerNumbers[activations.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            Tensor weights = header.Find(WeightName(i), dimensions: 2), biases = header.Find(BiasName(i), dimensions: 1);
            if (weights.Shape[0] != biases.Shape[0])
                throw new ModelException($"layer {i} has weights for {weights.Shape[0]} neurons and {biases.Shape[0]} biases");
            layers[i] = new(ModelContent.ActivationOf(activations[i], i), weights.Shape[1], weights.Read(numbers), biases.Read(numbers));
        }
        return new(layers, ModelContent.Sorted(header.Metadata.Where(entry => !entry.Key.StartsWith(ModelContent.Reserved, StringComparison.Ordinal))));
    }

    static string[] ReadMetadata(SortedDictionary<string, string> metadata)
    {
        foreach (string name in (ReadOnlySpan<string>)[FormatName, VersionName, ActivationsName])
            if (!metadata.ContainsKey(name))
                throw new ModelException($"its metadata have no '{name}', so it is not a network of this library");
        if (metadata[FormatName] != ModelContent.Format)
            throw new ModelException($"its format is '{metadata[FormatName]}' and not '{ModelContent.Format}'");
        if (metadata[VersionName] != VersionText)
            throw new ModelException($"its version is {metadata[VersionName]}, and only {VersionText} is known");
        if (metadata.Keys.FirstOrDefault(IsUnknown) is { } unknown)
            throw new ModelException($"its metadata have '{unknown}', which the format does not know");
        return metadata[ActivationsName].Split(',');
    }

    static bool IsUnknown(string name) =>
        name.StartsWith(ModelContent.Reserved, StringComparison.Ordinal) && name is not (FormatName or VersionName or ActivationsName);

    static void WriteNumbers(double[] numbers, Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (double number in numbers)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
            stream.Write(bytes);
        }
    }
}
