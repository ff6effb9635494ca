"""Formulas that mpmath lacks. One that fails says that its point lies on a kink, at a pole or outside the domain."""

from .precision import mp, nearest


def step(x):
    """The derivative of max(x, 0)."""
    return (1 + x / abs(x)) / 2


def power(a, b):
    """a^b. For a < 0, |b| > 2^53 is left out: all doubles there are even, so the sign of a^(b - 1) is out of reach."""
    if a < 0 and abs(b) > 2**53:
        raise ValueError
    return a**b


def exponent_for(a, log_of_result):
    """The b for which |a|^b has this logarithm; 0 where there is none."""
    return nearest(log_of_result / mp.log(abs(a))) if abs(a) != 1 else 0.0


def sigmoid(x):
    """The logistic function."""
    return 1 / (1 + mp.exp(-x))


def softplus(x):
    """ln(1 + e^x)."""
    return x + mp.exp(-x) if x > 2000 else mp.exp(x) if x < -2000 else mp.log(1 + mp.exp(x))


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
