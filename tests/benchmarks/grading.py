# ruff: noqa: T201 -- a benchmark talks by printing
"""How fast a class is graded: `python -m tests.benchmarks.grading`.

The same submissions of notebook 01, by plain `nbgrader autograde`, as nbgrader is shipped, and by
`nnwidgets course grade`, with one worker and with as many as there are cores. All in one run, in
turns: quote the ratios, not the times. Plain nbgrader grades one submission after another, so it is
timed on some of them, in parts before, between and after ours; each part is printed. `--whole` has
it grade all.
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


def plain_parts(course: Lab, count: int, n_parts: int) -> list[list[Path]]:
    """The first submissions of a course in equal parts, taken out of it; the rest is removed."""
    waiting = course.root / "waiting"
    (course.root / "submitted").rename(waiting)
    return [sorted(waiting.iterdir())[:count][start::n_parts] for start in range(n_parts)]


def plain_seconds(course: Lab, part: list[Path]) -> float:
    """How long plain nbgrader takes on a part."""
    shutil.rmtree(course.root / "submitted", ignore_errors=True)
    for folder in part:
        shutil.copytree(folder, course.root / "submitted" / folder.name)
    return seconds(course, "nbgrader", "autograde", NAME)


def main() -> None:
    """Run both in turns, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--plain", type=int, default=30, help="how many plain nbgrader is timed on")
    parser.add_argument("--whole", action="store_true", help="time plain nbgrader on all")
    options = parser.parse_args()
    count = options.submissions
    cores = len(os.sched_getaffinity(0))
    crews = sorted({1, cores})
    print(f"{count} submissions, {cores} cores; load before: {os.getloadavg()[0]:.1f}")
    with TemporaryDirectory() as folder:
        plain, ours = make(Path(folder), count)
        parts = plain_parts(plain, count if options.whole else options.plain, len(crews) + 1)
        before, took = [plain_seconds(plain, parts[0])], {}
        for workers, part in zip(crews, parts[1:], strict=True):
            command = ("nnwidgets", "course", "grade", NAME, "--workers", str(workers))
            took[workers] = seconds(ours, *command)
            before.append(plain_seconds(plain, part))
    table(count, parts, before, took)


def table(count: int, parts: list[list[Path]], plain: list[float], ours: dict[int, float]) -> None:
    """Print what each took, and how much faster than plain nbgrader's turns before and after it."""
    turns = [took / len(part) for took, part in zip(plain, parts, strict=True)]
    n_plain = sum(map(len, parts))
    rate = sum(plain) / n_plain
    print(f"{'':34}{'s':>8}{'s each':>10}{'× plain':>10}")
    print(f"{f'nbgrader autograde ({n_plain})':34}{sum(plain):8.1f}{rate:10.3f}{1:10.1f}")
    for turn, (workers, took) in enumerate(ours.items()):
        beside = (turns[turn] + turns[turn + 1]) / 2
        label = f"nnwidgets course grade, {workers} workers"
        print(f"{label:34}{took:8.1f}{took / count:10.3f}{beside * count / took:10.1f}")
    each = ", ".join(f"{turn:.2f}" for turn in turns)
    print(f"s each in plain nbgrader's turns: {each}; load after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
