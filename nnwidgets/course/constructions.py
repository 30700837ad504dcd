"""Networks of one input that are built, not trained: the functions and units of notebook 06."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.approximation import Units, relu_network, step_network
from nnwidgets.core.bounds import values_at

if TYPE_CHECKING:
    from collections.abc import Callable

UNIT = (0.0, 1.0)
"""The interval on which functions are approximated."""
NIELSEN = "0.2 + 0.4*x^2 + 0.3*x*sin(15*x) + 0.05*cos(50*x)"
"""M. Nielsen, Neural Networks and Deep Learning (2015), chapter 4."""
MAX_UNITS = 200


def constructed(function: Callable[..., Any], kind: str, n_units: int, steepness: float) -> Units:
    """N units on [0, 1] that follow a function.

    A sigmoid is half way up where its step stands. The first step would stand at 0 and lack half
    of its height there, so it is moved out of the interval, to −1.

    Args:
        function: f.
        kind: "step", "sigmoid" or "relu".
        n_units: N; a broken line has two points at least, a single ReLU is the constant f(0).
        steepness: k of the sigmoids φ(k (x − t)).
    """
    if kind == "relu" and n_units == 1:
        return Units(np.zeros(1), np.ones(1), values_at(function, np.zeros(1)))
    if kind == "relu":
        return relu_network(function, n_units, UNIT)
    units = step_network(function, n_units, UNIT)
    if kind == "step":
        return units
    biases = units.biases.copy()
    biases[0] += 1.0
    return Units(units.weights, biases, units.output_weights).steeper(steepness)
