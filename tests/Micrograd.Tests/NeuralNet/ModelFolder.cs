using System.Buffers.Binary;
using System.Text;
using Micrograd.NeuralNet;

namespace Micrograd.Tests.NeuralNet;

/// <summary>A folder of a test's own for model files, good and bad.</summary>
sealed class ModelFolder : IDisposable
{
    /// <summary>The metadata of the header of a small safetensors file, a layer of two inputs.</summary>
    public const string Metadata = """
        "__metadata__":{"micrograd.format":"micrograd-mlp","micrograd.version":"1","micrograd.activations":"linear"}
        """;

    /// <summary>Its weights.</summary>
    public const string Weight = """
        "layers.0.weight":{"dtype":"F64","shape":[1,2],"data_offsets":[0,16]}
        """;

    /// <summary>Its bias.</summary>
    public const string Bias = """
        "layers.0.bias":{"dtype":"F64","shape":[1],"data_offsets":[16,24]}
        """;

    readonly DirectoryInfo home = Directory.CreateTempSubdirectory("micrograd-models-");

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => Path.Combine(home.FullName, name);

    /// <summary>The names of what lies in it.</summary>
    public string[] Names => [.. home.EnumerateFileSystemInfos().Select(item => item.Name).Order(StringComparer.Ordinal)];

    /// <summary>The bytes that a model is saved as.</summary>
    public byte[] Saved(ModelFile model, string name)
    {
        model.Save(this[name]);
        return File.ReadAllBytes(this[name]);
    }

    /// <summary>Loads bytes as a file.</summary>
    public ModelFile Load(ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(this["given"], bytes);
        return ModelFile.Load(this["given"]);
    }

    /// <summary>The sentence with which a file is refused, without the part that every one has.</summary>
    public string Refusal(ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(this["given"], bytes);
        string sentence = Assert.Throws<ModelFileException>(() => ModelFile.Load(this["given"])).Message;
        CheckSentence(sentence);
        return sentence[$"'{this["given"]}' is not a model that can be read: ".Length..];
    }

    /// <summary>One line that names the file and ends as a sentence does.</summary>
    public void CheckSentence(string sentence)
    {
        Assert.Contains(home.FullName, sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(sentence, char.IsControl);
        Assert.InRange(sentence.Length, 20, 600);
    }

    /// <summary>A safetensors file of a header and bytes, whatever they say.</summary>
    public static byte[] Tensors(string header, int bytes = 0, ulong? length = null)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + text.Length + bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length ?? (ulong)text.Length);
        text.CopyTo(file, 8);
        return file;
    }

    public void Dispose() => home.Delete(recursive: true);
}
