using Micrograd.Operations;

namespace Micrograd.Tests.Operations;

/// <summary>Nothing is missing from the table, and nothing stands in it twice.</summary>
public class OperationTableTests
{
    [Fact]
    public void EveryCodeOfAnOperationHasItsRow() =>
        Assert.Equal(Enum.GetValues<OpCode>().Where(code => code is not (OpCode.Leaf or OpCode.Custom)), Operation.All.Select(operation => operation.Code).Order());

    [Fact]
    public void SymbolsAreUnique()
    {
        Assert.Equal(Operation.All.Count, Operation.All.Select(operation => operation.Symbol).Distinct().Count());
        Assert.DoesNotContain("", Operation.All.Select(operation => operation.Symbol));
    }

    [Fact]
    public void EveryRuleOfTheLibraryIsInTheTable()
    {
        IEnumerable<Type> rules = typeof(IOperation).Assembly.GetTypes().Where(type => type.IsValueType && typeof(IOperation).IsAssignableFrom(type));
        Assert.Equal(
            rules.Select(rule => (OpCode)rule.GetProperty(nameof(IOperation.Code))!.GetValue(null)!).Order(),
            Operation.All.Select(operation => operation.Code).Order());
    }

    [Fact]
    public void ALeafIsNoOperation()
    {
        var error = Assert.Throws<ArgumentException>(() => Operation.Of(OpCode.Leaf));
        Assert.Contains("Leaf", error.Message, StringComparison.Ordinal);
    }
}
