# ruff: noqa: T201 -- a benchmark talks by printing
"""How long `import nnwidgets` takes beside the libraries it needs.

    python tests/benchmarks/import_time.py

Every import runs in a process of its own, in turns; the median of each is quoted. The byte code of
all of them lies in one folder that the first turn fills, as an installation does. Budget: 1.15 ×.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from tempfile import TemporaryDirectory

NEEDED = "import numpy, ipywidgets, anywidget, plotly.graph_objects"
CORE_ALONE = (
    "import sys, types; sys.modules['nnwidgets'] = p = types.ModuleType('nnwidgets'); "
    "p.__path__ = ['nnwidgets']; import nnwidgets.core"
)
IMPORTS = {
    "numpy, ipywidgets, anywidget, plotly.graph_objects": NEEDED,
    "nnwidgets": "import nnwidgets",
    "those, then nnwidgets": f"{NEEDED}; import nnwidgets",
    "those, then nnwidgets.core alone": f"{NEEDED}; {CORE_ALONE}",
}
CLOCK = "from time import process_time; t = process_time(); {}; print(process_time() - t)"


def seconds(statement: str, byte_code: str) -> float:
    """The processor's time for a statement in a new process."""
    environment = {key: value for key, value in os.environ.items() if "BYTECODE" not in key}
    result = subprocess.run(
        [sys.executable, "-c", CLOCK.format(statement)],
        env=environment | {"PYTHONPYCACHEPREFIX": byte_code},
        capture_output=True,
        check=True,
        text=True,
    )
    return float(result.stdout)


def main(n_turns: int = 15) -> None:
    """One table."""
    with TemporaryDirectory() as byte_code:
        turns = [
            {name: seconds(code, byte_code) for name, code in IMPORTS.items()}
            for _ in range(n_turns + 1)
        ]
    medians = {name: statistics.median(turn[name] for turn in turns[1:]) for name in IMPORTS}
    reference = next(iter(medians.values()))
    print(f"import, median of {n_turns} new processes   (budget: 1.15 ×)")
    for name, time in medians.items():
        print(f"  {name:<52}{1000 * time:>9.0f} ms{time / reference:>8.2f} ×")


if __name__ == "__main__":
    main()
