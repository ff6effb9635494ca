"""A drop-in for karpathy/micrograd: ``micrograd.engine.Value`` and ``micrograd.nn`` are those of micrograd_sharp."""

from . import engine, nn

__all__ = ["engine", "nn"]
