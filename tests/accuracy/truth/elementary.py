"""The elementary operations, the first table."""

from .formulas import exponent_for, power, sigmoid, step
from .points import (
    EXP_OVERFLOWS, EXP_SUBNORMAL, EXP_VANISHES, LARGEST, NORMAL, SIGMOID_IS_1, TANH_IS_1, TINIEST, between, beside, integers,
    limits, mixed, near, pairs, rivals, scaled, solved, subnormal, wide)
from .precision import mp

# name: (arity, value, partials, streams of special points). Half of the rows are special, half come from wide().
ELEMENTARY = {
    "add": (2, lambda a, b: a + b, [lambda a, b: mp.one, lambda a, b: mp.one], [
        pairs(lambda a: -beside(a), wide()), pairs(beside, near(LARGEST / 2)), pairs(lambda a: -beside(a), near(NORMAL)),
        pairs(lambda a: scaled(-54, -51), near(1.0)), zip(near(TINIEST), near(-NORMAL))]),
    "subtract": (2, lambda a, b: a - b, [lambda a, b: mp.one, lambda a, b: -mp.one], [
        pairs(beside, wide()), pairs(lambda a: -beside(a), near(LARGEST / 2)), pairs(beside, near(NORMAL)),
        pairs(lambda a: scaled(-54, -51), near(1.0)), zip(near(TINIEST), near(-NORMAL))]),
    "multiply": (2, lambda a, b: a * b, [lambda a, b: b, lambda a, b: a], [
        solved(lambda a, y: y / a, wide(), limits()), zip(near(1.0), near(-1.0)), zip(wide(), near(0.0)),
        zip(near(1.0), wide())]),
    "divide": (2, lambda a, b: a / b, [lambda a, b: 1 / b, lambda a, b: -a / b**2], [
        solved(lambda a, y: a / y, wide(), limits()), pairs(beside, wide()), zip(near(1.0), near(0.0)),
        zip(near(0.0), near(-3.0)), zip(between(-9, 9), between(-9, 9)), zip(near(1.0), near(NORMAL / 4)),
        zip(subnormal(), between(-4, 4))]),
    "negate": (1, lambda x: -x, [lambda x: -mp.one], [near(0.0), near(1.0), near(NORMAL), near(-LARGEST)]),
    "pow": (2, power, [lambda a, b: b * a**(b - 1), lambda a, b: a**b * mp.log(a)], [
        solved(exponent_for, near(1.0), between(EXP_VANISHES, EXP_OVERFLOWS)),
        solved(exponent_for, wide(), between(EXP_VANISHES, EXP_SUBNORMAL)),
        solved(exponent_for, mixed(near(1.0), near(2.0), wide()), near(EXP_OVERFLOWS)),
        zip(mixed(between(0, 9), wide()), mixed(near(0.0), near(1.0), near(2.0), near(0.5), near(-1.0))),
        zip(between(-9, 9), integers(-40, 40)), zip(near(-1.0), integers(-2**53, 2**53)),
        zip(between(0, 9), between(-9, 9)), zip(near(0.0), between(-4, 4)), zip(near(1.0), wide())]),
    "exp": (1, mp.exp, [mp.exp], [
        near(0.0), near(EXP_OVERFLOWS), near(EXP_SUBNORMAL), near(EXP_VANISHES), between(-746, -708), between(-40, 40)]),
    "log": (1, mp.log, [lambda x: 1 / x], [
        near(1.0), near(0.0), near(NORMAL), near(NORMAL / 4), near(LARGEST), between(0, 9)]),
    "sqrt": (1, mp.sqrt, [lambda x: 1 / (2 * mp.sqrt(x))], [
        near(0.0), near(1.0), near(4.0), near(NORMAL), near(LARGEST), between(0, 9)]),
    "tanh": (1, mp.tanh, [lambda x: mp.sech(x)**2], [
        near(0.0), near(0.5493061443340549), near(TANH_IS_1), near(-TANH_IS_1), between(-20, 20)]),
    "sigmoid": (1, sigmoid, [lambda x: sigmoid(x) * sigmoid(-x)], [
        near(0.0), near(SIGMOID_IS_1), near(-SIGMOID_IS_1), near(EXP_SUBNORMAL), near(EXP_VANISHES), between(-746, -700),
        between(-40, 40)]),
    "relu": (1, lambda x: max(x, mp.zero), [step], [near(0.0), near(1.0), near(-NORMAL), near(LARGEST)]),
    "abs": (1, abs, [lambda x: x / abs(x)], [near(0.0), near(1.0), near(-NORMAL), near(-LARGEST)]),
    "max": (2, max, [lambda a, b: step(a - b), lambda a, b: step(b - a)], rivals()),
    "min": (2, min, [lambda a, b: step(b - a), lambda a, b: step(a - b)], rivals()),
}
