# ruff: noqa: T201 -- a benchmark talks by printing
"""What opening a notebook costs: `python -m tests.benchmarks.open_notebook [NOTEBOOK ...]`.

Each notebook in a fresh kernel of JupyterLab, in Chromium: bytes over the WebSocket and seconds
from Run All until nothing has come for a second (that second left out), then the memory of the
kernel, and the size of the file as it is stored.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING

from tests.browser.lab import chromium_browser, jupyter_lab
from tests.browser.notebook import NotebookPage
from tools.notebooks import course_notebooks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser

QUIET_SECONDS = 1.0
BUDGET = "budgets: ≤ 6 MB (goal 1.6), ≤ 200 MB resident, ≤ 200 kB stored"

RESIDENT = "open('/proc/self/status').read().split('VmRSS:')[1].split()[0]"
"""Kilobytes of memory that the kernel holds now, as Linux counts them."""


@dataclass(frozen=True)
class Opened:
    """What one notebook cost."""

    name: str
    megabytes: float
    seconds: float
    n_explorers: int
    resident_megabytes: float | None
    stored_kilobytes: float


def opened(browser: Browser, address: str, notebook: Path) -> Opened:
    """Run a notebook from top to bottom in a page and a kernel of its own."""
    page = NotebookPage(browser, address, notebook.name)
    page.open()
    before, start = page.received, monotonic()
    page.run_all()
    last = when_quiet(page)
    cost = Opened(
        notebook.stem,
        (page.received - before) / 1e6,
        last - start,
        page.page.locator(".nnw-explorer").count(),
        megabytes(page.printed(RESIDENT)),
        notebook.stat().st_size / 1e3,
    )
    if complaints := page.complaints():
        print(f"{notebook.name}: {complaints}")
    page.page.evaluate("nnwTest.shutDown()")
    page.close()
    return cost


def megabytes(printed: str) -> float | None:
    """Megabytes from the kilobytes that a kernel printed; None where its cells rest.

    They do in the appendix without PyTorch: nothing runs there, and nothing is printed.
    """
    return float(printed) / 1e3 if printed.strip() else None


def when_quiet(page: NotebookPage) -> float:
    """The time of the last byte before a second without any."""
    seen, last = page.received, monotonic()
    while monotonic() - last < QUIET_SECONDS:
        page.page.wait_for_timeout(20)  # lets Playwright count what has come
        if page.received != seen:
            seen, last = page.received, monotonic()
    return last


def print_table(costs: Iterable[Opened]) -> None:
    """One line for each notebook as soon as it is measured, budgets beneath."""
    print(f"{'':32}{'MB':>7}{'s':>7}{'explorers':>11}{'kernel MB':>11}{'stored kB':>11}")
    for cost in costs:
        print(line(cost), flush=True)
    print(BUDGET)


def line(cost: Opened) -> str:
    """A notebook's row of the table."""
    resident = "–" if cost.resident_megabytes is None else f"{cost.resident_megabytes:.0f}"
    return (
        f"{cost.name:32}{cost.megabytes:7.2f}{cost.seconds:7.1f}{cost.n_explorers:11}"
        f"{resident:>11}{cost.stored_kilobytes:11.1f}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("notebooks", nargs="*", type=Path, help="all of the course if left out")
    notebooks = parser.parse_args().notebooks or course_notebooks()
    with TemporaryDirectory() as folder:
        for notebook in notebooks:
            shutil.copy(notebook, folder)
        with jupyter_lab(Path(folder)) as address, chromium_browser() as browser:
            print_table(opened(browser, address, notebook) for notebook in notebooks)


if __name__ == "__main__":
    main()
