"""A page that only listens: every message that a kernel would send, and a hand on a slider."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from comm.base_comm import BaseComm

if TYPE_CHECKING:
    import ipywidgets


@dataclass
class Page:
    """What was sent, in order: who sent it, and the data of the message."""

    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def updates(self, widget: ipywidgets.Widget) -> list[dict[str, Any]]:
        """The states that one widget's update messages carried."""
        return [
            data["state"]
            for sender, data in self.sent
            if sender == widget.comm.comm_id and data["method"] == "update"
        ]

    def n_updates(self) -> int:
        """Update messages of all widgets."""
        return sum(data["method"] == "update" for _, data in self.sent)

    def drag(self, widget: ipywidgets.Widget, value: object, trait: str = "value") -> None:
        """Move a control as the browser does; what was sent before is forgotten."""
        self.sent.clear()
        data = {"method": "update", "state": {trait: value}, "buffer_paths": []}
        widget._handle_msg({"content": {"data": data}, "buffers": []})

    def send(self, widget: ipywidgets.Widget, content: object) -> None:
        """Send a message of our own, as a picture does; what was sent before is forgotten."""
        self.sent.clear()
        data = {"method": "custom", "content": content}
        widget._handle_msg({"content": {"data": data}, "buffers": []})


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    listening = Page()

    def send(self: BaseComm, data: object = None, *_: object, **__: object) -> None:
        assert isinstance(data, dict)
        listening.sent.append((self.comm_id, data))

    monkeypatch.setattr(BaseComm, "send", send)
    return listening


@pytest.fixture(autouse=True)
def gates_as_in_class(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gates are closed, whatever the environment of who runs the tests says."""
    monkeypatch.delenv("NNWIDGETS_GATES", raising=False)
