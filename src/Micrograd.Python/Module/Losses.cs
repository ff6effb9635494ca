using System.Runtime.InteropServices;
using Micrograd.Python.Interop;
using Micrograd.Training;

namespace Micrograd.Python.Module;

/// <summary>The losses of the library: whole formulas in one call.</summary>
static unsafe class Losses
{
    static readonly Arguments
        Errors = new("mean_squared_error", 2, "predictions", "targets"), Margins = new("hinge", 2, "scores", "targets"),
        Classes = new("cross_entropy", 2, "logits", "target_index"), Sides = new("binary_cross_entropy", 2, "logit", "target");

    delegate Value RowLoss(ReadOnlySpan<Value> rows, ReadOnlySpan<Value> targets);

    /// <summary>Adds the functions of the module.</summary>
    public static void AddTo(MethodList list)
    {
        list.AddMany("mean_squared_error", "predictions, targets", &MeanSquaredError, "The mean of the squared errors.");
        list.AddMany("hinge", "scores, targets", &Hinge, "The mean of max(0, 1 - target * score), for targets -1 and 1.");
        list.AddMany("cross_entropy", "logits, target_index", &CrossEntropy, "-log softmax(logits)[target_index], without overflow.");
        list.AddMany("binary_cross_entropy", "logit, target", &BinaryCrossEntropy, "The cross-entropy of sigmoid(logit) and a target from 0 to 1, without overflow.");
    }

    [UnmanagedCallersOnly]
    static PyObject* MeanSquaredError(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        OfRows(Errors, "predictions", Loss.MeanSquaredError, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* Hinge(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        OfRows(Margins, "scores", Loss.Hinge, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* CrossEntropy(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[2];
        if (!Classes.Read(given, placed, keywords, found))
            return null;
        try
        {
            using ValueList logits = ValueList.Make((PyObject*)found[0], "logits");
            nint target = Py.PyNumber_AsSsize_t((PyObject*)found[1], Builtins.IndexError);
            if (target == -1 && Py.PyErr_Occurred() != null)
                return null;
            if (target < 0 || target >= logits.Count)
                throw new ArgumentException($"The target index must be from 0 to {logits.Count - 1}, got {target}.");
            Recording.Begin();
            return Recording.End(Loss.SoftmaxCrossEntropy(logits.Read(), (int)target));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    [UnmanagedCallersOnly]
    static PyObject* BinaryCrossEntropy(PyObject* module, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[2];
        if (!Sides.Read(given, placed, keywords, found))
            return null;
        try
        {
            double target = Recording.Scalar((PyObject*)found[1], "target must be a number");
            Recording.Begin();
            return Recording.End(Loss.BinaryCrossEntropy(Recording.Operand((PyObject*)found[0], "logit must be a Value or a number"), target));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    static PyObject* OfRows(Arguments names, string what, RowLoss loss, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[2];
        if (!names.Read(given, placed, keywords, found))
            return null;
        try
        {
            using ValueList rows = ValueList.Make((PyObject*)found[0], what), targets = ValueList.Make((PyObject*)found[1], "targets");
            Recording.Begin();
            return Recording.End(loss(rows.Read(), targets.Read()));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }
}
