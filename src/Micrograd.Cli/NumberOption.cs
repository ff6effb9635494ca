using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Micrograd.Cli;

/// <summary>Options that are numbers in a range, with a sentence for those that are not.</summary>
static class NumberOption
{
    /// <summary>A number above 0.</summary>
    public static Option<double?> Above0(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Number(result, name, x => x > 0 && double.IsFinite(x), "a number above 0"),
    };

    /// <summary>A share, from 0 to below 1.</summary>
    public static Option<double?> Share(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Number(result, name, x => x is >= 0 and < 1, "a number from 0 to below 1"),
    };

    /// <summary>A whole number that is not too small.</summary>
    public static Option<int?> Whole(string name, int least, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least)
                return number;
            return Refuse<int?>(result, name, least == int.MinValue ? "a whole number" : FormattableString.Invariant($"a whole number of at least {least}"));
        },
    };

    /// <summary>Whole numbers above 0 with commas between them; none for the word "none".</summary>
    public static Option<int[]?> Sizes(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (Text(result) == "none")
                return [];
            string[] words = Text(result).Split(',');
            var sizes = new int[words.Length];
            for (int i = 0; i < sizes.Length; i++)
                if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]) || sizes[i] < 1)
                    return Refuse<int[]?>(result, name, "whole numbers above 0 with commas between them, as in 16,16, or none");
            return sizes;
        },
    };

    /// <summary>One of several words.</summary>
    public static Option<string?> Word(string name, string description, IReadOnlyList<string> words)
    {
        var option = new Option<string?>(name)
        {
            Description = $"{description} ({string.Join(", ", words)})",
            HelpName = "word",
            CustomParser = result => words.Contains(Text(result)) ? Text(result) : Refuse<string?>(result, name, $"one of {string.Join(", ", words)}"),
        };
        option.CompletionSources.Add([.. words]);
        return option;
    }

    static double? Number(ArgumentResult result, string name, Func<double, bool> isGood, string what) =>
        double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && isGood(number)
            ? number
            : Refuse<double?>(result, name, what);

    static string Text(ArgumentResult result) => result.Tokens[0].Value;

    static T? Refuse<T>(ArgumentResult result, string name, string what)
    {
        result.AddError($"{name} must be {what}, got '{OneLine.Of(Text(result))}'.");
        return default;
    }
}
