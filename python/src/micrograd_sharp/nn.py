"""Networks with micrograd's face: neurons, layers and multi-layer perceptrons.

Weights come from Python's ``random.uniform(-1, 1)``, one neuron after the other, so that ``random.seed`` gives the
network that it gives with micrograd. A neuron's weighted sum and activation run in the engine, in one call.
"""

from __future__ import annotations

import random

from ._engine import Value, neuron, zero_grad

TYPE_CHECKING = False  # Type checkers take it for true. The modules below would double the time of an import.
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import SupportsFloat

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

    ``MLP(2, [16, 16, 1])`` has 2 inputs, two hidden layers of 16 neurons and one output.
    """

    def __init__(self, nin: int, nouts: Sequence[int], activation: str = "relu") -> None:
        sizes = [nin, *nouts]
        last = len(nouts) - 1
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

    def __repr__(self) -> str:
        return f"MLP of [{', '.join(map(repr, self.layers))}]"


def _display_name(activation: str) -> str:
    return {"relu": "ReLU", "leaky_relu": "LeakyReLU"}.get(activation, activation.title().replace("_", ""))
