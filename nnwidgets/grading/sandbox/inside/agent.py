"""The sandbox's main program: read a command, carry it out, reply, until the pipe is closed.

Commands and replies are messages of `wire` on two pipes, whose file numbers are the arguments. The
first command sets the limits.
"""

from __future__ import annotations

import os
import resource
import sys
import threading  # noqa: F401  # now: a student's code may break a later import
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

import nnwidgets.exercises.checking.exercise  # noqa: F401  # now, for the same reason
from nnwidgets.grading.judging import variants
from nnwidgets.grading.sandbox import wire
from nnwidgets.grading.sandbox.inside import cells
from nnwidgets.grading.sandbox.inside.touched import TOUCHED

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Coroutine

CARRIED = "<frozen nnwidgets.carried>"
"""The file name of code from the pipe: `explain` does not take it for a student's."""


def main(arguments: list[str]) -> None:
    """Serve the commands from one pipe, and write the replies into the other."""
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
    """What a coroutine returns, without starting an event loop, unless the code may use one."""
    if "asyncio" in sys.modules or "async" in source or "await" in source:
        return event_loop().run_until_complete(work)
    try:
        work.send(None)
    except StopIteration as end:
        reply: dict[str, Any] = end.value
        return reply
    raise RuntimeError("a cell awaits something without the word await in it")


@cache
def event_loop() -> AbstractEventLoop:
    """The event loop that all cells of the notebook share."""
    import asyncio

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return loop


def restrict(limits: dict[str, Any]) -> None:
    """Set the limits of this process and its children, and give up the rights of root."""
    for name, value in limits["limits"].items():
        resource.setrlimit(getattr(resource, name), (value, value))
    if user := limits["user"]:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)


async def answer(command: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    """The reply to one command."""
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
    """An answer if it is plain data; otherwise only the fact that it is not."""
    try:
        return {"plain": wire.packed(value)}
    except BaseException:  # noqa: BLE001  # looking at an object may raise anything
        return {"plain": None, "opaque": True}


def put_safely(command: dict[str, Any], value: object) -> dict[str, Any]:
    """The results, or why there are none: an answer may raise anything when it is read."""
    try:
        return {"results": put(command, value)}
    except BaseException as error:  # noqa: BLE001
        return {"failed": type(error).__name__}


def put(command: dict[str, Any], value: object) -> list[dict[str, Any]]:
    """The results of an answer, case by case, collected by the source in the command."""
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
    """The next message, or None at the end."""
    header = read(pipe, wire.HEADER.size)
    if len(header) < wire.HEADER.size:
        return None
    return wire.read(read(pipe, wire.HEADER.unpack(header)[0]))


def read(pipe: int, size: int) -> bytes:
    """`size` bytes, or fewer at the end."""
    content = b""
    while len(content) < size and (more := os.read(pipe, size - len(content))):
        content += more
    return content


def give(pipe: int, message: dict[str, Any]) -> None:
    """Write one message; instead of one that is too long, write that it is."""
    try:
        content = wire.written(message)
    except wire.WireError as error:
        content = wire.written({"failed": str(error)})
    while content:
        content = content[os.write(pipe, content) :]


if __name__ == "__main__":
    main(sys.argv[1:])
