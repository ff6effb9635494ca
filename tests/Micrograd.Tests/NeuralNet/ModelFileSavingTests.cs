using System.Globalization;
using Micrograd.NeuralNet;

namespace Micrograd.Tests.NeuralNet;

/// <summary>A file is written whole, or what was there stays as it was and nothing is left over.</summary>
public sealed class ModelFileSavingTests : IDisposable
{
    readonly ModelFolder folder = new();

    [Theory]
    [InlineData(double.NaN, "a weight of layer 0 is not a number")]
    [InlineData(double.PositiveInfinity, "a weight of layer 0 is infinite")]
    [InlineData(double.NegativeInfinity, "a weight of layer 0 is infinite")]
    public void AWeightThatIsNotFiniteIsRefused(double number, string reason)
    {
        var network = new Mlp(2, [1]);
        network.Parameters[1].Set(number);
        RefusesToSave(new(network), reason);
    }

    [Fact]
    public void ABiasThatIsNotFiniteIsRefused()
    {
        var network = new Mlp(2, [2, 1]);
        network.Layers[1].Neurons[0].Bias.Set(double.NaN);
        RefusesToSave(new(network), "a bias of layer 1 is not a number");
    }

    [Theory]
    [InlineData("micrograd.format", "x", "begins with 'micrograd.'")]
    [InlineData("micrograd.", "x", "begins with 'micrograd.'")]
    [InlineData("name", null, "has no text")]
    public void MetadataThatAFileCannotSayIsRefused(string name, string? text, string reason) =>
        RefusesToSave(new(new Mlp(2, [1]), new Dictionary<string, string> { [name] = text! }), reason);

    [Fact]
    public void HalfOfACharacterIsRefused()
    {
        MetadataThatAFileCannotSayIsRefused("name", "a\ud800", "half of a surrogate pair");
        MetadataThatAFileCannotSayIsRefused("\udc00name", "", "half of a surrogate pair");
        Assert.Contains("its name is not Unicode", Refusal(new(new Mlp(2, [1])), "half\ud800.json"), StringComparison.Ordinal);
        Assert.Contains("its name is not Unicode", Assert.Throws<ModelFileException>(() => ModelFile.Load("\ud800")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MetadataLongerThanAHeaderCanBeGoIntoJsonAlone()
    {
        var model = new ModelFile(new Mlp(1, [1]), new Dictionary<string, string> { ["long"] = new('x', TensorHeader.MostBytes) });
        Assert.Contains("its header of", Refusal(model, "a.safetensors"), StringComparison.Ordinal);
        model.Save(folder["a.json"]);
        Assert.Equal(TensorHeader.MostBytes, ModelFile.Load(folder["a.json"]).Metadata["long"].Length);
        Assert.Equal(["a.json"], folder.Names);
    }

    [Fact]
    public void AFileOfMoreThanTheMostBytesIsNeitherWrittenNorRead()
    {
        string tooLong = Assert.Throws<ModelException>(() => WholeFile.Write(folder["a.json"], stream => stream.SetLength(WholeFile.MostBytes + 1L))).Message;
        Assert.Equal("it is longer than 268435456 bytes", tooLong);
        Assert.Empty(folder.Names);
        var model = new ModelFile(new Mlp(1, [1]), new Dictionary<string, string> { ["long"] = new('x', ModelContent.MostCharacters + 1) });
        Assert.Contains("'long' has 33554433 characters", Refusal(model, "a.json"), StringComparison.Ordinal);
        using (FileStream sparse = File.Create(folder["big"]))
            sparse.SetLength(WholeFile.MostBytes + 1L);
        Assert.Contains("longer than 268435456 bytes", Assert.Throws<ModelFileException>(() => ModelFile.Load(folder["big"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("model.txt")]
    [InlineData("model.json.gz")]
    [InlineData("json")]
    public void ANameThatSaysNoFormatIsRefused(string name)
    {
        Assert.Contains(".json or .safetensors", Refusal(new(new Mlp(2, [1])), name), StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("a.json")]
    [InlineData("a.safetensors")]
    public void AFullDiskLeavesTheFileThatWasThere(string name)
    {
        File.WriteAllText(folder[name], "was there");
        IOException full = Assert.ThrowsAny<IOException>(() => WholeFile.Write(folder[name], stream =>
        {
            stream.Write(new byte[100_000]);
            using FileStream disk = File.OpenWrite("/dev/full");   // where every write fails as on a disk without space
            disk.Write(new byte[100_000]);
        }));
        Assert.Equal("No space left on device", WholeFile.Reason(full, folder[name]));
        Assert.Equal("was there", File.ReadAllText(folder[name]));
        Assert.Equal([name], folder.Names);
    }

    [Fact]
    public void AFolderOfThatNameIsRefused()
    {
        Directory.CreateDirectory(folder["a.json"]);
        Assert.EndsWith("cannot be written: it is a folder.", Refusal(new(new Mlp(2, [1])), "a.json"), StringComparison.Ordinal);
        Assert.Equal(["a.json"], folder.Names);
    }

    [Theory]
    [InlineData("nowhere/a.json", "there is no such folder")]
    [InlineData("file/a.json", "there is no such folder")]
    [InlineData("zero\0.json", "its name has a zero character")]
    public void APlaceThatThereIsNotIsRefused(string name, string reason)
    {
        File.WriteAllText(folder["file"], "");
        Assert.Contains(reason, Refusal(new(new Mlp(2, [1])), name), StringComparison.Ordinal);
        Assert.Equal(["file"], folder.Names);
    }

    [Fact]
    public void ANameThatIsTooLongIsRefused()
    {
        Assert.EndsWith("its name is too long.", Assert.Throws<ModelFileException>(
            () => new ModelFile(new Mlp(2, [1])).Save(folder[new string('a', 255) + ".json"])).Message, StringComparison.Ordinal);
        new ModelFile(new Mlp(2, [1])).Save(folder[new string('a', 250) + ".json"]);
    }

    [Fact]
    public void AFileKeepsItsPermissions()
    {
        if (OperatingSystem.IsWindows())
            return;
        var model = new ModelFile(new Mlp(2, [1]));
        model.Save(folder["a.json"]);
        const UnixFileMode secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(folder["a.json"], secret);
        model.Save(folder["a.json"]);
        Assert.Equal(secret, File.GetUnixFileMode(folder["a.json"]));
    }

    [Fact]
    public void ASymbolicLinkIsReplacedAndWhatItLedToIsNot()
    {
        File.WriteAllText(folder["other"], "other");
        File.CreateSymbolicLink(folder["a.json"], folder["other"]);
        new ModelFile(new Mlp(2, [1])).Save(folder["a.json"]);
        Assert.Equal("other", File.ReadAllText(folder["other"]));
        Assert.Equal("MLP of [Linear layer (2 to 1)]", ModelFile.Load(folder["a.json"]).Network.ToString());
    }

    [Fact]
    public void SavingAtOnceFromSeveralThreadsLeavesOneOfTheFiles()
    {
        Parallel.For(0, 64, new() { MaxDegreeOfParallelism = 8 }, i =>
        {
            var texts = new Dictionary<string, string> { ["number"] = i.ToString(CultureInfo.InvariantCulture) };
            new ModelFile(new Mlp(2, [1]), texts).Save(folder["a.json"]);
            Assert.Single(ModelFile.Load(folder["a.json"]).Metadata);
        });
        Assert.Equal(["a.json"], folder.Names);
    }

    /// <summary>In both formats, and over a file that is there.</summary>
    void RefusesToSave(ModelFile model, string reason)
    {
        foreach (string name in (string[])["a.json", "a.safetensors"])
        {
            File.WriteAllText(folder[name], "was there");
            Assert.Contains(reason, Refusal(model, name), StringComparison.Ordinal);
            Assert.Equal("was there", File.ReadAllText(folder[name]));
        }
        Assert.Equal(["a.json", "a.safetensors"], folder.Names);
    }

    string Refusal(ModelFile model, string name)
    {
        string sentence = Assert.Throws<ModelFileException>(() => model.Save(folder[name])).Message;
        folder.CheckSentence(sentence);
        return sentence;
    }

    public void Dispose() => folder.Dispose();
}
