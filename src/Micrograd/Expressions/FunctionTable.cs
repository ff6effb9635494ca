using Micrograd.Operations;

namespace Micrograd.Expressions;

/// <summary>The functions that expressions can call: the operations of the library by their symbols, read from its table.</summary>
static class FunctionTable
{
    static readonly Dictionary<string, Entry> Entries = Make();

    /// <summary>A function, and how many arguments it takes.</summary>
    internal sealed record Entry(ExpressionFunction Function, int Fewest, int Most)
    {
        /// <summary>The number of arguments in words.</summary>
        public string Arguments => Most == int.MaxValue ? "at least 1 argument"
            : Fewest != Most ? $"{Fewest} or {Most} arguments"
            : Most == 1 ? "1 argument" : $"{Most} arguments";
    }

    /// <summary>The names, in the order of the alphabet.</summary>
    public static IEnumerable<string> Names => Entries.Keys.Where(name => char.IsAsciiLetter(name[0])).Order(StringComparer.Ordinal);

    /// <summary>The function of that name; null if there is none.</summary>
    public static Entry? Find(string name) => Entries.GetValueOrDefault(name);

    /// <summary>The operation of an operator sign, for which the caller gives as many arguments as it takes.</summary>
    public static ExpressionFunction Operator(string symbol) => Entries[symbol].Function;

    static Dictionary<string, Entry> Make()
    {
        Dictionary<string, Entry> entries = [];
        foreach (Operation operation in Operation.All)
            if (operation.Accept(new ToEntry()) is { } entry)
                entries.Add(operation.Symbol, entry);
        entries["clamp"] = new(x => Value.Clamp(x[0], x[1], x[2]), 3, 3);
        entries["leaky_relu"] = new(x => x.Length == 1 ? Value.LeakyRelu(x[0]) : Value.Apply<LeakyRelu>(x[0], x[1]), 1, 2);
        entries["elu"] = new(x => x.Length == 1 ? Value.Elu(x[0]) : Value.Apply<Elu>(x[0], x[1]), 1, 2);
        return entries;
    }

    /// <summary>Null for operations that cannot be called with a list of numbers, such as a dot product of two vectors.</summary>
    sealed class ToEntry : IOperationVisitor<Entry?>
    {
        public Entry Unary<TOp>() where TOp : struct, IUnaryOperation => new(x => Value.Apply<TOp>(x[0]), 1, 1);

        public Entry Binary<TOp>() where TOp : struct, IBinaryOperation => new(x => Value.Apply<TOp>(x[0], x[1]), 2, 2);

        public Entry? Choice<TOp>() where TOp : struct, IOperation => null;

        public Entry? Sum<TOp, TTerm>() where TOp : struct, ISumOperation<TTerm> where TTerm : struct, IBinaryOperation =>
            TOp.Code == OpCode.Sum ? new(x => Value.Sum(x), 1, int.MaxValue) : null;

        public Entry Reduction<TOp>() where TOp : struct, IReductionOperation => new(Value.Apply<TOp>, 1, int.MaxValue);
    }
}
