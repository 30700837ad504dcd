"""Where a gradient is not a number: which operation made it so.

Derivatives that do not exist but have an agreed value are listed in `conventions`. What is left is
nan or infinite, and never silently: a `RuntimeWarning` names the operation and its operand.
"""

from __future__ import annotations

import warnings
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.node import Node

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def all_finite(arrays: list[Any]) -> bool:
    """Whether all numbers are finite. The sum of their squares is asked first, which is quicker."""
    squares = sum(map(np.vdot, arrays, arrays))
    return isfinite(squares) or all(np.isfinite(array).all() for array in arrays)


def warn_if_undefined(
    output: Node,
    order: Sequence[Node],
    gradients: list[Any],
    adjoints: Mapping[Node, Any],
    *,
    stacklevel: int,
) -> None:
    """Say which operation it was, where the output is nan or a gradient is not finite.

    numpy's warnings are off already.
    """
    if isnan(output.stored) or not all_finite(gradients):
        reason = undefined_value(order) or undefined_derivative(order, adjoints)
        if reason:
            message = f"the gradient is not finite everywhere: {reason}"
            warnings.warn(message, RuntimeWarning, stacklevel=stacklevel + 1)


def undefined_value(order: Sequence[Node]) -> str:
    """The first operation that makes nan of numbers; "" where none does."""
    for node in order:
        made = np.isnan(node.stored)
        if made.any() and not any(np.isnan(u.stored).any() for u in node.inputs):
            return f"{text(node)} is nan{at_operands(node, made)}"
    return ""


def undefined_derivative(order: Sequence[Node], adjoints: Mapping[Node, Any]) -> str:
    """The last operation of the graph whose derivative is not finite; "" where all are."""
    for node in reversed(order):
        adjoint = adjoints.get(node)
        if node.operation is None or adjoint is None or not all_finite([adjoint]):
            continue
        for i, rule in enumerate(node.operation.rules):
            if not isinstance(node.operands[i], Node):
                continue
            wrong = ~np.isfinite(rule(adjoint, node.stored, *node.values))
            if wrong.any():
                derivative = node.operation.derivatives[i].format(*words(node), y=text(node))
                return (
                    f"{text(node)} has the derivative {derivative}, which is not finite"
                    f"{at_operands(node, wrong)}"
                )
    return ""


def at_operands(node: Node, wrong: Any) -> str:  # noqa: ANN401
    """The numbers of the operands where something is wrong, as " at x = 0 (index (2,))"."""
    place = tuple(np.argwhere(wrong)[0].tolist()) if np.ndim(wrong) else ()
    found = [
        f"{word} = {np.broadcast_to(value, np.shape(wrong))[place]:.6g}"
        for word, operand, value in zip(words(node), node.operands, node.values, strict=True)
        if isinstance(operand, Node) and np.shape(value) in {np.shape(wrong), ()}
    ]
    where = f" (index {place})" if place else ""
    return f" at {', '.join(found)}{where}" if found else where


def text(node: Node) -> str:
    """A node as the formula of its operation, as "√u"."""
    assert node.operation is not None  # noqa: S101
    return node.operation.formula.format(*words(node))


def words(node: Node) -> list[str]:
    """Names of the operands: an input's own, a number, or a letter for what was computed."""
    letters = iter("uvwabcd" * (1 + len(node.operands)))
    return [
        (operand.name or next(letters)) if isinstance(operand, Node)
        else f"{operand:.4g}" if isinstance(operand, float) else "c"
        for operand in node.operands
    ]  # fmt: skip
