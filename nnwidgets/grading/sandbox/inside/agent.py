"""The program of the sandbox: take a command, run it, answer; until there are no more.

Commands and answers are messages of `wire` through two pipes, whose numbers are the arguments. The
first command holds the limits.
"""

from __future__ import annotations

import os
import resource
import sys
import threading  # noqa: F401  # as below: a student's code may stand in the way of a later import
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

import nnwidgets.exercises.checking.exercise  # noqa: F401  # with all that putting a question needs
from nnwidgets.grading.judging import variants
from nnwidgets.grading.sandbox import wire
from nnwidgets.grading.sandbox.inside import cells
from nnwidgets.grading.sandbox.inside.touched import TOUCHED

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Coroutine

CARRIED = "<frozen nnwidgets.carried>"
"""The file name of code that came through the pipe; `explain` takes it for no student's."""


def main(arguments: list[str]) -> None:
    """Serve the commands that come through one pipe, answering through the other."""
    incoming, outgoing = int(arguments[0]), int(arguments[1])
    start = take(incoming) or {}
    restrict(start)
    variants.QUESTIONS = wire.unpacked(start["questions"])  # type: ignore[attr-defined]
    notebook = ModuleType("__main__")
    notebook.__dict__.update(cells.STAND_INS)
    sys.modules["__main__"] = notebook
    give(outgoing, {"ready": True})
    while command := take(incoming):
        give(outgoing, finished(answer(command, notebook.__dict__), command.get("source", "")))


def finished(work: Coroutine[Any, Any, dict[str, Any]], source: str) -> dict[str, Any]:
    """What a coroutine returns; without an event loop, which takes time, where none is used."""
    if "asyncio" in sys.modules or "async" in source or "await" in source:
        return event_loop().run_until_complete(work)
    try:
        work.send(None)
    except StopIteration as end:
        reply: dict[str, Any] = end.value
        return reply
    raise RuntimeError("a cell waits for something, and nothing says so")


@cache
def event_loop() -> AbstractEventLoop:
    """The one loop, in which a notebook's cells run."""
    import asyncio

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return loop


def restrict(limits: dict[str, Any]) -> None:
    """Set the limits of this process and its children, and leave what rights it still has."""
    for name, value in limits["limits"].items():
        resource.setrlimit(getattr(resource, name), (value, value))
    if user := limits["user"]:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)


async def answer(command: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    """The answer to one command."""
    TOUCHED.clear()
    reply: dict[str, Any]
    if command["do"] == "run":
        reply = {"outputs": await cells.run(command["source"], command["number"], names)}
    elif command["do"] == "look":
        defined = command["name"] in names
        reply = {**look(names.get(command["name"], ...)), "defined": defined}
    else:
        reply = put_safely(command, names.get(command["name"], ...))
    return {**reply, "touched": sorted(TOUCHED)}


def look(value: object) -> dict[str, Any]:
    """An answer that is plain data; of any other only that it is none."""
    try:
        return {"plain": wire.packed(value)}
    except BaseException:  # noqa: BLE001  # looking at an object may raise anything
        return {"plain": None, "opaque": True}


def put_safely(command: dict[str, Any], value: object) -> dict[str, Any]:
    """The results, or that there are none: an answer may raise anything when it is looked at."""
    try:
        return {"results": put(command, value)}
    except BaseException as error:  # noqa: BLE001
        return {"failed": type(error).__name__}


def put(command: dict[str, Any], value: object) -> list[dict[str, Any]]:
    """What an answer that has to be called says to each case."""
    module = sys.modules["carried"] = ModuleType("carried")
    carried = module.__dict__
    exec(compile(command["source"], CARRIED, "exec"), carried)  # noqa: S102  # sent by the grader
    cases = [carried["Case"](case[0], tuple(case[1])) for case in wire.unpacked(command["cases"])]
    results = carried["collect"](value, cases, command["name"])
    return [
        {
            "value": None if result.value is None else wire.packed(np.asarray(result.value)),
            "problem": result.problem,
            "attempted": result.attempted,
            "failure": result.failure,
        }
        for result in results
    ]


def take(pipe: int) -> dict[str, Any] | None:
    """The next message, or None when there are no more."""
    header = read(pipe, wire.HEADER.size)
    if len(header) < wire.HEADER.size:
        return None
    return wire.read(read(pipe, wire.HEADER.unpack(header)[0]))


def read(pipe: int, size: int) -> bytes:
    """So many bytes, or fewer at the end."""
    content = b""
    while len(content) < size and (more := os.read(pipe, size - len(content))):
        content += more
    return content


def give(pipe: int, message: dict[str, Any]) -> None:
    """Write one message; what is too long is replaced by the fact."""
    try:
        content = wire.written(message)
    except wire.WireError as error:
        content = wire.written({"failed": str(error)})
    while content:
        content = content[os.write(pipe, content) :]


if __name__ == "__main__":
    main(sys.argv[1:])
