using System.Runtime.InteropServices;
using Micrograd.Operations;
using Micrograd.Python.Interop;

namespace Micrograd.Python.Module;

/// <summary>
/// The operations of one argument, each a method of <c>Value</c> and a function of the module. One line each, since a
/// function that C calls cannot be generic.
/// </summary>
static unsafe class Functions
{
    /// <summary>Adds them as methods, or as functions.</summary>
    public static void AddTo(MethodList list, bool asMethods)
    {
        void Add(string name, delegate* unmanaged<PyObject*, PyObject*, PyObject*> function, string doc)
        {
            if (asMethods)
                list.Add(name, function, doc);
            else
                list.AddOne(name, "x", function, doc);
        }

        Add("square", &Square, "x².");
        Add("cube", &Cube, "x³.");
        Add("reciprocal", &Reciprocal, "1 / x.");
        Add("sqrt", &Sqrt, "The square root.");
        Add("cbrt", &Cbrt, "The cube root, of negative numbers as well.");
        Add("exp", &Exp, "e to the power x.");
        Add("exp2", &Exp2, "2 to the power x.");
        Add("expm1", &ExpM1, "e to the power x, minus 1, exact also near 0.");
        Add("log", &Log, "The natural logarithm.");
        Add("log2", &Log2, "The logarithm to base 2.");
        Add("log10", &Log10, "The logarithm to base 10.");
        Add("log1p", &LogP1, "The natural logarithm of 1 + x, exact also near 0.");
        Add("sin", &Sin, "The sine, of radians.");
        Add("cos", &Cos, "The cosine, of radians.");
        Add("tan", &Tan, "The tangent, of radians.");
        Add("asin", &Asin, "The arc sine, in radians.");
        Add("acos", &Acos, "The arc cosine, in radians.");
        Add("atan", &Atan, "The arc tangent, in radians.");
        Add("sinh", &Sinh, "The hyperbolic sine.");
        Add("cosh", &Cosh, "The hyperbolic cosine.");
        Add("tanh", &Tanh, "The hyperbolic tangent.");
        Add("asinh", &Asinh, "The inverse hyperbolic sine.");
        Add("acosh", &Acosh, "The inverse hyperbolic cosine.");
        Add("atanh", &Atanh, "The inverse hyperbolic tangent.");
        Add("erf", &Erf, "The error function.");
        Add("erfc", &Erfc, "1 - erf x, exact also where that is tiny.");
        Add("normal_cdf", &NormalCdf, "The cumulative distribution of the standard normal.");
        Add("normal_pdf", &NormalPdf, "The density of the standard normal.");
        Add("abs", &Abs, "The absolute value; its derivative at 0 is 0.");
        Add("sigmoid", &Sigmoid, "The logistic function, 1 / (1 + e^-x).");
        Add("log_sigmoid", &LogSigmoid, "The logarithm of the logistic function, without underflow.");
        Add("relu", &Relu, "The rectifier, max(x, 0); its derivative at 0 is 0.");
        Add("gelu", &Gelu, "x times the cumulative normal of x (the exact form).");
        Add("silu", &Silu, "x times the logistic function of x, also called swish.");
        Add("mish", &Mish, "x tanh(softplus x).");
        Add("softplus", &Softplus, "ln(1 + e^x), the smooth rectifier.");
        Add("softsign", &Softsign, "x / (1 + |x|).");
    }

    [UnmanagedCallersOnly] static PyObject* Square(PyObject* self, PyObject* x) => Apply.Unary<Square>(self, x);

    [UnmanagedCallersOnly] static PyObject* Cube(PyObject* self, PyObject* x) => Apply.Unary<Cube>(self, x);

    [UnmanagedCallersOnly] static PyObject* Reciprocal(PyObject* self, PyObject* x) => Apply.Unary<Reciprocal>(self, x);

    [UnmanagedCallersOnly] static PyObject* Sqrt(PyObject* self, PyObject* x) => Apply.Unary<Sqrt>(self, x);

    [UnmanagedCallersOnly] static PyObject* Cbrt(PyObject* self, PyObject* x) => Apply.Unary<Cbrt>(self, x);

    [UnmanagedCallersOnly] static PyObject* Exp(PyObject* self, PyObject* x) => Apply.Unary<Exp>(self, x);

    [UnmanagedCallersOnly] static PyObject* Exp2(PyObject* self, PyObject* x) => Apply.Unary<Exp2>(self, x);

    [UnmanagedCallersOnly] static PyObject* ExpM1(PyObject* self, PyObject* x) => Apply.Unary<ExpM1>(self, x);

    [UnmanagedCallersOnly] static PyObject* Log(PyObject* self, PyObject* x) => Apply.Unary<Log>(self, x);

    [UnmanagedCallersOnly] static PyObject* Log2(PyObject* self, PyObject* x) => Apply.Unary<Log2>(self, x);

    [UnmanagedCallersOnly] static PyObject* Log10(PyObject* self, PyObject* x) => Apply.Unary<Log10>(self, x);

    [UnmanagedCallersOnly] static PyObject* LogP1(PyObject* self, PyObject* x) => Apply.Unary<LogP1>(self, x);

    [UnmanagedCallersOnly] static PyObject* Sin(PyObject* self, PyObject* x) => Apply.Unary<Sin>(self, x);

    [UnmanagedCallersOnly] static PyObject* Cos(PyObject* self, PyObject* x) => Apply.Unary<Cos>(self, x);

    [UnmanagedCallersOnly] static PyObject* Tan(PyObject* self, PyObject* x) => Apply.Unary<Tan>(self, x);

    [UnmanagedCallersOnly] static PyObject* Asin(PyObject* self, PyObject* x) => Apply.Unary<Asin>(self, x);

    [UnmanagedCallersOnly] static PyObject* Acos(PyObject* self, PyObject* x) => Apply.Unary<Acos>(self, x);

    [UnmanagedCallersOnly] static PyObject* Atan(PyObject* self, PyObject* x) => Apply.Unary<Atan>(self, x);

    [UnmanagedCallersOnly] static PyObject* Sinh(PyObject* self, PyObject* x) => Apply.Unary<Sinh>(self, x);

    [UnmanagedCallersOnly] static PyObject* Cosh(PyObject* self, PyObject* x) => Apply.Unary<Cosh>(self, x);

    [UnmanagedCallersOnly] static PyObject* Tanh(PyObject* self, PyObject* x) => Apply.Unary<Tanh>(self, x);

    [UnmanagedCallersOnly] static PyObject* Asinh(PyObject* self, PyObject* x) => Apply.Unary<Asinh>(self, x);

    [UnmanagedCallersOnly] static PyObject* Acosh(PyObject* self, PyObject* x) => Apply.Unary<Acosh>(self, x);

    [UnmanagedCallersOnly] static PyObject* Atanh(PyObject* self, PyObject* x) => Apply.Unary<Atanh>(self, x);

    [UnmanagedCallersOnly] static PyObject* Erf(PyObject* self, PyObject* x) => Apply.Unary<Erf>(self, x);

    [UnmanagedCallersOnly] static PyObject* Erfc(PyObject* self, PyObject* x) => Apply.Unary<Erfc>(self, x);

    [UnmanagedCallersOnly] static PyObject* NormalCdf(PyObject* self, PyObject* x) => Apply.Unary<NormalCdf>(self, x);

    [UnmanagedCallersOnly] static PyObject* NormalPdf(PyObject* self, PyObject* x) => Apply.Unary<NormalPdf>(self, x);

    [UnmanagedCallersOnly] static PyObject* Abs(PyObject* self, PyObject* x) => Apply.Unary<Abs>(self, x);

    [UnmanagedCallersOnly] static PyObject* Sigmoid(PyObject* self, PyObject* x) => Apply.Unary<Sigmoid>(self, x);

    [UnmanagedCallersOnly] static PyObject* LogSigmoid(PyObject* self, PyObject* x) => Apply.Unary<LogSigmoid>(self, x);

    [UnmanagedCallersOnly] static PyObject* Relu(PyObject* self, PyObject* x) => Apply.Unary<Relu>(self, x);

    [UnmanagedCallersOnly] static PyObject* Gelu(PyObject* self, PyObject* x) => Apply.Unary<Gelu>(self, x);

    [UnmanagedCallersOnly] static PyObject* Silu(PyObject* self, PyObject* x) => Apply.Unary<Silu>(self, x);

    [UnmanagedCallersOnly] static PyObject* Mish(PyObject* self, PyObject* x) => Apply.Unary<Mish>(self, x);

    [UnmanagedCallersOnly] static PyObject* Softplus(PyObject* self, PyObject* x) => Apply.Unary<Softplus>(self, x);

    [UnmanagedCallersOnly] static PyObject* Softsign(PyObject* self, PyObject* x) => Apply.Unary<Softsign>(self, x);
}
