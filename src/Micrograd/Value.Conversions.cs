using System.Globalization;
using System.Numerics;

namespace Micrograd;

/// <summary>
/// Other types and text, through double: what .NET converts to a double becomes a constant, and a value converts to what a
/// double does, without its history. For the rest .NET throws a NotSupportedException. A format such as <c>F2</c> is that of
/// the number; without a format there is <see cref="ToString()"/>.
/// </summary>
public readonly partial struct Value
{
    static bool INumberBase<Value>.TryConvertFromChecked<TOther>(TOther value, out Value result)
    {
        result = double.CreateChecked(value);
        return true;
    }

    static bool INumberBase<Value>.TryConvertFromSaturating<TOther>(TOther value, out Value result)
    {
        result = double.CreateSaturating(value);
        return true;
    }

    static bool INumberBase<Value>.TryConvertFromTruncating<TOther>(TOther value, out Value result)
    {
        result = double.CreateTruncating(value);
        return true;
    }

    static bool INumberBase<Value>.TryConvertToChecked<TOther>(Value value, out TOther result)
    {
        result = TOther.CreateChecked(value.Data);
        return true;
    }

    static bool INumberBase<Value>.TryConvertToSaturating<TOther>(Value value, out TOther result)
    {
        result = TOther.CreateSaturating(value.Data);
        return true;
    }

    static bool INumberBase<Value>.TryConvertToTruncating<TOther>(Value value, out TOther result)
    {
        result = TOther.CreateTruncating(value.Data);
        return true;
    }

    static Value INumberBase<Value>.Parse(string s, NumberStyles style, IFormatProvider? provider) => double.Parse(s, style, provider);

    static Value INumberBase<Value>.Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) => double.Parse(s, style, provider);

    static Value IParsable<Value>.Parse(string s, IFormatProvider? provider) => double.Parse(s, provider);

    static Value ISpanParsable<Value>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => double.Parse(s, provider);

    static bool INumberBase<Value>.TryParse(string? s, NumberStyles style, IFormatProvider? provider, out Value result) =>
        IfParsed(double.TryParse(s, style, provider, out double number), number, out result);

    static bool INumberBase<Value>.TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out Value result) =>
        IfParsed(double.TryParse(s, style, provider, out double number), number, out result);

    static bool IParsable<Value>.TryParse(string? s, IFormatProvider? provider, out Value result) =>
        IfParsed(double.TryParse(s, provider, out double number), number, out result);

    static bool ISpanParsable<Value>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Value result) =>
        IfParsed(double.TryParse(s, provider, out double number), number, out result);

    static bool IfParsed(bool parsed, double number, out Value result)
    {
        result = number;
        return parsed;
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) =>
        string.IsNullOrEmpty(format) ? ToString() : Data.ToString(format, formatProvider);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (!format.IsEmpty)
            return Data.TryFormat(destination, out charsWritten, format, provider);
        string text = ToString();
        bool fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }
}
