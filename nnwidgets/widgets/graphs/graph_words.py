"""What happens in a graph, in words: every step with its value, and the first that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nnwidgets.core.node import Node
    from nnwidgets.course.graphs.formula_graph import FormulaGraph

MAX_STEPS = 12
AFTER = " Whatever is computed from it carries that on."


def result_words(found: FormulaGraph, values: Mapping[Node, Any]) -> str:
    """The variables, then every step with its value: "x = 1.5; a = x² = 2.25, …"."""
    given = [f"{name} = {short(float(values[u]))}" for name, u in found.formula.inputs.items()]
    steps = [
        f"{found.equations[found.names[node]]} = {short(float(values[node]))}"
        for node in found.order
        if node.operation is not None
    ]
    if len(steps) > MAX_STEPS:
        steps = [*steps[:3], "…", *steps[-2:]]
    return "; ".join(filter(None, [", ".join(given), ", ".join(steps)])) + "."


def first_trouble(found: FormulaGraph, values: Mapping[Node, Any]) -> str:
    """A sentence about the first node whose value is not finite, or ""."""
    for node in found.order:
        if node.operation is not None and not np.isfinite(values[node]):
            operands = [
                float(values[u]) if u in values else float(u)  # a constant is not a key
                for u in node.operands
            ]
            name = found.names[node]
            return f"{reason(node.operation.name, operands, float(values[node]), name)}{AFTER}"
    return ""


def reason(operation: str, operands: Sequence[float], value: float, name: str) -> str:
    """Why an operation gave nan or an infinity."""
    u, v = operands[0], operands[-1]
    if operation == "log":
        kind = "0 has no logarithm" if u == 0 else f"{short(u)} has no real logarithm"
    elif operation == "sqrt":
        kind = f"{short(u)} has no real square root"
    elif operation == "divide" and v == 0:
        kind = "nothing can be divided by 0"
    elif operation == "power" and u == 0:
        kind = f"0 to the power {short(v)} divides by 0"
    elif operation == "power" and np.isnan(value):
        kind = f"{short(u)} to the power {short(v)} is not real"
    else:
        kind = "the result is larger than the largest float, about 1.8e308"
    return f"{name} is {short(value)}: {kind}."
