using Micrograd.Data;

namespace Micrograd.Cli;

/// <summary>The rows that a command works on: a data set that comes with the library, Fashion-MNIST, or a file.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Test">Rows that belong to them and are for judging only; null if there are none.</param>
sealed record DataSource(Table Table, Table? Test)
{
    const int MadePoints = 500;

    /// <summary>The names that are not files.</summary>
    public static readonly string[] Names = ["moons", "circles", "spiral", "iris", "digits", "fashion-mnist"];

    /// <summary>Reads them.</summary>
    /// <param name="name">One of <see cref="Names"/>, or else the path of a file.</param>
    /// <param name="labels">The file of labels that belongs to an IDX file of pictures.</param>
    /// <exception cref="TableException">They cannot be read.</exception>
    public static DataSource Read(string name, string? labels = null) => name switch
    {
        "moons" => Of(DataSet.Moons(MadePoints)),
        "circles" => Of(DataSet.Circles(MadePoints)),
        "spiral" => Of(DataSet.Spiral(MadePoints)),
        "iris" => Of(DataSet.Iris()),
        "digits" => Of(DataSet.Digits()),
        "fashion-mnist" => OfFashion(),
        _ => new(Table.Read(name, labels), null),
    };

    static DataSource Of(DataSet data) => new(Table.Of(data), null);

    static DataSource OfFashion()
    {
        (Table train, Table test) = FashionMnist.Read();
        return new(train, test);
    }
}
