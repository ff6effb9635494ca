using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Micrograd.Tests;

/// <summary>Values made from other types and from text, and the other way: always what a double would give, and never with history.</summary>
public class ValueNumericsTextTests
{
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    static readonly double[] Numbers = [0, -0.0, 1, -1, 2.5, -2.5, 127, 255, 300, -40_000, 3e9, 1e19, -1e30, 1e300, double.PositiveInfinity, double.NaN];

    [Fact]
    public void EveryNumberTypeOfDotNetConvertsToAValueAndBackAsToADouble()
    {
        Converts<byte>(200);
        Converts<sbyte>(-100);
        Converts<short>(-30_000);
        Converts<ushort>(60_000);
        Converts('x');
        Converts(-2_000_000_000);
        Converts(4_000_000_000);
        Converts(long.MinValue);
        Converts(ulong.MaxValue);
        Converts((nint)(-5));
        Converts((nuint)5);
        Converts(Int128.MaxValue);
        Converts(UInt128.MaxValue);
        Converts((Half)0.1);
        Converts(0.1f);
        Converts(0.1);
        Converts(0.1m);
        Converts((NFloat)0.1);
        Converts(BigInteger.Pow(10, 400));
        Converts(new Complex(0.1, 0));
        Converts(Complex.ImaginaryOne);
    }

    [Fact]
    public void WhatBecomesAValueIsAConstantAndWhatAValueBecomesHasNoHistory()
    {
        Assert.True(Checked<Value, double>(0.5).IsConstant);
        Value x = new(3), y = x * 0.5;
        Assert.Equal((1.5, 1.5f, 1, 1.5m), (double.CreateChecked(y), float.CreateChecked(y), int.CreateChecked(y), decimal.CreateChecked(y)));
    }

    [Fact]
    public void AValueConvertedToAValueIsItself()
    {
        Value x = new(3);
        Assert.Equal((x, x, x), (Checked<Value, Value>(x), Saturating<Value, Value>(x), Truncating<Value, Value>(x)));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData(" -2e3 ")]
    [InlineData("1,234.5")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("")]
    [InlineData("Value(data=1)")]
    public void TextIsReadAsADoubleIs(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bool readable = double.TryParse(text, Invariant, out double expected);
        Assert.Equal((readable, expected), Tried(Read<Value>(text, out Value value), value));
        Assert.Equal((readable, expected), Tried(ReadSpan<Value>(text, out value), value));
        Assert.Equal((readable, expected), Tried(ReadBytes<Value>(bytes, out value), value));
        if (readable)
            Assert.Equal([expected, expected, expected], [Parse<Value>(text).Data, ParseSpan<Value>(text).Data, ParseBytes<Value>(bytes).Data]);
        else
            Assert.All<Func<object>>(
                [() => Parse<Value>(text), () => ParseSpan<Value>(text), () => ParseBytes<Value>(bytes)], parse => Assert.Throws<FormatException>(parse));

        static (bool, double) Tried(bool done, Value value) => value.IsConstant ? (done, value.Data) : default;
    }

    [Theory]
    [InlineData("1.5", NumberStyles.AllowDecimalPoint)]
    [InlineData("1.5", NumberStyles.Integer)]
    [InlineData("(12)", NumberStyles.AllowParentheses)]
    [InlineData("ff", NumberStyles.Float)]
    public void TextIsReadInTheStyleAskedFor(string text, NumberStyles style)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bool readable = double.TryParse(text, style, Invariant, out double expected);
        Assert.Equal((readable, expected), (ReadStyle<Value>(text, style, out Value value), value.Data));
        Assert.Equal((readable, expected), (ReadSpanStyle<Value>(text, style, out value), value.Data));
        Assert.Equal((readable, expected), (ReadBytesStyle<Value>(bytes, style, out value), value.Data));
        if (readable)
            Assert.All([.. InStyle<Value>(text, bytes, style)], parsed => Assert.Equal(expected, parsed.Data));
        else
            Assert.Throws<FormatException>(() => (object)InStyle<Value>(text, bytes, style));
    }

    [Fact]
    public void AFormatIsThatOfTheNumber()
    {
        Value x = new(-1234.5);
        Assert.Equal("-1234.50", string.Create(Invariant, $"{x:F2}"));
        Assert.Equal("-1.2E+003", ((IFormattable)x).ToString("E1", Invariant));
        Assert.Equal("-1234.5", string.Format(Invariant, "{0:R}", x));
        Assert.Equal("−1234,50", DecimalComma.Run(() => $"{x:F2}"));
        var bytes = new byte[20];
        Assert.True(((IUtf8SpanFormattable)x).TryFormat(bytes, out int written, "F1", Invariant));
        Assert.Equal("-1234.5"u8, bytes.AsSpan(0, written));
    }

    [Fact]
    public void WithoutAFormatAValueShowsItselfHoweverItIsPrinted()
    {
        Value x = new(2), y = x * x;
        y.Backward();
        const string text = "Value(data=2, grad=4)";
        Assert.Equal([text, text, text], [x.ToString(), $"{x}", ((IFormattable)x).ToString(null, Invariant)]);
        using var writer = new StringWriter(Invariant);
        writer.Write((object)x);
        Assert.Equal(text, writer.ToString());
        var bytes = new byte[40];
        Assert.True(((IUtf8SpanFormattable)x).TryFormat(bytes, out int written, "", Invariant));
        Assert.Equal(text, Encoding.UTF8.GetString(bytes, 0, written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("F3")]
    public void WhereTheTextDoesNotFitNothingIsWritten(string format)
    {
        var room = new char[4];
        Assert.False(((ISpanFormattable)new Value(1234.5)).TryFormat(room, out int written, format, Invariant));
        Assert.Equal(0, written);
    }

    static void Converts<TOther>(TOther number) where TOther : INumberBase<TOther>
    {
        Assert.Equal(double.CreateChecked(number), Checked<Value, TOther>(number).Data);
        Assert.Equal(double.CreateSaturating(number), Saturating<Value, TOther>(number).Data);
        Assert.Equal(double.CreateTruncating(number), Truncating<Value, TOther>(number).Data);
        foreach (double x in Numbers)
        {
            Value value = new(x);
            Assert.Equal(Outcome(() => TOther.CreateChecked(x)), Outcome(() => TOther.CreateChecked(value)));
            Assert.Equal(Outcome(() => TOther.CreateSaturating(x)), Outcome(() => TOther.CreateSaturating(value)));
            Assert.Equal(Outcome(() => TOther.CreateTruncating(x)), Outcome(() => TOther.CreateTruncating(value)));
        }

        static string Outcome(Func<TOther> conversion)
        {
            try
            {
                return conversion().ToString(null, Invariant);
            }
            catch (OverflowException)
            {
                return "overflow";
            }
        }
    }

    static T Checked<T, TOther>(TOther number) where T : INumberBase<T> where TOther : INumberBase<TOther> => T.CreateChecked(number);

    static T Saturating<T, TOther>(TOther number) where T : INumberBase<T> where TOther : INumberBase<TOther> => T.CreateSaturating(number);

    static T Truncating<T, TOther>(TOther number) where T : INumberBase<T> where TOther : INumberBase<TOther> => T.CreateTruncating(number);

    static T Parse<T>(string text) where T : IParsable<T> => T.Parse(text, Invariant);

    static T ParseSpan<T>(string text) where T : ISpanParsable<T> => T.Parse(text.AsSpan(), Invariant);

    static T ParseBytes<T>(byte[] text) where T : IUtf8SpanParsable<T> => T.Parse(text, Invariant);

    static bool Read<T>(string text, out T? value) where T : IParsable<T> => T.TryParse(text, Invariant, out value);

    static bool ReadSpan<T>(string text, out T? value) where T : ISpanParsable<T> => T.TryParse(text.AsSpan(), Invariant, out value);

    static bool ReadBytes<T>(byte[] text, out T? value) where T : IUtf8SpanParsable<T> => T.TryParse(text, Invariant, out value);

    static bool ReadStyle<T>(string text, NumberStyles style, out T? value) where T : INumberBase<T> => T.TryParse(text, style, Invariant, out value);

    static bool ReadSpanStyle<T>(string text, NumberStyles style, out T? value) where T : INumberBase<T> =>
        T.TryParse(text.AsSpan(), style, Invariant, out value);

    static bool ReadBytesStyle<T>(byte[] text, NumberStyles style, out T? value) where T : INumberBase<T> =>
        T.TryParse(text, style, Invariant, out value);

    static T[] InStyle<T>(string text, byte[] bytes, NumberStyles style) where T : INumberBase<T> =>
        [T.Parse(text, style, Invariant), T.Parse(text.AsSpan(), style, Invariant), T.Parse(bytes, style, Invariant)];
}
