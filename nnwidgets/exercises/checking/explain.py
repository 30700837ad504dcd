"""Explain an exception in a student's function in one sentence: where, what, and what to try."""

from __future__ import annotations

import dis
import inspect
import linecache
import os
import re
import sysconfig
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.advice import ADVICE, LACKS_RETURN, SCALAR_IN_MATMUL
from nnwidgets.exercises.checking.words import called, sentence
from nnwidgets.text import shorten, with_article

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType, TracebackType

NOT_THE_STUDENTS = (
    str(Path(__file__).parents[2]) + os.sep,
    str(Path(np.__file__).parent) + os.sep,
    "<frozen",
    *(path + os.sep for key, path in sysconfig.get_paths().items() if key.endswith("lib")),
)
"""How the file names of other code begin: this package, numpy, Python."""
MAX_MESSAGE = 160
"""Characters quoted from an exception; this package's own messages are shorter."""
BEFORE_MATMUL = re.compile(r"(?<![\w.])([A-Za-z_]\w*)\s*@")
BEHIND_MATMUL = re.compile(r"@\s*([A-Za-z_]\w*)(?![\w.(\[])")
CALL_AT_MATMUL = re.compile(r"\)\s*@|@\s*[\w.]+\(")
"""In a line of code: a variable left of `@`, one right of it, a call on either side."""


def explain_failure(
    error: BaseException, function: object, arguments: Sequence[object], name: str | None
) -> tuple[str, bool]:
    """One sentence about an exception of `function(*arguments)`, and whether it is an attempt.

    A stub that raises NotImplementedError is not one. Never raises, whatever the exception is.
    """
    try:
        frames = students_frames(error)
        if type(error) is NotImplementedError:
            return not_written(frames, function, name)
        if not frames:
            return failed_call(error, function, arguments, name), True
        frame, line = frames[-1]
        return sentence(place(frame, line, function), "raised", what(error, frame, line)), True
    except Exception:  # noqa: BLE001  # a student's exception class may fail to describe itself
        return sentence(called(function, name), "raised an exception that cannot be shown"), True


def students_frames(error: BaseException) -> list[tuple[FrameType, int]]:
    """The frames of the student's own code, outermost first, with their line numbers."""
    return [
        (frame, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if not frame.f_code.co_filename.startswith(NOT_THE_STUDENTS)
    ]


def not_written(
    frames: list[tuple[FrameType, int]], function: object, name: str | None
) -> tuple[str, bool]:
    """The sentence for a stub, or for a function that calls one."""
    label = called(function, name)
    if len(frames) <= 1:
        text = "is not written yet: replace `raise NotImplementedError` with your code"
        return sentence(label, text), False
    stub = frames[-1][0].f_code.co_name
    return sentence(label, f"calls `{stub}`, which is not written yet"), True


def failed_call(
    error: BaseException, function: object, arguments: Sequence[object], name: str | None
) -> str:
    """The sentence for an exception outside of the student's lines, such as in the call itself."""
    label = called(function, name)
    words = misfit(function, arguments)
    return sentence(label, words) if words else sentence(label, "raised", what(error, None, 0))


def misfit(function: object, arguments: Sequence[object]) -> str:
    """Half a sentence on arguments that do not fit a function's parameters, or "".

    >>> misfit(lambda W, a: 0, ["W", "a", "b"])
    'is called with 3 arguments but takes (W, a): change its `def` line back'
    """
    try:
        signature = inspect.signature(function)  # type: ignore[arg-type]
    except (TypeError, ValueError):  # a function in C that does not know its own parameters
        return ""
    try:
        signature.bind(*arguments)
    except TypeError:
        takes = signature.replace(return_annotation=signature.empty)
        given = f"is called with {len(arguments)} argument{'s' * (len(arguments) != 1)}"
        return f"{given} but takes {takes}: change its `def` line back"
    return ""


def place(frame: FrameType, line: int, function: object) -> str:
    """The line, its text, and the function it is in, unless that is the one called."""
    text = source_line(frame, line)
    inside = frame.f_code.co_name
    other = inside.isidentifier() and inside != getattr(function, "__name__", inside)
    where = f" of `{inside}`" if other else ""
    return f"your line {line}{where}" + (f", `{text}`," if text else "")


def source_line(frame: FrameType, line: int) -> str:
    """The text of a line, shortened; "" where it is not known."""
    return shorten(whole_line(frame, line), 60)


def whole_line(frame: FrameType, line: int) -> str:
    """The text of a line of a cell or file, in full; "" where it is not known."""
    return linecache.getline(frame.f_code.co_filename, line, frame.f_globals)


def what(error: BaseException, frame: FrameType | None, line: int) -> str:
    """The exception's name with plain words for it, or with its message."""
    kind, message = type(error).__name__, str(error)
    for advice in () if has_words_of_its_own(error) else ADVICE:
        match = isinstance(error, advice.error) and re.search(advice.pattern, message)
        if match:
            words = advice.words.format(*match.groups())
            if words == SCALAR_IN_MATMUL and frame is not None:
                words = about_operands(frame, line)
            here = shapes_on(frame, line) if advice.shapes and frame is not None else ""
            return f"{with_article(kind)}: {words}{'' if words.endswith('?') else here}"
    return with_article(kind) + (f": {shorten(message, MAX_MESSAGE)}" if message else "")


def has_words_of_its_own(error: BaseException) -> bool:
    """Did the student or this package raise it on purpose, with a message?"""
    last = innermost(error)
    if last is None or not isinstance(error, Exception) or not str(error):
        return False
    file = last.tb_frame.f_code.co_filename
    ours = file.startswith(NOT_THE_STUDENTS[0]) or not file.startswith(NOT_THE_STUDENTS)
    return ours and raised_on_purpose(error)


def innermost(error: BaseException) -> TracebackType | None:
    """The last entry of a traceback: where the exception was raised."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return last


def raised_on_purpose(error: BaseException) -> bool:
    """Did a `raise` statement raise it, and not an operation that failed?"""
    last = innermost(error)
    if last is None:
        return False
    return last.tb_frame.f_code.co_code[last.tb_lasti] == dis.opmap["RAISE_VARARGS"]


def about_operands(frame: FrameType, line: int) -> str:
    """Words for an operand of `@` that is not an array: it is None, may be None, or is a number."""
    text = whole_line(frame, line)
    known = frame.f_globals | frame.f_locals
    for name in (*BEFORE_MATMUL.findall(text), *BEHIND_MATMUL.findall(text)):
        if known.get(name, ...) is None:
            return f"`{name}` is None, and `@` multiplies arrays: {LACKS_RETURN}"
    if CALL_AT_MATMUL.search(text):
        return f"{SCALAR_IN_MATMUL}; or does a function there lack its `return`?"
    return SCALAR_IN_MATMUL


def shapes_on(frame: FrameType, line: int) -> str:
    """The shapes of the arrays that a line names, as "; here `W` is (3, 2), `x` is (3,)"."""
    names = dict.fromkeys(re.findall(r"[A-Za-z_]\w*", source_line(frame, line)))
    known = frame.f_globals | frame.f_locals
    arrays = {name: known[name] for name in names if isinstance(known.get(name), np.ndarray)}
    shapes = [f"`{name}` is {array.shape}" for name, array in list(arrays.items())[:4]]
    return "; here " + ", ".join(shapes) if shapes else ""
