namespace Micrograd.Data;

/// <summary>Zalando's pictures of clothes, 28 x 28 pixels in ten classes, from Debian's package dataset-fashion-mnist.</summary>
/// <remarks>H. Xiao, K. Rasul and R. Vollgraf, "Fashion-MNIST", 2017, <see href="https://arxiv.org/abs/1708.07747"/>, MIT licence.</remarks>
public static class FashionMnist
{
    const string Folder = "/usr/share/datasets/fashion-mnist";

    /// <summary>60,000 pictures to learn from and 10,000 to judge by; the column "label" is the class, from 0 to 9.</summary>
    /// <exception cref="TableException">The package is not installed; the sentence says how to get it.</exception>
    public static (Table Train, Table Test) Read() => Read(Folder);

    internal static (Table Train, Table Test) Read(string folder) => (One(folder, "train"), One(folder, "t10k"));

    static Table One(string folder, string part)
    {
        var (images, labels) = (Path.Join(folder, part + "-images-idx3-ubyte.gz"), Path.Join(folder, part + "-labels-idx1-ubyte.gz"));
        if (!File.Exists(images) || !File.Exists(labels))
            throw new TableException($"Fashion-MNIST is not on this machine; on Debian and Ubuntu, get it by: sudo apt install dataset-fashion-mnist.");
        return Table.Read(images, labels);
    }
}
