using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Micrograd.Numbers;
using Micrograd.Operations;

namespace Micrograd.Benchmarks;

/// <summary>
/// The yardstick: a hand-made tape, one growing array that is reset by hand after each use, as the C++ tapes work. It
/// keeps 32 bytes an operation (partials, operands, adjoint) and cannot say what it recorded.
/// </summary>
public readonly struct FlatTape : IReal<FlatTape>, IEngine<FlatTape>
{
    static Entry[] entries = new Entry[1 << 21];
    static double[] adjoints = new double[1 << 21];
    static int count = 1;
    static int mark = 1;

    readonly double data;
    readonly int index;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    FlatTape(double data, int index) => (this.data, this.index) = (data, index);

    struct Entry
    {
        public double LeftPartial, RightPartial;
        public int Left, Right;
    }

    public static string Name => "flat-tape";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator FlatTape(double value) => new(value, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FlatTape operator +(FlatTape a, FlatTape b) => Apply<Add>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FlatTape operator -(FlatTape a, FlatTape b) => Apply<Subtract>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FlatTape operator *(FlatTape a, FlatTape b) => Apply<Multiply>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FlatTape operator /(FlatTape a, FlatTape b) => Apply<Divide>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FlatTape operator -(FlatTape x) => Apply<Negate>(x);

    public static FlatTape IfGreater(FlatTape a, FlatTape b, FlatTape then, FlatTape otherwise) =>
        a.data > b.data ? then : otherwise;

    public static FlatTape IfEqual(FlatTape a, FlatTape b, FlatTape edge, FlatTape usual) => a.data == b.data ? edge : usual;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FlatTape Apply<TOp>(FlatTape x) where TOp : struct, IUnaryOperation
    {
        Real primal = x.data, y = TOp.Primal(primal);
        return Record(y, x.index, TOp.Partial(primal, y), 0, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FlatTape Apply<TOp>(FlatTape a, FlatTape b) where TOp : struct, IBinaryOperation
    {
        Real x = a.data, z = b.data, y = TOp.Primal(x, z);
        return Record(y, a.index, TOp.PartialA(x, z, y), b.index, TOp.PartialB(x, z, y));
    }

    public static FlatTape Leaf(double data) => Record(data, 0, 0, 0, 0);

    public static double Data(FlatTape value) => value.data;

    public static FlatTape Changed(FlatTape leaf, double data) => new(data, leaf.index);

    public static double Grad(FlatTape leaf) => adjoints[leaf.index];

    public static void ZeroGrad(FlatTape leaf) => adjoints[leaf.index] = 0;

    public static void Mark() => mark = count;

    public static void Reset() => count = mark;

    public static void Backward(FlatTape root)
    {
        Array.Clear(adjoints, mark, count - mark);
        adjoints[root.index] = 1;
        ref double all = ref MemoryMarshal.GetArrayDataReference(adjoints);
        for (int i = root.index; i >= mark; i--)
        {
            double adjoint = Unsafe.Add(ref all, i);
            if (adjoint == 0)
                continue;
            ref Entry entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), i);
            Unsafe.Add(ref all, entry.Left) += adjoint * entry.LeftPartial;
            Unsafe.Add(ref all, entry.Right) += adjoint * entry.RightPartial;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FlatTape Record(double data, int left, double leftPartial, int right, double rightPartial)
    {
        int index = count;
        if (index >= entries.Length)
            Grow();
        ref Entry entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), index);
        entry.LeftPartial = leftPartial;
        entry.RightPartial = rightPartial;
        entry.Left = left;
        entry.Right = right;
        count = index + 1;
        return new(data, index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Grow()
    {
        Array.Resize(ref entries, 2 * entries.Length);
        Array.Resize(ref adjoints, entries.Length);
    }
}
