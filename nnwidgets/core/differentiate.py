"""Derivatives of a whole function: exact by reverse mode, approximate by differences."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.checks import finite, floats, positive, quietly
from nnwidgets.core.graph import adjoints
from nnwidgets.core.node import Node
from nnwidgets.core.refusals import NodeError
from nnwidgets.core.undefined import warn_if_undefined

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

    from nnwidgets.core.checks import Array


def value_and_gradient(
    function: Callable[..., Any],
) -> Callable[..., tuple[float, tuple[Any, ...]]]:
    """f(u, v, …) and (∂f/∂u, ∂f/∂v, …), by one run forwards and one backwards.

    The run writes every node on a tape as it is made. A node is made after its operands, so the
    tape is a topological order already.

    Args:
        function: written with operators, the functions of nnwidgets, or numpy's exp, sin …; it
            gets a `Node` for every array and answers with one number.

    Returns:
        A function of arrays. It answers with the value and a tuple of gradients, one for each
        argument, of the argument's shape.

    Raises:
        TypeError: the result is not a node.
        ValueError: the result is not one number, or it is nan because an argument is.

    Warns:
        RuntimeWarning: a derivative that is not a finite number, with the operation it comes from.

    >>> value, (dw,) = value_and_gradient(lambda w: (w * w).sum())([1.0, 2.0])
    >>> value, dw
    (5.0, array([2., 4.]))
    """

    def evaluate(*arguments: ArrayLike) -> tuple[float, tuple[Any, ...]]:
        tape: list[Node] = []
        inputs = [Node(argument, "", tape) for argument in arguments]
        try:
            with np.errstate(all="ignore"):
                output = required_node(call(function, inputs))
                found = adjoints(output, tape)
                gradients = [
                    found[u].copy() if u in found else np.zeros(u.shape)[()] for u in inputs
                ]
                value = float(output.stored)
                if not isfinite(value):  # asked only now: a finite value has no nan behind it
                    for i, argument in enumerate(arguments):
                        finite(argument, f"argument {i + 1}")
                warn_if_undefined(output, tape, gradients, found, stacklevel=2)
        finally:
            for node in (*inputs, *tape):
                node.tape = None  # whoever kept a node can go on computing with it
            tape.clear()
        return value, tuple(gradients)

    return evaluate


def call(function: Callable[..., Any], inputs: list[Node]) -> Any:  # noqa: ANN401
    """The function's result; where numpy hides a sentence about nodes behind words of its own, it.

    `array[0] = node` is such a case.
    """
    try:
        return function(*inputs)
    except ValueError as error:
        if isinstance(error.__cause__, NodeError):
            raise error.__cause__ from None
        raise


def required_node(output: object) -> Node:
    """The output, if it was computed from the arguments."""
    if not isinstance(output, Node):
        raise TypeError(
            "expected a result computed from the arguments, got "
            f"{type(output).__name__}: use the nodes themselves, not their .value"
        )
    return output


@quietly
def numerical_gradient(function: Callable[[Array], Any], x: ArrayLike, step: float = 1e-6) -> Any:  # noqa: ANN401
    """(f(x + h eᵢ) − f(x − h eᵢ)) / 2h for every number of x, h the step.

    Central differences: the error is h² f'''/6 plus rounding of about 1e−16 f/h.
    Cost: two evaluations for each number.

    Args:
        function: from an array of the shape of x to one number.
        x: where, a number or an array.
        step: h.

    Returns:
        The gradient, of the shape of x.

    Raises:
        ValueError: x is not finite, the step is not positive or is lost in the rounding of x, or
            the function does not answer with one number.
        TypeError: the function answers with no number.

    >>> numerical_gradient(lambda x: float(np.sum(x**2)), [1.0, 3.0]).round(6)
    array([2., 6.])
    """
    point = np.array(finite(x, "x"))
    h = positive(step, "step")
    gradient = np.empty_like(point)
    for index in np.ndindex(point.shape):
        ahead, behind = point.copy(), point.copy()
        ahead[index] += h
        behind[index] -= h
        width = ahead[index] - behind[index]  # 2h as the floats near x have it
        if not 0.9 < width / (2.0 * h) < 1.1:
            raise ValueError(f"step: {h:g} is lost beside x = {point[index]:g}: take a larger one")
        values = [floats(function(at[()]), "the function's result") for at in (ahead, behind)]
        difference = np.subtract(*values)
        if difference.ndim:
            raise ValueError(
                f"expected a function with one number as result, got {difference.shape}"
            )
        gradient[index] = difference / width
    return gradient[()]
