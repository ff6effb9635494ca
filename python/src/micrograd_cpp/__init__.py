"""A drop-in for the C++ original of that name: the same ``Value``, and everything else that micrograd_sharp has.

>>> import micrograd_cpp as mg
>>> a, b = mg.Value(2.0), mg.Value(3.0)
>>> c = a.mul(b).add(a)
>>> c.backward()
>>> a.grad, b.grad
(4.0, 2.0)
"""

from micrograd_sharp import *
from micrograd_sharp import __version__ as __version__

# A star import leaves out names that Python has itself.
from micrograd_sharp import abs as abs, pow as pow, sum as sum
