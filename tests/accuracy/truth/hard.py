"""Points chosen by hand, where a formula that looks right is known to fail: tails, results near 0, large arguments."""

import math
from itertools import chain

from .points import (
    EXP_OVERFLOWS, EXP_SUBNORMAL, EXP_VANISHES, HALF_PI, LARGEST, NORMAL, SIGMOID_IS_1, TANH_IS_1, TINIEST, around, beside_1)

NEAR_HALF_PIS = math.ldexp(6381956970095103, 797)    # of all doubles the one nearest to a multiple of pi/2
ANGLES = [1e22, 1e300, 2.0**60, LARGEST, NEAR_HALF_PIS, *(k * HALF_PI for k in (1, 2, 3, 4, 11, 710, 2**20 + 1, 2**40, 2**52 + 1))]
TINY = [sign * x for x in (TINIEST, 1e-308, 1e-300, 1e-160, 1e-17, 2.0**-27, 1e-8, 1e-4, 0.01, 0.1) for sign in (1, -1)]
BITS = 1, 4, 10, 26, 27, 40, 52

# name: points.
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
