"""Which processes run on this machine, by what the kernel lists of them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def running() -> set[int]:
    """Every process that runs now."""
    return {int(path.name) for path in Path("/proc").glob("[0-9]*")}


def children_of(process: int) -> list[int]:
    """The processes that a process has started."""
    found: list[int] = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, path.read_text().split())
    return found


def descendants_of(process: int) -> set[int]:
    """Those that it has started, those that these have started, and so on."""
    children = children_of(process)
    return set(children).union(*map(descendants_of, children))


def name_of(process: int) -> str:
    """What a process is called; "" once it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{process}/comm").read_text().strip()
    return ""


def command_of(process: int) -> bytes:
    """The command that started a process; b"" once it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""
