"""GraphExplorer: what all explorers of a typed formula share, its box and a slider a variable."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import ipywidgets

from nnwidgets.core.formula import Formula, FormulaError, parse_formula
from nnwidgets.core.graph import forward, topological_order
from nnwidgets.core.inspection import equation, label_nodes
from nnwidgets.core.orders import needs_of, times_computed
from nnwidgets.course.fields import Field, Number, Text, Value
from nnwidgets.widgets.framework.explorer import Explorer, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nnwidgets.core.node import Node

LECTURE = "sqrt(x^2 + exp(x^2)) + cos(x^2 + exp(x^2))"
"""M. P. Deisenroth, A. A. Faisal, C. S. Ong, Mathematics for Machine Learning, Example 5.14."""

LIMIT = 5.0
FIRST_VALUES = (1.5, 0.5, 2.0, -1.0)
"""Of the variables of a new formula: different, so that each can be followed through the graph."""

Result = TypeVar("Result")


@dataclass(frozen=True)
class Drawn:
    """A formula with its graph in the order in which it is computed.

    Attributes:
        formula: with one node for equal parts.
        order: its nodes.
        names: their letters.
        needs: who needs whom, by letter; inputs have no entry.
        times: how often each operation is computed where nothing is shared.
        equations: how each is computed, as "c = a + b".
    """

    formula: Formula
    order: list[Node]
    names: dict[Node, str]
    needs: dict[str, list[str]]
    times: dict[str, int]
    equations: dict[str, str]

    def at(self, inputs: Mapping[str, float]) -> dict[Node, Any]:
        """The value of every node."""
        values = {node: inputs[name] for name, node in self.formula.inputs.items()}
        return forward(self.formula.graph, values)


@lru_cache(maxsize=32)
def drawn(text: str) -> Drawn:
    """The graph of a formula.

    Raises:
        ValueError: what cannot be read, in one line with its place.
    """
    try:
        formula = parse_formula(text)
    except FormulaError as error:
        raise ValueError(one_line(error, text)) from None
    order = topological_order(formula.graph)
    names = label_nodes(order)
    if not formula.variables:
        names[order[0]] = "constant"
    equations = {names[node]: equation(node, names) for node in order}
    needs = needs_of(order, names)
    return Drawn(formula, order, names, needs, times_computed(needs), equations)


def one_line(error: FormulaError, text: str) -> str:
    """The sentence of a formula's error, with its place in words: a caret needs a fixed font."""
    sentence = str(error).partition("\n")[0]
    at_end = error.position >= len(text)
    place = "" if at_end else f", at character {error.position + 1}, “{text[error.position]}”"
    return f"{sentence}{place}."


class GraphExplorer(Explorer[Result]):
    """Base of the explorers of a formula's graph.

    Args:
        formula: to begin with.
        fields: what can be set beside the formula and its variables.
        panels: the pictures; see `Stage`.
        predict: name of a prediction that is asked first.
        locked: fields that cannot be changed here, each with the sentence that says why.
    """

    def __init__(
        self,
        formula: object,
        fields: Sequence[Field],
        panels: Sequence[Mapping[str, object]],
        *,
        predict: str | None = None,
        locked: Mapping[str, str] | None = None,
    ) -> None:
        self._others = list(fields)
        self._first, trouble = LECTURE, ""
        try:
            self._first = Text("formula", "f =", LECTURE, self._read).clean(formula)[0]
        except ValueError as error:
            trouble = str(error)
        self._typed = ""
        self._inputs = ipywidgets.VBox()
        self._inputs.add_class("nnw-inputs")
        starting = list(self._fields_of(self._first).values())
        super().__init__(starting, panels, predict=predict, locked=locked)
        if trouble:
            self._notice = trouble
            self._refresh()

    def _read(self, text: str) -> Drawn:
        """The graph of a text.

        Raises:
            ValueError: no formula, or a variable that is called like a control.
        """
        found = drawn(text)
        taken = {"formula", *(field.name for field in self._others)}
        for name in found.formula.variables:
            if name in taken:
                raise ValueError(f"{name} is the name of a control here: call the variable x.")
        return found

    def _fields_of(self, text: str) -> dict[str, Field]:
        """The formula, its variables, and the rest."""
        fields: dict[str, Field] = {"formula": Text("formula", "f =", self._first, self._read)}
        for i, name in enumerate(drawn(text).formula.variables):
            first = FIRST_VALUES[i % len(FIRST_VALUES)]
            fields[name] = Number(name, name, first, -LIMIT, LIMIT, 0.1)
        return fields | {field.name: field for field in self._others}

    def inputs_of(self, values: Mapping[str, Any]) -> dict[str, float]:
        """The values of the variables."""
        return {name: values[name] for name in drawn(values["formula"]).formula.variables}

    def controls(self) -> list[ipywidgets.Widget]:
        """A slider for each variable, then the rest."""
        return [self._inputs, *(self.control(field.name) for field in self._others)]

    def _layout(self) -> list[ipywidgets.Widget]:
        *gate, body = super()._layout()
        box = self.control("formula")
        box.add_class("nnw-line")
        return [*gate, box, body]

    def _start(self) -> dict[str, Value]:
        self.fields = self._fields_of(self._first)
        return super()._start()

    def _apply(self, changes: Mapping[str, object], *, before: Result | None = None) -> None:
        """The formula first: it decides which variables there are."""
        text = changes.get("formula")
        if isinstance(text, str):
            with suppress(ValueError):  # it is refused below, with its sentence
                self.fields = self.fields | self._fields_of(self._read(text.strip()).formula.text)
            changes = {"formula": text} | dict(changes)
        super()._apply(changes, before=before)

    def _put(self, values: dict[str, Value], address: str, value: object) -> str:
        if address in self.fields and address not in values:
            raise ValueError(f"{address} is no variable of this formula.")
        note = super()._put(values, address, value)
        if address == "formula":
            self._renew(values)
        return note

    def _renew(self, values: dict[str, Value]) -> None:
        """The variables of the new formula; those that stay keep their value."""
        fields = self._fields_of(str(values["formula"]))
        kept = {name: values[name] for name in fields if name in values}
        values.clear()
        values.update({name: kept.get(name, field.default) for name, field in fields.items()})

    def _refresh(self) -> None:
        self.fields = self._fields_of(str(self._values["formula"]))
        self._show_inputs()
        super()._refresh()

    def _show_inputs(self) -> None:
        """Sliders for the variables there are now, and for no others."""
        for name in [name for name in self._controls if name not in self.fields]:
            for part in parts_of(self._controls.pop(name)):
                part.close()
        sliders = tuple(self.control(name) for name in self.inputs_of(self._values))
        if self._inputs.children != sliders:
            self._inputs.children = sliders

    def _on_control(self, address: str, change: Mapping[str, Any]) -> None:
        is_text = isinstance(self.fields.get(address), Text)
        self._typed = address if is_text else ""
        if is_text and self._notice and not self._moving:  # what was refused before has gone
            self._apply({address: change["new"]})
        else:
            super()._on_control(address, change)

    def _sync(self, address: str, control: ipywidgets.Widget) -> None:
        if address != self._typed or not self._notice:  # a slip in a long formula can be mended
            super()._sync(address, control)
