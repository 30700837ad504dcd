"""SweepsExplorer: forward against reverse differentiation, in sweeps over the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nnwidgets.course.forms.backpropagation import SWEEPS
from nnwidgets.figures.backpropagation.sweeps import sweeps_chart
from nnwidgets.text import counted
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.figures.schema import Panel, Scene

PANELS: tuple[Panel, ...] = ({"name": "chart", "kind": "chart", "span": 6},)


class SweepNumbers(NamedTuple):
    """Sweeps for all n · m derivatives: a forward one for each input, a reverse one an output."""

    forward: int
    reverse: int


class SweepsExplorer(Explorer[SweepNumbers]):
    """How many sweeps all derivatives of m outputs by n inputs take, forwards and in reverse."""

    form = SWEEPS

    def __init__(self) -> None:
        super().__init__(PANELS)

    def compute(self, values: Mapping[str, Any]) -> SweepNumbers:
        """Both counts: n and m."""
        return SweepNumbers(int(values["n_inputs"]), int(values["n_outputs"]))

    def describe(self, values: Mapping[str, Any], result: SweepNumbers) -> str:
        """Both counts, and which way is shorter."""
        del values  # the result holds them
        n, m = result
        shorter = "reverse" if m < n else "forward" if n < m else "neither"
        asked = f"{counted(n, 'input')} and {counted(m, 'output')}"
        ways = f"{counted(n, 'forward sweep')} or {counted(m, 'reverse sweep')}"
        return f"{asked} have {counted(n * m, 'derivative')}: {ways}; {shorter} takes fewer."

    def pictures(
        self, values: Mapping[str, Any], result: SweepNumbers, before: SweepNumbers | None
    ) -> Mapping[str, Scene]:
        """A bar for each way."""
        del before  # two numbers need no ghost
        return {"chart": sweeps_chart(*result, label=self.describe(values, result))}
