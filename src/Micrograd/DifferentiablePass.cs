using Micrograd.Operations;
using Micrograd.Tape;

namespace Micrograd;

/// <summary>
/// Reverse mode on values: the chain rule is recorded like any program, with the partials that the rules give for values,
/// so the gradients can be differentiated again. Only what depends on leaves makes nodes.
/// </summary>
/// <remarks>
/// The order is that of <see cref="BackwardPass"/>, and so are its rules: what nothing reaches has no gradient, and a zero
/// adjoint makes nothing of an infinite partial. It marks nothing in the graph and takes no locks.
/// </remarks>
sealed class DifferentiablePass : IOperationVisitor<bool>
{
    readonly Gradients gradients = new();
    readonly bool createGraph;

    // The node that the chain rule is being applied to.
    Value y, adjoint;
    Value[] x = [];
    double[] recorded = [];

    DifferentiablePass(bool createGraph) => this.createGraph = createGraph;

    /// <summary>The gradients of <paramref name="root"/>, which is not a constant.</summary>
    /// <param name="root">Where the pass starts, with the gradient 1.</param>
    /// <param name="createGraph">Whether the gradients shall have a graph; else they are constants.</param>
    public static Gradients Run(Value root, bool createGraph)
    {
        var pass = new DifferentiablePass(createGraph);
        pass.gradients.Of(root.Segment!)[root.Place] = 1.0;
        if (!root.IsLeaf)
            foreach (TapeSegment segment in Collect(root.Segment!))
                pass.Sweep(segment, root);
        return pass.gradients;
    }

    /// <summary>The interior segments that the root reaches, latest first; several views of one are merged.</summary>
    static IEnumerable<TapeSegment> Collect(TapeSegment root)
    {
        List<TapeSegment> found = [root];
        HashSet<TapeSegment> seen = [root];
        for (int next = 0; next < found.Count; next++)
            for (int slot = found[next].DependencyCount; slot > 0; slot--)
                if (found[next].DependencyAt(slot) is { IsLeaf: false } dependency && seen.Add(dependency))
                    found.Add(dependency);
        return found.GroupBy(view => view.Sequence).OrderByDescending(views => views.Key).Select(views => views.Aggregate(TapeSegment.Merge));
    }

    void Sweep(TapeSegment segment, Value root)
    {
        Gradients.Adjoints own = gradients.Of(segment);
        int last = segment.Sequence == root.Segment!.Sequence ? root.Place : segment.Limit - 1;
        for (int place = last; place >= segment.Start; place--)
        {
            if (!own.Reaches(place))
                continue;
            (y, adjoint) = (new(segment, place), own[place]);
            if (segment.Rule is not null)
                throw new InvalidOperationException($"The operation '{y.Op}' has a chain rule of its own, which cannot be recorded and differentiated again.");
            ReadOperands();
            if (createGraph)
                y.Operation!.Accept(this);
            else
                PassRecorded();
            ref readonly Node node = ref segment.Block.Nodes[place];
            place -= node.IsHead ? node.RunLength : 0;
        }
    }

    void ReadOperands()
    {
        int count = y.OperandCount;
        if (x.Length != count)
            (x, recorded) = (new Value[count], new double[count]);
        for (int i = 0; i < count; i++)
            (x[i], recorded[i]) = y.OperandAt(i);
    }

    /// <inheritdoc/>
    public bool Unary<TOp>() where TOp : struct, IUnaryOperation => Pass(0, TOp.Partial(x[0], y));

    /// <inheritdoc/>
    public bool Binary<TOp>() where TOp : struct, IBinaryOperation =>
        (x[0].IsConstant || Pass(0, TOp.PartialA(x[0], x[1], y))) & (x[1].IsConstant || Pass(1, TOp.PartialB(x[0], x[1], y)));

    /// <inheritdoc/>
    public bool Choice<TOp>() where TOp : struct, IOperation => PassRecorded();

    /// <inheritdoc/>
    public bool Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation
    {
        for (int i = 0; i + 1 < x.Length; i += 2)
        {
            if (!x[i].IsConstant)
                Pass(i, TTerm.PartialA<Value>(x[i], x[i + 1], double.NaN));
            if (!x[i + 1].IsConstant)
                Pass(i + 1, TTerm.PartialB<Value>(x[i], x[i + 1], double.NaN));
        }
        return x.Length % 2 == 0 || Pass(x.Length - 1, 1);
    }

    /// <inheritdoc/>
    public bool Reduction<TOp>() where TOp : struct, IReductionOperation
    {
        var partials = new Value[x.Length];
        TOp.Evaluate<Value>(x, partials);
        for (int i = 0; i < x.Length; i++)
            Pass(i, partials[i]);
        return true;
    }

    /// <inheritdoc/>
    public bool Function(Operation operation)
    {
        for (int i = 0; i < x.Length; i++)
            if (!x[i].IsConstant)
                Pass(i, ((CustomFunction)operation).Partial(i, x, y));
        return true;
    }

    /// <summary>Passes the adjoint on with the partials of the recording, as constants.</summary>
    bool PassRecorded()
    {
        for (int i = 0; i < x.Length; i++)
            Pass(i, recorded[i]);
        return true;
    }

    /// <summary>The chain rule for operand <paramref name="index"/>.</summary>
    bool Pass(int index, Value partial)
    {
        Value operand = x[index];
        if (operand.IsConstant)
            return true;
        if (partial.IsConstant)
            partial = recorded[index];   // the same, or what a chain of nodes for very many operands made of it
        else
            CheckUnchanged(partial.Data, recorded[index]);
        Gradients.Adjoints sums = gradients.Of(operand.Segment!);
        Value arriving = Times(adjoint, partial);
        if (arriving.IsConstant)
            arriving = arriving.Data + 0.0;   // -0 would mean "not reached"
        if (!sums.Reaches(operand.Place))
            sums[operand.Place] = arriving;
        else if (!IsZero(arriving))
            sums[operand.Place] += arriving;
        return true;
    }

    /// <summary>adjoint * partial, with no node for a factor 0, 1 or -1 that stays so.</summary>
    static Value Times(Value adjoint, Value partial)
    {
        bool vanishes = adjoint.Data == 0 && !double.IsFinite(partial.Data);
        if (vanishes || IsZero(adjoint) || (IsZero(partial) && double.IsFinite(adjoint.Data)))
            return 0.0;
        if (partial.IsConstant && Math.Abs(partial.Data) == 1)
            return partial.Data == 1 ? adjoint : -adjoint;
        return adjoint.IsConstant && adjoint.Data == 1 ? partial : adjoint * partial;
    }

    static bool IsZero(Value value) => value.IsConstant && value.Data == 0;

    void CheckUnchanged(double partial, double before)
    {
        if (!partial.Equals(before) && !(Math.Abs(partial - before) <= 1e-9 * Math.Abs(before)))
            throw new InvalidOperationException(
                $"A leaf was changed after it was computed with: the derivative of {y.Op} was {before:R}, and is now {partial:R}. Compute the value again, then call Backward(createGraph: true).");
    }
}
