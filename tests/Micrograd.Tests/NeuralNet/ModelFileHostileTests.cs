using System.Text;
using Micrograd.NeuralNet;
using static Micrograd.Tests.NeuralNet.ModelFolder;

namespace Micrograd.Tests.NeuralNet;

/// <summary>
/// A file that is damaged, or made to do harm, is refused with one sentence: never another exception, a half-loaded model,
/// or memory that a number in the file asks for.
/// </summary>
public sealed class ModelFileHostileTests : IDisposable
{
    const string Json = """
        {"format":"micrograd-mlp","version":1,"metadata":{"a":"b"},"layers":[
        {"activation":"relu","inputs":2,"outputs":1,"weights":[[1,2]],"biases":[3]},
        {"activation":"linear","inputs":1,"outputs":2,"weights":[[1],[2]],"biases":[3,4]}]}
        """;

    readonly ModelFolder folder = new();

    public static TheoryData<string> EveryFormat => ["a.json", "a.safetensors"];

    [Fact]
    public void TheFilesThatTheseTestsSpoilAreGood()
    {
        Assert.Equal("MLP of [Linear layer (2 to 1)]", folder.Load(Tensors($"{{{Metadata},{Weight},{Bias}}}", 24)).Network.ToString());
        Assert.Equal("MLP of [Linear layer (2 to 1)]", folder.Load(Tensors($" {{{Bias},{Weight},{Metadata}}}  "[1..], 24)).Network.ToString());
        Assert.Equal("MLP of [Relu layer (2 to 1), Linear layer (1 to 2)]", folder.Load(Encoding.UTF8.GetBytes(Json)).Network.ToString());
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void AFileThatEndsAnywhereIsRefused(string name)
    {
        byte[] whole = Sample(name);
        for (int length = 0; length < whole.Length - 1; length++)
            folder.Refusal(whole.AsSpan(0, length));
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void AFileThatGoesOnIsRefused(string name)
    {
        byte[] whole = Sample(name);
        foreach (string more in (string[])["x", "\0", "{}", "[", "\0\0\0\0\0\0\0\0"])
            folder.Refusal([.. whole, .. Encoding.UTF8.GetBytes(more)]);
        folder.Refusal([.. whole, .. whole]);
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void AFlippedBitIsRefusedOrGivesAWholeModel(string name)
    {
        byte[] whole = Sample(name);
        for (int bit = 0; bit < 8 * whole.Length; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            RefusesOrLoadsWhole(flipped);
        }
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void ChangesAtRandomAreRefusedOrGiveAWholeModel(string name)
    {
        byte[] whole = Sample(name);
        var random = new Random(1);
        byte[] telling = [.. "{}[]\",:0123456789-+eE.\\u \0\n\xff"u8];
        for (int trial = 0; trial < 6000; trial++)
        {
            List<byte> bytes = [.. whole];
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                int at = random.Next(bytes.Count), count = random.Next(1, Math.Min(30, bytes.Count - at + 1));
                byte other = random.Next(2) == 0 ? telling[random.Next(telling.Length)] : (byte)random.Next(256);
                switch (random.Next(4))
                {
                    case 0: bytes[at] = other; break;
                    case 1: bytes.Insert(at, other); break;
                    case 2: bytes.RemoveRange(at, count); break;
                    default: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, count)); break;
                }
                if (bytes.Count == 0)
                    break;
            }
            RefusesOrLoadsWhole([.. bytes]);
        }
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("hello", "neither JSON nor safetensors")]
    [InlineData("[]", "neither JSON nor safetensors")]
    [InlineData("null", "neither JSON nor safetensors")]
    [InlineData("\0\0\0\0\0\0\0\0", "neither JSON nor safetensors")]
    [InlineData("\u0002\0\0\0\0\0\0\0x}", "neither JSON nor safetensors")]
    [InlineData("{", "line 1, byte 2 is not as the format has it")]
    [InlineData("{}", "it has no 'format'")]
    [InlineData("{\0}", "line 1, byte 2 is not")]
    [InlineData("{\"format\":\"micrograd-mlp\"}", "it has no 'version'")]
    [InlineData("{\"format\":\"micrograd-mlp\",\"version\":1}", "it has no 'layers'")]
    [InlineData("{\"format\":\"micrograd-mlp\",\"version\":1,\"layers\":[]}", "it has no layers")]
    [InlineData("{\"format\":\"micrograd-mlp\",\"version\":1,\"layers\":[null]}", "it has no 'layers[0]'")]
    [InlineData("{\"format\":\"micrograd-mlp\",\"version\":1,\"layers\":[{}]}", "it has no 'layers[0].inputs'")]
    [InlineData("{\"format\":\"\\ud800\"}", "(format) is not as the format has it")]
    [InlineData("{\"\\ud800\":\"\"}", "is not as the format has it")]
    public void WhatIsNoModelIsRefused(string text, string reason) =>
        Assert.Contains(reason, folder.Refusal(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"micrograd-mlp\"", "\"pytorch\"", "its format is 'pytorch' and not 'micrograd-mlp'")]
    [InlineData("\"version\":1", "\"version\":2", "its version is 2, and only 1 is known")]
    [InlineData("\"version\":1", "\"version\":1.5", "line 1, byte 40 (version) is not as the format has it")]
    [InlineData("\"version\":1", "\"version\":\"1\"", "(version) is not")]
    [InlineData("\"version\":1", "\"version\":1,\"version\":1", "(version) is not")]
    [InlineData("\"version\":1", "\"version\":1,\"extra\":1", "(extra) is not")]
    [InlineData("\"version\":1", "/* one */ \"version\":1", "line 1")]
    [InlineData("\"a\":\"b\"", "\"a\":\"b\",\"a\":\"b\"", "(metadata.a) is not")]
    [InlineData("\"a\":\"b\"", "\"a\":null", "the metadata 'a' has no text")]
    [InlineData("\"a\":\"b\"", "\"a\":1", "(metadata.a) is not")]
    [InlineData("\"a\":\"b\"", "\"micrograd.a\":\"b\"", "begins with 'micrograd.'")]
    [InlineData("\"relu\"", "\"RELU\"", "layer 0 has the activation 'RELU', and there are linear, relu,")]
    [InlineData("\"relu\"", "null", "it has no 'layers[0].activation'")]
    [InlineData("\"inputs\":2", "\"inputs\":3", "layer 0 has 3 inputs and 2 weights a neuron")]
    [InlineData("\"inputs\":2", "\"inputs\":-2", "layer 0 has -2 inputs")]
    [InlineData("\"inputs\":2", "\"inputs\":99999999999", "(layers[0].inputs) is not")]
    [InlineData("\"inputs\":2,", "", "it has no 'layers[0].inputs'")]
    [InlineData("\"outputs\":1", "\"outputs\":1000000000", "layer 0 has 1000000000 outputs, weights for 1 and 1 biases")]
    [InlineData("[[1,2]]", "[[1,2],[3]]", "(layers[0].weights) has lists of different lengths")]
    [InlineData("[[1,2]]", "[[1,2],[3],[]]", "(layers[0].weights) has lists of different lengths")]
    [InlineData("[[1,2]]", "[[1,2],[3,4]]", "layer 0 has 1 outputs, weights for 2 and 1 biases")]
    [InlineData("[[1,2]]", "[[],[]]", "(layers[0].weights) is an empty list of weights")]
    [InlineData("[[1,2]]", "[]", "(layers[0].weights) is an empty list of weights")]
    [InlineData("[[1,2]]", "[1,2]", "(layers[0].weights) is no list of numbers")]
    [InlineData("[[1,2]]", "[[1,[2]]]", "(layers[0].weights) is no number")]
    [InlineData("[[1,2]]", "[[1,\"2\"]]", "(layers[0].weights) is no number")]
    [InlineData("[[1,2]]", "[[1,1e999]]", "(layers[0].weights) is a number beyond double precision")]
    [InlineData("[[1,2]]", "[[1,NaN]]", "(layers[0].weights) is not")]
    [InlineData("[[1,2]]", "[[1,2,]]", "(layers[0].weights) is not")]
    [InlineData("[[1,2]]", "{}", "(layers[0].weights) is no list of numbers")]
    [InlineData("\"biases\":[3]", "\"biases\":[null]", "(layers[0].biases) is no number")]
    [InlineData("\"biases\":[3]", "\"biases\":[3,4]", "layer 0 has 1 outputs, weights for 1 and 2 biases")]
    [InlineData("\"biases\":[3]", "\"biases\":[3],\"biases\":[3]", "(layers[0].biases) is not")]
    [InlineData("\"outputs\":1,\"weights\":[[1,2]],\"biases\":[3]", "\"outputs\":2,\"weights\":[[1,2],[3,4]],\"biases\":[5,6]", "layer 1 has 1 inputs, and the layer before it 2 outputs")]
    public void JsonThatSaysSomethingElseIsRefused(string good, string bad, string reason) =>
        Assert.Contains(reason, folder.Refusal(Encoding.UTF8.GetBytes(Json.Replace(good, bad, StringComparison.Ordinal))), StringComparison.Ordinal);

    [Fact]
    public void DeepNestingIsRefused()
    {
        foreach (string bomb in (string[])[new string('[', 1_000_000), string.Concat(Enumerable.Repeat("{\"a\":", 200_000))])
        {
            folder.Refusal(Encoding.UTF8.GetBytes("{\"layers\":" + bomb));
            folder.Refusal(Encoding.UTF8.GetBytes("{\"metadata\":" + bomb));
            folder.Refusal(Encoding.UTF8.GetBytes("{\"unknown\":" + bomb));
            folder.Refusal(Tensors("{\"layers.0.weight\":" + bomb));
            folder.Refusal(Tensors("{\"__metadata__\":" + bomb));
        }
    }

    [Fact]
    public void LongNamesAndTheirControlCharactersStayOutOfTheSentence()
    {
        string name = string.Concat(Enumerable.Repeat("a\\n\\u0000", 100_000));
        folder.Refusal(Encoding.UTF8.GetBytes(Json.Replace("relu", name, StringComparison.Ordinal)));
        folder.Refusal(Encoding.UTF8.GetBytes($"{{\"{name}\":1}}"));
        folder.Refusal(Tensors($"{{\"{name}\":1}}"));
    }

    [Theory]
    [InlineData("UTF-16")]
    [InlineData("UTF-16BE")]
    [InlineData("UTF-32")]
    public void JsonInAnotherEncodingIsRefused(string encoding)
    {
        Encoding other = Encoding.GetEncoding(encoding);
        folder.Refusal([.. other.GetPreamble(), .. other.GetBytes(Json)]);
        folder.Refusal(other.GetBytes(Json));
    }

    [Fact]
    public void ALatin1LetterIsRefused() =>
        folder.Refusal(Encoding.Latin1.GetBytes(Json.Replace("\"b\"", "\"é\"", StringComparison.Ordinal)));

    /// <summary>Each of these speaks of gigabytes in a few bytes, or of more numbers than its bytes can hold.</summary>
    [Fact]
    public void NoMemoryIsReservedByANumberInTheFile()
    {
        byte[][] greedy =
        [
            Tensors("{}", 8, 1UL << 31),
            Tensors($"{{{Metadata},{Weight.Replace("[1,2]", "[2147483647,2147483647]", StringComparison.Ordinal)},{Bias}}}", 24),
            Encoding.UTF8.GetBytes(Json.Replace("\"outputs\":1", "\"outputs\":2147483647", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(Json.Replace("[[1,2]]", "[[" + string.Join(',', new int[20_000]) + "]" + string.Concat(Enumerable.Repeat(",[]", 20_000)) + "]", StringComparison.Ordinal)),
        ];
        foreach (byte[] file in greedy)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            folder.Refusal(file);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        }
    }

    [Theory]
    [InlineData("/dev/zero", "is not a model that can be read: it is longer than 268435456 bytes.")]
    [InlineData("/dev/null", "is not a model that can be read: it is empty.")]
    [InlineData("/proc/self/mem", "cannot be read: Input/output error.")]
    [InlineData("/proc", "cannot be read: it is a folder.")]
    [InlineData("/proc/none", "cannot be read: there is no such file.")]
    [InlineData("/none/none", "cannot be read: there is no such folder.")]
    [InlineData("", "cannot be read: there is no such file.")]
    [InlineData("a\0b", "is not a model that can be read: its name has a zero character.")]
    public void APlaceWithoutAModelIsRefused(string path, string reason)
    {
        ModelFileException refusal = Assert.Throws<ModelFileException>(() => ModelFile.Load(path));
        Assert.EndsWith("' " + reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(reason.StartsWith("cannot", StringComparison.Ordinal), refusal.InnerException is not null);
    }

    /// <summary>Either the sentence, or a network that computes and can be saved again as what it is.</summary>
    void RefusesOrLoadsWhole(byte[] bytes)
    {
        File.WriteAllBytes(folder["given"], bytes);
        ModelFile loaded;
        try
        {
            loaded = ModelFile.Load(folder["given"]);
        }
        catch (ModelFileException e)
        {
            folder.CheckSentence(e.Message);
            return;
        }
        Assert.Equal(loaded.Network.Layers[^1].Neurons.Count, loaded.Network.Forward(new double[loaded.Network.Layers[0].Inputs]).Length);
        var content = new ModelContent([.. loaded.Network.Layers.Select(LayerNumbers.Of)], ModelContent.Sorted(loaded.Metadata));
        content.Check();
        using var text = new MemoryStream();
        ModelJson.Write(content, text);
        ModelContent again = ModelJson.Read(text.ToArray());
        Assert.Equal(content.Layers.SelectMany(layer => layer.Weights), again.Layers.SelectMany(layer => layer.Weights));
        Assert.Equal(content.Metadata, again.Metadata);
    }

    byte[] Sample(string name) => folder.Saved(
        new(new Mlp(2, [2, 1], Activation.Tanh, seed: 3), new Dictionary<string, string> { ["classes"] = "é,b" }), name);

    public void Dispose() => folder.Dispose();
}
