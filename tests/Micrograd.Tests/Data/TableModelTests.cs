using System.Text;
using Micrograd.Data;
using Micrograd.NeuralNet;

namespace Micrograd.Tests.Data;

/// <summary>What is chosen of a table, how rows become inputs, and models that come back from files as they were.</summary>
public sealed class TableModelTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a,b\n1,1\n2,2\n3,1\n4,2\n", null, "b", 2)]                    // few whole numbers are classes
    [InlineData("a,b\n1,1.5\n2,2\n3,1\n4,2\n", null, "b", 0)]                  // others are numbers
    [InlineData("class,b\nu,1\nv,2\nu,1\nv,2\n", null, "class", 2)]            // by its name
    [InlineData("b,a\n1,1\n2,2\n1,5\n2,4\n", "b", "b", 2)]                     // as asked
    [InlineData("a,b\n1,1\n2,2\n3,3\n4,4\n", null, "b", 0)]                    // classes come more than once
    public void TheLabelIsWhatItLooksLike(string csv, string? asked, string name, int classes)
    {
        Label label = SchemaChoice.Of(Read(csv), asked).Schema.Label;
        Assert.Equal((name, classes), (label.Name, (label as ClassLabel)?.Classes.Count ?? 0));
    }

    [Fact]
    public void EachColumnGetsTheRightTreatment()
    {
        var text = new StringBuilder("nr,user_id,fixed,note,colour,size,label\n");
        for (int i = 0; i < 60; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 100},{(i * 7 % 60) + 1000},5,note {i},{(i % 3 == 0 ? "red" : "blue")},{i * 0.5},{i % 3}\n");
        SchemaChoice choice = SchemaChoice.Of(Read(text.ToString()));
        Assert.Equal(["colour", "size"], choice.Schema.Features.Select(feature => feature.Name));
        Assert.Equal(["blue", "red"], ((ChoiceFeature)choice.Schema.Features[0]).Values);
        Assert.Equal(3, choice.Schema.Inputs);
        Assert.Equal(["0", "1", "2"], ((ClassLabel)choice.Schema.Label).Classes);
        string leftOut = choice.Notes.Single(note => note.StartsWith("Left out:", StringComparison.Ordinal));
        Assert.Equal("Left out: 'user_id' (different in every row); 'fixed' (always the same); 'note' (more than 50 different texts); 'nr' (it numbers the rows).", leftOut);
    }

    [Fact]
    public void ACounterIsReadWhereThereIsNothingElse() =>
        Assert.Equal(["x"], SchemaChoice.Of(Read("x,y\n1,2.5\n2,3\n3,4.5\n4,9\n")).Schema.Features.Select(feature => feature.Name));

    [Fact]
    public void NumbersAreStandardisedByTheRowsThatAreLearned()
    {
        Table table = Read("a,b,y\n1,x,0.5\n3,y,1\n1000,x,7\n5,y,2\n");
        TableSchema schema = SchemaChoice.Of(table).Schema.Standardised(table, [0, 1, 3]);
        double deviation = Math.Sqrt(8.0 / 3);   // of 1, 3, 5
        double[] inputs = schema.Encode(table);
        double[] expected = [-2 / deviation, 1, 0, 0, 0, 1, 997 / deviation, 1, 0, 2 / deviation, 0, 1];
        Assert.Equal(expected.Select(x => Math.Round(x, 9)), inputs.Select(x => Math.Round(x, 9)));
        var label = (NumberLabel)schema.Label;
        Assert.Equal(3.5 / 3, label.Mean, 1e-12);
    }

    [Fact]
    public void HugeNumbersAreStandardisedWithoutOverflow()
    {
        Table table = Read("a,y\n1e308,1.5\n-1e308,2\n1e308,3\n-1e308,4\n");
        Assert.Equal([1, -1, 1, -1], SchemaChoice.Of(table).Schema.Standardised(table, [0, 1, 2, 3]).Encode(table));
    }

    [Theory]
    [InlineData("a,b\n1,green\n", "row 1 of column 'b', a value that the model did not learn; it knows 'blue', 'red'.")]
    [InlineData("a\n1\n", "has no column 'b'")]
    [InlineData("a,b\nx,red\n", "has texts in column 'a', where the model expects numbers.")]
    public void RowsThatTheModelCannotReadAreRefused(string csv, string sentence)
    {
        TableModel model = Small().Model;
        Assert.Contains(sentence, Assert.Throws<TableException>(() => model.Predict(Read(csv))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m.json")]
    [InlineData("m.safetensors")]
    public void AModelComesBackAsItWas(string name)
    {
        TableTrainingResult result = Small();
        string path = Path.Combine(folder.Path, name);
        result.Model.Save(path);
        TableModel model = TableModel.Load(path);
        Table table = Read("b,a\nred,1.5\nblue,-2\n");
        Assert.Equal(result.Model.Predict(table).Select(p => (p.Text, p.Class, p.Probabilities[0])), model.Predict(table).Select(p => (p.Text, p.Class, p.Probabilities[0])));
        model.Save(Path.Combine(folder.Path, "again-" + name));
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(folder.Path, "again-" + name)));
    }

    [Theory]
    [InlineData("""{"label":{"name":"y","classes":["u","v"]},"features":[{"name":"a","mean":0,"scale":0},{"name":"b","values":["blue","red"]}]}""")]
    [InlineData("""{"label":{"name":"y","classes":["u","u"]},"features":[{"name":"a","mean":0,"scale":1},{"name":"b","values":["blue","red"]}]}""")]
    [InlineData("""{"label":{"name":"y","classes":["u"]},"features":[{"name":"a","mean":0,"scale":1},{"name":"b","values":["blue","red"]}]}""")]
    [InlineData("""{"label":{"name":"y","classes":["u",null]},"features":[{"name":"a","mean":0,"scale":1},{"name":"b","values":["blue","red"]}]}""")]
    [InlineData("""{"label":null,"features":[]}""")]
    [InlineData("""{"label":{"name":"y","classes":["u","v"]},"features":[null]}""")]
    [InlineData("""{"label":{"name":"y","classes":["u","v"]},"features":[{"name":"a","mean":1e999,"scale":1}]}""")]
    [InlineData("""{"label":{"name":"y","classes":["u","v"]},"features":[{"name":"a","mean":0}]}""")]
    [InlineData("""{"label":{"name":"y","classes":["u","v"],"values":["w"]},"features":[{"name":"a","mean":0,"scale":1}]}""")]
    [InlineData("""{"label":{"name":"y","classes":["u","v"]},"features":[{"name":"a","mean":0,"scale":1}]}""")]
    [InlineData("""{"label":{"name":"y","classes":["u","v","w"]},"features":[{"name":"a","mean":0,"scale":1},{"name":"b","values":["blue","red"]}]}""")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("[[[[")]
    public void ADamagedSchemaIsRefused(string schema)
    {
        string path = Path.Combine(folder.Path, "m.json");
        new ModelFile(Small().Model.Network, new Dictionary<string, string> { ["schema"] = schema, ["objective"] = "cross-entropy" }).Save(path);
        Assert.Contains("is damaged: its", Assert.Throws<ModelFileException>(() => TableModel.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANetworkAloneIsNoModelOfATable()
    {
        string path = Path.Combine(folder.Path, "m.json");
        new ModelFile(new Mlp(2, [1])).Save(path);
        Assert.Contains("does not say which columns it reads", Assert.Throws<ModelFileException>(() => TableModel.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorsAreInTheUnitsOfTheLabel()
    {
        Table table = Read("a,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"{i * 37 % 40},{1000 * (i * 37 % 40) + 0.5}\n"))));
        TableTrainingResult result = new TableTraining { Epochs = 30, Hidden = [] }.Run(table);
        double error = 0;
        IReadOnlyList<Prediction> predictions = result.Model.Predict(table);
        for (int row = 0; row < table.Rows; row++)
            error += Math.Abs(predictions[row].Number - ((NumberColumn)table["y"])[row]) / table.Rows;
        Assert.Equal(1, result.Model.Evaluate(table).Errors!.MeanAbsoluteError / error, 1e-9);
        Assert.InRange(result.Test!.Score, 0.9, 1);
    }

    Table Read(string csv) => Table.Read(folder.Write("data.csv", csv));

    TableTrainingResult Small()
    {
        string csv = "a,b,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"{i % 7 - 3.5},{(i % 2 == 0 ? "red" : "blue")},{(i % 7 > 3 ? "u" : "v")}\n")));
        return new TableTraining { Epochs = 3 }.Run(Read(csv));
    }
}
