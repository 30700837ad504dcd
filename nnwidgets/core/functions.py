"""exp log sqrt sin cos tan and absolute, of numbers, arrays and nodes alike.

Outside their domain (log of −1, say) they answer nan or an infinity, as numpy does, but quietly:
a curve then has a gap there, and no warning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core.checks import accepts_nodes

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


@accepts_nodes
def exp(u: Array) -> Array:
    """e^u; ∞ above u = 709.78.

    >>> exp([0.0, 1000.0])
    array([ 1., inf])
    """
    return np.exp(u)


@accepts_nodes
def log(u: Array) -> Array:
    """The natural logarithm of u; −∞ at 0, nan below.

    >>> log([1.0, 0.0])
    array([  0., -inf])
    """
    return np.log(u)


@accepts_nodes
def sqrt(u: Array) -> Array:
    """√u; nan below 0.

    >>> sqrt([4.0, -1.0])
    array([ 2., nan])
    """
    return np.sqrt(u)


@accepts_nodes
def sin(u: Array) -> Array:
    """The sine of u, an angle in radians."""
    return np.sin(u)


@accepts_nodes
def cos(u: Array) -> Array:
    """The cosine of u, an angle in radians."""
    return np.cos(u)


@accepts_nodes
def tan(u: Array) -> Array:
    """The tangent of u, an angle in radians."""
    return np.tan(u)


@accepts_nodes
def absolute(u: Array) -> Array:
    """|u|."""
    return np.abs(u)
