"""The rest of the catalogue, a table of its own."""

from .elementary import ELEMENTARY
from .formulas import (
    cdf, elu, erfc, leaky_relu, log1p, mish_slope, pdf, real, sigmoid, softplus, step)
from .points import (
    EXP_OVERFLOWS, EXP_SUBNORMAL, HALF_PI, LARGEST, NORMAL, beside, between, near, pairs, rivals, wide)
from .precision import mp

MODERATE = [between(-9, 9), between(-40, 40), near(0.0)]

# name: (arity, value, partials, streams of special points).
CATALOGUE = {
    "square": (1, lambda x: x * x, [lambda x: 2 * x], [between(-9, 9), near(1.3407807929942596e154)]),
    "cube": (1, lambda x: x**3, [lambda x: 3 * x * x], [between(-9, 9), near(5.643803094122288e102)]),
    "reciprocal": (1, lambda x: 1 / x, [lambda x: -1 / x**2], [between(-9, 9), near(1.0), near(NORMAL)]),
    "cbrt": (1, lambda x: mp.sign(x) * mp.cbrt(abs(x)), [lambda x: 1 / (3 * mp.cbrt(x * x))], [between(-9, 9), near(1.0), near(8.0)]),
    "hypot": (2, mp.hypot, [lambda a, b: a / mp.hypot(a, b), lambda a, b: b / mp.hypot(a, b)], [
        zip(between(-9, 9), between(-9, 9)), pairs(beside, wide()), zip(near(1e300), near(-1e300))]),
    "exp2": (1, lambda x: mp.mpf(2)**x, [lambda x: mp.mpf(2)**x * mp.ln2], [*MODERATE, near(1023.9), near(-1022.0), between(-1074, 1023)]),
    "expm1": (1, mp.expm1, [mp.exp], [*MODERATE, near(EXP_OVERFLOWS), near(-37.0), near(1.0)]),
    "log2": (1, mp.log, [], []),
    "log10": (1, mp.log, [], []),
    "log1p": (1, log1p, [lambda x: 1 / (1 + x)], [near(0.0), near(-0.5), between(-1, 1), between(0, 9), near(1.0), near(LARGEST)]),
    "logaddexp": (2, lambda a, b: max(a, b) + softplus(-abs(a - b)), [lambda a, b: sigmoid(a - b), lambda a, b: sigmoid(b - a)], [
        zip(between(0, 9), between(0, 9)), zip(between(100, 800), between(100, 800)), pairs(beside, between(1, 99))]),
    "sin": (1, mp.sin, [mp.cos], [*MODERATE, near(HALF_PI * 2), near(1e15), near(1e22)]),
    "cos": (1, mp.cos, [lambda x: -mp.sin(x)], [*MODERATE, near(HALF_PI), near(1e15), near(1e22)]),
    "tan": (1, mp.tan, [lambda x: 1 + mp.tan(x)**2], [*MODERATE, near(HALF_PI), near(HALF_PI * 2)]),
    "asin": (1, real(mp.asin, -1, 1), [lambda x: 1 / mp.sqrt(1 - x * x)], [between(-1, 1), near(0.0), near(1.0), near(-1.0), near(0.5)]),
    "acos": (1, real(mp.acos, -1, 1), [lambda x: -1 / mp.sqrt(1 - x * x)], [between(-1, 1), near(0.0), near(1.0), near(-1.0), near(0.5)]),
    "atan": (1, mp.atan, [lambda x: 1 / (1 + x * x)], [*MODERATE, near(1.0)]),
    "atan2": (2, mp.atan2, [lambda a, b: b / (a * a + b * b), lambda a, b: -a / (a * a + b * b)], [
        zip(between(-9, 9), between(-9, 9)), zip(near(1.0), near(-1.0)), zip(between(-1, 1), near(-1.0))]),
    "sinh": (1, mp.sinh, [mp.cosh], [*MODERATE, near(710.0)]),
    "cosh": (1, mp.cosh, [mp.sinh], [*MODERATE, near(710.0)]),
    "asinh": (1, mp.asinh, [lambda x: 1 / mp.hypot(x, 1)], [*MODERATE, near(1.0)]),
    "acosh": (1, real(mp.acosh, 1, mp.inf), [lambda x: 1 / mp.sqrt(x * x - 1)], [between(1, 9), near(1.0), near(2.0)]),
    "atanh": (1, real(mp.atanh, -1, 1), [lambda x: 1 / (1 - x * x)], [between(-1, 1), near(0.0), near(1.0), near(-1.0), near(0.5)]),
    "erf": (1, lambda x: 1 - erfc(x), [lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(-x * x)], [between(-6, 6), near(0.0), near(0.866), near(1.0)]),
    "erfc": (1, erfc, [lambda x: -2 / mp.sqrt(mp.pi) * mp.exp(-x * x)], [between(-6, 6), between(0, 28), near(0.0), near(0.5), near(26.5)]),
    "cdf": (1, cdf, [pdf], [between(-6, 6), between(-39, 0), near(0.0), near(-37.5)]),
    "pdf": (1, pdf, [lambda x: -x * pdf(x)], [between(-6, 6), between(-39, 39), near(0.0), near(38.0)]),
    "softplus": (1, softplus, [sigmoid], [*MODERATE, near(EXP_SUBNORMAL), between(-746, -700)]),
    "logsigmoid": (1, lambda x: -softplus(-x), [lambda x: sigmoid(-x)], [*MODERATE, near(-EXP_SUBNORMAL)]),
    "softsign": (1, lambda x: x / (1 + abs(x)), [lambda x: 1 / (1 + abs(x))**2], [*MODERATE]),
    "silu": (1, lambda x: x * sigmoid(x), [lambda x: sigmoid(x) * (1 + x * sigmoid(-x))], [*MODERATE]),
    "gelu": (1, lambda x: x * cdf(x), [lambda x: cdf(x) + x * pdf(x)], [between(-6, 6), between(-37, 0), near(0.0)]),
    "mish": (1, lambda x: x * mp.tanh(softplus(x)), [mish_slope], [*MODERATE]),
    "leaky_relu": (2, leaky_relu, [lambda x, b: step(x) + step(-x) * b, lambda x, b: step(-x) * x], [
        zip(between(-9, 9), between(0, 1)), zip(near(0.0), between(0, 1))]),
    "elu": (2, elu, [lambda x, b: mp.one if x > 0 else b * mp.exp(x), lambda x, b: step(-x) * mp.expm1(x)], [
        zip(between(-9, 9), between(0, 2)), zip(between(-40, 0), near(1.0)), zip(near(0.0), near(1.0)), zip(near(-1.0), near(1.0))]),
    "atleast": (*ELEMENTARY["max"][:3], rivals()),
    "atmost": (*ELEMENTARY["min"][:3], rivals()),
    "select": (*ELEMENTARY["max"][:3], rivals()),
}
for base, name in (2, "log2"), (10, "log10"):
    CATALOGUE[name] = (1, lambda x, base=base: mp.log(x) / mp.log(base), [lambda x, base=base: 1 / (x * mp.log(base))], [
        near(1.0), near(float(base)), near(NORMAL), near(LARGEST), between(0, 9)])
