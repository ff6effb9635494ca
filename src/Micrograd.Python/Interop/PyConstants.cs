namespace Micrograd.Python.Interop;

/// <summary>Numbers of type slots, from <c>typeslots.h</c>; the stable ABI freezes them.</summary>
static class TypeSlot
{
    public const int
        NumberAbsolute = 6, NumberAdd = 7, NumberBool = 9, NumberFloat = 11, NumberIndex = 13, NumberInPlaceAdd = 14,
        NumberInPlaceMultiply = 18, NumberInPlacePower = 20, NumberInPlaceSubtract = 23, NumberInPlaceTrueDivide = 24, NumberMultiply = 29, NumberNegative = 30,
        NumberPositive = 32, NumberPower = 33, NumberSubtract = 36, NumberTrueDivide = 37, Alloc = 47, Clear = 51, Dealloc = 52, Doc = 56,
        Hash = 59, Init = 60, Methods = 64, New = 65, Repr = 66, RichCompare = 67, SetAttribute = 69, Traverse = 71, Members = 72,
        Attributes = 73, Free = 74;
}

/// <summary>The number of the module slot that runs when a module is imported.</summary>
static class ModuleSlot
{
    public const int Execute = 2;
}

/// <summary>Flags of types.</summary>
static class TypeFlags
{
    public const uint
        BaseType = 1u << 10, HasGarbageCollection = 1u << 14, Immutable = 1u << 8, Default = 1u << 18,
        ListSubclass = 1u << 25, TupleSubclass = 1u << 26, DictSubclass = 1u << 29;
}

/// <summary>How a method is called.</summary>
static class MethodFlags
{
    public const int Arguments = 1, Keywords = 2, NoArguments = 4, OneArgument = 8, Vector = 0x80;
}

/// <summary>What a member is, and that it cannot be set.</summary>
static class MemberKind
{
    public const int Double = 4, Size = 19, ReadOnly = 1;
}

/// <summary>The relations that <c>tp_richcompare</c> is asked for.</summary>
static class Relation
{
    public const int Less = 0, LessOrEqual = 1, Greater = 4, GreaterOrEqual = 5;
}
