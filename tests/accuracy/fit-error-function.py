"""Prints the coefficients of src/Micrograd/Operations/Normal.cs, and how far the polynomials are from the truth.

Both are Chebyshev interpolants made with 60 digits and turned into powers: erf(x)/x by x^2 for |x| up to sqrt(0.75), and
(1 + 2x) exp(x^2) erfc x by t = (x - 3.75)/(x + 3.75) for x from 0. Needs Python 3.9 or later and mpmath.
"""

from mpmath import binomial, mp, mpf

mp.dps = 60
CENTRE, REACH = mpf("3.75"), mpf("0.75")


def interpolate(function, degree):
    """The powers, lowest first, of the polynomial through the Chebyshev points of [-1, 1]."""
    n = degree + 1
    points = [mp.cos(mp.pi * (2 * k + 1) / (2 * n)) for k in range(n)]
    values = list(map(function, points))
    chebyshev = [2 / mpf(n) * sum(v * mp.cos(mp.pi * j * (2 * k + 1) / (2 * n)) for k, v in enumerate(values)) for j in range(n)]
    chebyshev[0] /= 2
    basis, powers = [[mpf(1)], [mpf(0), mpf(1)]], [mpf(0)] * n
    while len(basis) < n:
        raised = [mpf(0), *(2 * c for c in basis[-1])]
        basis.append([c - (basis[-2][i] if i < len(basis[-2]) else 0) for i, c in enumerate(raised)])
    for weight, polynomial in zip(chebyshev, basis):
        for i, c in enumerate(polynomial):
            powers[i] += weight * c
    return powers


def small(u):
    """erf(x)/x, with x^2 moved from [0, REACH] to [-1, 1]."""
    x = mp.sqrt((1 + u) / 2 * REACH)
    return mp.erf(x) / x if x else 2 / mp.sqrt(mp.pi)


def scaled(t):
    """(1 + 2x) exp(x^2) erfc x, with x moved from [0, infinity) to [-1, 1)."""
    x = CENTRE * (1 + t) / (1 - t)
    return mp.exp(x * x) * mp.erfc(x) * (1 + 2 * x)


def in_squares(powers):
    """Powers of u = 2s/REACH - 1 as powers of s."""
    moved = [mpf(0)] * len(powers)
    for j, c in enumerate(powers):
        for m in range(j + 1):
            moved[m] += c * binomial(j, m) * (2 / REACH)**m * (-1)**(j - m)
    return moved


def report(name, function, powers):
    """The coefficients as doubles, and the largest relative error over the range."""
    grid = [mpf(i) / 100 for i in range(-99, 99)]
    error = max(abs(sum(c * t**i for i, c in enumerate(powers)) / function(t) - 1) for t in grid)
    return f"{name}: relative error {mp.nstr(error, 3)}"


near, far = interpolate(small, 13), interpolate(scaled, 24)
print(report("small", small, near), [float(c) for c in in_squares(near)], sep="\n")
print(report("scaled", scaled, far), [float(c) for c in far], sep="\n")
