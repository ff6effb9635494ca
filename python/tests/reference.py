"""An autograd engine in pure Python, against which the compiled one is held: slow, short, and easy to believe.

A number keeps its operands with the partial derivative by each; the backward pass goes over what the root was made
from, last made first. Values and partials are right in the ordinary range; edge cases have a table of their own.
"""

import math
import random

_made = 0


class Number:
    """A number that remembers how it was made."""

    __slots__ = ("data", "grad", "operands", "order")

    def __init__(self, data, operands=()):
        global _made
        _made += 1
        self.data, self.grad, self.operands, self.order = float(data), 0.0, operands, _made

    def reached(self):
        """The set of this number and all that it was made from."""
        found, open_ = {self}, [self]
        while open_:
            for operand, _ in open_.pop().operands:
                if operand not in found:
                    found.add(operand)
                    open_.append(operand)
        return found

    def backward(self):
        """Adds the derivatives to leaves; results start afresh."""
        last_made_first = sorted(self.reached(), key=lambda number: -number.order)
        for number in last_made_first:
            if number.operands:
                number.grad = 0.0
        self.grad += 1.0
        for number in last_made_first:
            for operand, partial in number.operands:
                operand.grad += number.grad * partial


def _logistic(x):
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _softplus(x):
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _pdf(x):
    return math.exp(-x * x / 2) / math.sqrt(2 * math.pi)


def _cdf(x):
    return math.erfc(-x / math.sqrt(2)) / 2


def _mish_partial(x, y):
    t = math.tanh(_softplus(x))
    return t + x * (1 - t * t) * _logistic(x)


# Each operation of one argument: its value, its derivative by argument and result, and where tests may go with it.
UNARY = {
    "tanh": (math.tanh, lambda x, y: 1 - y * y, (-3, 3)),
    "relu": (lambda x: max(x, 0.0), lambda x, y: float(x > 0), (-3, 3)),
    "sigmoid": (_logistic, lambda x, y: y * (1 - y), (-5, 5)),
    "exp": (math.exp, lambda x, y: y, (-3, 3)),
    "exp2": (lambda x: 2.0**x, lambda x, y: y * math.log(2), (-3, 3)),
    "expm1": (math.expm1, lambda x, y: y + 1, (-3, 3)),
    "log": (math.log, lambda x, y: 1 / x, (0.1, 5)),
    "log2": (math.log2, lambda x, y: 1 / (x * math.log(2)), (0.1, 5)),
    "log10": (math.log10, lambda x, y: 1 / (x * math.log(10)), (0.1, 5)),
    "log1p": (math.log1p, lambda x, y: 1 / (1 + x), (-0.8, 5)),
    "cbrt": (lambda x: math.copysign(abs(x) ** (1 / 3), x), lambda x, y: 1 / (3 * y * y), (0.2, 5)),
    "sqrt": (math.sqrt, lambda x, y: 0.5 / y, (0.1, 5)),
    "square": (lambda x: x * x, lambda x, y: 2 * x, (-3, 3)),
    "cube": (lambda x: x * x * x, lambda x, y: 3 * x * x, (-3, 3)),
    "reciprocal": (lambda x: 1 / x, lambda x, y: -y * y, (0.2, 5)),
    "sin": (math.sin, lambda x, y: math.cos(x), (-6, 6)),
    "cos": (math.cos, lambda x, y: -math.sin(x), (-6, 6)),
    "tan": (math.tan, lambda x, y: 1 + y * y, (-1, 1)),
    "asin": (math.asin, lambda x, y: 1 / math.sqrt(1 - x * x), (-0.9, 0.9)),
    "acos": (math.acos, lambda x, y: -1 / math.sqrt(1 - x * x), (-0.9, 0.9)),
    "atan": (math.atan, lambda x, y: 1 / (1 + x * x), (-3, 3)),
    "sinh": (math.sinh, lambda x, y: math.cosh(x), (-3, 3)),
    "cosh": (math.cosh, lambda x, y: math.sinh(x), (-3, 3)),
    "asinh": (math.asinh, lambda x, y: 1 / math.sqrt(1 + x * x), (-3, 3)),
    "acosh": (math.acosh, lambda x, y: 1 / math.sqrt(x * x - 1), (1.1, 5)),
    "atanh": (math.atanh, lambda x, y: 1 / (1 - x * x), (-0.9, 0.9)),
    "erf": (math.erf, lambda x, y: 2 / math.sqrt(math.pi) * math.exp(-x * x), (-3, 3)),
    "erfc": (math.erfc, lambda x, y: -2 / math.sqrt(math.pi) * math.exp(-x * x), (-3, 3)),
    "normal_cdf": (_cdf, lambda x, y: _pdf(x), (-3, 3)),
    "normal_pdf": (_pdf, lambda x, y: -x * y, (-3, 3)),
    "abs": (abs, lambda x, y: float(x > 0) - float(x < 0), (-3, 3)),
    "leaky_relu": (lambda x: x if x > 0 else 0.01 * x, lambda x, y: 1.0 if x > 0 else 0.01, (-3, 3)),
    "elu": (lambda x: x if x > 0 else math.expm1(x), lambda x, y: 1.0 if x > 0 else y + 1, (-3, 3)),
    "gelu": (lambda x: x * _cdf(x), lambda x, y: _cdf(x) + x * _pdf(x), (-3, 3)),
    "silu": (lambda x: x * _logistic(x), lambda x, y: _logistic(x) * (1 + x * (1 - _logistic(x))), (-3, 3)),
    "mish": (lambda x: x * math.tanh(_softplus(x)), _mish_partial, (-3, 3)),
    "softplus": (_softplus, lambda x, y: _logistic(x), (-3, 3)),
    "softsign": (lambda x: x / (1 + abs(x)), lambda x, y: 1 / (1 + abs(x)) ** 2, (-3, 3)),
    "log_sigmoid": (lambda x: -_softplus(-x), lambda x, y: _logistic(-x), (-3, 3)),
}

# The same for two arguments: the value, and the derivatives by a, b and the result.
BINARY = {
    "add": (lambda a, b: a + b, lambda a, b, y: (1.0, 1.0), (-3, 3)),
    "sub": (lambda a, b: a - b, lambda a, b, y: (1.0, -1.0), (-3, 3)),
    "mul": (lambda a, b: a * b, lambda a, b, y: (b, a), (-3, 3)),
    "div": (lambda a, b: a / b, lambda a, b, y: (1 / b, -y / b), (0.2, 3)),
    "pow": (lambda a, b: a**b, lambda a, b, y: (b * a ** (b - 1), y * math.log(a)), (0.2, 3)),
    "maximum": (max, lambda a, b, y: (float(a > b), float(b > a)), (-3, 3)),
    "minimum": (min, lambda a, b, y: (float(a < b), float(b < a)), (-3, 3)),
    "atan2": (math.atan2, lambda a, b, y: (b / (a * a + b * b), -a / (a * a + b * b)), (0.2, 3)),
    "hypot": (math.hypot, lambda a, b, y: (a / y, b / y), (0.2, 3)),
    "logaddexp": (lambda a, b: a + _softplus(b - a), lambda a, b, y: (_logistic(a - b), _logistic(b - a)), (-3, 3)),
}


def apply(name, *arguments):
    """The operation of that name over Numbers and floats."""
    numbers = [a if isinstance(a, Number) else Number(a) for a in arguments]
    data = [number.data for number in numbers]
    if name in UNARY:
        value, partial, _ = UNARY[name]
        y = value(*data)
        return Number(y, ((numbers[0], partial(*data, y)),))
    value, partials, _ = BINARY[name]
    y = value(*data)
    return Number(y, tuple(zip(numbers, partials(*data, y))))


def affine(weights, inputs, bias):
    """bias + w₁x₁ + w₂x₂ + …, the terms added from the left."""
    total, operands = bias.data, [(bias, 1.0)]
    for w, x in zip(weights, inputs):
        if isinstance(x, Number):
            total += w.data * x.data
            operands += (w, x.data), (x, w.data)
        else:
            total += w.data * x
            operands.append((w, x))
    return Number(total, tuple(operands))


def mean(numbers):
    return Number(sum(n.data for n in numbers) / len(numbers), tuple((n, 1 / len(numbers)) for n in numbers))


class Network:
    """Fully connected layers with ReLU, the last one linear; weights drawn neuron by neuron, biases 0."""

    def __init__(self, sizes):
        self.layers = [
            [([Number(random.uniform(-1, 1)) for _ in range(inputs)], Number(0)) for _ in range(outputs)]
            for inputs, outputs in zip(sizes, sizes[1:])
        ]

    def __call__(self, signal):
        for layer in self.layers:
            signal = [affine(weights, signal, bias) for weights, bias in layer]
            if layer is not self.layers[-1]:
                signal = [apply("relu", number) for number in signal]
        return signal[0]

    def parameters(self):
        return [p for layer in self.layers for weights, bias in layer for p in (*weights, bias)]
