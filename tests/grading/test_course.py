"""The commands of a course: refusing, resuming, losing a worker, private exercises, export."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from nnwidgets.grading.batch import grade
from nnwidgets.grading.nbgrader.course import Course
from tests.grading.attacks import FULL, RIGHT, WRONG, Attack, answer, beside, untagged
from tests.grading.course import BESIDE_PYTHON, STUBS, Lab, lab
from tests.grading.processes import children_of, name_of

SECONDS_TO_END = 30.0
PRIVATE = '''
import numpy as np

from nnwidgets.exercises import Case, Exercise, Mistake, StudentResult, call_student
from nnwidgets.exercises.checking.answers import array, number
from nnwidgets.exercises.checking.exercise import read_value

STEPS = 3


def counts(answer, cases, name):
    """A class: made with a start, then counted up."""

    def count(start):
        counter = answer(start)
        for _ in range(STEPS):
            counter.up()
        return np.array(float(counter.value))

    return [call_student(count, *case.inputs, name=name) for case in cases]


def counted(start):
    return start + STEPS


EXERCISES = [
    Exercise(
        name="counter",
        title="A class that counts",
        points=1,
        reference=counted,
        cases=lambda rng: [Case(inputs=(int(rng.integers(100)),)) for _ in range(3)],
        collect=counts,
        mistakes=[Mistake("stuck", lambda start: float(start), "It does not count up.")],
    ),
    Exercise(
        name="basis",
        title="An array",
        points=1,
        reference=lambda: np.eye(2),
        cases=lambda rng: [Case()],
        collect=read_value(array),
    ),
    Exercise(
        name="double",
        title="Twice your number",
        points=1,
        reference=lambda z: 2 * z,
        cases=lambda rng: [Case(inputs=(float(rng.integers(1000)),))],
        collect=read_value(number),
    ),
]
PERSONAL = ["double"]
'''
COUNTER = """
class counter:
    def __init__(self, start): self.value = start
    def up(self): self.value += 1
"""
STATE = (
    'NetworkExplorer:1:{"W1":[[0,0],[0,0]],"b1":[0,0],"W2":[[0,0],[0,0],[0,0]],"b2":[0,0,0],'
    '"W3":[[0,0,0],[0,0,0]],"b3":[0,0]}'
)


def named(name: str, answers: dict[str, str]) -> Attack:
    return Attack(name, 0, answers=answers)


@pytest.fixture
def course(tmp_path: Path) -> Lab:
    """A course that is not made yet."""
    return Lab(tmp_path / "course")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """A course that is released."""
    made = Lab(tmp_path_factory.mktemp("original") / "course")
    made.make(lab())
    return made


@pytest.fixture
def released(original: Lab, tmp_path: Path) -> Lab:
    """A copy of a course that is released."""
    shutil.copytree(original.root, tmp_path / "copy")
    return Lab(tmp_path / "copy")


def rows(course: Lab) -> dict[str, dict[str, str]]:
    """The report of the last run, by student."""
    with (course.root / "reports/lab.csv").open(newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def test_without_a_sandbox_it_refuses_and_says_why(released: Lab) -> None:
    """On a path where there is no bwrap; with `--unsafe` it grades all the same."""
    released.submit(released.released(), named("ada", answer()))
    only_python = released.root.parent / "bin"
    only_python.mkdir()
    for name in ("nnwidgets", "python", "alembic"):
        (only_python / name).symlink_to(Path(BESIDE_PYTHON) / name)
    command = [str(only_python / "nnwidgets"), "course", "grade", "lab"]
    environment = {**os.environ, "PATH": str(only_python)}

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *more],
            cwd=released.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    refused = run()
    assert refused.returncode == 1
    assert "bubblewrap is not installed" in refused.stderr
    assert "Nothing was graded" in refused.stderr
    assert released.scores() == {}
    assert run("--unsafe").returncode == 0
    assert released.scores() == {"ada": FULL}


def test_private_exercises_and_questions_that_differ(course: Lab) -> None:
    """A class, an array, an explorer's state, and a number that is drawn for each student.

    A student's number: the integer that numpy draws below 1000 under SHA-256 of the names.
    """
    names = ["counter", "basis", "ten_of_ten", "double"]
    stubs = {name: f"{name} = ..." for name in names}
    notebook = course.make(lab(names, stubs), private_source=PRIVATE)
    seed = int.from_bytes(hashlib.sha256(b"double\nright").digest(), "big")
    twice = 2 * int(np.random.default_rng(seed).integers(1000))
    right = {
        "counter": COUNTER,
        "basis": "basis = [[1, 0], [0, 1]]",
        "ten_of_ten": solution_of_ten(),
        "double": f"double = {twice}",
    }
    course.submit(notebook, named("right", right))
    course.submit(notebook, named("copied", right))
    stuck = COUNTER.replace("+= 1", "+= 0")
    asks = (
        "from nnwidgets.grading.judging.variants import question\n"
        "(z,) = question('double', 'wrong')"
    )
    wrong = {"counter": stuck, "basis": "basis = 'I'", "ten_of_ten": f"ten_of_ten = {STATE!r}"}
    course.submit(notebook, named("wrong", {**wrong, "double": f"{asks}\ndouble = 2 * z"}))
    course.run("nnwidgets", "course", "grade", "lab", "--workers", "1")
    assert course.scores() == {"right": 5.0, "copied": 4.0, "wrong": 1.0}
    text = (course.root / "autograded/wrong/lab/lab.ipynb").read_text()
    assert "It does not count up." in text


def solution_of_ten() -> str:
    from nnwidgets.exercises import all_exercises

    return all_exercises()["ten_of_ten"].solution


def test_a_run_that_is_killed_goes_on_where_it_was(released: Lab) -> None:
    notebook = released.released()
    for number in range(6):
        released.submit(notebook, named(f"s{number}", RIGHT if number % 2 else WRONG))
    path = Path(BESIDE_PYTHON) / "nnwidgets"
    process = subprocess.Popen(
        [path, "course", "grade", "lab", "--workers", "2"],
        cwd=released.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while len(released.scores()) < 2 and process.poll() is None:
        time.sleep(0.05)
    started = {below for below in all_below(process.pid) if name_of(below) != "bwrap"}
    process.send_signal(signal.SIGKILL)
    process.wait()
    judged = outcomes(released)
    released.run("nnwidgets", "course", "grade", "lab", "--workers", "1")
    results = [row["result"] for row in rows(released).values()]
    assert sorted(set(results)) == ["graded", "graded before"]
    expected = {f"s{number}": FULL if number % 2 else 0.0 for number in range(6)}
    assert released.scores() == expected
    assert how_often_handed_in(released) == dict.fromkeys(expected, 1)
    assert judged.items() <= outcomes(released).items()  # none was judged a second time
    assert len(outcomes(released)) == len(expected)
    deadline = time.monotonic() + SECONDS_TO_END
    while any(map(name_of, started)) and time.monotonic() < deadline:
        time.sleep(0.05)  # workers look now and then whether there is somebody to work for
    assert [name_of(below) for below in started if name_of(below)] == []


def outcomes(course: Lab) -> dict[str, int]:
    """The files of outcomes, and when each was written."""
    folder = course.root / ".nnwidgets/outcomes"
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.json")}


def how_often_handed_in(course: Lab) -> dict[str, int]:
    """The submissions of each student in the gradebook."""
    query = "select student_id, count(*) from submitted_assignment group by student_id"
    with sqlite3.connect(course.root / "gradebook.db") as gradebook:
        return dict(gradebook.execute(query).fetchall())


def all_below(process: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    found = children_of(process)
    for child in found:
        found += children_of(child)
    return found


def test_what_is_handed_in_again_is_graded_again(released: Lab) -> None:
    notebook = released.released()
    released.submit(notebook, named("ada", WRONG))
    released.run("nnwidgets", "course", "grade", "--workers", "1")
    assert released.scores() == {"ada": 0.0}
    path = released.root / "submitted/ada/lab/lab.ipynb"
    path.write_text(path.read_text().replace("n_parameters = 1", "n_parameters = 23"))
    released.run("nnwidgets", "course", "grade", "--workers", "1")
    assert released.scores() == {"ada": 1.0}


def test_what_is_no_more_in_the_gradebook_is_entered_again(released: Lab) -> None:
    """Judged once, and not again: its outcome is still there."""
    released.submit(released.released(), named("ada", RIGHT))
    released.run("nnwidgets", "course", "grade", "--workers", "1")
    judged = outcomes(released)
    with sqlite3.connect(released.root / "gradebook.db") as gradebook:
        for table in ("grade", "comment", "submitted_notebook", "submitted_assignment"):
            gradebook.execute(f"delete from {table}")  # noqa: S608  # names of ours
    released.run("nnwidgets", "course", "grade", "--workers", "1")
    assert released.scores() == {"ada": FULL}
    assert outcomes(released) == judged


def test_one_submissions_trouble_is_no_others(released: Lab) -> None:
    """A file where a folder has to be: among what was handed in, and where grades are put."""
    for name in ("a", "b", "c"):
        released.submit(released.released(), named(name, RIGHT))
    (released.root / "autograded/b").mkdir(parents=True)
    (released.root / "autograded/b/lab").touch()
    shutil.rmtree(released.root / "submitted/c/lab")
    (released.root / "submitted/c/lab").touch()
    released.run("nnwidgets", "course", "grade", "lab", "--workers", "1", code=1)
    found = {name: row["result"] for name, row in rows(released).items()}
    assert found == {"a": "graded", "b": "not graded", "c": "not graded"}
    assert "it could not be graded: FileExistsError" in rows(released)["b"]["notes"]
    assert "a file stands where the folder" in rows(released)["c"]["notes"]


def test_a_worker_that_dies_costs_a_retry(released: Lab) -> None:
    """One of two Dask workers is killed while it judges."""
    notebook = released.released()
    slow = answer(n_parameters="import time\ntime.sleep(2)\nn_parameters = 23")
    for number in range(4):
        released.submit(notebook, named(f"s{number}", slow))
    path = Path(BESIDE_PYTHON) / "nnwidgets"
    process = subprocess.Popen(
        [path, "course", "grade", "lab", "--workers", "2"],
        cwd=released.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    worker = None
    while worker is None and process.poll() is None:
        time.sleep(0.05)
        worker = parent_of_a_sandbox(below=process.pid)
    assert worker is not None
    os.kill(worker, signal.SIGKILL)
    said, _ = process.communicate()
    assert process.returncode == 0, said
    assert released.scores() == {f"s{number}": FULL for number in range(4)}
    assert {row["result"] for row in rows(released).values()} == {"graded"}


def parent_of_a_sandbox(below: int) -> int | None:
    """A worker that runs a submission now: no descendant's own child, and no sandbox itself."""
    waiting = [(below, 0)]
    while waiting:
        parent, depth = waiting.pop()
        for child in children_of(parent):
            if name_of(child) == "bwrap" and name_of(parent) != "bwrap" and depth > 0:
                return parent
            waiting.append((child, depth + 1))
    return None


def test_an_existing_cluster_is_used(released: Lab) -> None:
    """A scheduler and a worker of Dask's own commands' kind, found by their address."""
    notebook = released.released()
    for number in range(3):
        released.submit(notebook, named(f"s{number}", RIGHT))
    program = (
        "from distributed import LocalCluster\nif __name__ == '__main__':\n"
        "    c = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None)\n"
        "    print(c.scheduler_address, flush=True)\n    input()\n"
    )
    path = released.root.parent / "cluster.py"
    path.write_text(program)
    with subprocess.Popen(
        [Path(BESIDE_PYTHON) / "python", path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as cluster:
        assert cluster.stdin is not None
        assert cluster.stdout is not None
        address = cluster.stdout.readline().strip()
        released.run("nnwidgets", "course", "grade", "lab", "--scheduler", address)
        cluster.stdin.write("\n")
    assert released.scores() == {f"s{number}": FULL for number in range(3)}


def test_export_for_canvas_and_moodle(released: Lab) -> None:
    notebook = released.released()
    released.submit(notebook, named("ada", RIGHT))
    released.submit(notebook, named("=1+1", WRONG))
    released.run("nnwidgets", "course", "grade", "lab", "--workers", "1")
    released.run("nnwidgets", "course", "export", "canvas")
    released.run("nnwidgets", "course", "export", "moodle", "--to", "moodle.csv")
    with (released.root / "grades-canvas.csv").open(newline="") as file:
        canvas = list(csv.reader(file))
    assert canvas[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "lab"]
    assert canvas[1] == ["    Points Possible", "", "", "", "", "5"]
    assert sorted(row[3:] for row in canvas[2:]) == [["'=1+1", "", "0"], ["ada", "", "5"]]
    with (released.root / "moodle.csv").open(newline="") as file:
        moodle = {row["username"]: row["lab"] for row in csv.DictReader(file)}
    assert moodle == {"'=1+1": "0", "ada": "5"}


def test_the_report_says_what_could_not_be_read_and_why(released: Lab) -> None:
    notebook = released.released()
    released.submit(notebook, Attack("broken", 0, content=lambda text: text[:99].encode()))
    released.submit(notebook, Attack("renamed", FULL))
    folder = released.root / "submitted/renamed/lab"
    (folder / "lab.ipynb").rename(folder / "lab (1).ipynb")
    (released.root / "submitted/empty/lab").mkdir(parents=True)
    said = released.run("nnwidgets", "course", "grade", "lab", "--workers", "1").stdout
    assert "broken: lab: lab.ipynb could not be read: it is not a notebook" in said
    assert "renamed: lab (1).ipynb was taken for lab.ipynb" in said
    assert "empty: lab: lab.ipynb could not be read: it is empty" in said
    assert released.scores() == {"broken": 0.0, "renamed": FULL, "empty": 0.0}


def test_a_course_says_what_is_missing(released: Lab, tmp_path: Path) -> None:
    outside = Lab(tmp_path).run("nnwidgets", "course", "grade", "--workers", "1", code=1)
    assert "holds no course" in outside.stderr
    unknown = released.run("nnwidgets", "course", "grade", "lab 2", "--workers", "1", code=1)
    assert "run `nbgrader generate_assignment lab 2`" in unknown.stderr
    again = released.run("nnwidgets", "course", "init", ".", code=1)
    assert "is not empty" in again.stderr
    (released.root / ".nnwidgets/seed").unlink()
    released.submit(released.released(), named("a", {}))
    lost = released.run("nnwidgets", "course", "grade", "lab", "--workers", "1", code=1)
    assert "holds no seed" in lost.stderr


def test_the_seed_and_the_outcomes_are_for_the_instructor_alone(released: Lab) -> None:
    assert (released.root / ".nnwidgets").stat().st_mode & 0o077 == 0
    assert (released.root / ".nnwidgets/seed").stat().st_mode & 0o077 == 0


def test_progress_counts_every_submission(released: Lab) -> None:
    notebook = released.released()
    for number in range(2):
        released.submit(notebook, named(f"s{number}", {}))
    seen: list[tuple[int, int]] = []
    found = grade(
        Course(released.root), "lab", workers=1, progress=lambda done, n: seen.append((done, n))
    )
    assert [row.result for row in found] == ["graded", "graded"]
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_stubs_are_worth_nothing() -> None:
    assert STUBS.keys() == RIGHT.keys() == WRONG.keys()


def test_both_commands_leave_the_same(released: Lab) -> None:
    """`nnwidgets course grade` writes what `nbgrader autograde` does: notebooks and scores."""
    notebook = released.released()
    released.submit(notebook, Attack("half", 3, answers=answer(cost="def cost(F, y): return 0.0")))
    released.submit(notebook, Attack("untagged", FULL, change=untagged))
    folders = ("half", "untagged")

    def left() -> tuple[dict[str, float], list[object]]:
        paths = [released.root / "autograded" / name / "lab/lab.ipynb" for name in folders]
        return released.scores(), [json.loads(path.read_text()) for path in paths]

    released.run("nbgrader", "autograde", "lab")
    theirs = left()
    released.run("nnwidgets", "course", "grade", "lab", "--workers", "1", "--force")
    assert left() == theirs


def test_who_is_late_pays_by_the_courses_plugin(released: Lab) -> None:
    """Two hours late, at a point an hour; nbgrader counts, and the export takes it off."""
    plugin = "class Late(LateSubmissionPlugin):\n    def late_submission_penalty("
    plugin += "self, student, score, seconds):\n        return seconds / 3600\n"
    config = released.root / "nbgrader_config.py"
    late = "from nbgrader.plugins import LateSubmissionPlugin\n" + plugin
    config.write_text(f"{late}{config.read_text()}\nc.AssignLatePenalties.plugin_class = Late\n")
    due = "from nbgrader.api import Gradebook\nwith Gradebook('sqlite:///gradebook.db') as g:\n"
    due += "    g.update_or_create_assignment('lab', duedate='2026-01-01 10:00:00')\n"
    released.run("python", "-c", due)
    for name, hour in (("early", "09"), ("late", "12")):
        stamp = beside("timestamp.txt", f"2026-01-01 {hour}:00:00 UTC")
        released.submit(released.released(), Attack(name, FULL, files=stamp))
    released.run("nnwidgets", "course", "grade", "lab", "--workers", "1")
    released.run("nnwidgets", "course", "export", "moodle", "--to", "m.csv")
    with (released.root / "m.csv").open(newline="") as file:
        assert {row["username"]: row["lab"] for row in csv.DictReader(file)} == {
            "early": "5",
            "late": "3",
        }
