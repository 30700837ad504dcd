"""Talk to a process in a sandbox: each message gets one reply within a time limit.

A reply is read as plain data and checked. A process that says anything else is taken for ended.
"""

from __future__ import annotations

import os
import secrets
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from nnwidgets.grading.limits import START_TIMEOUT
from nnwidgets.grading.sandbox import wire
from nnwidgets.grading.sandbox.bubblewrap import (
    AGENT,
    FIRST_USER,
    command,
    environment,
    interpreter,
)
from nnwidgets.grading.sandbox.seccomp import filter_file

WATCH_SECONDS = 0.1
STOPPED = "it stopped Python"
TOO_LONG = "it took too long"
MEMORY = "it took too much memory"
NONSENSE = "it disturbed the grader"
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.grading.limits import Limits


class Ended(Exception):  # noqa: N818  # an outcome, not an error of the program
    """The process has ended or was stopped; the message says why, in a few words."""


class Conversation:
    """A process that runs a submission.

    Args:
        folder: the edition of the package that it sees.
        limits: what it may use.
        unsafe: whether to run it without a sandbox.
        questions: the values in questions that differ from student to student, by exercise.

    Raises:
        Ended: it does not start.
    """

    def __init__(
        self,
        folder: Path,
        limits: Limits,
        *,
        unsafe: bool = False,
        questions: Mapping[str, tuple[object, ...]] = MappingProxyType({}),
    ) -> None:
        self.limits = limits
        self._next_count = 0.0
        inside, self._out = os.pipe()
        self._in, outside = os.pipe()
        calls = None if unsafe else filter_file()
        shared = [number for number in (inside, outside, calls) if number is not None]
        self.process = subprocess.Popen(  # noqa: S603  # our own command
            self._command(folder, [str(inside), str(outside)], calls, unsafe=unsafe),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=shared,
            env=environment() if unsafe else {"PATH": os.environ.get("PATH", "")},
            start_new_session=True,
        )
        for number in shared:
            os.close(number)
        os.set_blocking(self._out, False)
        as_root = not unsafe and hasattr(os, "geteuid") and os.geteuid() == 0
        user = FIRST_USER + secrets.randbelow(2**30) if as_root else 0
        kernel = {} if unsafe else limits.for_kernel()
        try:
            asked = wire.packed(dict(questions))
            self.ask({"limits": kernel, "user": user, "questions": asked}, START_TIMEOUT)
        except BaseException:
            self.close()
            raise

    def _command(
        self, folder: Path, pipes: list[str], calls: int | None, *, unsafe: bool
    ) -> list[str]:
        where = str(folder) if unsafe else "/edition"
        libraries = [entry for entry in sys.path if entry.endswith("-packages")]
        start = (
            f"import sys; sys.path[:0] = [{where!r}]; sys.path += {libraries!r}; "
            f"sys.argv[1:] = {pipes!r}; import runpy; runpy.run_module({AGENT!r}, None, '__main__')"
        )
        program = [interpreter(), "-I", "-S", "-B", "-c", start]
        if unsafe:
            return program
        settings = [f"{name}={value}" for name, value in environment().items()]
        return command(["/usr/bin/env", *settings, *program], folder, self.limits, calls)

    def ask(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The reply to a message.

        Raises:
            Ended: no reply came in time, or something else than a message.
        """
        deadline = time.monotonic() + seconds
        try:
            self._write(wire.written(message), deadline)
            header = self._read(wire.HEADER.size, deadline)
            size = wire.HEADER.unpack(header)[0]
            if size > wire.MAX_BYTES:
                raise Ended(NONSENSE)
            return wire.read(self._read(size, deadline))
        except (wire.WireError, BrokenPipeError) as error:
            raise Ended(NONSENSE if isinstance(error, wire.WireError) else STOPPED) from error

    def _write(self, content: bytes, deadline: float) -> None:
        while content:
            self._wait(self._out, selectors.EVENT_WRITE, deadline)
            content = content[os.write(self._out, content) :]

    def _read(self, size: int, deadline: float) -> bytes:
        parts, missing = [], size
        while missing:
            self._wait(self._in, selectors.EVENT_READ, deadline)
            part = os.read(self._in, min(missing, 1 << 20))
            if not part:
                raise Ended(STOPPED)
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _wait(self, pipe: int, event: int, deadline: float) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, event)
            while True:  # checks the limits each time: a process may send byte after byte
                self._look(deadline)
                if selector.select(WATCH_SECONDS):
                    return

    def _look(self, deadline: float) -> None:
        """Raise `Ended` if the process exceeds its limits; memory is counted now and then."""
        now = time.monotonic()
        if now > deadline:
            raise Ended(TOO_LONG)
        if now > self._next_count:
            self._next_count = now + WATCH_SECONDS
            if memory_of(self.process.pid) > self.limits.memory_bytes:
                raise Ended(MEMORY)

    def close(self) -> None:
        """Kill the process with everything that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)  # without a sandbox, children live on
        self.process.wait()
        for pipe in (self._in, self._out):
            os.close(pipe)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def memory_of(process: int) -> int:
    """Bytes of memory that a process and all its descendants hold, as `/proc` lists them."""
    total, waiting = 0, [process]
    while waiting:
        folder = Path(f"/proc/{waiting.pop()}")
        try:
            tasks = [*(folder / "task").iterdir()]
            # every thread is read: the first may have ended, and then shows no memory
            pages = [int((task / "statm").read_text().split()[1]) for task in tasks]
            total += max(pages) * PAGE
            for task in tasks:
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, ValueError, IndexError):
            continue
    return total
