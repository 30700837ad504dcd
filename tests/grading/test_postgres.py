"""The gradebook in PostgreSQL: a server of our own, for the length of the test."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.grading.attacks import RIGHT, WRONG, Attack
from tests.grading.course import Lab, lab

if TYPE_CHECKING:
    from collections.abc import Iterator

INSTALLED = Path("/usr/lib/postgresql")
INSTALL = ("apt-get", "install", "--yes", "--no-install-recommends", "postgresql")
SECONDS_TO_START = 60.0


def program(name: str) -> str:
    """A program of PostgreSQL's server, which Debian leaves off the path."""
    places = [Path(found) for found in [shutil.which(name)] if found]
    places += sorted(INSTALLED.glob(f"*/bin/{name}"))
    if not places and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(INSTALL, check=False, capture_output=True)
        places += sorted(INSTALLED.glob(f"*/bin/{name}"))
    if not places:
        pytest.fail("there is no PostgreSQL here: `apt-get install postgresql`")
    return str(places[-1])


def unprivileged() -> int | None:
    """A user for the server, which refuses to run as root; None where this one will do."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a server that only listens on a socket in a folder of its own."""
    initdb, postgres, user = program("initdb"), program("postgres"), unprivileged()
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        if user is not None:
            os.chown(folder, user, -1)
        data = f"{folder}/data"
        options = ["--username=grader", "--auth=trust", "--no-sync", f"--pgdata={data}"]
        subprocess.run([initdb, *options], check=True, capture_output=True, user=user, cwd=folder)
        listening = ["-c", "listen_addresses=", "-c", "fsync=off", "-k", folder]
        server = subprocess.Popen(
            [postgres, "-D", data, *listening],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=user,
            cwd=folder,
        )
        try:
            wait_for(Path(folder) / ".s.PGSQL.5432", server)
            yield f"postgresql+psycopg://grader@/postgres?host={folder}"
        finally:
            server.terminate()
            server.wait()


def wait_for(socket: Path, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server listens."""
    deadline = time.monotonic() + SECONDS_TO_START
    while not socket.exists():
        if server.poll() is not None or time.monotonic() > deadline:
            pytest.fail("PostgreSQL did not start")
        time.sleep(0.05)


def test_grades_are_in_postgresql(address: str, tmp_path: Path) -> None:
    course = Lab(tmp_path / "course")
    released = course.make(lab(), "", db_url=address)
    course.submit(released, Attack("ada", 5, answers=RIGHT))
    course.submit(released, Attack("bob", 0, answers=WRONG))
    course.run("nnwidgets", "course", "grade", "lab", "--workers", "2")
    course.run("nnwidgets", "course", "export", "moodle", "--to", "grades.csv")
    assert (course.root / "grades.csv").read_text().splitlines() == [
        "username,firstname,lastname,email,lab",
        "ada,,,,5",
        "bob,,,,0",
    ]
    assert not (course.root / "gradebook.db").exists()
