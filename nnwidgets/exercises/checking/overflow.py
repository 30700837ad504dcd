"""See an overflow inside a student's function, also where numpy is told not to warn of it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.exercises.checking.explain import NOT_THE_STUDENTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


@dataclass
class Overflows:
    """What numpy had to say about numbers that are out of reach.

    Attributes:
        told: kinds of errors of which numpy would have warned.
        silenced: the same, of an overflow of which the student's code told numpy not to warn.
    """

    told: list[str] = field(default_factory=list)
    silenced: list[str] = field(default_factory=list)

    def tell(self, kind: str, _flag: int) -> None:
        """Note an error, as numpy calls it."""
        self.told.append(kind)

    def tell_silenced(self, kind: str, _flag: int) -> None:
        """Note an overflow that was silenced, as numpy calls it."""
        self.silenced.append(kind)


@contextmanager
def watching() -> Iterator[Overflows]:
    """Note the floating-point errors of functions that are called inside.

    `np.errstate` and `np.seterr` in a student's own lines hide no overflow: before each step there,
    numpy is set back to tell. An overflow that is made to raise is left alone, for the student's
    code deals with it. What numpy and this package silence in their own lines stays silent. At the
    end numpy is as it was, whatever was set or raised.
    """
    found = Overflows()
    tell, tell_silenced = found.tell, found.tell_silenced

    def step(frame: FrameType, event: str, _argument: object) -> Any:  # noqa: ANN401  # itself
        if event == "call":
            if frame.f_code.co_filename.startswith(NOT_THE_STUDENTS):
                return None
            frame.f_trace = step  # from Python 3.13 on, the next line needs it
            frame.f_trace_opcodes = True
        mode = np.geterr()["over"]
        told = mode == "call" and np.geterrcall() in {tell, tell_silenced}
        if not told and mode != "raise":
            np.seterr(over="call")
            np.seterrcall(tell_silenced)
        return step

    before = sys.gettrace()
    with np.errstate(over="call", invalid="call", divide="call", call=tell):
        sys.settrace(step)
        try:
            yield found
        finally:
            sys.settrace(before)
