using System.Globalization;

namespace Micrograd.Drawing;

/// <summary>
/// The colours of all plots. Blue against orange stays apart for every common kind of colour blindness and differs in
/// lightness as well; the further series colours are those of Okabe and Ito (2008).
/// </summary>
internal static class PlotColors
{
    public const string Card = "#ffffff", CardEdge = "#dfe3e8";
    public const string Ink = "#1f2933", Muted = "#52606d", Axis = "#7b8794", Grid = "#e8ecf0", Alarm = "#b3261e";

    /// <summary>No score here: neither class.</summary>
    public const string Unknown = "#e4e7eb";

    private static readonly string[] series = ["#0072b2", "#d55e00", "#009e73", "#aa4499", "#8a6d00", "#56b4e9"];
    private static readonly string[] classes =
        ["#08519c", "#b34700", "#00664b", "#7a2a6c", "#5c4a00", "#333333", "#c2185b", "#0e7c96", "#5d7f00", "#6a5acd"];

    // Pale to strong, after the Blues and Oranges of ColorBrewer, which are of equal lightness step by step.
    private static readonly (int R, int G, int B)[] negative = [(0xe4, 0xef, 0xf9), (0xc6, 0xdb, 0xef), (0x9e, 0xca, 0xe1), (0x6b, 0xae, 0xd6)];
    private static readonly (int R, int G, int B)[] positive = [(0xfe, 0xee, 0xdd), (0xfd, 0xd5, 0xac), (0xfd, 0xb7, 0x78), (0xf9, 0x95, 0x4a)];

    /// <summary>The colour of the i-th curve.</summary>
    public static string Series(int i) => series[i % series.Length];

    /// <summary>The colour of the points of the i-th class: 0 goes with negative scores, 1 with positive ones.</summary>
    public static string Class(int i) => classes[i % classes.Length];

    /// <summary>
    /// The fill of a score: <paramref name="strength"/> from -1 (surely negative) to 1 (surely positive). It jumps at 0,
    /// where the decision does.
    /// </summary>
    public static string Diverging(double strength)
    {
        (int R, int G, int B)[] ramp = strength < 0 ? negative : positive;
        double place = Math.Min(Math.Abs(strength), 1) * (ramp.Length - 1);
        int below = Math.Min((int)place, ramp.Length - 2);
        (var a, var b, double t) = (ramp[below], ramp[below + 1], place - below);
        return Hex(Mix(a.R, b.R, t), Mix(a.G, b.G, t), Mix(a.B, b.B, t));
    }

    /// <summary>The number of classes that have a colour of their own.</summary>
    public static int Classes => classes.Length;

    /// <summary>The soft fill of the region of the i-th class, under its points.</summary>
    public static string Region(int i)
    {
        const double softness = 0.68;
        int rgb = int.Parse(Class(i).AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return Hex(Mix(rgb >> 16, 0xff, softness), Mix((rgb >> 8) & 0xff, 0xff, softness), Mix(rgb & 0xff, 0xff, softness));
    }

    private static string Hex(int r, int g, int b) => $"#{r:x2}{g:x2}{b:x2}";

    private static int Mix(int a, int b, double t) => (int)Math.Round(a + (b - a) * t);
}
