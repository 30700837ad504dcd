# ruff: noqa: T201 -- a benchmark talks by printing
"""How fast a class is graded: `python -m tests.benchmarks.grading`.

The same submissions of notebook 01, by plain `nbgrader autograde`, as nbgrader is shipped, and by
`nnwidgets course grade`, with workers from one to as many as there are cores. All in one run, in
turns: quote the ratios, not the times. Plain nbgrader is timed on a part of the submissions, which
it grades one after another, and both of its numbers are printed; `--whole` times it on all.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from nnwidgets.exercises import all_exercises
from tests.grading.course import Lab

NAME = "01_feedforward"
NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / f"{NAME}.ipynb"
PLAIN = "c = get_config()\nc.CourseDirectory.course_id = 'plain'\n"


def make(folder: Path, n_submissions: int) -> tuple[Lab, Lab]:
    """Two courses with the same submissions: nbgrader's own, and ours."""
    plain, ours = Lab(folder / "plain"), Lab(folder / "ours")
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    shutil.copy(NOTEBOOK, notebooks)
    ours.run("nnwidgets", "course", "init", str(ours.root), "--notebooks", str(notebooks))
    (plain.root / "source").mkdir(parents=True)
    shutil.copytree(ours.root / "source" / NAME, plain.root / "source" / NAME)
    (plain.root / "nbgrader_config.py").write_text(PLAIN)
    for course in (plain, ours):
        course.run("nbgrader", "generate_assignment", NAME)
        hand_in(course, n_submissions)
    return plain, ours


def hand_in(course: Lab, n_submissions: int) -> None:
    """A class: four of six have it all right, one some of it wrong, one has done nothing."""
    released = json.loads((course.root / "release" / NAME / f"{NAME}.ipynb").read_text())
    for number in range(n_submissions):
        notebook = copy.deepcopy(released)
        for cell in notebook["cells"]:
            grading = cell["metadata"].get("nbgrader", {})
            if grading.get("solution") and number % 6 != 5:
                cell["source"] = solution(grading["grade_id"], number)
        folder = course.root / "submitted" / f"student{number:03}" / NAME
        folder.mkdir(parents=True)
        (folder / f"{NAME}.ipynb").write_text(json.dumps(notebook))


def solution(name: str, number: int) -> str:
    """An answer, which says whose it is, so that no two are the same."""
    if number % 6 == 4 and name in {"layer", "cost"}:
        return f"def {name}(*values):\n    return {number}.0"
    return f"# {number}\n{all_exercises()[name].solution}"


def seconds(course: Lab, *command: str) -> float:
    """How long a command takes on submissions that are not graded yet."""
    for name in ("autograded", ".nnwidgets/outcomes", ".nnwidgets/done"):
        shutil.rmtree(course.root / name, ignore_errors=True)
    start = time.perf_counter()
    course.run(*command)
    return time.perf_counter() - start


def main() -> None:
    """Run both, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--plain", type=int, default=20, help="how many plain nbgrader is timed on")
    parser.add_argument("--whole", action="store_true", help="time plain nbgrader on all")
    options = parser.parse_args()
    count, part = options.submissions, options.submissions if options.whole else options.plain
    cores = len(os.sched_getaffinity(0))
    with TemporaryDirectory() as folder:
        plain, ours = make(Path(folder), count)
        for student in sorted((plain.root / "submitted").iterdir())[part:]:
            shutil.rmtree(student)
        once = seconds(plain, "nbgrader", "autograde", NAME)
        rate = once / part
        print(f"{count} submissions, {cores} cores; load before: {os.getloadavg()[0]:.1f}")
        print(f"{'':34}{'s':>8}{'s each':>10}{'× plain':>10}")
        print(f"{f'nbgrader autograde ({part})':34}{once:8.1f}{rate:10.3f}{1:10.1f}")
        for workers in sorted({1, cores}):
            command = ("nnwidgets", "course", "grade", NAME, "--workers", str(workers))
            took = seconds(ours, *command)
            label = f"nnwidgets course grade, {workers} workers"
            print(f"{label:34}{took:8.1f}{took / count:10.3f}{rate * count / took:10.1f}")


if __name__ == "__main__":
    main()
