using System.Globalization;

namespace Micrograd.Tests.Drawing;

/// <summary>Runs something on a thread whose culture writes numbers in a way that would break SVG.</summary>
internal static class CommaCulture
{
    public static string Run(Func<string> draw)
    {
        // Made by hand: the tests run without culture data.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        string result = "";
        var thread = new Thread(() => result = draw()) { CurrentCulture = culture, CurrentUICulture = culture };
        thread.Start();
        thread.Join();
        return result;
    }
}
