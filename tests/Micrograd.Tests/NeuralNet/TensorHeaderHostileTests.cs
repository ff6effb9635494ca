using Micrograd.NeuralNet;
using static Micrograd.Tests.NeuralNet.ModelFolder;

namespace Micrograd.Tests.NeuralNet;

/// <summary>A safetensors file whose header does not say what its format allows, or not what follows, is refused with one sentence.</summary>
public sealed class TensorHeaderHostileTests : IDisposable
{
    readonly ModelFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\"shape\":[1,2]", "\"shape\":[2,1]", "layer 0 has weights for 2 neurons and 1 biases")]
    [InlineData("\"shape\":[1,2]", "\"shape\":[2]", "the tensor 'layers.0.weight' has 1 dimensions and not 2")]
    [InlineData("\"shape\":[1,2]", "\"shape\":[1,2,1]", "has 3 dimensions and not 2")]
    [InlineData("\"shape\":[1,2]", "\"shape\":[1,3]", "has 3 numbers of 8 bytes in 16 bytes")]
    [InlineData("\"shape\":[1,2]", "\"shape\":[-1,-2]", "whole numbers from 0 to 24")]
    [InlineData("\"shape\":[1,2]", "\"shape\":[1,2.0]", "whole numbers from 0 to 24")]
    [InlineData("\"shape\":[1,2]", "\"shape\":[1,\"2\"]", "whole numbers from 0 to 24")]
    [InlineData("\"shape\":[1,2]", "\"shape\":[1,[2]]", "whole numbers from 0 to 24")]
    [InlineData("\"shape\":[1,2]", "\"shape\":null", "the shape of the tensor 'layers.0.weight' is no list")]
    [InlineData("\"shape\":[1,2]", "\"shape\":[4294967296,4294967296]", "whole numbers from 0 to 24")]
    [InlineData("\"shape\":[1,2]", "\"shape\":[1,18446744073709551618]", "whole numbers from 0 to 24")]
    [InlineData("\"shape\":[1,2]", "\"shape\":[20,20]", "more numbers than there are bytes")]
    [InlineData("\"shape\":[1,2]", "\"shape\":[0,2]", "has 0 numbers of 8 bytes in 16 bytes")]
    [InlineData("[0,16]", "[0,15]", "has 2 numbers of 8 bytes in 15 bytes")]
    [InlineData("[0,16]", "[8,24]", "begins at byte 8 of the numbers, where nothing ends")]
    [InlineData("[16,24]", "[8,16]", "begins at byte 8 of the numbers, where another ends")]
    [InlineData("[16,24]", "[0,8]", "where another ends")]
    [InlineData("[16,24]", "[24,32]", "whole numbers from 0 to 24")]
    [InlineData("[16,24]", "[24,16]", "no beginning and end in this order")]
    [InlineData("[16,24]", "[16]", "no beginning and end")]
    [InlineData("[16,24]", "[16,24,24]", "no beginning and end")]
    [InlineData("[16,24]", "[-8,0]", "whole numbers from 0 to 24")]
    [InlineData("[16,24]", "[18446744073709551608,18446744073709551616]", "whole numbers from 0 to 24")]
    [InlineData("[16,24]", "[16,24],\"extra\":0", "not described by a dtype, a shape and data_offsets")]
    [InlineData("\"shape\":[1],", "", "not described by a dtype, a shape and data_offsets")]
    [InlineData("\"shape\":[1],", "\"shape\":[1],\"shape\":[1],", "says something twice")]
    [InlineData("\"dtype\":\"F64\",\"shape\":[1],", "\"dtype\":\"F16\",\"shape\":[1],", "numbers of type F16, and F64 and F32 are read")]
    [InlineData("\"dtype\":\"F64\",\"shape\":[1],", "\"dtype\":64,\"shape\":[1],", "not described by a dtype")]
    [InlineData("\"dtype\":\"F64\",\"shape\":[1],", "\"dtype\":\"\\ud800\",\"shape\":[1],", "not Unicode")]
    [InlineData("layers.0.bias", "layers.1.bias", "it has no tensor 'layers.0.bias'")]
    [InlineData("layers.0.bias", "layers.0.weight", "says something twice")]
    [InlineData("layers.0.bias", "\\ud800", "not Unicode")]
    [InlineData("\"layers.0.bias\":", "\"other\":{\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[24,24]},\"layers.0.bias\":", "it has 3 tensors, and 1 layers need 2")]
    [InlineData("\"__metadata__\"", "\"metadata\"", "the tensor 'metadata' is not described")]
    [InlineData("\"micrograd.version\":\"1\",", "", "its metadata have no 'micrograd.version'")]
    [InlineData("\"micrograd.version\":\"1\"", "\"micrograd.version\":\"2\"", "its version is 2")]
    [InlineData("\"micrograd.version\":\"1\"", "\"micrograd.version\":1", "the metadata 'micrograd.version' is no text")]
    [InlineData("\"micrograd.version\":\"1\"", "\"micrograd.version\":\"1\",\"micrograd.more\":\"\"", "its metadata have 'micrograd.more'")]
    [InlineData("\"micrograd.version\":\"1\"", "\"micrograd.version\":\"1\",\"a\":{\"b\":{\"c\":{}}}", "is not JSON")]
    [InlineData("\"micrograd-mlp\"", "\"pt\"", "its format is 'pt'")]
    [InlineData("\"linear\"", "\"linear,linear\"", "it has 2 tensors, and 2 layers need 4")]
    [InlineData("\"linear\"", "\"\"", "layer 0 has the activation ''")]
    [InlineData("\"linear\"", "\"Linear\"", "layer 0 has the activation 'Linear'")]
    public void AHeaderThatSaysSomethingElseIsRefused(string good, string bad, string reason)
    {
        string header = $"{{{Metadata},{Weight},{Bias}}}".Replace(good, bad, StringComparison.Ordinal);
        Assert.Contains(reason, folder.Refusal(Tensors(header, 24)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(1UL << 40)]
    [InlineData(100_000_000UL)]
    [InlineData(1_000UL)]
    public void AHeaderLongerThanTheFileIsRefused(ulong length) =>
        Assert.Contains($"its header should have {length} bytes", folder.Refusal(Tensors("{}", 100, length)), StringComparison.Ordinal);

    [Fact]
    public void AHeaderLongerThanTheMostIsRefused() =>
        Assert.Contains("at most 16777216 are read", folder.Refusal(Tensors("{}" + new string(' ', TensorHeader.MostBytes))), StringComparison.Ordinal);

    [Fact]
    public void AHeaderThatIsCutShortIsRefused()
    {
        string header = $"{{{Metadata},{Weight},{Bias}}}";
        for (int length = 0; length < header.Length; length++)
            folder.Refusal(Tensors(header, 24, (ulong)length));
    }

    [Theory]
    [InlineData(23)]
    [InlineData(25)]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public void NumbersThatAreMissingOrTooManyAreRefused(int bytes) =>
        folder.Refusal(Tensors($"{{{Metadata},{Weight},{Bias}}}", bytes));

    [Theory]
    [InlineData(0x7FF0000000000000, "is infinite")]
    [InlineData(0x7FF8000000000000, "is not a number")]
    public void ANumberThatIsNotFiniteIsRefused(long bits, string reason)
    {
        byte[] file = Tensors($"{{{Metadata},{Weight},{Bias}}}", 24);
        BitConverter.GetBytes(bits).CopyTo(file, file.Length - 8);
        Assert.Equal($"a bias of layer 0 {reason}.", folder.Refusal(file));
    }

    [Fact]
    public void LayersThatDoNotFitEachOtherAreRefused() => Assert.Contains("layer 1 has 2 inputs, and the layer before it 1 outputs", folder.Refusal(
        Tensors($$$"""
            {{{{Metadata.Replace("linear", "relu,linear", StringComparison.Ordinal)}}},{{{Weight}}},{{{Bias}}},
            "layers.1.weight":{"dtype":"F64","shape":[1,2],"data_offsets":[24,40]},
            "layers.1.bias":{"dtype":"F32","shape":[1],"data_offsets":[40,44]}}
            """, 44)), StringComparison.Ordinal);
}
