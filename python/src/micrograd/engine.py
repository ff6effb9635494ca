"""``Value``, the number that remembers how it was made: the very type of micrograd_sharp."""

from micrograd_sharp import Value

__all__ = ["Value"]
