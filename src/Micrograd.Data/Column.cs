namespace Micrograd.Data;

/// <summary>One column of a <see cref="Table"/>: a <see cref="NumberColumn"/> or a <see cref="TextColumn"/>.</summary>
public abstract class Column
{
    private protected Column(string name, int count) => (Name, Count) = (name, count);

    /// <summary>The name, as the file has it.</summary>
    public string Name { get; }

    /// <summary>The number of cells: the table's rows.</summary>
    public int Count { get; }
}

/// <summary>A column of finite numbers.</summary>
/// <remarks>Bytes of a file of pictures stay bytes: the columns of one file share its memory.</remarks>
public sealed class NumberColumn : Column
{
    readonly double[]? numbers;
    readonly byte[]? bytes;
    readonly int first, step;

    internal NumberColumn(string name, double[] numbers, int first, int step, int count) : base(name, count) =>
        (this.numbers, this.first, this.step) = (numbers, first, step);

    internal NumberColumn(string name, byte[] bytes, int first, int step, int count) : base(name, count) =>
        (this.bytes, this.first, this.step) = (bytes, first, step);

    /// <summary>The number in one row, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public double this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
            var position = first + row * step;
            return bytes is null ? numbers![position] : bytes[position];
        }
    }

    /// <summary>Whether the numbers are bytes of a file, from 0 to 255.</summary>
    internal bool AreBytes => bytes is not null;

    /// <summary>Whether every number is a whole one.</summary>
    public bool AreWhole
    {
        get
        {
            for (var row = 0; row < Count && bytes is null; row++)
            {
                if (this[row] != Math.Floor(this[row]))
                    return false;
            }
            return true;
        }
    }
}

/// <summary>A column of texts, none of them empty; equal texts are one object.</summary>
public sealed class TextColumn : Column
{
    readonly string[] texts;

    internal TextColumn(string name, string[] texts) : base(name, texts.Length) => this.texts = texts;

    /// <summary>The text in one row, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public string this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
            return texts[row];
        }
    }
}
