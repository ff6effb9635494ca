using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Micrograd.NeuralNet;

/// <summary>
/// A model as JSON, for people to read and any program to make: numbers in their shortest form that reads back the same,
/// the weights of a neuron on a line. docs/model-files.md describes it.
/// </summary>
static class ModelJson
{
    static readonly ModelJsonTypes Types = new(new JsonSerializerOptions(ModelJsonTypes.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // a file is no web page: é need not be \u00E9
    });

    /// <summary>Writes a model that was checked.</summary>
    public static void Write(ModelContent content, Stream stream)
    {
        var layers = content.Layers.Select(layer => new JsonLayer
        {
            Activation = layer.Activation.Name(),
            Inputs = layer.Inputs,
            Outputs = layer.Outputs,
            Weights = new(layer.Weights, layer.Inputs),
            Biases = layer.Biases,
        });
        var model = new JsonModel
        {
            Format = ModelContent.Format,
            Version = ModelContent.Version,
            Metadata = content.Metadata,
            Layers = [.. layers],
        };
        JsonSerializer.Serialize(stream, model, Types.JsonModel);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a model, which is yet to be checked.</summary>
    /// <exception cref="ModelException">It is none.</exception>
    public static ModelContent Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            JsonModel model = JsonSerializer.Deserialize(utf8, Types.JsonModel) ?? throw new ModelException("it is null");
            return ToContent(model);
        }
        catch (JsonException e)
        {
            throw new ModelException(InWords(e));
        }
    }

    static ModelContent ToContent(JsonModel model)
    {
        if (Needed(model.Format, "format") != ModelContent.Format)
            throw new ModelException($"its format is '{model.Format}' and not '{ModelContent.Format}'");
        if (Needed(model.Version, "version") != ModelContent.Version)
            throw new ModelException($"its version is {model.Version}, and only {ModelContent.Version} is known");
        JsonLayer?[] layers = Needed(model.Layers, "layers");
        return new([.. layers.Select(ToNumbers)], ModelContent.Sorted(model.Metadata ?? new Dictionary<string, string>()));
    }

    static LayerNumbers ToNumbers(JsonLayer? layer, int index)
    {
        string Key(string name) => $"layers[{index}].{name}";
        layer = Needed(layer, $"layers[{index}]");
        int inputs = Needed(layer.Inputs, Key("inputs")), outputs = Needed(layer.Outputs, Key("outputs"));
        NumberRows weights = Needed(layer.Weights, Key("weights"));
        double[] biases = Needed(layer.Biases, Key("biases"));
        if (outputs != weights.Count || outputs != biases.Length)
            throw new ModelException($"layer {index} has {outputs} outputs, weights for {weights.Count} and {biases.Length} biases");
        if (inputs != weights.Columns)
            throw new ModelException($"layer {index} has {inputs} inputs and {weights.Columns} weights a neuron");
        return new(ModelContent.ActivationOf(Needed(layer.Activation, Key("activation")), index), inputs, weights.Numbers, biases);
    }

    static T Needed<T>(T? item, string key) where T : class => item ?? throw Missing(key);

    static int Needed(int? item, string key) => item ?? throw Missing(key);

    static ModelException Missing(string key) => new($"it has no '{key}'");

    static string InWords(JsonException e)
    {
        string path = e.Path is { Length: > 2 } given ? $" ({given[2..]})" : "";
        string what = e is NumberException ? e.Message : "is not as the format has it";
        return string.Create(CultureInfo.InvariantCulture, $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}{path} {what}");
    }
}

/// <summary>The outermost object of the file.</summary>
sealed class JsonModel
{
    public string? Format { get; init; }

    public int? Version { get; init; }

    public IDictionary<string, string>? Metadata { get; init; }

    public JsonLayer?[]? Layers { get; init; }
}

/// <summary>A layer in the file.</summary>
sealed class JsonLayer
{
    public string? Activation { get; init; }

    public int? Inputs { get; init; }

    public int? Outputs { get; init; }

    public NumberRows? Weights { get; init; }

    public double[]? Biases { get; init; }
}

/// <summary>How System.Text.Json reads and writes those, generated when the library is compiled.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", MaxDepth = 8,
    AllowDuplicateProperties = false, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(NumberRowConverter), typeof(NumberRowsConverter)])]
[JsonSerializable(typeof(JsonModel))]
sealed partial class ModelJsonTypes : JsonSerializerContext;
