namespace Micrograd.Operations;

/// <summary>y = erf x = 2/√π ∫₀ˣ e^-t² dt.</summary>
public readonly struct Erf : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Erf;

    /// <inheritdoc/>
    public static string Symbol => "erf";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T>
    {
        T size = T.Abs(x), tail = 1 - ErrorFunction.Tail(size);
        return T.IfGreater(0.866, size, ErrorFunction.Near0(x), T.IfGreater(0, x, -tail, tail));
    }

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => 1.1283791670955126 * T.Exp(-(x * x));
}

/// <summary>y = erfc x = 1 - erf x, exact also where that is tiny.</summary>
public readonly struct Erfc : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.Erfc;

    /// <inheritdoc/>
    public static string Symbol => "erfc";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T>
    {
        T tail = ErrorFunction.Tail(T.Abs(x));
        T far = T.IfGreater(0, x, 2 - tail, tail);
        return T.IfGreater(0.5, T.Abs(x), 1 - ErrorFunction.Near0(x), far);
    }

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => -1.1283791670955126 * T.Exp(-(x * x));
}

/// <summary>y = Φ(x) = erfc(-x/√2) / 2, the cumulative distribution of the standard normal, exact also in its lower tail.</summary>
public readonly struct NormalCdf : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.NormalCdf;

    /// <inheritdoc/>
    public static string Symbol => "cdf";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T>
    {
        // Not by erfc: rounding x/√2 would cost x² units in the last place.
        T size = T.Min(T.Abs(x), 56);
        T tail = 0.5 * ErrorFunction.ScaledTail(size * 0.70710678118654752440) * ErrorFunction.Decay(size, 0.5);
        return T.IfGreater(x, 0, 1 - tail, tail);
    }

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => T.Apply<NormalPdf>(x);
}

/// <summary>y = φ(x) = e^(-x²/2) / √(2π), the density of the standard normal.</summary>
public readonly struct NormalPdf : IUnaryOperation
{
    /// <inheritdoc/>
    public static OpCode Code => OpCode.NormalPdf;

    /// <inheritdoc/>
    public static string Symbol => "pdf";

    /// <inheritdoc/>
    public static T Primal<T>(T x) where T : struct, IReal<T> => 0.39894228040143267794 * ErrorFunction.Decay(T.Min(T.Abs(x), 56), 0.5);

    /// <inheritdoc/>
    public static T Partial<T>(T x, T y) where T : struct, IReal<T> => T.IfEqual(y, 0, 0, -x * y);
}

/// <summary>
/// The pieces of the error function, of plain arithmetic so that every number type has them. The polynomials are Chebyshev
/// interpolants made with 60 digits by <c>tests/accuracy/fit-error-function.py</c>.
/// </summary>
static class ErrorFunction
{
    // erf(x)/x by powers of x², for |x| up to 0.866.
    static ReadOnlySpan<double> Small =>
    [
        1.1283791670955126, -0.37612638903183754, 0.11283791670955126, -0.026866170645131186, 0.005223977625441005,
        -0.0008548327023324377, 0.00012055332973022896, -1.4925649945562089e-05, 1.646210079937154e-06, -1.6365529991708677e-07,
        1.480205277332452e-08, -1.2232545760203497e-09, 8.989274261472705e-11, -4.744540293570631e-12,
    ];

    // (1 + 2x) e^(x²) erfc x by powers of t = (x - 3.75)/(x + 3.75), for x from 0: the form of Shepherd and Laframboise,
    // "Chebyshev approximation of (1 + 2x) exp(x²) erfc x in 0 ≤ x < ∞", Math. Comp. 36 (1981).
    static ReadOnlySpan<double> Scaled =>
    [
        1.2375126308378275, -0.14024059858554697, 0.003585415485463775, 0.08227673849014516, -0.10880393014171785,
        0.09230432116037876, -0.058693398590212366, 0.028362277418940665, -0.009746579552504244, 0.0017556258530017257,
        0.0002937136342850081, -0.0002901540809795271, 5.1649211390702855e-05, 2.2384240314224437e-05, -1.1444412439171722e-05,
        -9.735619015182663e-07, 1.752057970166318e-06, -5.721597255990987e-08, -2.591069687796658e-07, 2.3261913276696566e-08,
        3.8965452548985966e-08, -3.743568033634583e-09, -5.28428697963142e-09, 3.110310719839165e-10, 4.434959070009628e-10,
    ];

    /// <summary>erf x for |x| up to 0.866.</summary>
    public static T Near0<T>(T x) where T : struct, IReal<T> => x * Polynomial(Small, x * x);

    /// <summary>erfc x for x from 0.</summary>
    public static T Tail<T>(T x) where T : struct, IReal<T>
    {
        T near = T.Min(x, 40);   // erfc is 0 beyond 28
        return ScaledTail(near) * Decay(near, 1);
    }

    /// <summary>e^(x²) erfc x for x from 0.</summary>
    public static T ScaledTail<T>(T x) where T : struct, IReal<T> => Polynomial(Scaled, (x - 3.75) / (x + 3.75)) / (1 + 2 * x);

    /// <summary>
    /// e^(-scale x²) for x from 0 to 56, without the error that rounding x² would bring: x is split into an upper half
    /// whose square is exact (Veltkamp) and a rest that needs two terms of the exponential.
    /// </summary>
    public static T Decay<T>(T x, double scale) where T : struct, IReal<T>
    {
        T c = 134217729 * x, upper = c - (c - x);
        T rest = scale * ((x - upper) * (x + upper));
        T main = T.Exp(-scale * (upper * upper));
        return main - main * (rest * (1 - 0.5 * rest));
    }

    static T Polynomial<T>(ReadOnlySpan<double> coefficients, T x) where T : struct, IReal<T>
    {
        T sum = coefficients[^1];
        for (int i = coefficients.Length - 2; i >= 0; i--)
            sum = sum * x + coefficients[i];
        return sum;
    }
}
