"""Numbers of every kind, things that are none, and the operators with their derivatives."""

import math
import operator
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest


class Celsius:
    """Anything with __float__ is a number."""

    def __init__(self, degrees):
        self.degrees = degrees

    def __float__(self):
        return float(self.degrees)


class Failing:
    def __float__(self):
        raise KeyError("no number today")


class Lying:
    def __float__(self):
        return "3"


NUMBERS = [
    3, -2, 2.5, True, np.float64(2.5), np.float32(0.5), np.float16(0.5), np.int64(3), np.int8(3), np.uint16(3),
    np.bool_(True), np.array(2.5), Fraction(5, 2), Decimal("2.5"), Celsius(2.5),
]
WRONG = ["2", b"2", None, [1], (1,), {}, 1j, object(), int]

OPERATORS = {
    "+": (operator.add, lambda a, b: (a + b, 1.0, 1.0)),
    "-": (operator.sub, lambda a, b: (a - b, 1.0, -1.0)),
    "*": (operator.mul, lambda a, b: (a * b, b, a)),
    "/": (operator.truediv, lambda a, b: (a / b, 1 / b, -a / b**2)),
    "**": (operator.pow, lambda a, b: (a**b, b * a ** (b - 1), a**b * math.log(a) if a > 0 else math.nan)),
}


def named(numbers):
    return [pytest.param(n, id=f"{type(n).__module__}.{type(n).__name__} {n!r:.20}".split(" object")[0]) for n in numbers]
