using Micrograd.NeuralNet;

namespace Micrograd.Tests.NeuralNet;

/// <summary>Every activation has one name, found both ways, and a neuron applies the function that it names.</summary>
public class ActivationsTests
{
    /// <summary>The functions once more, by name, as Python and model files call them.</summary>
    static readonly Dictionary<string, Func<double, double>> Functions = new()
    {
        ["linear"] = x => x,
        ["relu"] = x => Math.Max(x, 0),
        ["tanh"] = Math.Tanh,
        ["sigmoid"] = x => 1 / (1 + Math.Exp(-x)),
        ["leaky_relu"] = x => x > 0 ? x : 0.01 * x,
        ["elu"] = x => x > 0 ? x : Math.Exp(x) - 1,
        ["gelu"] = x => x * 0.5 * (1 + Erf(x / Math.Sqrt(2))),
        ["silu"] = x => x / (1 + Math.Exp(-x)),
        ["mish"] = x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))),
        ["softplus"] = x => Math.Log(1 + Math.Exp(x)),
        ["softsign"] = x => x / (1 + Math.Abs(x)),
        ["exp"] = Math.Exp,
        ["sin"] = Math.Sin,
    };

    [Fact]
    public void EveryActivationHasTheNameThatItIsKnownBy() => Assert.Equal(Functions.Keys, Activations.Names);

    [Fact]
    public void ANameFindsItsActivation()
    {
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            Assert.True(Activations.TryFind(activation.Name(), out Activation found));
            Assert.Equal(activation, found);
            Assert.Equal(activation.ToString(), activation.Name().Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        }
    }

    [Theory]
    [InlineData("Relu")]
    [InlineData("relu ")]
    [InlineData("")]
    [InlineData("1")]
    [InlineData(null)]
    public void AnotherNameFindsNone(string? name) => Assert.False(Activations.TryFind(name, out _));

    [Fact]
    public void ANeuronAppliesTheFunctionOfTheName()
    {
        foreach (Activation activation in Enum.GetValues<Activation>())
            foreach (double x in (double[])[-2.5, -0.3, 0, 0.7, 3])
            {
                var neuron = new Neuron(1, activation);
                neuron.Weights[0].Set(1);
                Assert.Equal(Functions[activation.Name()](x), neuron.Forward([x]).Data, 1e-12);
                Assert.Equal(neuron.Forward([x]).Data, activation.Of(new Value(x)).Data);
            }
    }

    [Fact]
    public void AnActivationThatThereIsNotIsRefusedAtOnce()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mlp(2, [1], [(Activation)13]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Activation)(-1)).Of(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Activation)99).Name());
    }

    /// <summary>By its series, which converges quickly for such x.</summary>
    static double Erf(double x)
    {
        double sum = 0, term = x;
        for (int n = 0; n < 60; n++)
        {
            sum += term / (2 * n + 1);
            term *= -x * x / (n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
