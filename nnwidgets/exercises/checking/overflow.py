"""Notice an overflow in a student's function, even where numpy is told not to warn of it."""

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
    """The floating-point errors that numpy noticed.

    Attributes:
        told: the kinds of errors that numpy would have warned of, such as "overflow".
        silenced: overflows that the student's code told numpy not to warn of.
    """

    told: list[str] = field(default_factory=list)
    silenced: list[str] = field(default_factory=list)

    def tell(self, kind: str, _flag: int) -> None:
        """Record an error: numpy calls this."""
        self.told.append(kind)

    def tell_silenced(self, kind: str, _flag: int) -> None:
        """Record an overflow in code that silences it: numpy calls this."""
        self.silenced.append(kind)


@contextmanager
def watching() -> Iterator[Overflows]:
    """Record the floating-point errors of functions that are called inside.

    `np.errstate` and `np.seterr` in a student's lines do not hide an overflow: before each step
    there, numpy is set to report again. An overflow that raises is left alone, since the student's
    code deals with it. What numpy and this package silence in their own lines stays silent. At the
    end numpy's settings are what they were, whatever was set or raised.
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
