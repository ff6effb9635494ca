"""Optimisers: they change parameters so that a loss falls, by the gradients that ``backward()`` left in them.

A step runs in the engine, over all parameters in one call. Between the two, ``clip_grad_norm`` and ``clip_grad_value``
tame the gradients, and a schedule says the learning rate of each step.
"""

from __future__ import annotations

import math

from . import _engine
from ._engine import Value, adam_step, rmsprop_step, sgd_step, zero_grad
from .nn import Module

TYPE_CHECKING = False  # As in nn.
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import SupportsFloat

__all__ = [
    "Optimizer", "SGD", "Adam", "AdamW", "RMSprop", "clip_grad_norm", "clip_grad_value",
    "ConstantSchedule", "LinearSchedule", "CosineSchedule", "StepSchedule", "WarmupSchedule",
]


class Optimizer:
    """What optimisers share: the parameters of a module, or any values, and a learning rate, which may be changed."""

    def __init__(self, parameters: Module | Iterable[Value], learning_rate: float) -> None:
        self.parameters = _values(parameters)
        self.learning_rate = learning_rate

    @property
    def learning_rate(self) -> float:
        """The size of a step, from 0 up; a schedule may change it between steps."""
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, rate: float) -> None:
        self._learning_rate = _not_negative("learning_rate", rate)

    def zero_grad(self) -> None:
        """Sets the gradient of every parameter to 0."""
        zero_grad(self.parameters)

    def step(self) -> None:
        """Changes every parameter once; a subclass says how."""
        raise NotImplementedError(f"{type(self).__name__} must say what a step is.")


class SGD(Optimizer):
    """Stochastic gradient descent: v ← momentum · v + grad, p ← p - learning_rate · v. Without momentum, v is grad.

    With ``nesterov`` a step looks ahead by the momentum: p ← p - learning_rate · (grad + momentum · v). Weight decay
    adds that part of a parameter to its gradient, which draws it towards 0.
    """

    def __init__(
        self,
        parameters: Module | Iterable[Value],
        learning_rate: float = 0.01,
        momentum: float = 0.0,
        nesterov: bool = False,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(parameters, learning_rate)
        self.momentum, self.nesterov = _share("momentum", momentum), bool(nesterov)
        self.weight_decay = _not_negative("weight_decay", weight_decay)
        if self.nesterov and self.momentum == 0:
            raise ValueError("Nesterov's form needs a momentum above 0.")
        self._velocities = [0.0] * len(self.parameters)

    def step(self) -> None:
        """Changes every parameter once."""
        sgd_step(
            self.parameters, self.learning_rate, self.momentum, self._velocities, self.nesterov, self.weight_decay
        )


class Adam(Optimizer):
    """Adam: steps scaled by running means of the gradient and of its square (Kingma and Ba 2015, algorithm 1).

    Weight decay adds that part of a parameter to its gradient, which draws it towards 0.
    """

    _decoupled = False

    def __init__(
        self,
        parameters: Module | Iterable[Value],
        learning_rate: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(parameters, learning_rate)
        self.beta1, self.beta2 = _share("beta1", beta1), _share("beta2", beta2)
        self.epsilon = _not_negative("epsilon", epsilon)
        self.weight_decay = _not_negative("weight_decay", weight_decay)
        self._steps = 0
        self._means = [0.0] * len(self.parameters)
        self._squares = [0.0] * len(self.parameters)

    def step(self) -> None:
        """Changes every parameter once."""
        self._steps += 1
        adam_step(
            self.parameters, self.learning_rate, self.beta1, self.beta2, self.epsilon,
            self._steps, self._means, self._squares, self.weight_decay, self._decoupled,
        )


class AdamW(Adam):
    """Adam whose weight decay is a step of its own, p ← (1 - learning_rate · weight_decay) p, and not part of the
    gradient (Loshchilov and Hutter 2019)."""

    _decoupled = True

    def __init__(
        self,
        parameters: Module | Iterable[Value],
        learning_rate: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
        weight_decay: float = 0.01,
    ) -> None:
        super().__init__(parameters, learning_rate, beta1, beta2, epsilon, weight_decay)


class RMSprop(Optimizer):
    """RMSProp: each gradient is divided by the root of a running mean of its square (Tieleman and Hinton 2012).

    ``alpha`` is how much of that mean a step keeps, ``momentum`` how much of the last movement.
    """

    def __init__(
        self,
        parameters: Module | Iterable[Value],
        learning_rate: float = 0.01,
        alpha: float = 0.99,
        epsilon: float = 1e-8,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(parameters, learning_rate)
        self.alpha, self.momentum = _share("alpha", alpha), _share("momentum", momentum)
        self.epsilon = _not_negative("epsilon", epsilon)
        self.weight_decay = _not_negative("weight_decay", weight_decay)
        self._squares = [0.0] * len(self.parameters)
        self._velocities = [0.0] * len(self.parameters)

    def step(self) -> None:
        """Changes every parameter once."""
        rmsprop_step(
            self.parameters, self.learning_rate, self.alpha, self.epsilon, self.momentum, self.weight_decay,
            self._squares, self._velocities,
        )


def clip_grad_norm(parameters: Module | Iterable[Value], max_norm: float) -> float:
    """Shrinks all gradients together so that their Euclidean norm is at most ``max_norm``; gives back the norm before."""
    return _engine.clip_grad_norm(_values(parameters), max_norm)


def clip_grad_value(parameters: Module | Iterable[Value], clip_value: float) -> None:
    """Cuts each gradient off at ``-clip_value`` and ``clip_value``."""
    _engine.clip_grad_value(_values(parameters), clip_value)


class ConstantSchedule:
    """A learning rate that stays."""

    def __init__(self, rate: float) -> None:
        self.rate = _not_negative("rate", rate)

    def __call__(self, step: int) -> float:
        """The learning rate of a step, from 0."""
        return self.rate


class LinearSchedule:
    """A learning rate that changes in equal steps, from ``first`` at step 0 to ``last`` at step ``steps``; then it stays.

    >>> schedule = LinearSchedule(1.0, 0.1, steps=100)
    >>> schedule(0), schedule(50)
    (1.0, 0.55)
    """

    def __init__(self, first: float, last: float, steps: int) -> None:
        self.first, self.last = _not_negative("first", first), _not_negative("last", last)
        self.steps = _count(steps)

    def __call__(self, step: int) -> float:
        """The learning rate of a step, from 0."""
        share = min(max(step, 0), self.steps) / self.steps
        return self.first * (1 - share) + self.last * share


class CosineSchedule:
    """A learning rate that follows half a cosine, from ``first`` at step 0 to ``last`` at step ``steps``; then it stays
    (Loshchilov and Hutter 2017)."""

    def __init__(self, first: float, last: float, steps: int) -> None:
        self.first, self.last = _not_negative("first", first), _not_negative("last", last)
        self.steps = _count(steps)

    def __call__(self, step: int) -> float:
        """The learning rate of a step, from 0."""
        share = (1 - math.cos(math.pi * min(max(step, 0), self.steps) / self.steps)) / 2
        return self.first * (1 - share) + self.last * share


class StepSchedule:
    """A learning rate that is multiplied by ``factor`` after every so many steps."""

    def __init__(self, first: float, factor: float, every: int) -> None:
        self.first, self.factor = _not_negative("first", first), _not_negative("factor", factor)
        if self.factor == 0:
            raise ValueError("factor must be above 0, got 0.")
        self.every = _count(every)

    def __call__(self, step: int) -> float:
        """The learning rate of a step, from 0."""
        return self.first * self.factor ** (max(step, 0) // self.every)


class WarmupSchedule:
    """A learning rate that rises in equal steps, over ``steps`` of them, to that of another schedule, which then goes on
    from its own step 0. Step 0 has the first of the equal parts, not a rate of 0."""

    def __init__(self, steps: int, then: Callable[[int], float]) -> None:
        if not callable(then):
            raise TypeError(f"then must be a schedule, got {type(then).__name__}")
        self.steps, self.then = _count(steps), then

    def __call__(self, step: int) -> float:
        """The learning rate of a step, from 0."""
        if step < self.steps:
            return self.then(0) * ((max(step, 0) + 1) / (self.steps + 1))
        return self.then(step - self.steps)


def _values(parameters: Module | Iterable[Value]) -> list[Value]:
    return list(parameters.parameters() if isinstance(parameters, Module) else parameters)


def _number(name: str, value: SupportsFloat) -> float:
    if not hasattr(value, "__float__"):
        raise TypeError(f"{name} must be a number, got {type(value).__name__}")
    return float(value)


def _not_negative(name: str, value: SupportsFloat) -> float:
    number = _number(name, value)
    if not 0 <= number < math.inf:
        raise ValueError(f"{name} must be finite and not negative, got {number}.")
    return number


def _share(name: str, value: SupportsFloat) -> float:
    number = _number(name, value)
    if not 0 <= number < 1:
        raise ValueError(f"{name} must be from 0 to below 1, got {number}.")
    return number


def _count(steps: int) -> int:
    if not hasattr(steps, "__index__"):
        raise TypeError(f"The number of steps must be an int, got {type(steps).__name__}")
    if steps < 1:
        raise ValueError(f"A schedule needs at least 1 step, got {steps}.")
    return steps.__index__()
