"""How far predictions are from their targets, as a value to be made small. Each runs in the engine, as one call."""

from ._engine import (
    binary_cross_entropy, binary_cross_entropy_of_probability, cross_entropy, hinge, huber, mean_absolute_error,
    mean_squared_error, multi_class_hinge, negative_log_likelihood,
)

__all__ = [
    "mean_squared_error", "mean_absolute_error", "huber", "hinge", "multi_class_hinge", "cross_entropy",
    "negative_log_likelihood", "binary_cross_entropy", "binary_cross_entropy_of_probability",
]
