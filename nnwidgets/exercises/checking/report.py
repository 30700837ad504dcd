"""The report of a check: a status, points, and sentences."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

Status: TypeAlias = Literal["not attempted", "not yet", "correct"]

MARKS: dict[Status, str] = {"not attempted": "○", "not yet": "✗", "correct": "✓"}
EDGES: dict[Status, str] = {
    "not attempted": "var(--jp-border-color1)",
    "not yet": "var(--jp-warn-color1)",
    "correct": "var(--jp-success-color1)",
}
"""JupyterLab's own colours, which follow its themes. The words say the same without them."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The outcome of one check.

    Attributes:
        title: of the exercise.
        status: "not attempted", "not yet" or "correct".
        score: points earned, between 0 and `points`.
        points: the most that can be earned.
        messages: sentences for the student; `backticks` mark code.

    >>> CheckReport("A layer", "not yet", 1.0, 2.0, ("a batch: rows are samples.",))
    ✗ A layer: not yet, 1 of 2 points
      · a batch: rows are samples.
    """

    title: str
    status: Status
    score: float
    points: float
    messages: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """The status and the points, as in "not yet, 1 of 2 points"."""
        points = "point" if self.points == 1 else "points"
        return f"{self.status}, {self.score:g} of {self.points:g} {points}"

    def __repr__(self) -> str:
        lines = [f"{MARKS[self.status]} {self.title}: {self.headline}"]
        return "\n".join(lines + [f"  · {message}" for message in self.messages])

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{as_html(message)}</li>" for message in self.messages)
        kind = self.status.replace(" ", "-")
        return (
            f'<div class="nnw-report nnw-report-{kind}" role="status" '
            f'style="border-left: 4px solid {EDGES[self.status]}; padding-left: 1ch">'
            f"<p>{MARKS[self.status]} {as_html(self.title)}: <strong>{self.headline}</strong></p>"
            + (f"<ul>{items}</ul>" if items else "")
            + "</div>"
        )


def as_html(text: str) -> str:
    """Escaped text with `backticks` as code.

    >>> as_html("`a < b`")
    '<code>a &lt; b</code>'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))
