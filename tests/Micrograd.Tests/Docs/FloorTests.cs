namespace Micrograd.Tests.Docs;

/// <summary>The order of the folders is the order of dependency, and a use of a floor above is found however it is written.</summary>
public class FloorTests
{
    static readonly Lazy<SourceFloors> House = new(SourceFloors.Read);

    [Fact]
    public void EveryFileUsesItsOwnFloorAndThoseBelow()
    {
        Assert.Empty(House.Value.Errors());
        Assert.Empty(House.Value.Violations());
    }

    [Theory]
    [InlineData("Operations", "readonly Numbers.Real x = 1;", "Operations uses Micrograd.Numbers.Real of Numbers")]
    [InlineData("Operations", "object Made() => new Micrograd.Value(2);", "Operations uses Micrograd.Value of (root)")]
    [InlineData("Numbers", "readonly Tape.Node node;", "Numbers uses Micrograd.Tape.Node of Tape")]
    [InlineData("Tape", "bool Holds(Condition c) { if (c) return true; return false; }", "Tape uses Micrograd.Condition of (root)")]
    [InlineData("Tape", "static object Hidden() => Recorder.Current.ToString() + (Value)3.0;", "Tape uses Micrograd.Value of (root)")]
    [InlineData("(root)", "readonly NeuralNet.Mlp? model;", "(root) uses Micrograd.NeuralNet.Mlp of NeuralNet")]
    [InlineData("Derivatives", "object Step() => Training.Loss.Mean([]);", "Derivatives uses Micrograd.Training.Loss of Training")]
    [InlineData("NeuralNet", "string Name() => nameof(Training.Sgd);", "NeuralNet uses Micrograd.Training.Sgd of Training")]
    [InlineData("Training", "readonly Data.DataSet? rows;", "Training uses Micrograd.Data.DataSet of Data")]
    [InlineData("Data", "readonly NeuralNet.Layer? layer;", "Data uses Micrograd.NeuralNet.Layer of NeuralNet")]
    [InlineData("Data", "object Draw() => Drawing.LossPlot.ToSvg([]);", "Data uses Micrograd.Drawing.LossPlot of Drawing")]
    [InlineData("Drawing", "readonly Training.LinearSchedule? schedule;", "Drawing uses Micrograd.Training.LinearSchedule of Training")]
    public void APlantedUseOfAFloorAboveIsNamed(string floor, string member, string expected)
    {
        var (found, path) = Plant(floor, member);
        Assert.Contains($"{path}:5: {expected}", found);
    }

    [Theory]
    [InlineData("Data", "readonly Numbers.SeededRandom? random;")]
    [InlineData("Drawing", "readonly Value value; readonly Data.DataSet? rows;")]
    [InlineData("Training", "readonly NeuralNet.Module? module;")]
    [InlineData("Operations", "/// <summary>As <see cref=\"Numbers.Real\"/> and <see cref=\"Value.Backward()\"/> do.</summary>\nvoid Documented() { }")]
    public void AUseOfAFloorBelowAndAWordInADocumentationCommentAreFine(string floor, string member) =>
        Assert.Empty(Plant(floor, member).Found);

    [Fact]
    public void AFolderThatHasNoFloorIsNamed() =>
        Assert.Contains("src/Micrograd/Attic/Planted.cs: the folder Attic has no floor", Assert.Single(Plant("Attic", "").Found), StringComparison.Ordinal);

    static (IReadOnlyList<string> Found, string Path) Plant(string floor, string member)
    {
        bool isRoot = floor == "(root)";
        string path = isRoot ? "src/Micrograd/Planted.cs" : $"src/Micrograd/{floor}/Planted.cs";
        SourceFloors planted = House.Value.With(path, $$"""
            namespace Micrograd{{(isRoot ? "" : "." + floor)}};

            sealed class Planted
            {
                {{member}}
            }
            """);
        Assert.Empty(planted.Errors(path));
        return ([.. planted.Violations(path)], path);
    }
}
