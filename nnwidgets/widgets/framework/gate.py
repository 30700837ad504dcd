"""A question that comes before the picture: the answer is committed, then the control opens."""

from __future__ import annotations

import html
import os
from typing import TYPE_CHECKING

import ipywidgets

from nnwidgets.course.state.fields import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from nnwidgets.exercises import Prediction

LETTERS = "ABCDEFGH"


def gates_are_off() -> bool:
    """Whether NNWIDGETS_GATES=off opens every gate: for teachers, projectors and benchmarks."""
    return os.environ.get("NNWIDGETS_GATES", "").strip().lower() == "off"


class Gate(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """Question, options, a Commit button; then "you said / it is / why".

    Args:
        prediction: the question, its options and the words for each.
        on_commit: called once, when an answer has been committed.
    """

    def __init__(self, prediction: Prediction, on_commit: Callable[[], None]) -> None:
        self.prediction = prediction
        self.committed: int | None = None
        self._on_commit = on_commit
        labels = [
            f"{letter}. {option}"
            for letter, option in zip(LETTERS, prediction.options, strict=False)
        ]
        question = f"<p><strong>Predict first.</strong> {html.escape(prediction.question)}</p>"
        self._options = ipywidgets.RadioButtons(options=labels, value=None)
        self._button = ipywidgets.Button(description="Commit", disabled=True)
        self._button.on_click(lambda _: self.commit(self._options.index))
        self._options.observe(self._chosen, names="index")
        self._reply = ipywidgets.HTML()
        self._reply.add_class("nnw-reply")
        row = ipywidgets.HBox([self._button])
        row.add_class("nnw-buttons")
        super().__init__([ipywidgets.HTML(question), self._options, row, self._reply])
        self.add_class("nnw-gate")

    @property
    def is_open(self) -> bool:
        """Whether what the gate guards may be used."""
        return self.committed is not None or gates_are_off()

    def commit(self, choice: int | str | None) -> str:
        """Commit to an option by its index or letter; returns a sentence if that is not possible.

        The first committed answer stands.
        """
        if self.committed is not None:
            return "Your prediction is committed already; the first one stands."
        index = self._index_of(choice)
        if index is None:
            letters = ", ".join(LETTERS[: len(self.prediction.options)])
            return (
                f"The prediction was not committed: expected one of {letters}, got {shown(choice)}."
            )
        self.committed = index
        self._options.index = index
        self._options.disabled = True
        self._button.disabled = True
        self._button.description = "Committed"
        self._reply.value = f"<p>{html.escape(self.prediction.why(index))}</p>"
        self._on_commit()
        return ""

    def _index_of(self, choice: int | str | None) -> int | None:
        if isinstance(choice, str) and len(choice.strip()) == 1:
            choice = LETTERS.find(choice.strip().upper())
        if isinstance(choice, bool) or not isinstance(choice, int):
            return None
        return choice if 0 <= choice < len(self.prediction.options) else None

    def _chosen(self, _change: object) -> None:
        self._button.disabled = self._options.index is None or self.committed is not None
