"""An explorer with many parameters and one slider: it edits the parameter that is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from nnwidgets.course.fields import Number
from nnwidgets.widgets.framework.explorer import Explorer
from nnwidgets.widgets.framework.sliders import make_slider, place

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ipywidgets

Result = TypeVar("Result")


class SelectedParameterExplorer(Explorer[Result]):
    """Base of explorers that have a `Choice` field "selected" with the names of parameters."""

    def make_editor(self, limit: float, step: float = 0.1) -> ipywidgets.FloatSlider:
        """The slider, to be made before the base is and to be listed among the controls."""
        editor = make_slider(Number("selected-value", "", 0.0, -limit, limit, step))
        editor.add_class("nnw-field-selected-value")
        editor.observe(self._on_editor, names="value")
        self._editor = editor
        return editor

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Select the parameter that was clicked or reached by Tab."""
        address = event.get("id")
        known = isinstance(address, str) and address in self._elements
        if event.get("event") in {"select", "press"} and known and self._can_select(str(address)):
            self._apply({"selected": address})

    def _can_select(self, address: str) -> bool:
        options = self.fields["selected"].options  # type: ignore[union-attr]  # it is a Choice
        return address in options.values() and address != self._values["selected"]

    def _on_editor(self, change: Mapping[str, Any]) -> None:
        self._on_control(str(self._values["selected"]), change)

    def _refresh(self) -> None:
        super()._refresh()
        self._moving = True
        try:
            self._sync_editor(str(self._values["selected"]))
        finally:
            self._moving = False

    def _sync_editor(self, address: str) -> None:
        editor = self._editor
        if not self.shows(address, editor.value):
            place(editor, float(self.value(address)))
        wanted = {
            "description": self._elements[address].label_of(address),
            "disabled": bool(self.is_locked(address)),
        }
        for name, new in wanted.items():
            if getattr(editor, name) != new:
                setattr(editor, name, new)

    def _on_event(self, event: Mapping[str, Any]) -> None:
        if event.get("id") == "selected-value":
            event = {**event, "id": self._values["selected"]}
        super()._on_event(event)
