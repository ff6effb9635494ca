"""Operations of many arguments."""

import math
import random
from itertools import chain, islice

from .points import beside, between, scaled, sign
from .precision import mp, nearest

# Terms: finite rows of arguments.

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


def mixed_rows():
    """The terms of sums, and ones that hardly differ."""
    yield from term_rows()
    yield from ([beside(1.0) for _ in range(n)] for n in (2, 5, 16, 50))


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


def led_rows():
    """Arguments of logsumexp of which one leads by so much that the rest is lost beside it, and the result is the rest."""
    for n in (2, 5, 16, 50):
        yield [0.0, *islice(between(-700, -40), n - 1)]


def class_rows():
    """Arguments of crossentropy: as of logsumexp, large and close, and with the first in the lead."""
    yield from exponent_rows()
    for n in (2, 5, 16, 50):
        yield [1e15 + math.floor(x) / 8 for x in islice(between(-80, 80), n)]
        yield [beside(1e10) for _ in range(n)]
        yield [50.0, *islice(between(-650, 10), n - 1)]
        yield [1e6 + 90, *(1e6 + x for x in islice(between(-9, 9), n - 1))]


def product_rows():
    """Factors whose product stays in range: ordinary ones, ones over a wide range, ones near 1, and a zero among them."""
    for n in (2, 5, 16, 50):
        yield list(islice(between(-1, 1), n))
        yield [sign() * scaled(-900 / n, 900 / n) for _ in range(n)]
        yield [beside(1.0) for _ in range(n)]
        yield [0.0, *islice(between(-1, 1), n - 1)]


# Values, partials, and the terms that the error goes by.

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


def spread(x):
    """The sizes that logsumexp adds up: the largest argument and the rest; and what the rest loses by rounded differences."""
    return [max(x), logsumexp(x) - max(x), slack(x, max(x))]


def crossentropy(x):
    """The cross-entropy of the first class."""
    return logsumexp(x) - x[0]


def slack(x, origin):
    """How far a result moves if each difference to the origin is off by its own size."""
    return sum(mp.exp(t - logsumexp(x)) * abs(t - origin) for t in x)


def others(x):
    """Of each factor, the product of the others."""
    return [mp.fprod(x[:i] + x[i + 1:]) for i in range(len(x))]


def norm(x):
    """The Euclidean norm."""
    return mp.sqrt(sum(t * t for t in x))


def only(best, x):
    """1 for the term that is best, 0 for the rest; the rows have no ties."""
    return [mp.mpf(t == best(x)) for t in x]


# name: (value, partials, terms of the condition, rows of arguments).
MANY = {
    "sum": (sum, lambda x: [mp.one] * len(x), lambda x: x, term_rows()),
    "dot": (lambda x: sum(products(x)), product_partials, products, map(factors, term_rows())),
    "affine": (lambda x: sum(products(x)), product_partials, products, (factors(t[1:]) + t[:1] for t in term_rows())),
    "logsumexp": (logsumexp, lambda x: [mp.exp(t - logsumexp(x)) for t in x], spread, chain(exponent_rows(), led_rows())),
}

# The same for the rest of the catalogue.
MANY_MORE = {
    "crossentropy": (
        crossentropy, lambda x: [mp.exp(t - logsumexp(x)) - (i == 0) for i, t in enumerate(x)],
        lambda x: [crossentropy(x), slack(x, x[0])], class_rows()),
    "mean": (lambda x: sum(x) / len(x), lambda x: [mp.one / len(x)] * len(x), lambda x: [t / len(x) for t in x], term_rows()),
    "product": (mp.fprod, others, lambda x: [mp.fprod(x)], product_rows()),
    "norm": (norm, lambda x: [t / norm(x) for t in x], lambda x: [norm(x)], mixed_rows()),
    "maxof": (max, lambda x: only(max, x), lambda x: [max(x)], mixed_rows()),
    "minof": (min, lambda x: only(min, x), lambda x: [min(x)], mixed_rows()),
}
