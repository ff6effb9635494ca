using System.Globalization;
using System.Text;
using CsCheck;
using Micrograd.NeuralNet;
using Micrograd.Tests.Docs;

namespace Micrograd.Tests.NeuralNet;

/// <summary>What is saved is loaded bit for bit, the same model gives the same bytes, and the Python module reads and writes the same files.</summary>
public sealed class ModelFileTests : IDisposable
{
    static readonly string[] Formats = ["model.json", "model.safetensors"];

    readonly ModelFolder folder = new();

    public static TheoryData<string> EveryFormat => [.. Formats];

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void ALoadedModelIsTheSavedOne(string name)
    {
        var layers = from width in Gen.Int[1, 5].Array[2, 4]
                     from activations in Gen.Int[0, 12].Array[width.Length - 1]
                     from seed in Gen.Int
                     select (width, activations.Select(a => (Activation)a).ToArray(), seed);
        Gen.Select(layers, Gen.Dictionary(Gen.String, Gen.String)).Sample((shape, texts) =>
        {
            (int[] width, Activation[] activations, int seed) = shape;
            var network = new Mlp(width[0], width.AsSpan(1), activations);
            var random = new Random(seed);
            foreach (Value parameter in network.Parameters)
                parameter.Set(AnyNumber(random));
            var metadata = texts.Where(text => IsUnicode(text.Key) && IsUnicode(text.Value)).ToDictionary();

            new ModelFile(network, metadata).Save(folder[name]);
            ModelFile loaded = ModelFile.Load(folder[name]);
            Assert.Equal(Bits(network), Bits(loaded.Network));
            Assert.Equal(network.ToString(), loaded.Network.ToString());
            Assert.Equal(metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal), loaded.Metadata);
        }, iter: 100, threads: 1);
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void EveryFiniteNumberIsKept(string name)
    {
        double[] numbers = [0.0, -0.0, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 0.1, 1.0 / 3, 5e-324, 2.2250738585072014e-308, 1e22, 123456789012345680];
        var network = new Mlp(numbers.Length, [1]);
        for (int i = 0; i < numbers.Length; i++)
            network.Parameters[i].Set(numbers[i]);
        new ModelFile(network).Save(folder[name]);
        Assert.Equal(Bits(network), Bits(ModelFile.Load(folder[name]).Network));
    }

    [Fact]
    public void EitherFormatConvertsToTheOther()
    {
        ModelFile model = Sample();
        byte[] text = folder.Saved(model, "a.json"), tensors = folder.Saved(model, "a.safetensors");
        Assert.Equal(text, folder.Saved(ModelFile.Load(folder["a.safetensors"]), "b.json"));
        Assert.Equal(tensors, folder.Saved(ModelFile.Load(folder["a.json"]), "b.safetensors"));
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void TheSameModelGivesTheSameBytes(string name)
    {
        byte[] first = folder.Saved(Sample(), name);
        Assert.Equal(first, folder.Saved(Sample(), name));
        Assert.Equal(first, folder.Saved(new(Sample().Network, Sample().Metadata.Reverse().ToDictionary()), name));
        Assert.Equal(first, DecimalComma.Run(() => folder.Saved(Sample(), name)));
        Assert.Equal(first, DecimalComma.Run(() => folder.Saved(folder.Load(first), name)));
    }

    [Fact]
    public void TheFormatIsFoundByTheContentOfAFileAndNotByItsName()
    {
        byte[] text = folder.Saved(Sample(), "a.json"), tensors = folder.Saved(Sample(), "a.safetensors");
        Assert.Equal(Bits(Sample().Network), Bits(folder.Load(text).Network));
        Assert.Equal(Bits(Sample().Network), Bits(folder.Load(tensors).Network));
        Assert.Equal(Bits(Sample().Network), Bits(folder.Load([0xEF, 0xBB, 0xBF, .. " \r\n\t"u8, .. text]).Network));
        Assert.Equal(text, folder.Saved(Sample(), "UPPER.JSON"));
    }

    [Fact]
    public void AHeaderOfAnyLengthIsNotTakenForJson()
    {
        for (int length = 0; length < 300; length++)   // among them those whose first byte is a brace or a space
        {
            var model = new ModelFile(new Mlp(1, [1]), new Dictionary<string, string> { ["filler"] = new('x', length) });
            Assert.Equal(length, folder.Load(folder.Saved(model, "a.safetensors")).Metadata["filler"].Length);
        }
    }

    [Fact]
    public void JsonIsWrittenForPeople()
    {
        var network = new Mlp(2, [2, 1], Activation.LeakyRelu);
        double[] numbers = [0.1, -2, 1e-7, 3.5, 0.25, -0.5, 1, 1e21, -1];
        for (int i = 0; i < numbers.Length; i++)
            network.Parameters[i].Set(numbers[i]);
        new ModelFile(network, new Dictionary<string, string> { ["label"] = "é \"1\"" }).Save(folder["a.json"]);
        Assert.Equal("""
            {
              "format": "micrograd-mlp",
              "version": 1,
              "metadata": {
                "label": "é \"1\""
              },
              "layers": [
                {
                  "activation": "leaky_relu",
                  "inputs": 2,
                  "outputs": 2,
                  "weights": [
                    [0.1, -2],
                    [3.5, 0.25]
                  ],
                  "biases": [1E-07, -0.5]
                },
                {
                  "activation": "linear",
                  "inputs": 2,
                  "outputs": 1,
                  "weights": [
                    [1, 1E+21]
                  ],
                  "biases": [-1]
                }
              ]
            }

            """.ReplaceLineEndings("\n"), File.ReadAllText(folder["a.json"]));
    }

    [Fact]
    public void ALoadedNetworkGoesOnLearning()
    {
        Sample().Save(folder["a.json"]);
        Mlp network = ModelFile.Load(folder["a.json"]).Network;
        network.Forward([0.5, -1.0, 2.0])[0].Backward();
        Assert.All(network.Parameters.ToArray(), parameter => Assert.True(parameter.IsLeaf));
        Assert.Contains(network.Parameters.ToArray(), parameter => parameter.Grad != 0);
    }

    [Fact]
    public void WhatIsSavedAreTheParametersOfThatMoment()
    {
        ModelFile model = Sample();
        model.Save(folder["a.json"]);
        model.Network.Parameters[0].Set(42);
        model.Save(folder["b.json"]);
        Assert.NotEqual(42, ModelFile.Load(folder["a.json"]).Network.Parameters[0].Data);
        Assert.Equal(42, ModelFile.Load(folder["b.json"]).Network.Parameters[0].Data);
    }

    /// <summary>
    /// The two files in the folder Models have a layer of every activation. The Python tests find the same network in them,
    /// with the outputs that stand beside them, and write the same bytes.
    /// </summary>
    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void TheFilesThatPythonReadsAndWritesAreTheseBytes(string name)
    {
        byte[] received = folder.Saved(EveryActivation(), name);
        string approved = Repository.FullPath($"tests/Micrograd.Tests/NeuralNet/Models/{name}");
        Assert.True(received.SequenceEqual(File.ReadAllBytes(approved)), $"The bytes of {approved} are others.");
        ModelFile loaded = ModelFile.Load(approved);
        Assert.Equal(Bits(EveryActivation().Network), Bits(loaded.Network));
        double[] outputs = [.. loaded.Network.Forward(Numbers(loaded.Metadata["inputs"])).Select(y => y.Data)];
        Assert.Equal(Numbers(loaded.Metadata["outputs"]), outputs, (expected, got) => Math.Abs(expected - got) < 1e-14);
    }

    static double[] Numbers(string text) => [.. text.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    static ModelFile Sample() => new(
        new Mlp(3, [4, 2], Activation.Tanh, seed: 5), new Dictionary<string, string> { ["zwei"] = "Wörter", ["a"] = "", ["task"] = "☃ 😀 \0 \n" });

    static ModelFile EveryActivation()
    {
        Activation[] activations = Enum.GetValues<Activation>();
        int[] sizes = [.. activations.Select((_, i) => 2 + i % 3)];
        return new(
            new Mlp(3, sizes, activations, Initializer.Xavier, seed: 11),
            new Dictionary<string, string> { ["inputs"] = "0.5 -1 2", ["outputs"] = "0.5464769925053665 0.13843015296277547", ["é"] = "ü" });
    }

    static double AnyNumber(Random random)
    {
        double number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        return double.IsFinite(number) ? number : random.NextDouble();
    }

    static long[] Bits(Mlp network) => [.. network.Parameters.ToArray().Select(parameter => BitConverter.DoubleToInt64Bits(parameter.Data))];

    static bool IsUnicode(string text) => text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    public void Dispose() => folder.Dispose();
}
