"""Print the path of a Chromium for the browser tests; install one where there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

STDERR = 2
VARIABLE = "NNWIDGETS_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")
INSTALLERS = (
    ((sys.executable, "-m", "playwright", "install", "chromium"),),
    (("apt-get", "update"), ("apt-get", "install", "--yes", "chromium")),
)
"""Ways to get one, each a list of commands. Playwright's own lacks system libraries on some
machines, where it installs and does not start; the system's package brings them along."""


def candidates() -> Iterator[str]:
    """Where a Chromium may be: what the environment names, or else the path and Playwright's."""
    named = os.environ.get(VARIABLE)
    if named:
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def starts(path: str) -> bool:
    """Does it run at all: a browser that lacks a library does not."""
    try:
        subprocess.run([path, "--version"], check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def find() -> str | None:
    """The first Chromium that starts, or None."""
    return next(filter(starts, candidates()), None)


def install() -> str | None:
    """Try each installer until a Chromium starts. Its words go to the error stream."""
    for commands in INSTALLERS:
        try:
            for command in commands:
                subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=STDERR)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{commands[-1]} did not work: {error}", file=sys.stderr)
        if path := find():
            return path
    return None


def main() -> int:
    """Print the path; 1 and a sentence if there is none."""
    path = find()
    if path is None and VARIABLE not in os.environ:
        path = install()
    if path is None:
        print(f"No Chromium starts here: install one, or name it in {VARIABLE}.", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
