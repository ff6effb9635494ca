"""Optimisers: they change parameters so that a loss falls, by the gradients that ``backward()`` left in them.

A step runs in the engine, over all parameters in one call.
"""

from __future__ import annotations

from ._engine import Value, adam_step, sgd_step, zero_grad
from .nn import Module

TYPE_CHECKING = False  # As in nn.
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Optimizer", "SGD", "Adam", "LinearSchedule"]


class Optimizer:
    """What optimisers share: the parameters of a module, or any values, and a learning rate, which may be changed."""

    def __init__(self, parameters: Module | Iterable[Value], learning_rate: float) -> None:
        self.parameters: list[Value] = list(parameters.parameters() if isinstance(parameters, Module) else parameters)
        self.learning_rate = learning_rate

    def zero_grad(self) -> None:
        """Sets the gradient of every parameter to 0."""
        zero_grad(self.parameters)

    def step(self) -> None:
        """Changes every parameter once; a subclass says how."""
        raise NotImplementedError(f"{type(self).__name__} must say what a step is.")


class SGD(Optimizer):
    """Stochastic gradient descent: v ← momentum · v + grad, p ← p - learning_rate · v. Without momentum, v is grad."""

    def __init__(
        self, parameters: Module | Iterable[Value], learning_rate: float = 0.01, momentum: float = 0.0
    ) -> None:
        super().__init__(parameters, learning_rate)
        self.momentum = momentum
        self._velocities = [0.0] * len(self.parameters)

    def step(self) -> None:
        """Changes every parameter once."""
        sgd_step(self.parameters, self.learning_rate, self.momentum, self._velocities)


class Adam(Optimizer):
    """Adam: steps scaled by running means of the gradient and of its square (Kingma and Ba 2015, algorithm 1)."""

    def __init__(
        self,
        parameters: Module | Iterable[Value],
        learning_rate: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
    ) -> None:
        super().__init__(parameters, learning_rate)
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon
        self._steps = 0
        self._means = [0.0] * len(self.parameters)
        self._squares = [0.0] * len(self.parameters)

    def step(self) -> None:
        """Changes every parameter once."""
        self._steps += 1
        adam_step(
            self.parameters, self.learning_rate, self.beta1, self.beta2, self.epsilon,
            self._steps, self._means, self._squares,
        )


class LinearSchedule:
    """A learning rate that changes in equal steps, from ``first`` at step 0 to ``last`` at step ``steps``; then it stays.

    >>> schedule = LinearSchedule(1.0, 0.1, steps=100)
    >>> schedule(0), schedule(50)
    (1.0, 0.55)
    """

    def __init__(self, first: float, last: float, steps: int) -> None:
        if steps < 1:
            raise ValueError(f"A schedule needs at least 1 step, got {steps}.")
        self.first, self.last, self.steps = first, last, steps

    def __call__(self, step: int) -> float:
        """The learning rate of a step, from 0."""
        done = min(max(step, 0), self.steps)
        return self.first + (self.last - self.first) * done / self.steps
