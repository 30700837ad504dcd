# ruff: noqa: T201 -- a benchmark talks by printing
"""How long `import nnwidgets` takes beside the libraries it needs.

    python tests/benchmarks/import_time.py

Every import runs in a process of its own, in turns; the median of each is quoted. Budget: 1.15 ×.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

NEEDED = "import numpy, ipywidgets, anywidget, plotly.graph_objects"
IMPORTS = {
    "numpy, ipywidgets, anywidget, plotly.graph_objects": NEEDED,
    "nnwidgets": "import nnwidgets",
    "nnwidgets, after those": f"{NEEDED}; import nnwidgets",
}
CLOCK = "from time import perf_counter; t = perf_counter(); {}; print(perf_counter() - t)"


def seconds(statement: str) -> float:
    """The time of a statement in a new process."""
    command = [sys.executable, "-c", CLOCK.format(statement)]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def main(n_turns: int = 15) -> None:
    """One table."""
    turns = [{name: seconds(code) for name, code in IMPORTS.items()} for _ in range(n_turns + 1)]
    medians = {name: statistics.median(turn[name] for turn in turns[1:]) for name in IMPORTS}
    reference = next(iter(medians.values()))
    print(f"import, median of {n_turns} new processes   (budget: 1.15 ×)")
    for name, time in medians.items():
        print(f"  {name:<52}{1000 * time:>9.0f} ms{time / reference:>8.2f} ×")


if __name__ == "__main__":
    main()
