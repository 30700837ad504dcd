"""Explorers that do nothing: most submissions only show them, and they take long to import."""

from __future__ import annotations

from nnwidgets.grading.sandbox.inside.touched import TOUCHED

QUIET = frozenset({"set", "reset", "load", "show", "close", "figure"})
"""Methods from which no answer can be read: they return the explorer, or a picture of it."""


class Inert:
    """Accepts what an explorer accepts, and records when it is asked for a value.

    A submission that asks may be run again with real explorers.
    """

    def __init__(self, *_arguments: object, **_options: object) -> None:
        pass

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in QUIET:
            TOUCHED.add("an explorer")
        return self

    def __call__(self, *_arguments: object, **_options: object) -> Inert:
        """Accept any call."""
        return self

    def __repr__(self) -> str:
        return "(an explorer, which is not drawn while grading)"
