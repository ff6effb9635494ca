"""Writes the truth that the accuracy tests compare with: elementary.csv, catalogue.csv and hard.csv in Operations/Truth of
the tests. The points of the first two are random, those of the third chosen by hand; the folder truth says what they are.

Each row holds an operation, its arguments (exact doubles), its value and all its partials, computed by mpmath with 1300
digits and rounded once to the nearest double.

Run it anywhere with Python 3.9 or later and mpmath; the output is the same byte for byte. Each operation has its own
random seed, so that a new one leaves the rows of the others alone.
"""

import math
import random
import struct
from itertools import chain
from pathlib import Path

from truth.catalogue import CATALOGUE
from truth.elementary import ELEMENTARY
from truth.hard import HARD
from truth.many import MANY, MANY_MORE
from truth.points import mixed, wide
from truth.precision import mp, rounded

FOLDER = Path(__file__).resolve().parents[1] / "Micrograd.Tests" / "Operations" / "Truth"
ROWS = {1: 120, 2: 150}                 # rows of an operation, by its number of arguments

HEADER = """\
# High-precision truth, written by tests/accuracy/generate.py; do not edit. Each row is
# op,arity,argument x arity,value,partial x arity and, for operations of many arguments only, condition.
# A number is the 16 hex digits of its double, big-endian: 3ff0000000000000 is 1. Value and partials are the exact ones
# rounded once to nearest even, beyond the range to an infinity or a zero of their sign; an exact 0 is written as +0.
# A partial is NaN (7ff8000000000000) where it does not exist: pow by the exponent of a negative base.
# Arguments of dot are a1..an,b1..bn, of affine a1..an,b1..bn,bias. The condition scales the error to be expected: the sum
# of |terms| (of the mean, of |terms|/n); of logsumexp, |largest| + |value - largest| + sum of softmax(x) |x - largest|; of
# crossentropy, |value| + sum of softmax(x) |x - x1|; of the others, |value|.
# Of select(a, b), a is taken where a > b. No argument is -0, infinite, NaN or a kink.
"""


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
