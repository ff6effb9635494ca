using System.IO.Compression;
using Micrograd.Data;

namespace Micrograd.Tests.Data;

/// <summary>IDX files as MNIST has them, and damaged ones.</summary>
public sealed class IdxTests : IDisposable
{
    static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 250, 5, 6];
    static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 9];

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void PicturesFindTheirLabels(bool packed)
    {
        folder.Write(packed ? "t-labels-idx1-ubyte.gz" : "t-labels-idx1-ubyte", packed ? Gzip(Labels) : Labels);
        var table = Table.Read(folder.Write(packed ? "t-images-idx3-ubyte.gz" : "t-images-idx3-ubyte", packed ? Gzip(Images) : Images));
        Assert.Equal(["pixel_0_0", "pixel_0_1", "pixel_0_2", "label"], table.Columns.Select(column => column.Name));
        Assert.Equal([250.0, 5, 6, 9], table.Columns.Select(column => ((NumberColumn)column)[1]));
    }

    [Fact]
    public void OtherTypesOfNumbersAreRead()
    {
        // numpy: array([[-1, 2], [3, 258]], '>i2').tobytes(), array([[0.5, -2]], '>f4').tobytes()
        var whole = Table.Read(folder.Write("a.idx", [0, 0, 0x0B, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0xff, 0xff, 0, 2, 0, 3, 1, 2]));
        Assert.Equal([3.0, 258], whole.Columns.Select(column => ((NumberColumn)column)[1]));
        var real = Table.Read(folder.Write("b.idx", [0, 0, 0x0D, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0]));
        Assert.Equal([0.5, -2], real.Columns.Select(column => ((NumberColumn)column)[0]));
    }

    [Fact]
    public void DamagedFilesGetOneSentence()
    {
        Refuses("a-idx3-ubyte is not an IDX file: it starts with 0x01000803, and pictures with 0x00000803.", [1, .. Images[1..]]);
        Refuses("a-idx3-ubyte is cut off: it has 21 bytes of 22.", Images[..^1]);
        Refuses("a-idx3-ubyte is cut off: it ends before its numbers do.", Images[..6]);
        Refuses("a-idx3-ubyte is cut off: it ends before its numbers do.", Gzip(Images[..^1]));
        Refuses("a-idx3-ubyte goes on after its numbers: it has 23 bytes instead of 22.", [.. Images, 0]);
        Refuses("a-idx3-ubyte goes on after its numbers.", Gzip([.. Images, 0]));
        Refuses("a-idx3-ubyte promises more than 1073741824 numbers, which is the most that can be read.",
            [0, 0, 8, 3, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
        Refuses("a-idx3-ubyte has a dimension of length 4294967295, and each must be between 1 and 2147483647.",
            [0, 0, 8, 3, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 1, 0, 0, 0, 1]);
        Refuses("a-idx3-ubyte has one dimension, as files of labels have; give the file of pictures, and this one as its labels.", Labels);
        Refuses("a-idx3-ubyte has NaN as its number 1, which is not finite.", [0, 0, 0x0D, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0x7f, 0xc0, 0, 0]);
    }

    [Fact]
    public void ACompressedBombIsRefusedUnread()
    {
        var bomb = new byte[16 + 200_000_000];
        ((byte[])[0, 0, 8, 3, 0, 0x03, 0x0D, 0x40, 0, 0, 0, 10, 0, 0, 0, 100]).CopyTo(bomb, 0);
        var packed = Gzip(bomb);
        Refuses($"a-idx3-ubyte promises 200000000 bytes in {packed.Length} compressed ones, which cannot be pictures.", packed);
    }

    [Fact]
    public void CountsOfPicturesAndLabelsMustAgree()
    {
        var images = folder.Write("images", Images);
        var labels = folder.Write("labels", [0, 0, 8, 1, 0, 0, 0, 1, 7]);
        Assert.Equal("labels has 1 labels, but images has 2 rows.", Assert.Throws<TableException>(() => Table.Read(images, labels)).Message);
    }

    [Fact]
    public void FashionMnistIsReadAsPythonReadsIt()
    {
        // Python: sum(gzip.open(images).read()[16 + 14 * 28 + 14::784]), and the first ten labels
        var (train, test) = FashionMnist.Read();
        Assert.Equal((60_000, 10_000, 785), (train.Rows, test.Rows, train.Columns.Count));
        var (label, pixel) = ((NumberColumn)train["label"], (NumberColumn)train["pixel_14_14"]);
        Assert.Equal([9.0, 0, 0, 3, 0, 2, 7, 2, 5, 5], Enumerable.Range(0, 10).Select(row => label[row]));
        Assert.Equal(8349612, Enumerable.Range(0, train.Rows).Sum(row => pixel[row]));
        Assert.True(pixel.AreWhole);
    }

    [Fact]
    public void WithoutFashionMnistTheSentenceSaysHowToGetIt() => Assert.Equal(
        "Fashion-MNIST is not on this machine; on Debian and Ubuntu, get it by: sudo apt install dataset-fashion-mnist.",
        Assert.Throws<TableException>(() => FashionMnist.Read(folder.Path)).Message);

    void Refuses(string sentence, byte[] bytes) =>
        Assert.Equal(sentence, Assert.Throws<TableException>(() => Table.Read(folder.Write("a-idx3-ubyte", bytes))).Message);

    static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
