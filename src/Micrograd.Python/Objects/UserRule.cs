using System.Runtime.InteropServices;
using Micrograd.Python.Interop;
using Micrograd.Tape;

namespace Micrograd.Python.Objects;

/// <summary>
/// The chain rule that a program gave with <c>out._backward = f</c>. Graphs that use the node hold this rule, it holds the
/// node's object, and that holds <c>f</c>.
/// </summary>
/// <remarks>
/// The object in turn holds the node's segment without the rule. So <c>f</c> may refer to <c>out</c>, as in the well-known
/// lecture, and no cycle runs through both heaps: once no graph uses the node, .NET's collector takes the rule, which
/// lets go of the object, and Python's collector takes the object and <c>f</c>.
/// </remarks>
sealed unsafe class UserRule : OuterRule
{
    /// <summary>So many new rules make the runtime look for those that no graph holds any more.</summary>
    const int FewestBetweenCollections = 1024;

    // The objects that graphs hold, and how many there may be before the dead ones are looked for.
    static readonly List<nint> Held = [];
    static int collectAt = FewestBetweenCollections;

    readonly ValueObject* node;
    readonly TapeSegment segment;

    UserRule(ValueObject* node, TapeSegment bare) : base(bare.Rule!.Symbol)
    {
        this.node = node;
        segment = bare.WithRule(this);
    }

    /// <summary>Whether graphs may hold any rule.</summary>
    public static bool Any => Held.Count > 0;

    /// <summary>
    /// Makes what an object shows a node whose chain rule the program gives; it has none as yet. A node that it showed
    /// before stays for the graphs that use it.
    /// </summary>
    /// <exception cref="OutOfMemoryException">The object is as it was.</exception>
    public static void MakeNode(ValueObject* instance, double data, ReadOnlySpan<Value> operands, string symbol)
    {
        Extra* extra = instance->Extra == null ? Extra.Make() : instance->Extra;
        SegmentRecord* home;
        Value node;
        try
        {
            PythonTape.Enter();
            node = Value.Record(new OuterRule(symbol), data, operands);
            home = SegmentRecord.Hold(node.Home!);
            PythonTape.Follow();
        }
        catch
        {
            if (instance->Extra == null)
                NativeMemory.Free(extra);
            throw;
        }
        if (instance->Home != null)
            ValueObject.Detach(instance);
        ValueObject.Attach(instance, home, node.PlaceAtHome, data);
        extra->IsUserMade = true;
        instance->Extra = extra;
    }

    /// <summary>The value of a user-made node, with the rule that calls its <c>_backward</c>.</summary>
    public static Value ValueOf(ValueObject* instance)
    {
        if (instance->Extra->Rule != 0 && HandleOf(instance).TryGetTarget(out UserRule? known))
            return Value.At(known.segment, instance->Place);
        if (instance->Extra->Rule != 0)
            Release(Held.IndexOf((nint)instance));
        Held.EnsureCapacity(Held.Count + 1);
        var rule = new UserRule(instance, instance->Home->Segment);
        instance->Extra->Rule = WeakGCHandle<UserRule>.ToIntPtr(new WeakGCHandle<UserRule>(rule));
        Held.Add((nint)Py.Share((PyObject*)instance));
        return Value.At(rule.segment, instance->Place);
    }

    /// <summary>Collects when there are many; it may run Python code.</summary>
    public static void CollectIfMany()
    {
        if (Held.Count >= collectAt)
            Collect();
    }

    /// <summary>Lets go of the objects of all rules that no graph holds any more.</summary>
    public static void Collect()
    {
        GC.Collect();
        for (int i = Held.Count - 1; i >= 0; i--)
            if (i < Held.Count && !HandleOf((ValueObject*)Held[i]).TryGetTarget(out _))
                Release(i);
        collectAt = Math.Max(FewestBetweenCollections, 2 * Held.Count);
    }

    /// <inheritdoc/>
    public override void Apply() => Call(node);

    /// <summary>Calls the <c>_backward</c> of a user-made node.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    /// <exception cref="PythonErrorException">It raised an error.</exception>
    public static void Call(ValueObject* node)
    {
        PyObject* backward = node->Extra->Backward;
        if (backward == null)
            throw new InvalidOperationException(
                $"A value made from _children ('{node->Home->Segment.Rule!.Symbol}') has no _backward, so backward() cannot pass through it. "
                + "Set value._backward to a function that adds to the children's grad.");
        Py.Share(backward);
        PyObject* result = Py.PyObject_CallNoArgs(backward);
        Py.Py_DecRef(backward);
        if (result == null)
            throw new PythonErrorException();
        Py.Py_DecRef(result);
    }

    static WeakGCHandle<UserRule> HandleOf(ValueObject* instance) => WeakGCHandle<UserRule>.FromIntPtr(instance->Extra->Rule);

    static void Release(int index)
    {
        var instance = (ValueObject*)Held[index];
        Held[index] = Held[^1];
        Held.RemoveAt(Held.Count - 1);
        HandleOf(instance).Dispose();
        instance->Extra->Rule = 0;
        Py.Py_DecRef((PyObject*)instance);
    }
}
