"""The mathematics of the course: numpy only."""

from nnwidgets.core import datasets
from nnwidgets.core.activations import (
    ACTIVATIONS,
    Activation,
    find_activation,
    identity,
    relu,
    sigmoid,
    softmax,
    step,
    tanh,
)
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.core.network import ForwardPass, Layer, Network
from nnwidgets.core.training import trained_network

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "ForwardPass",
    "Layer",
    "Network",
    "datasets",
    "find_activation",
    "identity",
    "quadratic_cost",
    "relu",
    "sigmoid",
    "softmax",
    "step",
    "tanh",
    "trained_network",
]
