using System.Runtime.InteropServices;
using Micrograd.Python.Interop;
using Micrograd.Training;

namespace Micrograd.Python.Module;

/// <summary>The losses of the library: whole formulas in one call.</summary>
static unsafe class Losses
{
    static readonly Arguments
        Squares = new("mean_squared_error", 2, "predictions", "targets"), Sizes = new("mean_absolute_error", 2, "predictions", "targets"),
        Knees = new("huber", 2, "predictions", "targets", "knee"), Margins = new("hinge", 2, "scores", "targets"),
        Classes = new("cross_entropy", 2, "logits", "target_index"), Leads = new("multi_class_hinge", 2, "scores", "target_index", "margin"),
        Likelihoods = new("negative_log_likelihood", 2, "log_probabilities", "target_index"),
        Sides = new("binary_cross_entropy", 2, "logit", "target"),
        Chances = new("binary_cross_entropy_of_probability", 2, "probability", "target");

    delegate Value RowLoss(ReadOnlySpan<Value> rows, ReadOnlySpan<Value> targets, double setting);

    delegate Value ClassLoss(ReadOnlySpan<Value> scores, int target, double setting);

    /// <summary>Adds the functions of the module.</summary>
    public static void AddTo(MethodList list)
    {
        list.AddMany("mean_squared_error", "predictions, targets", &MeanSquaredError, "The mean of the squared errors.");
        list.AddMany("mean_absolute_error", "predictions, targets", &MeanAbsoluteError, "The mean of the absolute errors.");
        list.AddMany("huber", "predictions, targets, knee=1.0", &Huber, "The mean of the Huber losses: half the squared error up to the knee, and a line from there on.");
        list.AddMany("hinge", "scores, targets", &Hinge, "The mean of max(0, 1 - target * score), for targets -1 and 1.");
        list.AddMany("cross_entropy", "logits, target_index", &CrossEntropy, "-log softmax(logits)[target_index], without overflow.");
        list.AddMany("multi_class_hinge", "scores, target_index, margin=1.0", &MultiClassHinge, "The sum of max(0, margin - scores[target_index] + score) over the other classes, divided by the number of classes.");
        list.AddMany("negative_log_likelihood", "log_probabilities, target_index", &NegativeLogLikelihood, "-log_probabilities[target_index].");
        list.AddMany("binary_cross_entropy", "logit, target", &BinaryCrossEntropy, "The cross-entropy of sigmoid(logit) and a target from 0 to 1, without overflow.");
        list.AddMany("binary_cross_entropy_of_probability", "probability, target", &BinaryCrossEntropyOfProbability, "The cross-entropy of a probability and a target from 0 to 1.");
    }

    [UnmanagedCallersOnly]
    static PyObject* MeanSquaredError(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        OfRows(Squares, "predictions", static (rows, targets, _) => Loss.MeanSquaredError(rows, targets), given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* MeanAbsoluteError(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        OfRows(Sizes, "predictions", static (rows, targets, _) => Loss.MeanAbsoluteError(rows, targets), given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* Huber(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        OfRows(Knees, "predictions", Loss.Huber, given, placed, keywords, "knee must be a number");

    [UnmanagedCallersOnly]
    static PyObject* Hinge(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        OfRows(Margins, "scores", static (rows, targets, _) => Loss.Hinge(rows, targets), given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* CrossEntropy(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        OfClasses(Classes, "logits", static (scores, target, _) => Loss.SoftmaxCrossEntropy(scores, target), given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* MultiClassHinge(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        OfClasses(Leads, "scores", Loss.MultiClassHinge, given, placed, keywords, "margin must be a number");

    [UnmanagedCallersOnly]
    static PyObject* NegativeLogLikelihood(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        OfClasses(Likelihoods, "log_probabilities", static (scores, target, _) => Loss.NegativeLogLikelihood(scores, target), given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* BinaryCrossEntropy(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        OfSides(Sides, "logit must be a Value or a number", Loss.BinaryCrossEntropy, given, placed, keywords);

    [UnmanagedCallersOnly]
    static PyObject* BinaryCrossEntropyOfProbability(PyObject* module, PyObject** given, nint placed, PyObject* keywords) =>
        OfSides(Chances, "probability must be a Value or a number", Loss.BinaryCrossEntropyOfProbability, given, placed, keywords);

    static PyObject* OfSides(
        Arguments names, string what, Func<Value, double, Value> loss, PyObject** given, nint placed, PyObject* keywords)
    {
        Span<nint> found = stackalloc nint[2];
        if (!names.Read(given, placed, keywords, found))
            return null;
        try
        {
            double target = Recording.Scalar((PyObject*)found[1], "target must be a number");
            Recording.Begin();
            return Recording.End(loss(Recording.Operand((PyObject*)found[0], what), target));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    static PyObject* OfClasses(
        Arguments names, string what, ClassLoss loss, PyObject** given, nint placed, PyObject* keywords, string wrongSetting = "")
    {
        Span<nint> found = stackalloc nint[3];
        if (!names.Read(given, placed, keywords, found))
            return null;
        try
        {
            double setting = found[2] == 0 ? 1 : Recording.Scalar((PyObject*)found[2], wrongSetting);
            using ValueList scores = ValueList.Make((PyObject*)found[0], what);
            nint target = Py.PyNumber_AsSsize_t((PyObject*)found[1], Builtins.IndexError);
            if (target == -1 && Py.PyErr_Occurred() != null)
                return null;
            if (target < 0 || target >= scores.Count)
                throw new ArgumentException($"The target index must be from 0 to {scores.Count - 1}, got {target}.");
            Recording.Begin();
            return Recording.End(loss(scores.Read(), (int)target, setting));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }

    static PyObject* OfRows(
        Arguments names, string what, RowLoss loss, PyObject** given, nint placed, PyObject* keywords, string wrongSetting = "")
    {
        Span<nint> found = stackalloc nint[3];
        if (!names.Read(given, placed, keywords, found))
            return null;
        try
        {
            double setting = found[2] == 0 ? 1 : Recording.Scalar((PyObject*)found[2], wrongSetting);
            using ValueList rows = ValueList.Make((PyObject*)found[0], what), targets = ValueList.Make((PyObject*)found[1], "targets");
            Recording.Begin();
            return Recording.End(loss(rows.Read(), targets.Read(), setting));
        }
        catch (Exception exception)
        {
            return Recording.Fail(exception);
        }
    }
}
