"""Points: streams of doubles or pairs, most of them endless, from which the tables compose those of an operation."""

import math
import random
from itertools import chain, cycle, islice

LARGEST, NORMAL, TINIEST = math.ldexp(2 - 2.0**-52, 1023), 2.0**-1022, math.ldexp(1, -1074)
EXP_OVERFLOWS, EXP_SUBNORMAL, EXP_VANISHES = 709.782712893384, -708.3964185322641, -745.1332191019412
TANH_IS_1, SIGMOID_IS_1 = 19.06154746539849, 36.7368005696771      # from here on, to the nearest double
HALF_PI = 1.5707963267948966


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


def around(*points):
    """Each point and its two neighbours."""
    return chain(*(islice(near(float(x)), 3) for x in points))


def beside_1(*exponents):
    """1 + 2^-k and 1 - 2^-k."""
    return [1 + side * 2.0**-k for k in exponents for side in (1, -1)]


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
