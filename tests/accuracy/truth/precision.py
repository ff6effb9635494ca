"""Numbers of 1300 digits, and how they become doubles: rounded once.

So many digits hold any product of two doubles, and any sum of such products, exactly (the bits from 2^2048 down to
2^-2148): nothing cancels, and a formula may be as naive as it likes.
"""

import math

from mpmath import mp

mp.dps = 1300


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
