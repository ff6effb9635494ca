"""Numbers that remember how they were made, and give you their derivatives.

A :class:`Value` behaves like a float. Compute with it, call ``backward()`` on the result, and every value that
went into it has its derivative in ``grad``:

>>> from micrograd_sharp import Value
>>> a, b = Value(2.0), Value(-3.0)
>>> c = a * b + a
>>> c.backward()
>>> c.data, a.grad, b.grad
(-4.0, -2.0, 2.0)

The engine is compiled C#; this package needs nothing but Python. ``nn`` has networks, ``losses`` what they should
make small, ``optim`` how, and :func:`draw_dot` draws a graph. Every operation is a method and a function, so that
``x.tanh()`` and ``tanh(x)`` are the same; ``sum``, ``dot``, ``softmax`` and their like take many values in one node.
"""

import builtins as _builtins

from . import _engine, losses as losses, nn as nn, optim as optim  # With "as", type checkers know a name as public.
from ._engine import *
from ._engine import __version__ as __version__
from .drawing import draw_dot as draw_dot

# Names that Python has itself, such as sum and abs, are left out of a star import, which should not replace them.
__all__ = [name for name in dir() if not name.startswith("_") and not hasattr(_builtins, name)]
