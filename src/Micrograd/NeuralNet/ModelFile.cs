namespace Micrograd.NeuralNet;

/// <summary>
/// A network and what is known about it, as it lies in a file: JSON or safetensors, which the Python module reads and writes
/// too. docs/model-files.md has the formats.
/// </summary>
/// <example><code>
/// new ModelFile(model).Save("moons.json");
/// Mlp again = ModelFile.Load("moons.json").Network;
/// </code></example>
public sealed class ModelFile
{
    /// <summary>Names a network to be saved.</summary>
    /// <param name="network">The network; what is saved are its parameters at that time.</param>
    /// <param name="metadata">Texts by name, such as what the classes are called; names that begin with "micrograd." are the format's.</param>
    public ModelFile(Mlp network, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        Metadata = ModelContent.Sorted(metadata ?? new Dictionary<string, string>());
    }

    /// <summary>The network.</summary>
    public Mlp Network { get; }

    /// <summary>What is known about it: texts by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>
    /// Writes the file whole, or leaves what was there as it was. The same model gives the same bytes.
    /// </summary>
    /// <param name="path">A name that ends in .json or .safetensors, which says the format.</param>
    /// <exception cref="ModelFileException">The name says no format, a parameter is not finite, a text is not Unicode, or the file cannot be written.</exception>
    public void Save(string path) =>
        Write(path, new([.. Network.Layers.Select(LayerNumbers.Of)], ModelContent.Sorted(Metadata)));

    /// <summary>Reads a file in either format, whatever its name.</summary>
    /// <exception cref="ModelFileException">There is no such file, it cannot be read, or it is no model of this library.</exception>
    public static ModelFile Load(string path)
    {
        ModelContent content = Read(path);
        return new(new Mlp(content.Layers), content.Metadata);
    }

    /// <summary>Writes plain numbers, which are checked first.</summary>
    /// <exception cref="ModelFileException">As <see cref="Save"/> says.</exception>
    internal static void Write(string path, ModelContent content)
    {
        ArgumentNullException.ThrowIfNull(path);
        Action<ModelContent, Stream> write = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".JSON" => ModelJson.Write,
            ".SAFETENSORS" => ModelTensors.Write,
            _ => throw new ModelFileException($"'{Shown(path)}' says no format of a model by its name, which ends in .json or .safetensors."),
        };
        try
        {
            content.Check();
            WholeFile.Write(path, stream => write(content, stream));
        }
        catch (ModelException e)
        {
            throw new ModelFileException($"The model cannot be written to '{Shown(path)}': {e.Message}.");
        }
        catch (Exception e) when (WholeFile.IsRefusal(e))
        {
            throw new ModelFileException($"'{Shown(path)}' cannot be written: {WholeFile.Reason(e, path)}.", e);
        }
    }

    /// <summary>Reads plain numbers, which are found good.</summary>
    /// <exception cref="ModelFileException">As <see cref="Load"/> says.</exception>
    internal static ModelContent Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            ModelContent content = Read(WholeFile.Read(path));
            content.Check();
            return content;
        }
        catch (ModelException e)
        {
            throw new ModelFileException($"'{Shown(path)}' is not a model that can be read: {e.Message}.");
        }
        catch (Exception e) when (WholeFile.IsRefusal(e))
        {
            throw new ModelFileException($"'{Shown(path)}' cannot be read: {WholeFile.Reason(e, path)}.", e);
        }
    }

    /// <summary>A path for a sentence on one line.</summary>
    static string Shown(string path) => string.Concat(path.Select(character => char.IsControl(character) ? '?' : character));

    static ModelContent Read(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            throw new ModelException("it is empty");
        if (TensorHeader.IsAt(file))
            return ModelTensors.Read(file);
        ReadOnlySpan<byte> text = file.StartsWith("\uFEFF"u8) ? file[3..] : file;
        return text.TrimStart(" \t\r\n"u8).StartsWith("{"u8)
            ? ModelJson.Read(text)
            : throw new ModelException("it is neither JSON nor safetensors");
    }
}
