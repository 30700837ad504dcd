"""An explorer with many parameters and one slider: it edits the parameter that is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from nnwidgets.course.state.fields import Choice
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ipywidgets

EDITOR = "selected-value"
"""Address of the slider that edits the selected parameter: `self.control(EDITOR)`."""

Result = TypeVar("Result")


class SelectedParameterExplorer(Explorer[Result]):
    """Base of explorers that have a `Choice` field "selected" with the addresses of parameters."""

    def controls(self) -> list[ipywidgets.Widget]:
        """Those of the fields; behind the menu of parameters the slider of the selected one."""
        shown = super().controls()
        place = shown.index(self.control("selected")) + 1
        return [*shown[:place], self.control(EDITOR), *shown[place:]]

    def target_of(self, address: str) -> str:
        """The slider stands for the selected parameter, every other control for itself."""
        return str(self.value("selected")) if address == EDITOR else address

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Select the parameter that was clicked or reached by Tab."""
        address = str(event.get("id", ""))
        selected = self.fields["selected"]
        assert isinstance(selected, Choice)  # noqa: S101  # as the class demands
        known = address in selected.options.values() and address != self.value("selected")
        if event.get("event") in {"select", "press"} and known:
            self.apply({"selected": address})
