using System.Globalization;
using System.Text.RegularExpressions;

namespace Micrograd.Data;

/// <summary>What a cell of text is as a number.</summary>
enum CellKind
{
    /// <summary>A finite number.</summary>
    Number,

    /// <summary>Meant as a number, but written in a way that is refused.</summary>
    OddNumber,

    /// <summary>The sign of a missing value, such as NA.</summary>
    Missing,

    /// <summary>Any other text.</summary>
    Text,
}

/// <summary>Numbers as files write them: with a decimal point in every culture, nothing between thousands, and finite.</summary>
static partial class NumberText
{
    const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>The number, if it is one.</summary>
    public static CellKind Read(ReadOnlySpan<char> cell, out double number)
    {
        if (double.TryParse(cell, Style, CultureInfo.InvariantCulture, out number))
            return double.IsFinite(number) ? CellKind.Number : CellKind.OddNumber;
        if (cell.Length > 60)
            return CellKind.Text;
        if (Missing.IsMatch(cell))
            return CellKind.Missing;
        return DecimalComma.IsMatch(cell) || Thousands.IsMatch(cell) || Infinite.IsMatch(cell) ? CellKind.OddNumber : CellKind.Text;
    }

    /// <summary>Why a cell among numbers is not one, as a sentence.</summary>
    public static string Reason(string cell)
    {
        var quoted = TableException.Quoted(cell);
        if (cell.Length <= 60)
        {
            if (Missing.IsMatch(cell))
                return $"{quoted} marks a missing value; fill it in or leave the row out.";
            if (Infinite.IsMatch(cell))
                return $"{quoted} is not a finite number.";
            if (Thousands.IsMatch(cell) || DecimalComma.IsMatch(cell) && AmbiguousComma.IsMatch(cell))
                return $"{quoted} is not a number: write nothing between thousands, and a point before decimals.";
            if (DecimalComma.IsMatch(cell))
                return $"{quoted} has a decimal comma; write {cell.Replace(',', '.')}.";
        }
        return double.TryParse(cell, Style, CultureInfo.InvariantCulture, out _)
            ? $"{quoted} is too large for a number; the largest is 1.8e308."
            : $"{quoted} is not a number.";
    }

    [GeneratedRegex("^(na|n/a|#n/a|nan|null|none|nil)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Missing { get; }

    [GeneratedRegex("^[+-]?(inf|infinity|nan|∞)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Infinite { get; }

    [GeneratedRegex(@"^[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?$")]
    private static partial Regex DecimalComma { get; }

    [GeneratedRegex(@"^[+-]?[0-9]{1,3},[0-9]{3}$")]
    private static partial Regex AmbiguousComma { get; }

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}((,[0-9]{3}){2,}(\.[0-9]+)?|(,[0-9]{3})+\.[0-9]+|(\.[0-9]{3}){2,}(,[0-9]+)?|(\.[0-9]{3})+,[0-9]+|([ '_’\u00a0\u202f][0-9]{3})+([.,][0-9]+)?)$")]
    private static partial Regex Thousands { get; }
}
