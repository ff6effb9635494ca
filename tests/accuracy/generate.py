"""Writes the truth that the accuracy tests compare with: elementary.csv, catalogue.csv and hard.csv in Operations/Truth of
the tests. The points of the first two are random, those of the third chosen by hand.

Each row holds an operation, its arguments (exact doubles), its value and all its partials, computed by mpmath with 1300
digits and rounded once to the nearest double. So many digits hold any product of two doubles, and any sum of such
products, exactly (the bits from 2^2048 down to 2^-2148): nothing cancels, and a formula may be as naive as it likes.

Run it anywhere with Python 3.9 or later and mpmath; the output is the same byte for byte. Each operation has its own
random seed, so that a new one leaves the rows of the others alone.
"""

import math
import random
import struct
from itertools import chain, cycle, islice
from pathlib import Path

from mpmath import mp

mp.dps = 1300
FOLDER = Path(__file__).resolve().parents[1] / "Micrograd.Tests" / "Operations" / "Truth"
ROWS = {1: 120, 2: 150}                 # rows of an operation, by its number of arguments
LARGEST, NORMAL, TINIEST = math.ldexp(2 - 2.0**-52, 1023), 2.0**-1022, math.ldexp(1, -1074)
EXP_OVERFLOWS, EXP_SUBNORMAL, EXP_VANISHES = 709.782712893384, -708.3964185322641, -745.1332191019412
TANH_IS_1, SIGMOID_IS_1 = 19.06154746539849, 36.7368005696771      # from here on, to the nearest double

HEADER = """\
# High-precision truth, written by tests/accuracy/generate.py; do not edit. Each row is
# op,arity,argument x arity,value,partial x arity and, for operations of many arguments only, condition.
# A number is the 16 hex digits of its double, big-endian: 3ff0000000000000 is 1. Value and partials are the exact ones
# rounded once to nearest even, beyond the range to an infinity or a zero of their sign; an exact 0 is written as +0.
# A partial is NaN (7ff8000000000000) where it does not exist: pow by the exponent of a negative base.
# Arguments of dot are a1..an,b1..bn, of affine a1..an,b1..bn,bias. The condition scales the error to be expected: the sum
# of |terms| (of the mean, of |terms|/n); of logsumexp, |largest| + 1 + |log(sum of exp(x - largest))|; of the others, |value|.
# Of select(a, b), a is taken where a > b. No argument is -0, infinite, NaN or a kink.
"""


# Points: endless streams of doubles or pairs, from which the table below composes those of an operation.

def scaled(low, high):
    """A random double whose exponent is uniform in [low, high); plain arithmetic, so the same on every machine."""
    return math.ldexp(1 + random.random(), math.floor(random.uniform(low, high)))


def sign():
    """1 or -1."""
    return 1 if random.random() < 0.5 else -1


def wide():
    """Log-uniform over every exponent a double can have, subnormals included, of both signs."""
    while True:
        yield sign() * scaled(-1074, 1024)


def subnormal():
    """Log-uniform over the positive subnormals, where precision fades."""
    while True:
        yield scaled(-1074, -1022)


def between(low, high):
    """Uniform in [low, high)."""
    while True:
        yield random.uniform(low, high)


def integers(low, high):
    """Whole numbers in [low, high)."""
    return (float(math.floor(x)) for x in between(low, high))


def beside(x):
    """A double near x: at a distance that is log-uniform from one ulp to |x| (or to 1 from 0), on either side."""
    exponent = math.frexp(x)[1] - 1 if x else 0
    moved = x + sign() * scaled(exponent - 54, exponent)
    return moved if moved != x else math.nextafter(x, sign() * math.inf)


def near(x):
    """x itself, its two neighbours on each side, and then whatever is beside it."""
    below, above = math.nextafter(x, -math.inf), math.nextafter(x, math.inf)
    yield from (x, below, above, math.nextafter(below, -math.inf), math.nextafter(above, math.inf))
    while True:
        yield beside(x)


def pairs(partner, xs):
    """Each x with the argument that the function makes of it."""
    return ((x, partner(x)) for x in xs)


def limits():
    """Results at the ends of the range: near overflow, near the subnormals, and within them."""
    return mixed(near(LARGEST), near(-NORMAL), subnormal(), near(1.0))


def mixed(*streams):
    """One point of each stream in turn."""
    return (next(stream) for stream in cycle(streams))


def solved(partner, xs, results):
    """Each x with the second argument that brings the result of the operation near the wanted one."""
    return ((x, partner(x, y)) for x, y in zip(xs, results))


def rivals():
    """Pairs of which one is a little larger, or larger by its sign alone."""
    return [
        pairs(beside, wide()), pairs(lambda a: math.nextafter(a, 0), wide()), pairs(lambda a: -a, wide()),
        zip(near(0.0), between(-1, 1)), zip(between(-1, 1), near(0.0))]


# Formulas that mpmath lacks. One that fails says that its point lies on a kink, at a pole or outside the domain.

def step(x):
    """The derivative of max(x, 0)."""
    return (1 + x / abs(x)) / 2


def sigmoid(x):
    """The logistic function."""
    return 1 / (1 + mp.exp(-x))


def power(a, b):
    """a^b. For a < 0, |b| > 2^53 is left out: all doubles there are even, so the sign of a^(b - 1) is out of reach."""
    if a < 0 and abs(b) > 2**53:
        raise ValueError
    return a**b


def exponent_for(a, log_of_result):
    """The b for which |a|^b has this logarithm; 0 where there is none."""
    return nearest(log_of_result / mp.log(abs(a))) if abs(a) != 1 else 0.0


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



def erfc(x):
    """1 - erf x; mpmath's own overflows for huge arguments."""
    return mp.erfc(x) if abs(x) < 100 else mp.mpf(0 if x > 0 else 2)


def cdf(x):
    """The cumulative normal."""
    return erfc(-x / mp.sqrt(2)) / 2


def pdf(x):
    """The density of the normal."""
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi) if abs(x) < 100 else mp.zero


def log1p(x):
    """ln(1 + x); a real number or nothing."""
    if x <= -1:
        raise ValueError
    return mp.log(1 + x)


def softplus(x):
    """ln(1 + e^x)."""
    return x + mp.exp(-x) if x > 2000 else mp.exp(x) if x < -2000 else mp.log(1 + mp.exp(x))


def mish_slope(x):
    """The derivative of x tanh(softplus x)."""
    t = mp.tanh(softplus(x))
    return t + x * (1 - t * t) * sigmoid(x)


def leaky_relu(x, slope):
    """x, less steep below 0."""
    return x if x > 0 else slope * x


def elu(x, alpha):
    """x, bent below 0; for an alpha that somebody might choose, since the error of its slope is in proportion to it."""
    if not 1 / 64 <= alpha <= 8:
        raise ValueError
    return x if x > 0 else alpha * mp.expm1(x)


def real(function, low, high):
    """A function that is real between two bounds only."""
    def checked(x):
        if not low <= x <= high:
            raise ValueError
        return function(x)
    return checked


HALF_PI = 1.5707963267948966
MODERATE = [between(-9, 9), between(-40, 40), near(0.0)]

# The rest of the catalogue, in a table of its own.
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


def around(*points):
    """Each point and its two neighbours."""
    return chain(*(islice(near(float(x)), 3) for x in points))


def beside_1(*exponents):
    """1 + 2^-k and 1 - 2^-k."""
    return [1 + side * 2.0**-k for k in exponents for side in (1, -1)]


NEAR_HALF_PIS = math.ldexp(6381956970095103, 797)    # of all doubles the one nearest to a multiple of pi/2
ANGLES = [1e22, 1e300, 2.0**60, LARGEST, NEAR_HALF_PIS, *(k * HALF_PI for k in (1, 2, 3, 4, 11, 710, 2**20 + 1, 2**40, 2**52 + 1))]
TINY = [sign * x for x in (TINIEST, 1e-308, 1e-300, 1e-160, 1e-17, 2.0**-27, 1e-8, 1e-4, 0.01, 0.1) for sign in (1, -1)]
BITS = 1, 4, 10, 26, 27, 40, 52

# Points where a formula that looks right is known to fail: tails, results near 0, and large arguments.
HARD = {
    "pow": chain(
        [(base, side * 700 * 2.0**k) for k in BITS for base in beside_1(k) for side in (1, -1)],
        [(base, b) for base in beside_1(*BITS) for b in (0.5, 1000.0, -1e6)],
        zip(around(0.999999, 1.0000001, 1 - 2.0**-30), around(1e8, -1e9, 2.0**39))),
    "exp": around(-1, 1, 100, 700, EXP_OVERFLOWS, EXP_SUBNORMAL, EXP_VANISHES, *TINY),
    "exp2": around(-1, 1, 0.5, 1023, 1024, -1022, -1073.5, *TINY),
    "expm1": around(-37, -1, 1, 37, EXP_OVERFLOWS, *TINY),
    "log": around(10, 1e300, *beside_1(*BITS)),
    "log2": around(10, 2.0**1023, 2.0**-1022, *beside_1(*BITS)),
    "log10": around(10, 1000, 1e22, 1e300, *beside_1(*BITS)),
    "log1p": around(-1 + 2.0**-53, -0.75, 1e16, *TINY),
    "logaddexp": [(1000.0, 999.0), (-1000.0, -1001.0), (1e-300, -1e-300), (700.0, -700.0), (0.0, EXP_VANISHES), (0.0, 1e-17), (-800.0, 1e-3)],
    "sin": around(*ANGLES, *TINY),
    "cos": around(*ANGLES, *TINY),
    "tan": around(*ANGLES, *TINY),
    "asin": around(*beside_1(*BITS), *TINY),
    "acos": around(*beside_1(*BITS), *TINY),
    "atan": around(1e16, LARGEST, *TINY),
    "atan2": [(1e-300, 1e300), (1e-300, -1.0), (1e300, 1e300), (1e300, -1e300), (3e-320, 4e-320), (-1e-300, -1e-308)],
    "sinh": around(0.3, 1, 22, 710, *TINY),
    "cosh": around(0.3, 1, 22, 710, *TINY),
    "tanh": around(0.3, 0.55, 1, TANH_IS_1, *TINY),
    "asinh": around(0.5, 2, 2.0**28, LARGEST, *TINY),
    "acosh": around(2, 2.0**28, LARGEST, *beside_1(*BITS)),
    "atanh": around(0.5, *beside_1(*BITS), *TINY),
    "erf": around(0.5, 0.866, 1, 2, 3, 5.9, *TINY),
    "erfc": around(-6, -1, 0.5, 1, 2, 4, 8, 16, 20, 25, 26.54325845425098, 27.2, 27.226017111108366, *TINY),
    "cdf": around(-38.46, -37.51937934714, -30, -20, -10, -5, -2, -1, 1, 5, 8.29, *TINY),
    "pdf": around(1, 5, 10, 20, 30, 37.6, 38.5),
    "sigmoid": around(EXP_VANISHES, EXP_SUBNORMAL, -700, -37, -20, -1, 1, 20, SIGMOID_IS_1),
    "softplus": around(EXP_VANISHES, EXP_SUBNORMAL, -700, -37, -20, -1, 1, 20, 700),
    "logsigmoid": around(-EXP_VANISHES, -EXP_SUBNORMAL, 700, 37, 20, 1, -1, -20, -700),
    "silu": around(-EXP_OVERFLOWS, EXP_SUBNORMAL, -37, -1.2784645427610738, *TINY),
    "gelu": around(-38, -30, -20, -10, -5, -0.7517915246935645, *TINY),
    "mish": around(-700, -37, -1.1924, *TINY),
    "hypot": [(3e-320, 4e-320), (3e300, -4e300), (1.0, 1e-8), (1e-300, 1e300), (1e-170, 1e-170)],
    "cbrt": around(27, 1000, 1e300, TINIEST, NORMAL),
    "sqrt": around(2, 1e300, TINIEST, NORMAL),
}


# Operations of many arguments.

def products(x):
    """The terms of a dot product (of an affine form, if there is an odd argument left: the bias)."""
    n = len(x) // 2
    return [a * b for a, b in zip(x, x[n:2 * n])] + x[2 * n:]


def product_partials(x):
    """The partials of products: each factor's is the other factor."""
    n = len(x) // 2
    return x[n:2 * n] + x[:n] + [mp.one] * (len(x) % 2)


def logsumexp(x):
    """The logarithm of the sum of exponentials."""
    return mp.log(sum(mp.exp(t) for t in x))


def cancelling(n):
    """n terms over 200 orders of magnitude, in pairs that cancel exactly or nearly, shuffled."""
    half = [sign() * scaled(-330, 330) for _ in range((n + 1) // 2)]
    terms = half + [-x if random.random() < 0.5 else -beside(x) for x in half]
    return sorted(terms[:n], key=lambda _: random.random())


def term_rows():
    """The terms of sums: ordinary ones, ones over a huge range (yet no sum or product leaves it), and cancelling ones."""
    for n in (2, 5, 16, 50):
        yield list(islice(between(-1, 1), n))
        yield [sign() * scaled(-900, 900) for _ in range(n)]
        yield cancelling(n)


def factors(terms):
    """Arguments of a dot product of (nearly) these terms."""
    a = [sign() * scaled(-100, 100) for _ in terms]
    return a + [term / x for term, x in zip(terms, a)]          # within 2^1000 either way, so no product underflows


def exponent_rows():
    """Arguments of logsumexp: ordinary, huge range, underflowing beside a large one, and with a result near 0."""
    for n in (2, 5, 16, 50):
        yield list(islice(between(-5, 5), n))
        yield [sign() * scaled(-900, 900) for _ in range(n)]
        yield [100000 + x for x in islice(between(-800, 0), n)]
        yield [beside(-nearest(mp.log(n))) for _ in range(n)]


def spread(x):
    """The sizes that logsumexp adds up: the largest argument, the rest, and 1 for the rounding of what the log is of."""
    return [max(x), mp.one, logsumexp(x) - max(x)]


def product_rows():
    """Factors whose product stays in range: ordinary ones, ones over a wide range, ones near 1, and a zero among them."""
    for n in (2, 5, 16, 50):
        yield list(islice(between(-1, 1), n))
        yield [sign() * scaled(-900 / n, 900 / n) for _ in range(n)]
        yield [beside(1.0) for _ in range(n)]
        yield [0.0, *islice(between(-1, 1), n - 1)]


def others(x):
    """Of each factor, the product of the others."""
    return [mp.fprod(x[:i] + x[i + 1:]) for i in range(len(x))]


def norm(x):
    """The Euclidean norm."""
    return mp.sqrt(sum(t * t for t in x))


def only(best, x):
    """1 for the term that is best, 0 for the rest; the rows have no ties."""
    return [mp.mpf(t == best(x)) for t in x]


def mixed_rows():
    """The terms of sums, and ones that hardly differ."""
    yield from term_rows()
    yield from ([beside(1.0) for _ in range(n)] for n in (2, 5, 16, 50))


# name: (value, partials, terms of the condition, rows of arguments).
MANY = {
    "sum": (sum, lambda x: [mp.one] * len(x), lambda x: x, term_rows()),
    "dot": (lambda x: sum(products(x)), product_partials, products, map(factors, term_rows())),
    "affine": (lambda x: sum(products(x)), product_partials, products, (factors(t[1:]) + t[:1] for t in term_rows())),
    "logsumexp": (logsumexp, lambda x: [mp.exp(t - logsumexp(x)) for t in x], spread, exponent_rows()),
}

# The same for the rest of the catalogue.
MANY_MORE = {
    "mean": (lambda x: sum(x) / len(x), lambda x: [mp.one / len(x)] * len(x), lambda x: [t / len(x) for t in x], term_rows()),
    "product": (mp.fprod, others, lambda x: [mp.fprod(x)], product_rows()),
    "norm": (norm, lambda x: [t / norm(x) for t in x], lambda x: [norm(x)], mixed_rows()),
    "maxof": (max, lambda x: only(max, x), lambda x: [max(x)], mixed_rows()),
    "minof": (min, lambda x: only(min, x), lambda x: [min(x)], mixed_rows()),
}


# Rounding and writing.

def nearest(x):
    """The double nearest to x, ties to even. (mpmath's own conversion rounds subnormals twice.)"""
    negative, mantissa, exponent, bits = x._mpf_
    if exponent + bits > 1025:
        size = math.inf
    elif exponent + bits < -1080:
        size = 0.0
    else:
        try:
            size = (int(mantissa) << max(exponent, 0)) / (1 << max(-exponent, 0))   # Python rounds this quotient once
        except OverflowError:
            size = math.inf
    return -size if negative else size


def rounded(x):
    """The nearest double, and NaN for what is not real; fails at a pole."""
    if isinstance(x, mp.mpc):
        return math.nan
    if not mp.isfinite(x):
        raise ValueError
    return nearest(x)


def row(name, arguments, results):
    """A line of the table."""
    return ",".join([name, str(len(arguments)), *(struct.pack(">d", x).hex() for x in [*arguments, *results])])


def elementary_row(operations, name, point):
    """The line of an operation at a point; None where the operation is undefined or has a kink."""
    arity, value, partials, _ = operations[name]
    point = [x + 0.0 for x in (point if arity > 1 else [point])]                 # -0 becomes 0
    exact = list(map(mp.mpf, point))
    try:
        results = [rounded(f(*exact)) for f in [value, *partials]]
    except (ValueError, ZeroDivisionError):
        return None
    return row(name, point, results) if all(map(math.isfinite, point)) and not math.isnan(results[0]) else None


def elementary_rows(operations, name, share=1):
    """Half of the rows from all over the doubles, half from the special points; no row twice."""
    random.seed(name)
    arity, _, _, special = operations[name]
    everywhere = wide() if arity == 1 else zip(*[wide()] * arity)
    rows = {}                                                   # a set that keeps its order
    for points, count in (everywhere, int(ROWS[arity] * share) // 2), (mixed(*special), int(ROWS[arity] * share)):
        while len(rows) < count:
            if line := elementary_row(operations, name, next(points)):
                rows[line] = None
    return list(rows)


def hard_rows(name):
    """The chosen points of an operation, as far as it is defined there."""
    operations = ELEMENTARY if name in ELEMENTARY else CATALOGUE
    return dict.fromkeys(filter(None, (elementary_row(operations, name, point) for point in HARD[name])))


def many_rows(operations, name):
    """The rows of an operation of many arguments, with the condition as the last cell."""
    random.seed(name)
    value, partials, terms, points = operations[name]
    for point in points:
        x = list(map(mp.mpf, point))
        yield row(name, point, map(rounded, [value(x), *partials(x), sum(map(abs, terms(x)))]))


def write(name, rows):
    """Writes one table."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / name).write_bytes((HEADER + "\n".join(rows) + "\n").encode("ascii"))


def main():
    """Writes the tables."""
    write("elementary.csv", chain(
        *(elementary_rows(ELEMENTARY, name) for name in ELEMENTARY), *(many_rows(MANY, name) for name in MANY)))
    write("catalogue.csv", chain(
        *(elementary_rows(CATALOGUE, name, share=0.6) for name in CATALOGUE), *(many_rows(MANY_MORE, name) for name in MANY_MORE)))
    write("hard.csv", chain(*map(hard_rows, HARD)))


if __name__ == "__main__":
    main()
