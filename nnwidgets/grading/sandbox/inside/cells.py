"""Run notebook cells: source in, outputs as text out. Nothing is raised."""

from __future__ import annotations

import ast
import inspect
import io
import linecache
import re
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import CodeType

MAX_OUTPUT = 20_000
"""Characters kept of what a cell prints, and of what it displays."""
FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
PASSED_ON = {"%time", "%timeit", "%%time", "%%timeit", "%%capture", "%prun", "%%prun"}
"""Magics that run the Python code after them."""
ASSIGNED_MAGIC = re.compile(r"^(\s*[\w.,][\w., ]*=)\s*[%!].*$")


class Bounded(io.RawIOBase):
    """A stream that keeps the first bytes written to it, and drops the rest."""

    def __init__(self) -> None:
        self.kept = bytearray()

    def writable(self) -> bool:
        """Always: it is for writing only."""
        return True

    def write(self, content: Any) -> int:  # noqa: ANN401  # any buffer
        """Accept everything, and keep as much as there is room for."""
        view = memoryview(content).cast("B")
        self.kept += view[: max(0, MAX_OUTPUT - len(self.kept))]
        return len(view)

    @property
    def text(self) -> str:
        """The text that was kept, with a mark where it was cut."""
        more = "\n… (cut)" if len(self.kept) >= MAX_OUTPUT else ""
        return self.kept.decode("utf-8", "replace") + more


def stream(kept: Bounded) -> io.TextIOWrapper:
    """A text stream like `sys.stdout`, with its `buffer`."""
    return io.TextIOWrapper(
        io.BufferedWriter(kept, 1), encoding="utf-8", errors="backslashreplace", write_through=True
    )


async def run(source: str, number: int, names: dict[str, Any]) -> list[dict[str, str]]:
    """The outputs of one cell.

    Args:
        source: of the cell, magics included.
        number: of the cell, for its lines in a traceback.
        names: the notebook's variables.
    """
    printed, complained, shown = Bounded(), Bounded(), list[dict[str, str]]()
    with redirect_stdout(stream(printed)) as out, redirect_stderr(stream(complained)) as err:
        try:
            await execute(source, f"<cell {number}>", names, shown)
        except BaseException as error:  # noqa: BLE001  # a cell may raise anything, and the next one runs
            shown.append({"kind": "error", "text": described(error)})
        for printer in (out, err):
            flush(printer)
    streams = (("stdout", printed.text), ("stderr", complained.text))
    return [{"kind": kind, "text": text} for kind, text in streams if text] + shown


async def execute(
    source: str, file: str, names: dict[str, Any], shown: list[dict[str, str]]
) -> None:
    """Run the statements, and display the value of a final expression."""
    text = without_magics(source)
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    body = compile(text, file, "exec", FLAGS | ast.PyCF_ONLY_AST).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    await evaluate(compile(ast.Module(body, []), file, "exec", FLAGS), names)
    if last is not None:
        value = await evaluate(compile(ast.Expression(last.value), file, "eval", FLAGS), names)
        if value is not None and not text.rstrip().endswith(";"):
            shown.append({"kind": "result", "text": shortened(repr(value))})


async def evaluate(code: CodeType, names: dict[str, Any]) -> object:
    """The value of compiled code, awaited where it awaits."""
    value = eval(code, names)  # noqa: S307  # running the student's code is what this is for
    if code.co_flags & inspect.CO_COROUTINE:
        value = await value
    return value


def without_magics(source: str) -> str:
    r"""The source with `pass` instead of the lines that only IPython understands.

    >>> without_magics("%matplotlib inline\nx = 1\n!ls")
    'pass\nx = 1\npass'
    """
    try:
        compile(source, "<cell>", "exec", FLAGS | ast.PyCF_ONLY_AST)
    except SyntaxError:
        pass
    else:
        return source
    first = source.lstrip().split(maxsplit=1)[0] if source.strip() else ""
    if first.startswith("%%") and first not in PASSED_ON:
        return "pass"
    return "\n".join(without_magic(line) for line in source.split("\n"))


def without_magic(line: str) -> str:
    """One line, without what only IPython understands."""
    stripped = line.lstrip()
    indent = line[: len(line) - len(stripped)]
    magic, _, rest = stripped.partition(" ")
    if magic in PASSED_ON:
        return indent + (rest if rest and not magic.startswith("%%") else "pass")
    if stripped.startswith(("%", "!", "?")) or stripped.rstrip().endswith("?"):
        return indent + "pass"
    return ASSIGNED_MAGIC.sub(r"\1 None", line)


def described(error: BaseException) -> str:
    """The traceback of an exception, without this file's frames."""
    try:
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename != __file__
        ]
        lines = traceback.format_list(frames) + traceback.format_exception_only(error)
        return shortened("".join(lines))
    except BaseException:  # noqa: BLE001  # an exception may fail to describe itself
        return f"{type(error).__name__}"


def shortened(text: str) -> str:
    """At most `MAX_OUTPUT` characters."""
    cut = str.__str__(text)
    return cut if len(cut) <= MAX_OUTPUT else cut[:MAX_OUTPUT] + "… (cut)"


def flush(printer: io.TextIOWrapper) -> None:
    """Flush a stream, unless the student's code has closed or broken it."""
    try:
        printer.flush()
    except BaseException:  # noqa: BLE001
        sys.exc_info()


def display(*values: object, **_options: object) -> None:
    """Print values, as IPython's `display` does with text."""
    for value in values:
        print(shortened(repr(value)))  # noqa: T201  # what is displayed is part of the outputs


class Shell:
    """The result of `get_ipython()`: it accepts every call and does nothing."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_arguments: object, **_options: object) -> Shell:
        """Accept any call."""
        return self


STAND_INS = {"display": display, "get_ipython": Shell}
"""The names that IPython gives to every notebook."""
