using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Micrograd.Data;

namespace Micrograd.Tests.Cli;

/// <summary>From a table to a trained model, by the real command: train, predict, evaluate, inspect.</summary>
public sealed partial class TrainTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("micrograd-train").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("iris", 95, "--seed", "4")]
    [InlineData("moons", 98, "--seed", "1")]
    [InlineData("digits", 97, "--seed", "1", "--epochs", "40")]
    [InlineData("circles", 98, "--seed", "1")]
    [InlineData("spiral", 95, "--seed", "1", "--hidden", "32,32", "--activation", "tanh")]
    public void HeldOutRowsAreToldApart(string data, double percent, params string[] options)
    {
        string output = Good(["train", data, .. options]);
        Match accuracy = Accuracies().Match(output);
        Assert.True(accuracy.Success, output);
        Assert.InRange(Number(accuracy.Groups["test"].Value), percent, 100);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public void ARegressionFindsTheFormulaAndItsModelSaysTheSameLater()
    {
        Write("all.csv", Houses(400, 1));
        Write("new.csv", Houses(50, 2));
        string output = Good("train", "all.csv", "--save", "model.json", "--plots", "pictures", "--epochs", "60");
        Assert.Contains("Label: 'price', the last column, a number.", output, StringComparison.Ordinal);
        Assert.Contains("2 columns of numbers and 1 column of texts as 3 inputs", output, StringComparison.Ordinal);
        Assert.Contains("'id' (it numbers the rows)", output, StringComparison.Ordinal);
        Assert.Contains("'country' (always the same)", output, StringComparison.Ordinal);
        Assert.InRange(Number(Score().Match(output).Groups["test"].Value), 0.98, 1);

        string evaluated = Good("evaluate", "model.json", "new.csv");
        Assert.InRange(Number(OneScore().Match(evaluated).Groups[1].Value), 0.98, 1);
        string[] lines = Good("predict", "model.json", "new.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("price", lines[0].Trim());
        double[] predicted = [.. lines.Skip(1).Select(Number)];
        double[] actual = [.. File.ReadLines(Path.Combine(folder, "new.csv")).Skip(1).Select(line => Number(line.Split(',')[^1]))];
        double mean = actual.Average(), r2 = 1 - actual.Zip(predicted, (a, p) => (a - p) * (a - p)).Sum() / actual.Sum(a => (a - mean) * (a - mean));
        Assert.Equal(r2, Number(OneScore().Match(evaluated).Groups[1].Value), 1e-4);
        Assert.Equal(["loss.svg", "predictions.svg"], Directory.GetFiles(Path.Combine(folder, "pictures")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void TextClassesComeBackWithTheirProbabilities()
    {
        Good("train", "iris", "--save", "iris.safetensors", "--plots", "p", "--seed", "4");
        Write("new.csv", $"{string.Join(',', DataSet.Iris().FeatureNames)}\n5.1,3.5,1.4,0.2\n6.3,3.3,6.0,2.5\n");
        string[][] rows = [.. Good("predict", "iris.safetensors", "new.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(','))];
        Assert.Equal(["class", "P(setosa)", "P(versicolor)", "P(virginica)"], rows[0]);
        Assert.Equal(["setosa", "virginica"], rows.Skip(1).Select(row => row[0]));
        Assert.All(rows.Skip(1), row => Assert.Equal(1, row.Skip(1).Sum(Number), 1e-5));
        Assert.Equal(["confusion.svg", "loss.svg"], Directory.GetFiles(Path.Combine(folder, "p")).Select(Path.GetFileName).Order());

        string inspected = Good("inspect", "iris.safetensors");
        Assert.Contains("Predicts: the class class of 3: setosa, versicolor, virginica (by the cross-entropy)", inspected, StringComparison.Ordinal);
        Assert.Contains("data: iris", inspected, StringComparison.Ordinal);
    }

    [Fact]
    public void OneSeedWritesTheSameBytes()
    {
        Good("train", "iris", "--epochs", "5", "--save", "a.json", "--plots", "a");
        Good("train", "iris", "--epochs", "5", "--save", "b.json", "--plots", "b");
        Good("train", "iris", "--epochs", "5", "--save", "c.json", "--seed", "2");
        Assert.Equal(Bytes("a.json"), Bytes("b.json"));
        Assert.NotEqual(Bytes("a.json"), Bytes("c.json"));
        Assert.Equal(Bytes("a/loss.svg"), Bytes("b/loss.svg"));
    }

    [Theory]
    [InlineData("--loss", "hinge")]
    [InlineData("--optimizer", "sgd", "--schedule", "step")]
    [InlineData("--optimizer", "rmsprop", "--schedule", "linear", "--batch", "8")]
    [InlineData("--optimizer", "adamw", "--schedule", "warmup", "--patience", "5")]
    [InlineData("--schedule", "constant", "--hidden", "none", "--validation", "0", "--test", "0.4")]
    public void EveryWayToTrainLearnsIris(params string[] options)
    {
        string output = Good(["train", "iris", .. options]);
        Assert.InRange(Number(output.Split('\n').Single(line => line.StartsWith("  accuracy", StringComparison.Ordinal)).Split('%')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]), 90, 100);
    }

    [Fact]
    public void PicturesOfThePlaneAreWellFormed()
    {
        Good("train", "moons", "--epochs", "10", "--plots", "two");
        Good("train", "spiral", "--epochs", "10", "--plots", "three");
        foreach (string file in Directory.GetFiles(folder, "*.svg", SearchOption.AllDirectories))
            Assert.Equal("svg", XDocument.Load(file).Root!.Name.LocalName);
        Assert.Equal(6, Directory.GetFiles(folder, "*.svg", SearchOption.AllDirectories).Length);
        Assert.True(File.Exists(Path.Combine(folder, "three", "boundary.svg")));
    }

    [Theory]
    [InlineData("--lr must be a number above 0, got 'nan'.", "--lr", "nan")]
    [InlineData("--lr must be a number above 0, got '0,1'.", "--lr", "0,1")]
    [InlineData("--lr must be a number above 0, got '1e999'.", "--lr", "1e999")]
    [InlineData("--epochs must be a whole number of at least 1, got '-1'.", "--epochs", "-1")]
    [InlineData("--epochs must be a whole number of at least 1, got '99999999999'.", "--epochs", "99999999999")]
    [InlineData("--hidden must be whole numbers above 0", "--hidden", "0")]
    [InlineData("--hidden must be whole numbers above 0", "--hidden", "16,,16")]
    [InlineData("more than 5,000,000; choose smaller hidden layers.", "--hidden", "1000000,1000000")]
    [InlineData("--batch must be a whole number of at least 1, got '0'.", "--batch", "0")]
    [InlineData("A batch of 5000 rows is more than the 90 rows to learn from.", "--batch", "5000")]
    [InlineData("--validation must be a number from 0 to below 1, got '1'.", "--validation", "1")]
    [InlineData("150 rows are too few to hold out a share of 0.001", "--validation", "0.001")]
    [InlineData("too few to hold out a share of 0.6 for validation and one of 0.5", "--validation", "0.6", "--test", "0.5")]
    [InlineData("--activation must be one of linear, relu,", "--activation", "step")]
    [InlineData("--loss must be one of cross-entropy,", "--loss", "mse")]
    [InlineData("The loss huber is not for classes", "--loss", "huber")]
    [InlineData("--optimizer must be one of adam,", "--optimizer", "lbfgs")]
    [InlineData("iris has texts in the label 'class', so it cannot be predicted as a number.", "--task", "regression")]
    [InlineData("iris has no column 'kind'", "--label", "kind")]
    [InlineData("--save needs a file whose name ends in .json or .safetensors, got 'model.pt'.", "--save", "model.pt")]
    [InlineData("Cannot write the model to 'nowhere/model.json'", "--save", "nowhere/model.json")]
    [InlineData("Cannot write pictures to '/proc/nothing'", "--plots", "/proc/nothing")]
    [InlineData("To end early there must be validation rows", "--patience", "3", "--validation", "0")]
    [InlineData("'--colour' is not known to train.", "--colour")]
    public void AnOptionOutOfRangeIsOneSentence(string sentence, params string[] options) => Bad(sentence, ["train", "iris", .. options]);

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "data.csv, line 3")]
    [InlineData("a,b\n1,2\n3,4,5\n", "data.csv, line 3")]
    [InlineData("", "data.csv is empty.")]
    [InlineData("a,b\n", "no rows")]
    [InlineData("a,b\n1,2\n2,NaN\n", "line 3, column 'b'")]
    [InlineData("a,b\n1,2\n2,1e999\n", "line 3, column 'b'")]
    [InlineData("a;b\n1;2\n2;2,5\n", "line 3, column 'b'")]
    [InlineData("a,b\n1,\"2\n3,4\n", "line 2")]
    [InlineData("a\n1\n2\n", "has one column, 'a'")]
    [InlineData("a,b\n1,7\n2,7\n", "has only '7' in the label 'b'")]
    [InlineData("a,b\n1,x\n2,y\n5,z\n", "too many to be classes")]
    [InlineData("a,b\n5,1\n5,2\n5,3.5\n", "has no column to predict 'b' from: 'a' (always the same).")]
    public void ABadTableIsOneSentenceAndNothingIsWritten(string csv, string sentence)
    {
        Write("data.csv", csv);
        Bad(sentence, "train", "data.csv", "--save", "model.json", "--plots", "pictures");
        Assert.Equal(["data.csv"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void FilesThatAreNotThereOrNotWhatTheySayAreOneSentence()
    {
        Bad("There is no file 'missing.csv'.", "train", "missing.csv");
        Bad("is a folder", "train", ".");
        File.WriteAllBytes(Path.Combine(folder, "utf16.csv"), [0xff, 0xfe, .. Encoding.Unicode.GetBytes("a,b\n1,2\n")]);
        Bad("UTF-16", "train", "utf16.csv");
        Write("deep.json", new string('[', 100_000));
        Bad("deep.json", "train", "deep.json");
        File.WriteAllBytes(Path.Combine(folder, "x-images-idx3-ubyte"), [0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]);
        Bad("x-images-idx3-ubyte", "train", "x-images-idx3-ubyte");

        Bad("cannot be read: there is no such file", "inspect", "missing.json");
        Write("not.json", "{\"format\":1}");
        Bad("'not.json' is not a model that can be read", "predict", "not.json", "iris");
        Good("train", "iris", "--epochs", "2", "--save", "iris.json");
        Bad("moons has no column", "predict", "iris.json", "moons");
        Write("cut.json", File.ReadAllText(Path.Combine(folder, "iris.json"))[..400]);
        Bad("'cut.json' is not a model that can be read", "evaluate", "cut.json", "iris");
        Write("odd.csv", "sepal length (cm),class\n1,2\n2,3\n");
        Bad("odd.csv has no column", "evaluate", "iris.json", "odd.csv");
    }

    [Fact]
    public void ALearningRateThatIsTooLargeIsSaid()
    {
        Write("data.csv", Houses(60, 1));
        var (_, errors, code) = Run("train", "data.csv", "--optimizer", "sgd", "--lr", "1e6", "--activation", "linear", "--save", "model.json");
        Assert.Equal((1, "The loss became NaN or infinite in epoch "), (code, errors[..41]));
        Assert.False(File.Exists(Path.Combine(folder, "model.json")));
    }

    [Fact]
    public void HelpOfEveryCommandHasExamples()
    {
        foreach (string command in (string[])["train", "predict", "evaluate", "inspect", "grad", "completion"])
            Assert.Contains($"  micrograd {command} ", Good(command, "--help"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheShellCompletesWords()
    {
        Assert.Equal("train", Good("complete", "12", "--", "micrograd tr").Trim());
        Assert.Contains("--label", Good("complete", "20", "--", "micrograd train --la").Split('\n').Select(line => line.Trim()));
        Assert.Contains("cosine", Good("complete", "32", "--", "micrograd train iris --schedule ").Split('\n').Select(line => line.Trim()));
        var (_, errors, code) = ChildProcess.Run(folder, "bash", ["-n", "-c", Good("completion", "bash")]);
        Assert.Equal((0, ""), (code, errors));
    }

    [Fact]
    public void AFileWithoutNamesOfColumnsIsSaid()
    {
        Write("data.csv", string.Concat(Enumerable.Range(0, 30).Select(i => FormattableString.Invariant($"{i * 0.5},{i % 3},{i * 1.25}\n"))));
        Assert.Contains("no names of columns; they are called c1, c2 and so on", Good("train", "data.csv", "--epochs", "2"), StringComparison.Ordinal);
    }

    [Fact]
    public void AnInterruptEndsATrainingSoonAndLeavesNothing()
    {
        // A job in the background of a script is born deaf to interrupts, and so are its children: env lets them hear again.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "Micrograd.Cli.dll"), "train", "digits", "--epochs", "100000", "--save", "model.json", "--plots", "pictures"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains("Training:", StringComparison.Ordinal)) { }
        var watch = Stopwatch.StartNew();
        ChildProcess.Run(folder, "kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        if (!process.WaitForExit(TimeSpan.FromMinutes(1)))
            process.Kill();
        string errors = process.StandardError.ReadToEnd();
        Assert.Equal((130, "Cancelled."), (process.ExitCode, errors.Trim()));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);   // 2 on a machine that has nothing else to do
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void AReaderThatHasSeenEnoughIsNoError()
    {
        string command = $"dotnet {Path.Combine(AppContext.BaseDirectory, "Micrograd.Cli.dll")}";
        Good("train", "iris", "--epochs", "3", "--save", "iris.json");
        foreach (string words in (string[])["train iris --epochs 3", "inspect iris.json", "predict iris.json digits --help", "evaluate iris.json iris"])
        {
            var (output, errors, code) = ChildProcess.Run(folder, "bash", ["-c", $"set -o pipefail; {command} {words} | head -1"]);
            Assert.Equal((0, ""), (code, errors));
            Assert.Single(output.TrimEnd().Split('\n'));
        }
    }

    /// <summary>Prices by a formula: 1000 a square metre, less by age, more in two of three towns, with a noise of 2 %.</summary>
    static string Houses(int count, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("id,area,age,town,country,price\n");
        for (int i = 0; i < count; i++)
        {
            double area = 40 + 160 * random.NextDouble(), age = random.Next(0, 80);
            int town = random.Next(3);
            double price = (1000 * area * Math.Exp(-age / 100) + 45_000 * town) * (1 + 0.02 * (random.NextDouble() - 0.5));
            text.Append(CultureInfo.InvariantCulture, $"{i + 1},{area:F1},{age},{((string[])["Ulm", "Jena", "Köln"])[town]},DE,{price:F0}\n");
        }
        return text.ToString();
    }

    void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(folder, name));

    (string Output, string Errors, int Code) Run(params string[] arguments) => CliProcess.Run(folder, arguments);

    string Good(params string[] arguments)
    {
        var (output, errors, code) = Run(arguments);
        Assert.True(code == 0 && errors.Length == 0, output + errors);
        return output;
    }

    void Bad(string sentence, params string[] arguments)
    {
        var (output, errors, code) = Run(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd('\n').Split('\n'));
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^  accuracy +(?<training>[\d.]+) % +(?<validation>[\d.]+) % +(?<test>[\d.]+) %", RegexOptions.Multiline)]
    private static partial Regex Accuracies();

    [GeneratedRegex(@"^  R2 +(?<training>[\d.-]+) +(?<validation>[\d.-]+) +(?<test>[\d.-]+)", RegexOptions.Multiline)]
    private static partial Regex Score();

    [GeneratedRegex(@"^  R2 +([\d.-]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex OneScore();
}
