"""Every attack, by `nbgrader autograde` and by Dask: its score, and what it must not do."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Literal

import pytest

from tests.grading.attacks import ATTACKS, Attack
from tests.grading.course import Lab, lab
from tests.grading.processes import children_of, command_of, descendants_of, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARY = "CANARY-7f3a"
LIMITS = {"cell_seconds": 5, "total_seconds": 60, "memory_megabytes": 600}
LIFETIME = b"4242"
"""Seconds that the processes which attacks leave behind would sleep."""
Way = Literal["nbgrader", "dask"]


@dataclass
class Graded:
    """What was graded in one way: in one course, or in several side by side."""

    labs: list[Lab]
    scores: dict[str, float]
    said: str
    codes: list[int]
    before: dict[str, str]
    callers: int

    def lab(self, name: str) -> Lab:
        """The course in which a student is."""
        return next(one for one in self.labs if (one.root / "submitted" / name).exists())

    def autograded(self, name: str) -> Path:
        """The folder that goes back to a student."""
        return self.lab(name).root / "autograded" / name / "lab"


def digests(root: Path) -> dict[str, str]:
    """A digest of each file that no submission may change."""
    kept = [path for part in ("source", "submitted/honest") for path in (root / part).rglob("*")]
    kept += [root / name for name in ("canary.txt", ".nnwidgets/seed", "nbgrader_config.py")]
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in kept
        if path.is_file() and not path.is_symlink()
    }


def listening() -> tuple[socket.socket, socket.socket]:
    """Two sockets that nobody may reach."""
    by_port = socket.create_server(("127.0.0.1", 0))
    by_name = socket.socket(socket.AF_UNIX)
    by_name.bind(f"\0nnwidgets-{by_port.getsockname()[1]}")
    by_name.listen()
    return by_port, by_name


COMMANDS: dict[Way, tuple[str, ...]] = {
    "nbgrader": ("nbgrader", "autograde", "lab"),
    "dask": ("nnwidgets", "course", "grade", "lab", "--workers", "2"),
}
SHARES: dict[Way, int] = {"nbgrader": 2, "dask": 1}
"""nbgrader grades one after another, so two courses are graded side by side."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """The course, released."""
    course = Lab(tmp_path_factory.mktemp("original") / "course", {"CANARY": CANARY})
    course.make(lab(), "", "", **LIMITS)
    (course.root / "canary.txt").write_text(CANARY)
    return course


@pytest.fixture(scope="module", params=["nbgrader", "dask"])
def graded(
    request: pytest.FixtureRequest, original: Lab, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Graded]:
    """All attacks handed in and graded, in one batch; in every course an honest one among them."""
    by_port, by_name = listening()
    port = by_port.getsockname()[1]
    courses = []
    for share in range(SHARES[request.param]):
        folder = tmp_path_factory.mktemp("attacks") / "course"
        shutil.copytree(original.root, folder)
        course = Lab(folder, original.environment)
        places = {"root": str(folder), "port": str(port), "socket": f"nnwidgets-{port}"}
        mine = ATTACKS[1:][share :: SHARES[request.param]]
        for attack in [ATTACKS[0], *mine]:
            course.submit(course.released(), attack, places)
        courses.append(course)
    before = {name: sum_ for one in courses for name, sum_ in digests(one.root).items()}
    with ThreadPoolExecutor() as side_by_side:
        done = list(
            side_by_side.map(lambda one: one.run(*COMMANDS[request.param], code=None), courses)
        )
    callers = sum(was_called(one) for one in (by_port, by_name))
    scores = {name: score for one in courses for name, score in one.scores().items()}
    said = "\n".join(one.stdout + one.stderr for one in done)
    yield Graded(courses, scores, said, [one.returncode for one in done], before, callers)
    by_port.close()
    by_name.close()


def was_called(server: socket.socket) -> bool:
    """Has anybody connected to a socket?"""
    server.settimeout(0)
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def test_the_batch_completes(graded: Graded) -> None:
    assert graded.scores.keys() == {attack.name for attack in ATTACKS}, graded.said
    assert set(graded.codes) == {0}, graded.said


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_it_gets_what_it_deserves(graded: Graded, attack: Attack) -> None:
    assert graded.scores[attack.name] == attack.score


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_it_brings_nothing_home(graded: Graded, attack: Attack) -> None:
    seed = (graded.lab(attack.name).root / ".nnwidgets/seed").read_text().strip()
    secrets = [CANARY, seed, "SQLite format 3", "root:x:"]
    for path in graded.autograded(attack.name).rglob("*"):
        assert not path.is_symlink()
        text = path.read_text(errors="replace") if path.is_file() else ""
        assert [secret for secret in secrets if secret in text] == [], path


def test_no_outcome_fills_the_disk(graded: Graded) -> None:
    """A notebook of the lab has a few thousand characters; what it prints, a million or two."""
    for course in graded.labs:
        files = (course.root / ".nnwidgets/outcomes").iterdir()
        assert max(path.stat().st_size for path in files) < 5_000_000


def test_nothing_of_anybody_else_is_changed(graded: Graded) -> None:
    after = {name: sum_ for one in graded.labs for name, sum_ in digests(one.root).items()}
    assert after == graded.before
    assert not any((one.root / "left-by-a-student").exists() for one in graded.labs)


def test_nobody_is_called(graded: Graded) -> None:
    assert graded.callers == 0


def test_no_process_is_left_behind(graded: Graded) -> None:
    assert set(graded.codes) == {0}
    end = time.monotonic() + 10
    while (left := left_behind()) and time.monotonic() < end:
        time.sleep(0.1)
    assert left == []


def left_behind() -> list[bytes]:
    """The graded code that runs, but for what the tests' other worker is grading just now."""
    now = running()
    workers = set(children_of(os.getppid())) if "PYTEST_XDIST_WORKER" in os.environ else set()
    beside = set().union(*map(descendants_of, workers - {os.getpid()}))
    commands = map(command_of, now - beside)
    return [line for line in commands if LIFETIME in line or b"grading.inside" in line]


class Running(HTMLParser):
    """Collects all of a page that a browser would run, and what it would show."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.shown: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script"
        self.scripts += [
            value or "" for name, value in attrs if name.startswith("on") or ":" in (value or "")
        ]

    def handle_endtag(self, _tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        (self.scripts if self.inside else self.shown).append(data)


@pytest.mark.parametrize("graded", ["dask"], indirect=True)
def test_feedback_shows_scripts_and_runs_none(graded: Graded) -> None:
    course = graded.labs[0]
    course.run("nbgrader", "generate_feedback", "lab", "--student", "scripts*", "--force")
    for name in ("scripts", "scripts_in_messages"):
        page = Running()
        page.feed((course.root / "feedback" / name / "lab" / "lab.html").read_text())
        assert "HOSTILE" in "".join(page.shown)
        assert "HOSTILE" not in "".join(page.scripts)
