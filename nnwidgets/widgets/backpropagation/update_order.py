"""UpdateOrderExplorer: one training step in the right order, and with a well-known bug."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nnwidgets.course.forms.backpropagation import UPDATE_ORDER
from nnwidgets.course.mazur import Step, one_step
from nnwidgets.figures.backpropagation.update_order import COST_DIGITS, steps_table
from nnwidgets.text import short
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.figures.schema import Panel, Scene

PANELS: tuple[Panel, ...] = ({"name": "steps", "kind": "table", "span": 6},)
ORDERS = {
    "deltas first": ("delta2", "delta1", "weights2", "weights1", "cost"),
    "update first": ("delta2", "weights2", "delta1", "weights1", "cost"),
}


class UpdateNumbers(NamedTuple):
    """The step in the chosen order, and in the right one."""

    chosen: Step
    right: Step


class UpdateOrderExplorer(Explorer[UpdateNumbers]):
    """Mazur's network of 2, 2 and 2 nodes: may W⁽²⁾ be updated before δ⁽¹⁾ is computed?"""

    form = UPDATE_ORDER

    def __init__(self) -> None:
        super().__init__(PANELS)

    def compute(self, values: Mapping[str, Any]) -> UpdateNumbers:
        """One step both ways."""
        rate = float(values["learning_rate"])
        right = one_step(rate, update_first=False)
        wrong = one_step(rate, update_first=True)
        return UpdateNumbers(wrong if values["order"] == "update first" else right, right)

    def describe(self, values: Mapping[str, Any], result: UpdateNumbers) -> str:
        """The cost after the step, and the first number that is wrong."""
        cost = f"{result.chosen.cost:.{COST_DIGITS}f}"
        said = f"After one step of rate {short(values['learning_rate'])} the cost is {cost}."
        if values["order"] == "deltas first":
            return said
        first, right = result.chosen.delta1[0], result.right.delta1[0]
        return (
            f"{said}\nWrong from δ⁽¹⁾ on: {short(first, 6)} instead of {short(right, 6)}; "
            f"the cost should be {result.right.cost:.{COST_DIGITS}f}."
        )

    def pictures(
        self, values: Mapping[str, Any], result: UpdateNumbers, before: UpdateNumbers | None
    ) -> Mapping[str, Scene]:
        """The numbers of the step, in the order in which they are computed."""
        del before  # the right numbers stand beside
        numbers = result.chosen._asdict(), result.right._asdict()
        return {"steps": steps_table(*numbers, ORDERS[values["order"]])}
