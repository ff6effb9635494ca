using System.Buffers;
using System.Text;

namespace Micrograd.NeuralNet;

/// <summary>What a model file says, in either format: layers as plain numbers, and texts by name.</summary>
/// <param name="Layers">The layers, first to last.</param>
/// <param name="Metadata">What is known about the network, in the order of the names, so that equal models give equal files.</param>
sealed record ModelContent(IReadOnlyList<LayerNumbers> Layers, SortedDictionary<string, string> Metadata)
{
    /// <summary>The name of the format, in JSON as in safetensors.</summary>
    public const string Format = "micrograd-mlp";

    /// <summary>The version of the format that is written, the only one there is.</summary>
    public const int Version = 1;

    /// <summary>What names in metadata cannot start with: safetensors has what we say of the format among them.</summary>
    public const string Reserved = "micrograd.";

    /// <summary>The most characters of a text of the metadata.</summary>
    public const int MostCharacters = 32 << 20;

    /// <summary>Texts by name, in the order of the names.</summary>
    public static SortedDictionary<string, string> Sorted(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string text) in metadata)
            sorted[name] = text;
        return sorted;
    }

    /// <summary>The activation that a layer names.</summary>
    /// <exception cref="ModelException">There is none of that name.</exception>
    public static Activation ActivationOf(string name, int layer) => Activations.TryFind(name, out Activation activation)
        ? activation
        : throw new ModelException($"layer {layer} has the activation '{name}', and there are {string.Join(", ", Activations.Names)}");

    /// <summary>Sees that layers have what they need and fit each other, that every number is finite and every text is one.</summary>
    /// <exception cref="ModelException">Something is wrong.</exception>
    public void Check()
    {
        if (Layers.Count == 0)
            throw new ModelException("it has no layers");
        for (int i = 0; i < Layers.Count; i++)
            Check(i);
        foreach ((string name, string? text) in Metadata)
            CheckText(name, text);
    }

    void Check(int index)
    {
        LayerNumbers layer = Layers[index];
        if (layer.Inputs < 1 || layer.Outputs < 1)
            throw new ModelException($"layer {index} has {layer.Inputs} inputs and {layer.Outputs} outputs, and needs at least 1 of each");
        if (layer.Weights.Length != (long)layer.Inputs * layer.Outputs)
            throw new ModelException($"layer {index} has {layer.Weights.Length} weights for {layer.Inputs} inputs and {layer.Outputs} outputs");
        if (index > 0 && Layers[index - 1].Outputs != layer.Inputs)
            throw new ModelException($"layer {index} has {layer.Inputs} inputs, and the layer before it {Layers[index - 1].Outputs} outputs");
        CheckFinite(layer.Weights, $"a weight of layer {index}");
        CheckFinite(layer.Biases, $"a bias of layer {index}");
    }

    static void CheckFinite(double[] numbers, string what)
    {
        int wrong = Array.FindIndex(numbers, number => !double.IsFinite(number));
        if (wrong >= 0)
            throw new ModelException($"{what} is {(double.IsNaN(numbers[wrong]) ? "not a number" : "infinite")}");
    }

    static void CheckText(string name, string? text)
    {
        if (text is null)
            throw new ModelException($"the metadata '{name}' has no text");
        if (name.StartsWith(Reserved, StringComparison.Ordinal))
            throw new ModelException($"the name of the metadata '{name}' begins with '{Reserved}', which only those of the format do");
        if (text.Length > MostCharacters)
            throw new ModelException($"the metadata '{name}' has {text.Length} characters, and a file has at most {MostCharacters}");
        if (HasHalves(name) || HasHalves(text))
            throw new ModelException("a text of its metadata has half of a surrogate pair, which is no character");
    }

    /// <summary>Whether a text has half of a surrogate pair, which Unicode does not know as a character.</summary>
    internal static bool HasHalves(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != OperationStatus.Done)
                return true;
            text = text[length..];
        }
        return false;
    }
}
