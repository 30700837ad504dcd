"""Explorer: controls, pictures and a numeric summary for one idea.

A subclass gives its fields, a pure `compute`, pure `pictures` and `describe`. From these the base
makes everything that a person or a program does with an explorer: drag, `set`, `reset`, `state`,
`load`, `summary`, the prediction that comes first, and the picture after a reload of the page.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeGuard, TypeVar

import ipywidgets
import numpy as np

from nnwidgets.course.fields import Array, Choice, Field, Number, Text, Value
from nnwidgets.exercises import all_predictions, format_state, parse_state
from nnwidgets.text import shorten
from nnwidgets.widgets.framework.gate import Gate
from nnwidgets.widgets.framework.kernel_thread import handle_here
from nnwidgets.widgets.framework.sliders import make_slider, place, shows
from nnwidgets.widgets.framework.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nnwidgets.widgets.framework.runner import Runner

STATE_VERSION = 1
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

Result = TypeVar("Result")


class Explorer(ipywidgets.VBox, Generic[Result]):  # type: ignore[misc]  # ipywidgets ships no types
    """Base of every explorer.

    Args:
        fields: what can be set, in the order of the controls.
        panels: the pictures; see `Stage`.
        predict: name of a prediction that is asked first; the fields that `gates` lists for it
            stay locked until it is committed.
        locked: fields that cannot be changed here, each with the sentence that says why.
    """

    gates: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({})

    def __init__(
        self,
        fields: Sequence[Field],
        panels: Sequence[Mapping[str, object]],
        *,
        predict: str | None = None,
        locked: Mapping[str, str] | None = None,
    ) -> None:
        self.fields = {field.name: field for field in fields}
        self._locked = dict(locked or {})
        self._values = self._start()
        self._elements = _elements(fields)
        self._before: Result | None = None
        self._notice = ""
        self._moving = False
        self._controls: dict[str, ipywidgets.Widget] = {}
        self.stage = Stage(panels, self._on_message)
        self.gate = self._make_gate(predict)
        self.result: Result = self.compute(self._values)
        super().__init__(self._layout())
        self.add_class("nnw-explorer")
        for part in parts_of(self):
            handle_here(part)
        self._refresh()

    # What a subclass gives

    def compute(self, values: Mapping[str, Any]) -> Result:
        """The numbers of the idea, from the values of the fields alone."""
        raise NotImplementedError

    def pictures(
        self, values: Mapping[str, Any], result: Result, before: Result | None
    ) -> dict[str, Mapping[str, object]]:
        """A scene for each panel; `before` is the result before the last drag, for the ghost."""
        raise NotImplementedError

    def describe(self, values: Mapping[str, Any], result: Result) -> str:
        """The few numbers that say what is seen."""
        raise NotImplementedError

    def controls(self) -> list[ipywidgets.Widget]:
        """The controls on the left: one for each field, unless a subclass wants others."""
        return [self.control(name) for name in self.fields]

    def buttons(self) -> list[ipywidgets.Button]:
        """Buttons after Reset."""
        return []

    def work(self) -> Runner | None:
        """Long work: its buttons stand after Reset, its progress under the buttons."""
        return None

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """React to what a person did in a picture, beyond what the base handles."""

    # What everyone may call

    def set(self, /, **values: object) -> Self:
        """Move one or several controls and redraw once.

        Elements of an array have names of their own: `set(W1=[[1, 2], [3, 4]])`,
        `set(W1_12=2)`. A value that cannot be used changes nothing; the summary says why.
        """
        self._apply(values, before=self.result)
        return self

    def reset(self) -> Self:
        """Stop what runs, and back to the start."""
        self.stop_work()
        self._before = None
        self._notice = ""
        self._values = self._start()
        self._refresh()
        return self

    def state(self) -> str:
        """A short text that holds everything, to paste into an answer or to share."""
        plain = {
            name: value.tolist() if isinstance(value, np.ndarray) else value
            for name, value in self._values.items()
        }
        return format_state(type(self).__name__, STATE_VERSION, plain)

    def load(self, text: str) -> Self:
        """Show what `state()` returned here or elsewhere.

        What runs is stopped. A text that is no state changes nothing; the summary says why.
        """
        try:
            state = parse_state(text, type(self).__name__)
        except ValueError as error:
            self._notice = f"Nothing was loaded. {error}"
            self._refresh()
            return self
        if state.version != STATE_VERSION:
            self._notice = (
                f"Nothing was loaded. The state has version {state.version} of the form, and "
                f"this package reads version {STATE_VERSION}."
            )
            self._refresh()
            return self
        self.stop_work()
        return self.set(**state.values)

    def summary(self) -> str:
        """What the pictures show, in numbers; the same text for the same values."""
        return f"{type(self).__name__}: {self.reading()}"

    def reading(self) -> str:
        """The summary without the explorer's name: the sentence under the pictures."""
        parts = [self.describe(self._values, self.result)]
        if self._notice:
            parts.append(self._notice)
        if self.gate is not None and not self.gate.is_open:
            parts.append("Commit a prediction to open the control.")
        return "\n".join(parts)

    def commit(self, choice: int | str) -> Self:
        """Commit a prediction by its letter, as the Commit button does."""
        if self.gate is None:
            self._notice = "This explorer asks for no prediction."
        else:
            self._notice = self.gate.commit(choice)
        self._refresh()
        return self

    @property
    def values(self) -> dict[str, Value]:
        """A copy of the values of all fields."""
        return {name: _copy_of(value) for name, value in self._values.items()}

    def value(self, address: str) -> Value:
        """The value of a field, an array as a copy, or of one element of an array field.

        Raises:
            KeyError: nothing has this name.
        """
        if address in self._elements:
            array = self._elements[address]
            return float(self._values[array.name][array.index_of(address)])  # type: ignore[index]  # an Array's value is an array
        return _copy_of(self._values[address])

    def stop_work(self) -> None:
        """End what runs in the background; what it has shown stays."""
        if (work := self.work()) is not None:
            work.clear()

    def close(self) -> None:
        """Stop, and close all parts too: the kernel forgets it, which ipywidgets alone does not."""
        if self.children:  # one whose making failed has nothing to stop
            self.stop_work()
        for part in parts_of(self):
            ipywidgets.Widget.close(part)

    def __repr__(self) -> str:
        return self.summary()

    def _repr_mimebundle_(self, **_kwargs: object) -> dict[str, Any]:
        # ipywidgets cuts text/plain at 110 characters; nbval verifies all of it.
        view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return {"text/plain": self.summary(), WIDGET_VIEW: view}

    # How it works inside

    def control(self, address: str) -> ipywidgets.Widget:
        """The control of a field or element; made once."""
        if address not in self._controls:
            self._controls[address] = self._make_control(address)
            handle_here(self._controls[address])
        return self._controls[address]

    def field_of(self, address: str) -> Field:
        """The field, or the element as a number, behind an address.

        Raises:
            KeyError: nothing has this name.
        """
        if address in self._elements:
            return self._elements[address].element(address)
        return self.fields[address]

    def shows(self, address: str, shown: object) -> bool:
        """Whether a control that stands at `shown` shows the present value."""
        field, value = self.field_of(address), self.value(address)
        if isinstance(field, Number) and isinstance(shown, float | int):
            return shows(field, shown, float(value))
        return bool(shown == value)

    def is_locked(self, address: str) -> str:
        """Why an address cannot be changed now, or an empty text."""
        name = self._elements[address].name if address in self._elements else address
        if name in self._locked:
            return self._locked[name]
        if self.gate is None or self.gate.is_open:
            return ""
        guarded = self.gates.get(self.gate.prediction.name, ())
        return f"{name} is locked: commit your prediction first." if name in guarded else ""

    def is_unused(self, address: str) -> bool:
        """Whether a control has no effect at present, and is greyed; `set` may change it still."""
        del address
        return False

    def _start(self) -> dict[str, Value]:
        """The first values, as `set` would store them: floats, and arrays of their own."""
        return {name: field.clean(field.default)[0] for name, field in self.fields.items()}

    def _make_gate(self, predict: str | None) -> Gate | None:
        if predict is None:
            return None
        predictions = all_predictions()
        if predict not in predictions or predict not in self.gates:
            names = ", ".join(repr(name) for name in self.gates)
            raise ValueError(
                f"{type(self).__name__} has no prediction {predict!r}: expected one of {names}"
            )
        return Gate(predictions[predict], self._opened)

    def _opened(self) -> None:
        self._before = self.result
        self._notice = ""
        self._refresh()

    def _make_control(self, address: str) -> ipywidgets.Widget:
        field = self.field_of(address)
        if isinstance(field, Choice):
            control = ipywidgets.Dropdown(
                options=list(field.options.items()), value=field.default, description=field.label
            )
        elif isinstance(field, Number):
            control = make_slider(field)
        elif isinstance(field, Text):
            control = ipywidgets.Text(
                value=field.default, description=field.label, continuous_update=False
            )
        else:
            raise TypeError(f"{address}: an array has a control for each element, not one")
        control.add_class(f"nnw-field-{address}")
        control.observe(lambda change: self._on_control(address, change), names="value")
        return control

    def _layout(self) -> list[ipywidgets.Widget]:
        reset = ipywidgets.Button(description="Reset", tooltip="Back to the start")
        reset.on_click(lambda _: self.reset())
        work = self.work()
        first = [reset] if work is None else [reset, *work.buttons]
        row = ipywidgets.HBox([*first, *self.buttons()])
        row.add_class("nnw-buttons")
        left = ipywidgets.VBox([*self.controls(), row, *([] if work is None else [work])])
        left.add_class("nnw-controls")
        self.stage.add_class("nnw-pictures")
        body = ipywidgets.HBox([left, self.stage])
        body.add_class("nnw-body")
        return [body] if self.gate is None else [self.gate, body]

    def _on_control(self, address: str, change: Mapping[str, Any]) -> None:
        # A page answers with the step of a slider that is nearest to a value: that is no drag.
        new = change["new"]
        if not self._moving and not self.shows(address, new):
            self._apply({address: round(new, 10) if isinstance(new, float) else new})

    def _on_message(self, content: object) -> None:
        if is_event(content):
            self._on_event(content)

    def _on_event(self, event: Mapping[str, Any]) -> None:
        kind, address = event.get("event"), event.get("id")
        known = address in self.fields or address in self._elements
        if kind in {"hold", "select"}:  # a drag begins, by the mouse or by arrow keys
            self._before = self.result
        if kind == "restore" and known:
            self._apply({str(address): self._default_of(str(address))})
        elif kind == "nudge" and known:
            self._nudge(str(address), int(event.get("steps", 1)))
        elif kind != "hold":
            self.on_picture_event(event)

    def _default_of(self, address: str) -> Value:
        return self.field_of(address).default

    def _nudge(self, address: str, steps: int) -> None:
        field = self.field_of(address)
        if isinstance(field, Number):
            moved = float(self.value(address)) + steps * field.step
            self._apply({address: round(min(max(moved, field.low), field.high), 10)})

    def _apply(self, changes: Mapping[str, object], *, before: Result | None = None) -> None:
        """All changes or, with a notice, none; `before` is the ghost of those that are made."""
        values, notes = dict(self._values), []
        try:
            for address, value in changes.items():
                notes.append(self._put(values, address, value))
        except ValueError as error:
            self._notice = str(error)
        else:
            self._values = values
            self._notice = " ".join(note for note in notes if note)
            self._before = self._before if before is None else before
        self._refresh()

    def _put(self, values: dict[str, Value], address: str, value: object) -> str:
        """Write one clean value into `values`; returns a note for the reader, or ''."""
        if address not in self.fields and address not in self._elements:
            raise ValueError(self._unknown(address))
        clean, note = self.field_of(address).clean(value)
        name, changed = self._in_place(values, address, clean)
        if (why := self.is_locked(address)) and not np.array_equal(values[name], changed):
            raise ValueError(why)
        values[name] = changed
        return note

    def _in_place(
        self, values: Mapping[str, Value], address: str, clean: Value
    ) -> tuple[str, Value]:
        """The field behind an address, and its value with `clean` in its place."""
        if address not in self._elements:
            return address, clean
        array = self._elements[address]
        changed = np.array(values[array.name])
        changed[array.index_of(address)] = clean
        return array.name, changed

    def _unknown(self, address: str) -> str:
        known = ", ".join(self.fields)
        element = f", or an element such as {next(iter(self._elements))}" if self._elements else ""
        return f"There is nothing called {shorten(address, 40)} here: expected {known}{element}."

    def _refresh(self) -> None:
        """Compute, draw, and bring every control to its value."""
        self.result = self.compute(self._values)
        self._moving = True
        try:
            for address, control in self._controls.items():
                self._sync(address, control)
        finally:
            self._moving = False
        scenes = self.pictures(self._values, self.result, self._before)
        self.stage.show(scenes, self.reading())

    def _sync(self, address: str, control: ipywidgets.Widget) -> None:
        value = self.value(address)
        if not self.shows(address, control.value):
            if isinstance(control, ipywidgets.FloatSlider):
                place(control, float(value))
            else:
                control.value = value
        locked = bool(self.is_locked(address)) or self.is_unused(address)
        if control.disabled != locked:
            control.disabled = locked


def _elements(fields: Sequence[Field]) -> dict[str, Array]:
    """Which array each element name belongs to."""
    arrays = [field for field in fields if isinstance(field, Array)]
    return {address: array for array in arrays for address in array.addresses()}


def parts_of(widget: ipywidgets.Widget) -> list[ipywidgets.Widget]:
    """A widget, all widgets in it, and their layouts and styles."""
    own = [getattr(widget, name, None) for name in ("layout", "style")]
    inside = [part for child in getattr(widget, "children", ()) for part in parts_of(child)]
    return [*inside, *(part for part in own if isinstance(part, ipywidgets.Widget)), widget]


def _copy_of(value: Value) -> Value:
    return value.copy() if isinstance(value, np.ndarray) else value


def is_event(content: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a message from the page has the form of an event: words and sensible numbers.

    A page may be out of date, or not be ours: what it sends must never raise in the kernel.
    """
    if not isinstance(content, dict) or not isinstance(content.get("event"), str):
        return False
    has_place = content["event"] not in {"point", "erase"} or {"x", "y"} <= content.keys()
    numbers = [content.get(name, 0) for name in ("steps", "x", "y")]
    return (
        has_place
        and isinstance(content.get("id", ""), str)
        and all(type(number) in {int, float} and abs(number) < 1e6 for number in numbers)
    )
