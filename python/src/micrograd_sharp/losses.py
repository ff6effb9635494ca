"""How far predictions are from their targets, as a value to be made small. Each runs in the engine, as one call."""

from ._engine import binary_cross_entropy, cross_entropy, hinge, mean_squared_error

__all__ = ["mean_squared_error", "hinge", "cross_entropy", "binary_cross_entropy"]
