using System.Runtime.InteropServices;
using Micrograd.Operations;
using Micrograd.Python.Interop;

namespace Micrograd.Python.Module;

/// <summary>The operations of two and three arguments, as methods of <c>Value</c> and as functions of the module.</summary>
static unsafe class BinaryFunctions
{
    static readonly Arguments
        Sum = new("add", 2, "a", "b"), Difference = new("sub", 2, "a", "b"), Product = new("mul", 2, "a", "b"),
        Quotient = new("div", 2, "a", "b"), Maximum = new("maximum", 2, "a", "b"), Minimum = new("minimum", 2, "a", "b"), Power = new("pow", 2, "a", "b"),
        Atan2 = new("atan2", 2, "y", "x"), Hypot = new("hypot", 2, "a", "b"), LogAddExp = new("logaddexp", 2, "a", "b"),
        LeakyRelu = new("leaky_relu", 1, "x", "slope"), Elu = new("elu", 1, "x", "alpha"), Clamp = new("clamp", 3, "x", "low", "high"),
        Select = new("select", 3, "condition", "a", "b");

    static readonly Arguments
        SlopeOfMethod = new("leaky_relu", 0, "slope"), AlphaOfMethod = new("elu", 0, "alpha"), BoundsOfMethod = new("clamp", 2, "low", "high");

    /// <summary>Adds the methods of a value.</summary>
    public static void AddMethodsTo(MethodList list)
    {
        list.AddOne("add", "$self, other", &Add, "self + other.");
        list.AddOne("sub", "$self, other", &Sub, "self - other.");
        list.AddOne("mul", "$self, other", &Mul, "self * other.");
        list.AddOne("div", "$self, other", &Div, "self / other.");
        list.AddOne("pow", "$self, other", &Pow, "self ** other.");
        list.AddOne("max", "$self, other", &Max, "The larger of the two; equal ones share the derivative.");
        list.AddOne("min", "$self, other", &Min, "The smaller of the two; equal ones share the derivative.");
        list.AddOne("atan2", "$self, x", &Atan2Method, "The angle of the point (x, self), in radians from -π to π.");
        list.AddOne("hypot", "$self, other", &HypotMethod, "√(self² + other²), without overflow.");
        list.AddOne("logaddexp", "$self, other", &LogAddExpMethod, "ln(e^self + e^other), without overflow.");
        list.AddMany("leaky_relu", "$self, /, slope=0.01", &LeakyReluMethod, "x where it is positive, else slope * x.");
        list.AddMany("elu", "$self, /, alpha=1.0", &EluMethod, "x where it is positive, else alpha * (e^x - 1).");
        list.AddMany("clamp", "$self, /, low, high", &ClampMethod, "x kept between two bounds, where its derivative is still 1.");
    }

    /// <summary>Adds the functions of the module.</summary>
    public static void AddFunctionsTo(MethodList list)
    {
        list.AddMany("add", "a, b", &AddFunction, "a + b.");
        list.AddMany("sub", "a, b", &SubFunction, "a - b.");
        list.AddMany("mul", "a, b", &MulFunction, "a * b.");
        list.AddMany("div", "a, b", &DivFunction, "a / b.");
        list.AddMany("maximum", "a, b", &MaximumFunction, "The larger of the two; equal ones share the derivative.");
        list.AddMany("minimum", "a, b", &MinimumFunction, "The smaller of the two; equal ones share the derivative.");
        list.AddMany("pow", "a, b", &PowerFunction, "a to the power b.");
        list.AddMany("atan2", "y, x", &Atan2Function, "The angle of the point (x, y), in radians from -π to π.");
        list.AddMany("hypot", "a, b", &HypotFunction, "√(a² + b²), without overflow.");
        list.AddMany("logaddexp", "a, b", &LogAddExpFunction, "ln(e^a + e^b), without overflow.");
        list.AddMany("leaky_relu", "x, slope=0.01", &LeakyReluFunction, "x where it is positive, else slope * x.");
        list.AddMany("elu", "x, alpha=1.0", &EluFunction, "x where it is positive, else alpha * (e^x - 1).");
        list.AddMany("clamp", "x, low, high", &ClampFunction, "x kept between two bounds, where its derivative is still 1.");
        list.AddMany("select", "condition, a, b", &SelectFunction, "a where the condition holds, else b; the derivative goes to the one taken.");
    }

    [UnmanagedCallersOnly] static PyObject* Add(PyObject* self, PyObject* other) => Apply.Binary<Add>(self, other);

    [UnmanagedCallersOnly] static PyObject* Sub(PyObject* self, PyObject* other) => Apply.Binary<Subtract>(self, other);

    [UnmanagedCallersOnly] static PyObject* Mul(PyObject* self, PyObject* other) => Apply.Binary<Multiply>(self, other);

    [UnmanagedCallersOnly] static PyObject* Div(PyObject* self, PyObject* other) => Apply.Binary<Divide>(self, other);

    [UnmanagedCallersOnly] static PyObject* Pow(PyObject* self, PyObject* other) => Apply.Binary<Power>(self, other);

    [UnmanagedCallersOnly] static PyObject* Max(PyObject* self, PyObject* other) => Apply.Binary<Max>(self, other);

    [UnmanagedCallersOnly] static PyObject* Min(PyObject* self, PyObject* other) => Apply.Binary<Min>(self, other);

    [UnmanagedCallersOnly] static PyObject* Atan2Method(PyObject* self, PyObject* x) => Apply.Binary<Atan2>(self, x);

    [UnmanagedCallersOnly] static PyObject* HypotMethod(PyObject* self, PyObject* other) => Apply.Binary<Hypot>(self, other);

    [UnmanagedCallersOnly] static PyObject* LogAddExpMethod(PyObject* self, PyObject* other) => Apply.Binary<LogAddExp>(self, other);

    [UnmanagedCallersOnly]
    static PyObject* LeakyReluMethod(PyObject* self, PyObject** given, nint placed, PyObject* keywords) =>
        WithParameter<LeakyRelu>(self, SlopeOfMethod, 0.01, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* EluMethod(PyObject* self, PyObject** given, nint placed, PyObject* keywords) =>
        WithParameter<Elu>(self, AlphaOfMethod, 1, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* ClampMethod(PyObject* self, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[2];
        return BoundsOfMethod.Read(given, placed, keywords, found) ? Clamped(self, (PyObject*)found[0], (PyObject*)found[1]) : null;
    }

    [UnmanagedCallersOnly]
    static PyObject* AddFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords) => Two<Add>(Sum, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* SubFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        Two<Subtract>(Difference, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* MulFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        Two<Multiply>(Product, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* DivFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        Two<Divide>(Quotient, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* MaximumFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords) => Two<Max>(Maximum, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* MinimumFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords) => Two<Min>(Minimum, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* PowerFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords) => Two<Power>(Power, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* Atan2Function(PyObject* module, PyObject** given, nint placed, PyObject* keywords) => Two<Atan2>(Atan2, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* HypotFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords) => Two<Hypot>(Hypot, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* LogAddExpFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        Two<LogAddExp>(LogAddExp, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* LeakyReluFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        WithParameter<LeakyRelu>(null, LeakyRelu, 0.01, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* EluFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        WithParameter<Elu>(null, Elu, 1, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* ClampFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[3];
        return Clamp.Read(given, placed, keywords, found)
            ? Clamped((PyObject*)found[0], (PyObject*)found[1], (PyObject*)found[2])
            : null;
    }

    [UnmanagedCallersOnly]
    static PyObject* SelectFunction(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[3];
        if (!Select.Read(given, placed, keywords, found))
            return null;
        int holds = Py.PyObject_IsTrue((PyObject*)found[0]);
        if (holds < 0)
            return null;
        try
        {
            Recording.Begin();
            Value a = Recording.Operand((PyObject*)found[1], "select() needs Values or numbers");
            Value b = Recording.Operand((PyObject*)found[2], "select() needs Values or numbers");
            return Recording.End(Value.Select(holds != 0, a, b));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    static PyObject* Two<TOp>(Arguments names, PyObject** given, nint placed, PyObject* keywords) where TOp : struct, IBinaryOperation
    {
        Span<nint> found = stackalloc nint[2];
        return names.Read(given, placed, keywords, found) ? Apply.Binary<TOp>((PyObject*)found[0], (PyObject*)found[1]) : null;
    }

    /// <summary>An operation with a numeric parameter that has a default.</summary>
    static PyObject* WithParameter<TOp>(
        PyObject* self, Arguments names, double parameter, PyObject** given, nint placed, PyObject* keywords)
        where TOp : struct, IBinaryOperation
    {
        Span<nint> found = stackalloc nint[2];
        if (!names.Read(given, placed, keywords, self == null ? found : found[1..]))
            return null;
        PyObject* x = self == null ? (PyObject*)found[0] : self;
        if (found[1] != 0)
            return Apply.Binary<TOp>(x, (PyObject*)found[1]);
        PyObject* number = Py.PyFloat_FromDouble(parameter);
        if (number == null)
            return null;
        PyObject* result = Apply.Binary<TOp>(x, number);
        Py.Py_DecRef(number);
        return result;
    }

    static PyObject* Clamped(PyObject* x, PyObject* low, PyObject* high)
    {
        PyObject* raised = Apply.Binary<AtLeast>(x, low);
        if (raised == null)
            return null;
        PyObject* result = Apply.Binary<AtMost>(raised, high);
        Py.Py_DecRef(raised);
        return result;
    }
}
