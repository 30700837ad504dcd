"""SweepsExplorer: forward against reverse differentiation, in sweeps over the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nnwidgets.course.fields import Field, Number
from nnwidgets.figures.scenes import chart as charts
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 50
"""Inputs or outputs."""


class SweepNumbers(NamedTuple):
    """Sweeps for all n · m derivatives: a forward one for each input, a reverse one an output."""

    forward: int
    reverse: int


class SweepsExplorer(Explorer[SweepNumbers]):
    """How many sweeps all derivatives of m outputs by n inputs take, forwards and in reverse."""

    def __init__(self) -> None:
        fields: list[Field] = [
            Number("n_inputs", "inputs n", 23, 1, MOST, 1),
            Number("n_outputs", "outputs m", 1, 1, MOST, 1),
        ]
        super().__init__(fields, PANELS)

    def compute(self, values: Mapping[str, Any]) -> SweepNumbers:
        """N and m."""
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
    ) -> dict[str, Mapping[str, object]]:
        """A bar for each way."""
        del before  # two numbers need no ghost
        y = charts.axis("sweeps", (0.0, MOST + 10.0), [0, 10, 20, 30, 40, 50])
        names = ((0.5, "forward: one for each input"), (1.5, "reverse: one for each output"))
        x = charts.named_axis("", (0.0, 2.0), names)
        frame = charts.frame(
            (52, 24, 530, 180),
            x,
            y,
            bars=[
                charts.bar("plain", (0.2, 0.8), (0.0, float(result.forward))),
                charts.bar("gradient", (1.2, 1.8), (0.0, float(result.reverse))),
            ],
            texts=[
                charts.note(k + 0.5, float(count), str(count), dy=-6, anchor="middle")
                for k, count in enumerate(result)
            ],
        )
        return {"chart": charts.chart((600, 232), self.describe(values, result), frame)}


PANELS = ({"name": "chart", "kind": "chart", "span": 6},)


def counted(count: int, noun: str) -> str:
    """A number of things in words."""
    return f"{count} {noun}{'s' * (count != 1)}"
