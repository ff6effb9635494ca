"""Networks with micrograd's face: neurons, layers and multi-layer perceptrons.

Weights come from Python's ``random.uniform(-1, 1)``, one neuron after the other, so that ``random.seed`` gives the
network that it gives with micrograd. A neuron's weighted sum and activation run in the engine, in one call.
"""

from __future__ import annotations

import os
import random

from ._engine import Value, load_model, neuron, save_model, zero_grad

TYPE_CHECKING = False  # Type checkers take it for true. The modules below would double the time of an import.
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Self, SupportsFloat

__all__ = ["Module", "Neuron", "Layer", "MLP"]


class Module:
    """Something with parameters to learn: a neuron, a layer, a network, or your own composition of them."""

    def zero_grad(self) -> None:
        """Sets the gradient of every parameter to 0; otherwise gradients add up from one backward pass to the next."""
        zero_grad(self.parameters())

    def parameters(self) -> list[Value]:
        """The parameters, in a fixed order; a subclass says which."""
        return []


class Neuron(Module):
    """A weighted sum of its inputs plus a bias, through an activation: f(w · x + b).

    ``nonlin=False`` leaves the activation out. ``activation`` names an activation of ``Value``, such as "relu",
    "tanh" or "sigmoid". ``w`` is the list of weights, ``b`` the bias.
    """

    def __init__(self, nin: int, nonlin: bool = True, activation: str = "relu") -> None:
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)
        self.nonlin = nonlin
        self.activation = activation
        if nonlin:
            neuron([], [], self.b, activation)  # An activation that does not exist is reported here, not at the first use.

    def __call__(self, x: Iterable[SupportsFloat]) -> Value:
        """The output for inputs x, which are values or numbers."""
        return neuron(self.w, x, self.b, self.activation if self.nonlin else "linear")

    def parameters(self) -> list[Value]:
        """The weights, then the bias."""
        return [*self.w, self.b]

    def __repr__(self) -> str:
        kind = _display_name(self.activation) if self.nonlin else "Linear"
        return f"{kind}Neuron({len(self.w)})"


class Layer(Module):
    """Neurons that read the same inputs. Keyword arguments go to each :class:`Neuron`."""

    def __init__(self, nin: int, nout: int, nonlin: bool = True, activation: str = "relu") -> None:
        self.neurons = [Neuron(nin, nonlin, activation) for _ in range(nout)]

    def __call__(self, x: Iterable[SupportsFloat]) -> Value | list[Value]:
        """The outputs for inputs x: a list, or the value itself where there is one neuron."""
        inputs = x if type(x) is list else list(x)
        outputs = [n(inputs) for n in self.neurons]
        return outputs[0] if len(outputs) == 1 else outputs

    def parameters(self) -> list[Value]:
        """The parameters of the neurons, one neuron after the other."""
        return [p for n in self.neurons for p in n.parameters()]

    def __repr__(self) -> str:
        return f"Layer of [{', '.join(map(repr, self.neurons))}]"


class MLP(Module):
    """A multi-layer perceptron: layers one after the other, the last one linear.

    ``MLP(2, [16, 16, 1])`` has 2 inputs, two hidden layers of 16 neurons and one output. ``metadata`` is a dict of texts
    that a model file keeps with the network.
    """

    def __init__(self, nin: int, nouts: Sequence[int], activation: str = "relu") -> None:
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        self.metadata: dict[str, str] = {}
        self.layers = [
            Layer(sizes[i], sizes[i + 1], nonlin=i != last, activation=activation) for i in range(len(nouts))
        ]

    def __call__(self, x: Iterable[SupportsFloat]) -> Value | list[Value]:
        """The outputs for inputs x: a list, or the value itself where the last layer has one neuron."""
        signal: Value | Iterable[SupportsFloat] = x
        for layer in self.layers:
            signal = layer([signal] if isinstance(signal, Value) else signal)
        return signal  # type: ignore[return-value]  # A network without layers gives back its inputs, as micrograd's.

    def parameters(self) -> list[Value]:
        """The parameters of the layers, one layer after the other."""
        return [p for layer in self.layers for p in layer.parameters()]

    def save(self, path: str | os.PathLike[str], metadata: Mapping[str, str] | None = None) -> None:
        """Writes the network to a file whose name ends in .json or .safetensors, which C# reads too.

        ``metadata`` are texts by name; by default those of the network. The file is written whole, or what was there
        stays as it was. An OSError says that it cannot be written, a ValueError that no file can say this network.
        """
        texts = getattr(self, "metadata", {}) if metadata is None else metadata
        save_model(os.fsdecode(path), [_plain(layer, i) for i, layer in enumerate(self.layers)], dict(texts))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """The network in a file that ``save``, or C#, wrote in either format, with its ``metadata``.

        An OSError says that the file cannot be read, a ValueError what is wrong with it.
        """
        layers, metadata = load_model(os.fsdecode(path))
        model = cls.__new__(cls)
        model.layers = []
        model.metadata = metadata
        for activation, weights, biases in layers:
            layer = Layer(0, len(biases), activation != "linear", activation)  # Without inputs, nothing is drawn.
            for n, row, bias in zip(layer.neurons, weights, biases):
                n.w = [Value(w) for w in row]
                n.b = Value(bias)
            model.layers.append(layer)
        return model

    def __repr__(self) -> str:
        return f"MLP of [{', '.join(map(repr, self.layers))}]"


def _plain(layer: Layer, index: int) -> tuple[str, list[list[Value]], list[Value]]:
    """What a file says of a layer: one activation, a list of weights for each neuron, and the biases."""
    if type(layer).__call__ is not Layer.__call__:
        raise ValueError(f"Layer {index} computes in its own way, as {type(layer).__name__}, which no model file can say.")
    for n in layer.neurons:
        if type(n).__call__ is not Neuron.__call__:
            raise ValueError(f"Layer {index} has a neuron that computes in its own way, {type(n).__name__}, which no model file can say.")
    activations = [n.activation if n.nonlin else "linear" for n in layer.neurons]
    if len(set(activations)) > 1:
        raise ValueError(f"Layer {index} has neurons of several activations, {' and '.join(sorted(set(activations)))}; in a model file a layer has one.")
    return activations[0] if activations else "linear", [n.w for n in layer.neurons], [n.b for n in layer.neurons]


def _display_name(activation: str) -> str:
    return {"relu": "ReLU", "leaky_relu": "LeakyReLU"}.get(activation, activation.title().replace("_", ""))
