namespace Micrograd.Tests.Tape;

/// <summary>
/// The textbook engine that random graphs are compared with: objects, partials, and a walk in order of creation. It
/// shares nothing with the library but the rule that a zero adjoint passes on zeros.
/// </summary>
sealed class ReferenceNode(double data, params (ReferenceNode Node, double Partial)[] operands)
{
    static int made;

    readonly int order = made++;
    readonly (ReferenceNode Node, double Partial)[] edges = operands;

    public double Data { get; } = data;

    public double? Grad { get; private set; }

    public ReferenceNode[] Operands { get; } = [.. operands.Select(edge => edge.Node)];

    /// <summary>A constant is neither reached nor does it collect.</summary>
    public bool IsConstant { get; init; }

    public bool IsLeaf => edges.Length == 0;

    public void Backward(double seed)
    {
        Dictionary<ReferenceNode, double> adjoints = new() { [this] = seed };
        SortedSet<ReferenceNode> open = new(Comparer<ReferenceNode>.Create((x, y) => y.order.CompareTo(x.order))) { this };
        while (open.Count > 0)
        {
            ReferenceNode node = open.Min!;
            open.Remove(node);
            double adjoint = adjoints[node];
            node.Grad = node.IsLeaf ? (node.Grad ?? 0) + adjoint : adjoint;
            foreach (var (operand, partial) in node.edges)
                if (!operand.IsConstant)
                {
                    adjoints[operand] = adjoints.GetValueOrDefault(operand) + (adjoint == 0 ? 0 : adjoint * partial);
                    open.Add(operand);
                }
        }
    }

    public void ZeroGrad() => Grad = null;

}
