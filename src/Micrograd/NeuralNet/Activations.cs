using System.Diagnostics.CodeAnalysis;

namespace Micrograd.NeuralNet;

/// <summary>Applies activations, and knows their names: those of Python, of model files and of the command line.</summary>
public static class Activations
{
    /// <summary>An activation each, in the order of the enumeration.</summary>
    static readonly (Activation Activation, string Name, Func<Value, Value> Function)[] Table =
    [
        (Activation.Linear, "linear", static x => x),
        (Activation.Relu, "relu", Value.Relu),
        (Activation.Tanh, "tanh", Value.Tanh),
        (Activation.Sigmoid, "sigmoid", Value.Sigmoid),
        (Activation.LeakyRelu, "leaky_relu", static x => Value.LeakyRelu(x)),
        (Activation.Elu, "elu", static x => Value.Elu(x)),
        (Activation.Gelu, "gelu", Value.Gelu),
        (Activation.Silu, "silu", Value.Silu),
        (Activation.Mish, "mish", Value.Mish),
        (Activation.Softplus, "softplus", Value.Softplus),
        (Activation.Softsign, "softsign", Value.Softsign),
        (Activation.Exp, "exp", Value.Exp),
        (Activation.Sin, "sin", Value.Sin),
    ];

    /// <summary>The names of all activations, such as <c>leaky_relu</c>, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(row => row.Name)];

    /// <summary>The activation of x.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The activation is none of the enumeration's.</exception>
    public static Value Of(this Activation activation, Value x) => activation.Function()(x);

    /// <summary>The name, such as <c>leaky_relu</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The activation is none of the enumeration's.</exception>
    public static string Name(this Activation activation) => Table[Row(activation)].Name;

    /// <summary>Finds the activation of a name; false if there is none of that name, which must be written in small letters.</summary>
    public static bool TryFind([NotNullWhen(true)] string? name, out Activation activation)
    {
        int row = Array.FindIndex(Table, row => row.Name == name);
        activation = Table[Math.Max(row, 0)].Activation;
        return row >= 0;
    }

    /// <summary>The activation of a name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    internal static Activation Find(string name) => TryFind(name, out Activation activation)
        ? activation
        : throw new ArgumentException($"There is no activation '{name}'; there are {string.Join(", ", Names)}.");

    /// <summary>The activation as a function, which a neuron keeps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The activation is none of the enumeration's.</exception>
    internal static Func<Value, Value> Function(this Activation activation) => Table[Row(activation)].Function;

    static int Row(Activation activation) => Enum.IsDefined(activation)
        ? (int)activation
        : throw new ArgumentOutOfRangeException(nameof(activation), activation, $"There is no activation {activation}.");
}
