"""Explorers that draw nothing: most submissions only show them, and drawing is most of the time."""

from __future__ import annotations

from nnwidgets.grading.sandbox.inside.touched import TOUCHED

QUIET = frozenset({"set", "reset", "load", "show", "close"})
"""Methods that return the explorer itself."""


class Inert:
    """Takes everything an explorer takes, and notes when its values are asked for.

    A submission that asks is run again with explorers that compute.
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
        """Any call will do."""
        return self

    def __repr__(self) -> str:
        return "(an explorer, which is not drawn while grading)"
