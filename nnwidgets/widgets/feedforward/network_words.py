"""What the lecture's network does, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nnwidgets.text import layer_symbol, short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.widgets.feedforward.network_numbers import NetworkNumbers


def reading(values: Mapping[str, Any], result: NetworkNumbers) -> str:
    """Input, output, cost and points right."""
    x = ", ".join(short(v) for v in values["x"])
    if result.output is None or result.cost is None:
        return f"x = ({x}). {result.problem}"
    done = int(values["step"])
    shown = result.passed.activations[done] if done < 3 else result.output
    name = layer_symbol("a", done) if done < 3 else "F(x)"
    numbers = ", ".join(short(v) for v in shown)
    return (
        f"x = ({x}); after layer {done} of 3: {name} = ({numbers}).\n"
        f"Cost {short(result.cost, 4)} (the constant output ½, ½ costs 0.25); "
        f"{score(result)}.{changes(values)}"
    )


def changes(values: Mapping[str, Any]) -> str:
    """What the slider of a prediction does to the last layer."""
    scaled = f" W⁽³⁾ is multiplied by {short(values['scale'])}." if values["scale"] != 1 else ""
    shifted = f" {short(values['shift'])} is added to both b⁽³⁾." if values["shift"] else ""
    return scaled + shifted


def score(result: NetworkNumbers) -> str:
    """How many points are right, where the student's function gave values to judge by."""
    known = result.cost is not None
    return f"{int(result.right.sum())} of 10 points right" if known else "no values to show"
