using System.Diagnostics.CodeAnalysis;

namespace Micrograd.NeuralNet;

/// <summary>Applies activations, and knows their names: those of Python, of model files and of the command line.</summary>
public static class Activations
{
    static readonly string[] names =
    [
        "linear", "relu", "tanh", "sigmoid", "leaky_relu", "elu", "gelu", "silu", "mish", "softplus", "softsign", "exp", "sin",
    ];

    /// <summary>The names of all activations, such as <c>leaky_relu</c>, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> Names => names;

    /// <summary>The activation of x.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The activation is none of the enumeration's.</exception>
    public static Value Of(this Activation activation, Value x) => activation switch   // a table of delegates is slower
    {
        Activation.Linear => x,
        Activation.Relu => Value.Relu(x),
        Activation.Tanh => Value.Tanh(x),
        Activation.Sigmoid => Value.Sigmoid(x),
        Activation.LeakyRelu => Value.LeakyRelu(x),
        Activation.Elu => Value.Elu(x),
        Activation.Gelu => Value.Gelu(x),
        Activation.Silu => Value.Silu(x),
        Activation.Mish => Value.Mish(x),
        Activation.Softplus => Value.Softplus(x),
        Activation.Softsign => Value.Softsign(x),
        Activation.Exp => Value.Exp(x),
        Activation.Sin => Value.Sin(x),
        _ => throw Unknown(activation),
    };

    /// <summary>The name, such as <c>leaky_relu</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The activation is none of the enumeration's.</exception>
    public static string Name(this Activation activation) =>
        (uint)activation < (uint)names.Length ? names[(int)activation] : throw Unknown(activation);

    /// <summary>Finds the activation of a name; false if there is none of that name, which must be written in small letters.</summary>
    public static bool TryFind([NotNullWhen(true)] string? name, out Activation activation)
    {
        int index = Array.IndexOf(names, name);
        activation = (Activation)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>The activation of a name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    internal static Activation Find(string name) => TryFind(name, out Activation activation)
        ? activation
        : throw new ArgumentException($"There is no activation '{name}'; there are {string.Join(", ", names)}.");

    /// <summary>The activation itself, if it is one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the enumeration's.</exception>
    internal static Activation Known(Activation activation) => Enum.IsDefined(activation) ? activation : throw Unknown(activation);

    static ArgumentOutOfRangeException Unknown(Activation activation) =>
        new(nameof(activation), activation, $"There is no activation {activation}.");
}
