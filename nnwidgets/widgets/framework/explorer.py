"""Explorer: controls, pictures and a numeric summary for one idea.

A subclass declares its form and gives a pure `compute`, pure `pictures` and `describe`. From these
the base makes everything that a person or a program does with an explorer: drag, `set`, `reset`,
`state`, `load`, `summary`, the prediction that comes first, and the picture after a page reload.

What a subclass may give or override stands under "What a subclass gives" and "Hooks". Everything
else is final, and names with an underscore belong to the base alone.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Self, TypeVar, final

import ipywidgets
import numpy as np

from nnwidgets.course.state.fields import Array, Choice, Field, Number, Text, Value
from nnwidgets.course.state.form import Form, elements_of
from nnwidgets.exercises import all_predictions
from nnwidgets.text import shorten
from nnwidgets.widgets.framework.events import is_event
from nnwidgets.widgets.framework.gate import Gate
from nnwidgets.widgets.framework.kernel_thread import handle_here
from nnwidgets.widgets.framework.sliders import make_slider, place, shows
from nnwidgets.widgets.framework.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nnwidgets.figures.geometry.solids import Solid
    from nnwidgets.figures.plotly import Figure
    from nnwidgets.figures.schema import Panel, Scene
    from nnwidgets.widgets.framework.player import Player
    from nnwidgets.widgets.framework.runner import Runner

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

Result = TypeVar("Result")
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Explorer(ipywidgets.VBox, Generic[Result]):  # type: ignore[misc]  # ipywidgets ships no types
    """Base of every explorer.

    A subclass sets its own attributes first and calls this last: it draws the first picture.

    Args:
        panels: the pictures; see `Stage`.
        form: the class's `form` with other first values or options, where that is needed.
        predict: name of a prediction that is asked first; the fields that `gates` lists for it
            stay locked until it is committed.
        locked: fields that cannot be changed here, each with the sentence that says why.
    """

    # What a subclass gives

    form: Form
    """The name, version and fields of the explorer's state."""

    gates: ClassVar[Mapping[str, tuple[str, ...]]] = NOTHING
    """For each prediction that may be asked first, the fields that it locks."""

    opening: ClassVar[Mapping[str, Mapping[str, object]]] = NOTHING
    """For a prediction, the values that are set once it is committed."""

    resets: ClassVar[Mapping[str, Mapping[str, object]]] = NOTHING
    """For a field, the values that others are set back to when it changes."""

    keeps_room: ClassVar[bool] = False
    """Whether a control that is not shown leaves its room empty, so that nothing jumps."""

    def compute(self, values: Mapping[str, Any]) -> Result:
        """The numbers of the idea, from the values of the fields alone."""
        raise NotImplementedError

    def pictures(
        self, values: Mapping[str, Any], result: Result, before: Result | None
    ) -> Mapping[str, Scene]:
        """A scene for each panel; `before` is the result before the last drag, for the ghost."""
        raise NotImplementedError

    def describe(self, values: Mapping[str, Any], result: Result) -> str:
        """The few numbers that say what is seen; the same text for the same values."""
        raise NotImplementedError

    # Hooks, each of which may be overridden

    def controls(self) -> list[ipywidgets.Widget]:
        """The controls on the left: one for each field and element that is not hidden."""
        shown = [field for field in self.fields.values() if not field.hidden]
        names = [
            name
            for field in shown
            for name in (field.addresses() if isinstance(field, Array) else [field.name])
        ]
        return [self.control(name) for name in names]

    def above(self) -> list[ipywidgets.Widget]:
        """Controls above controls and pictures, over the whole width."""
        return []

    def buttons(self) -> list[ipywidgets.Button]:
        """Buttons after Reset."""
        return []

    def work(self) -> Runner | None:
        """Long work: its buttons stand after Reset, its progress under the buttons."""
        return None

    def player(self) -> Player | None:
        """What plays in the background; its button is one of `buttons`."""
        return None

    def implied(self, changes: Mapping[str, object]) -> Mapping[str, object]:
        """Further changes that these bring with them."""
        del changes
        return NOTHING

    def admitted(self, name: str, values: Mapping[str, Any]) -> Value:
        """The new value of a field in the light of the others, where its field alone allows it.

        Raises:
            ValueError: it does not go with them; the sentence says why.
        """
        value: Value = values[name]
        return value

    def target_of(self, address: str) -> str:
        """The field or element that a control stands for: its own, or one that is selected."""
        return address

    def is_unused(self, address: str) -> bool:
        """Whether a control has no effect at present, and is greyed; `set` may change it still."""
        del address
        return False

    def is_shown(self, address: str) -> bool:
        """Whether a control is on the page at present."""
        del address
        return True

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """React to what a person did in a picture, beyond what the base handles."""

    def on_change(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """React to values that have changed, before they are drawn."""

    def on_reset(self) -> None:
        """Forget what is not in the fields."""

    def solids(self, values: Mapping[str, Any], result: Result) -> Mapping[str, Solid]:
        """What stands in each surface, for `figure`: a scene holds only one side of it."""
        del values, result
        return NOTHING

    # How it is made

    def __init__(
        self,
        panels: Sequence[Panel],
        *,
        form: Form | None = None,
        predict: str | None = None,
        locked: Mapping[str, str] | None = None,
    ) -> None:
        self.form = self.form if form is None else form
        self._locked = dict(locked or {})
        self._take(self.form.start())
        self._before: Result | None = None
        self._notice = ""
        self._moving = False
        self._typing = ""
        self._controls: dict[str, ipywidgets.Widget] = {}
        self.stage = Stage(panels, self._on_message)
        self.gate = self._make_gate(predict)
        self.result: Result = self.compute(self._values)
        super().__init__(self._layout())
        self.add_class("nnw-explorer")
        for part in parts_of(self):
            handle_here(part)
        self.redraw()

    # What everyone may call

    @final
    def set(self, /, **values: object) -> Self:
        """Move one or several controls and redraw once.

        Elements of an array have names of their own: `set(W1=[[1, 2], [3, 4]])`,
        `set(W1_12=2)`. A value that cannot be used changes nothing; the summary says why.
        """
        return self.apply(values, ghost="now")

    @final
    def reset(self) -> Self:
        """Stop what runs, and go back to the start."""
        self.stop_work()
        self.on_reset()
        self._before = None
        self._notice = ""
        old, _ = self._values, self._take(self.form.start())
        self.on_change(old, self._values)
        return self.redraw()

    @final
    def state(self) -> str:
        """A short text that holds everything, to paste into an answer or to share."""
        return self.form.text(**self._values)

    @final
    def load(self, text: str) -> Self:
        """Show what `state()` returned here or elsewhere.

        What runs is stopped. A text that is not a state changes nothing; the summary says why.
        """
        try:
            values = self.form.completed(self.form.read(text))
        except ValueError as error:
            return self.tell(f"Nothing was loaded. {error}")
        self.stop_work()
        return self.set(**values)

    @final
    def summary(self) -> str:
        """What the pictures show, in numbers; the same text for the same values."""
        return f"{type(self).__name__}: {self.reading()}"

    @final
    def figure(self, panel: str | None = None) -> Figure:
        """What the pictures show, as a plotly figure: to zoom into, hover over, turn and save.

        Args:
            panel: the name of one picture; all of them, placed as here, if it is left out.

        Raises:
            ValueError: no picture has this name.
        """
        from nnwidgets.figures.plotly import figure_of

        scenes = {p["name"]: getattr(self.stage, f"scene_{p['name']}") for p in self.stage.panels}
        return figure_of(self.stage.panels, scenes, self.solids(self._values, self.result), panel)

    @final
    def reading(self) -> str:
        """The summary without the explorer's name: the sentence under the pictures."""
        parts = [self.describe(self._values, self.result)]
        if self._notice:
            parts.append(self._notice)
        if self.gate is not None and not self.gate.is_open:
            parts.append("Commit a prediction to open the control.")
        return "\n".join(parts)

    @final
    def commit(self, choice: int | str) -> Self:
        """Commit a prediction by its letter, as the Commit button does."""
        if self.gate is None:
            return self.tell("This explorer asks for no prediction.")
        return self.tell(self.gate.commit(choice))

    @property
    @final
    def notice(self) -> str:
        """The sentence of `tell` while it is shown, or ""."""
        return self._notice

    @property
    def values(self) -> dict[str, Value]:
        """A copy of the values of all fields."""
        return {name: _copy_of(value) for name, value in self._values.items()}

    @final
    def value(self, address: str) -> Value:
        """The value of a field, an array as a copy, or of one element of an array field.

        Raises:
            KeyError: nothing has this name.
        """
        if address in self.elements:
            array = self.elements[address]
            return float(self._values[array.name][array.index_of(address)])  # type: ignore[index]  # an Array's value is an array
        return _copy_of(self._values[address])

    @final
    def stop_work(self) -> None:
        """End what runs in the background; what it has shown stays."""
        if (work := self.work()) is not None:
            work.clear()
        if (player := self.player()) is not None:
            player.stop()

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

    # What a subclass calls

    @final
    def apply(
        self, changes: Mapping[str, object], *, ghost: Literal["keep", "now", "none"] = "keep"
    ) -> Self:
        """Make all changes or, with a notice, none, and redraw.

        Args:
            changes: values of fields or elements. Fields that reset others come first.
            ghost: what the pictures show as "before": what they showed so far, the present result,
                or nothing.
        """
        wanted = {**changes, **self.implied(changes)}
        ordered = sorted(wanted, key=lambda address: address not in self.resets)
        values, notes = dict(self._values), []
        try:
            for address in ordered:
                values, note = self._with(values, address, wanted[address])
                notes.append(note)
        except ValueError as error:
            return self.tell(str(error))
        self._notice = " ".join(note for note in notes if note)
        self._before = {"keep": self._before, "now": self.result, "none": None}[ghost]
        old, _ = self._values, self._take(values)
        self.on_change(old, values)
        return self.redraw()

    @final
    def tell(self, sentence: str) -> Self:
        """Show a sentence under the pictures and in the summary, until the next change."""
        self._notice = sentence
        return self.redraw()

    @final
    def redraw(self) -> Self:
        """Compute, draw, and bring every control to its value."""
        self.result = self.compute(self._values)
        self._moving = True
        try:
            self._lay_out_controls()
            for address, control in self._controls.items():
                self._sync(address, control)
        finally:
            self._moving = False
        scenes = self.pictures(self._values, self.result, self._before)
        self.stage.show(scenes, self.reading())
        return self

    @final
    def control(self, address: str) -> ipywidgets.Widget:
        """The control of a field or element; made once."""
        if address not in self._controls:
            self._controls[address] = self._make_control(address)
            handle_here(self._controls[address])
        return self._controls[address]

    @final
    def field_of(self, address: str) -> Field:
        """The field, or the element as a number, behind an address.

        Raises:
            KeyError: nothing has this name.
        """
        if address in self.elements:
            return self.elements[address].element(address)
        return self.fields[address]

    @final
    def is_locked(self, address: str) -> str:
        """Why an address cannot be changed now, or an empty text."""
        name = self.elements[address].name if address in self.elements else address
        if name in self._locked:
            return self._locked[name]
        if self.gate is None or self.gate.is_open:
            return ""
        guarded = self.gates.get(self.gate.prediction.name, ())
        return f"{name} is locked: commit your prediction first." if name in guarded else ""

    # How it works inside

    def _take(self, values: Mapping[str, Value]) -> None:
        """Make these the present values, with the fields that they bring."""
        self._values: dict[str, Value] = dict(values)
        if not hasattr(self, "fields") or self.form.more is not None:
            self.fields = self.form.fields_for(values)
            self.elements = elements_of(self.fields)

    def _with(
        self, values: dict[str, Value], address: str, value: object
    ) -> tuple[dict[str, Value], str]:
        """The values with one more change and what it resets; and a note for the reader, or ''."""
        fields, elements = self.fields, self.elements
        if self.form.more is not None:  # a change before this one may have brought other fields
            fields = self.form.fields_for(values)
        name = elements[address].name if address in elements else address
        if name not in fields:
            raise ValueError(unknown(address, fields))
        if address == name:
            changed, note = fields[name].clean(value)
        else:
            number, note = elements[address].element(address).clean(value)
            changed = np.array(values[name])
            changed[elements[address].index_of(address)] = number
        changed = self.admitted(name, {**values, name: changed})
        if np.array_equal(values[name], changed):
            return values, note
        if why := self.is_locked(name):
            raise ValueError(why)
        others = {k: self.fields[k].clean(v)[0] for k, v in self.resets.get(name, {}).items()}
        after: dict[str, Value] = {**values, **others, name: changed}
        return (after if self.form.more is None else self.form.fitted(after)), note

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
        assert self.gate is not None  # noqa: S101  # it calls this
        self._notice = ""
        self.apply(self.opening.get(self.gate.prediction.name, {}), ghost="now")

    def _make_control(self, address: str) -> ipywidgets.Widget:
        field = self.field_of(self.target_of(address))
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
        self._laid_out: tuple[str, ...] = ()
        self._below = [row, *([] if work is None else [work])]
        self._left = ipywidgets.VBox()
        self._left.add_class("nnw-controls")
        self._lay_out_controls()
        self.stage.add_class("nnw-pictures")
        body = ipywidgets.HBox([self._left, self.stage])
        body.add_class("nnw-body")
        return [*([] if self.gate is None else [self.gate]), *self.above(), body]

    def _lay_out_controls(self) -> None:
        """The controls of the fields that there are; those of fields that have gone are closed."""
        if self._left.children and self._laid_out == tuple(self.fields):
            return
        self._laid_out = tuple(self.fields)
        gone = [name for name in self._controls if not self._is_known(self.target_of(name))]
        for part in (part for name in gone for part in parts_of(self._controls.pop(name))):
            ipywidgets.Widget.close(part)
        self._left.children = [*self.controls(), *self._below]

    def _is_known(self, address: object) -> bool:
        return address in self.fields or address in self.elements

    def _shows(self, address: str, shown: object) -> bool:
        """Whether a control that stands at `shown` shows the present value."""
        field, value = self.field_of(address), self.value(address)
        if isinstance(field, Number) and isinstance(shown, float | int):
            return shows(field, shown, float(value))
        return bool(shown == value)

    def _on_control(self, name: str, change: Mapping[str, Any]) -> None:
        # A page answers with the step of a slider that is nearest to a value: that is not a drag.
        address, new = self.target_of(name), change["new"]
        is_text = isinstance(self.field_of(address), Text)
        mended = is_text and self._notice != ""  # what was refused before may have gone
        if not self._moving and (mended or not self._shows(address, new)):
            self._typing = name if is_text else ""
            try:
                self.apply({address: round(new, 10) if isinstance(new, float) else new})
            finally:
                self._typing = ""

    def _on_message(self, content: object) -> None:
        if is_event(content):
            self._on_event(content)

    def _on_event(self, event: Mapping[str, Any]) -> None:
        kind, address = event.get("event"), self.target_of(str(event.get("id", "")))
        if kind in {"hold", "select"}:  # a drag begins, by the mouse or by arrow keys
            self._before = self.result
        if kind == "restore" and self._is_known(address):
            self.apply({address: self.field_of(address).default})
        elif kind == "nudge" and self._is_known(address):
            self._nudge(address, int(event.get("steps", 1)))
        elif kind != "hold":
            self.on_picture_event(event)

    def _nudge(self, address: str, steps: int) -> None:
        field = self.field_of(address)
        if isinstance(field, Number):
            moved = float(self.value(address)) + steps * field.step
            self.apply({address: round(min(max(moved, field.low), field.high), 10)})

    def _sync(self, name: str, control: ipywidgets.Widget) -> None:
        address = self.target_of(name)
        refused = name == self._typing and self._notice != ""
        if not refused and not self._shows(address, control.value):  # a slip can be mended
            if isinstance(control, ipywidgets.FloatSlider):
                place(control, float(self.value(address)))
            else:
                control.value = self.value(address)
        off = bool(self.is_locked(address)) or self.is_unused(name)
        _write(control, "disabled", off)
        if address != name:
            _write(control, "description", self.field_of(address).label)  # type: ignore[union-attr]  # a Number
        hidden = {"visibility": "hidden"} if self.keeps_room else {"display": "none"}
        for trait, value in hidden.items():
            _write(control.layout, trait, None if self.is_shown(name) else value)


def unknown(address: str, fields: Mapping[str, Field]) -> str:
    """The sentence for a name that no field and no element has."""
    elements = elements_of(fields)
    element = f", or an element such as {next(iter(elements))}" if elements else ""
    name, expected = shorten(address, 40), ", ".join(fields)
    return f"There is nothing called {name} here: expected {expected}{element}."


def parts_of(widget: ipywidgets.Widget) -> list[ipywidgets.Widget]:
    """A widget, all widgets in it, and their layouts and styles."""
    own = [getattr(widget, name, None) for name in ("layout", "style")]
    inside = [part for child in getattr(widget, "children", ()) for part in parts_of(child)]
    return [*inside, *(part for part in own if isinstance(part, ipywidgets.Widget)), widget]


def _copy_of(value: Value) -> Value:
    return value.copy() if isinstance(value, np.ndarray) else value


def _write(widget: ipywidgets.Widget, trait: str, value: object) -> None:
    """Set a trait that differs: an unchanged one costs no message."""
    if getattr(widget, trait) != value:
        setattr(widget, trait, value)
