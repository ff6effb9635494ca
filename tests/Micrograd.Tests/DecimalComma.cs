using System.Globalization;

namespace Micrograd.Tests;

/// <summary>Runs code under a culture that writes 0,5 and −5, where careless formatting and parsing go wrong.</summary>
static class DecimalComma
{
    public static T Run<T>(Func<T> action)
    {
        var before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        CultureInfo.CurrentCulture = culture;
        try
        {
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
