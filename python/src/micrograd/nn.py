"""Neurons, layers and networks: the very types of micrograd_sharp."""

from micrograd_sharp.nn import MLP, Layer, Module, Neuron

__all__ = ["Module", "Neuron", "Layer", "MLP"]
