"""Parse the command line `nnwidgets course …`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; the exit code is 1 if it fails, and 2 if it is not understood."""
    options = parser().parse_args(arguments)
    try:
        from nnwidgets.grading.command_line import commands
    except ModuleNotFoundError as error:
        print(f'{error}: install "nnwidgets[grading]".', file=sys.stderr)  # noqa: T201
        return 1
    return commands.run(options)


def parser() -> argparse.ArgumentParser:
    """The parser of commands and options."""
    result = argparse.ArgumentParser(prog="nnwidgets", description="Interactive neural networks.")
    topics = result.add_subparsers(dest="topic", required=True)
    course = topics.add_parser("course", help="graded labs").add_subparsers(
        dest="command", required=True
    )
    init = course.add_parser("init", help="make an nbgrader course from the notebooks")
    init.add_argument("folder", type=Path, help="a new folder, or an empty one")
    init.add_argument(
        "--notebooks", type=Path, help="a folder of notebooks instead of the course's"
    )
    init.add_argument("--exercises", type=Path, help="a file of exercises of your own")
    grading = course.add_parser("grade", help="grade what was handed in")
    grading.add_argument("assignments", nargs="*", help="by default all that were released")
    grading.add_argument("--scheduler", help="the address of a Dask scheduler, tcp://host:8786")
    grading.add_argument(
        "--workers", type=int, help="processes on this machine; by default one per core"
    )
    grading.add_argument("--force", action="store_true", help="grade again what was graded before")
    grading.add_argument(
        "--unsafe", action="store_true", help="run students' code without a sandbox"
    )
    export = course.add_parser("export", help="write grades for Canvas or Moodle")
    export.add_argument("system", choices=["canvas", "moodle"])
    export.add_argument("--to", type=Path, help="the file; by default grades-SYSTEM.csv")
    course.add_parser("points", help="the exercises of the course with their points")
    for name in (grading, export):
        name.add_argument("--course", type=Path, default=Path(), help="the course's folder")
    return result
