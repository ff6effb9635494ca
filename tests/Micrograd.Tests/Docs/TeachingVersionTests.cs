using System.Reflection;
using Micrograd.Derivatives;

namespace Micrograd.Tests.Docs;

/// <summary>
/// The autograd of sixty lines in docs/how-it-works.md is a real one: on random programs its numbers and gradients are the
/// library's, and those of finite differences.
/// </summary>
public class TeachingVersionTests
{
    const string Page = "docs/how-it-works.md";

    static readonly Lazy<Lesson> Teaching = new(() => new Lesson(Source()));

    [Fact]
    public void ItIsShort() => Assert.InRange(Source().Split('\n').Length, 40, 75);

    [Fact]
    public void ItAgreesWithTheLibraryOnRandomPrograms()
    {
        for (int seed = 0; seed < 200; seed++)
            Compare(Teaching.Value, seed);
    }

    [Fact]
    public void ItAgreesWithFiniteDifferencesOnRandomPrograms()
    {
        for (int seed = 0; seed < 20; seed++)
            CompareWithFiniteDifferences(Teaching.Value, seed);
    }

    [Fact]
    public void AWrongRuleIsNoticedBothWays()
    {
        string wrong = Source().Replace("1 - y * y", "1 - y", StringComparison.Ordinal);
        Assert.NotEqual(Source(), wrong);
        var lesson = new Lesson(wrong);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Enumerable.Range(0, 20).ToList().ForEach(seed => Compare(lesson, seed)));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Enumerable.Range(0, 20).ToList().ForEach(seed => CompareWithFiniteDifferences(lesson, seed)));
    }

    static string Source() => MarkdownPage.Read(Page).Blocks
        .Single(block => block.Text.Contains("sealed class Number", StringComparison.Ordinal)).Text;

    /// <summary>The same program in both, with a second backward pass from another of its values.</summary>
    static void Compare(Lesson lesson, int seed)
    {
        double[] inputs = Inputs(seed);
        var number = RandomProgram.Run(lesson, inputs, seed, isSmooth: false);
        var value = RandomProgram.Run(new LibraryArithmetic(), inputs.Select(x => (object)new Value(x)), seed, isSmooth: false);
        foreach (int root in new[] { number.Count - 1, number.Count * 2 / 3 })
        {
            lesson.Backward(number[root]);
            ((Value)value[root]).Backward();
            for (int i = 0; i < number.Count; i++)
            {
                var expected = (Value)value[i];
                AssertClose(expected.Data, lesson.Data(number[i]));
                if (expected.HasGrad)
                    AssertClose(expected.Grad, lesson.Grad(number[i]));
                else
                    Assert.Equal(0, lesson.Grad(number[i]));
            }
        }
    }

    static void CompareWithFiniteDifferences(Lesson lesson, int seed)
    {
        double[] inputs = Inputs(seed);
        var program = RandomProgram.Run(lesson, inputs, seed, isSmooth: true);
        lesson.Backward(program[^1]);
        for (int i = 0; i < inputs.Length; i++)
        {
            double[] moved = [.. inputs];
            var (expected, error) = FiniteDifference.AtZero(t =>
            {
                moved[i] = inputs[i] + t;
                return lesson.Data(RandomProgram.Run(lesson, moved, seed, isSmooth: true)[^1]);
            }, step: 0.02);
            Assert.InRange(lesson.Grad(program[i]), expected - Tolerance(), expected + Tolerance());

            double Tolerance() => 1e-6 * Math.Max(1, Math.Abs(expected)) + 10 * error;
        }
    }

    static double[] Inputs(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble() * 3 - 1.5)];
    }

    static void AssertClose(double expected, double actual) =>
        Assert.Equal(expected, actual, 1e-9 * Math.Max(1, Math.Abs(expected)));

    /// <summary>What a random program is made of, for numbers of any kind.</summary>
    abstract class Arithmetic
    {
        public abstract object Unary(string name, object x);

        public abstract object Binary(string name, object a, object b);
    }

    sealed class LibraryArithmetic : Arithmetic
    {
        public override object Unary(string name, object x) => Call(typeof(Value), name, x);

        public override object Binary(string name, object a, object b) => Call(typeof(Value), name, a, b);
    }

    /// <summary>The class of the page, compiled, and used by the names of its members.</summary>
    sealed class Lesson(string source) : Arithmetic
    {
        readonly Type type = Assembly.Load(new CSharpProgram(source).Compile()).GetType("Number", throwOnError: true)!;

        public object Make(double data) => Activator.CreateInstance(type, data)!;

        public double Data(object number) => (double)type.GetProperty("Data")!.GetValue(number)!;

        public double Grad(object number) => (double)type.GetProperty("Grad")!.GetValue(number)!;

        public void Backward(object number) => type.GetMethod("Backward")!.Invoke(number, null);

        public override object Unary(string name, object x) => Call(type, name, x);

        public override object Binary(string name, object a, object b) => Call(type, name, a, b);
    }

    static object Call(Type type, string name, params object[] arguments) =>
        type.GetMethod(name, [.. arguments.Select(_ => type)])!.Invoke(null, arguments)!;

    /// <summary>Some forty operations on recent and old results alike, kept in a range where nothing overflows.</summary>
    static class RandomProgram
    {
        public static List<object> Run(Lesson lesson, IEnumerable<double> inputs, int seed, bool isSmooth) =>
            Run(lesson, inputs.Select(lesson.Make), seed, isSmooth);

        /// <summary>The inputs, and then every result.</summary>
        public static List<object> Run(Arithmetic arithmetic, IEnumerable<object> inputs, int seed, bool isSmooth)
        {
            var random = new Random(seed);
            List<object> all = [.. inputs];
            for (int steps = random.Next(5, 40); steps > 0; steps--)
                all.Add(Next());
            return all;

            object Next() => random.Next(8) switch
            {
                0 => Binary("op_Addition", Any(), Any()),
                1 => Binary("op_Subtraction", Any(), Any()),
                2 => Binary("op_Multiply", Bounded(), Bounded()),
                3 => Binary("op_Division", Any(), Positive()),
                4 => Unary("Log", Positive()),
                5 when !isSmooth => Unary("Relu", Any()),
                6 => Unary("op_UnaryNegation", Any()),
                _ => Bounded(),
            };

            object Any() => all[random.Next(3) == 0 ? random.Next(all.Count) : all.Count - 1 - random.Next(Math.Min(4, all.Count))];

            object Bounded() => Unary("Tanh", Any());

            object Positive() => Unary("Exp", Bounded());

            object Unary(string name, object x) => arithmetic.Unary(name, x);

            object Binary(string name, object a, object b) => arithmetic.Binary(name, a, b);
        }
    }
}
