"""GraphExplorer: what all explorers of a typed formula share, its box and a slider a variable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from nnwidgets.course.graphs.formulas import VARIABLE_LIMIT, read_formula
from nnwidgets.figures.scenes.diagram import slider
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import ipywidgets

    from nnwidgets.course.state.form import Form
    from nnwidgets.figures.schema import Panel
    from nnwidgets.figures.schema.common import Operable

Result = TypeVar("Result")


def variable_slider(value: float) -> Operable:
    """What makes a variable's node a slider."""
    return slider(value, -VARIABLE_LIMIT, VARIABLE_LIMIT)


class GraphExplorer(Explorer[Result]):
    """Base of the explorers of a formula's graph.

    Args:
        form: made by `formula_form`.
        formula: to begin with.
        panels: the pictures; see `Stage`.
        predict: name of a prediction that is asked first.
        locked: fields that cannot be changed here, each with the sentence that says why.
    """

    def __init__(
        self,
        form: Form,
        formula: object,
        panels: Sequence[Panel],
        *,
        predict: str | None = None,
        locked: Mapping[str, str] | None = None,
    ) -> None:
        trouble = ""
        try:
            form = form.starting(formula=formula)
        except ValueError as error:
            trouble = str(error)
        super().__init__(panels, form=form, predict=predict, locked=locked)
        if trouble:
            self.tell(trouble)

    def inputs_of(self, values: Mapping[str, Any]) -> dict[str, float]:
        """The values of the variables."""
        return {name: values[name] for name in read_formula(values["formula"]).variables}

    def controls(self) -> list[ipywidgets.Widget]:
        """A slider for each variable, then the rest; the formula stands above."""
        shown = [name for name, field in self.fields.items() if not field.hidden]
        return [self.control(name) for name in shown if name != "formula"]

    def above(self) -> list[ipywidgets.Widget]:
        """The formula, over the whole width."""
        box = self.control("formula")
        box.add_class("nnw-line")
        return [box]
