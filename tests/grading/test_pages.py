"""nbgrader's own pages with a graded course, in a real browser: the formgrader, and Validate."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from nnwidgets.exercises import check
from tests.browser.lab import chromium_browser, jupyter_lab
from tests.grading.attacks import ATTACKS, RIGHT, Attack
from tests.grading.course import Lab, lab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Dialog, Locator, Page

MILLISECONDS = 90_000
ANY_SCORE = re.compile(r"^\d")
HOSTILE = next(attack for attack in ATTACKS if attack.name == "scripts")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """A course that is graded: one student right, one with scripts."""
    made = Lab(tmp_path_factory.mktemp("pages") / "course")
    notebook = made.make(lab())
    made.submit(notebook, Attack("ada", 5, answers=RIGHT))
    made.submit(notebook, HOSTILE)
    made.run("nnwidgets", "course", "grade", "lab", "--workers", "1")
    return made


@pytest.fixture(scope="module")
def address(course: Lab) -> Iterator[str]:
    """A JupyterLab started in the course's folder, where nbgrader finds its configuration."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.root)
        with jupyter_lab(course.root, config=None) as started:
            yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium_browser() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(MILLISECONDS)
    yield opened
    opened.close()


def notebook_of(course: Lab, student: str) -> str:
    """The formgrader's name of a submitted notebook."""
    query = """
        select submitted_notebook.id from submitted_notebook
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
        where submitted_assignment.student_id = ?
    """
    with sqlite3.connect(course.root / "gradebook.db") as gradebook:
        return str(gradebook.execute(query, [student]).fetchone()[0])


def open_submission(page: Page, address: str, notebook: str) -> Locator:
    """The fields of the scores, once the page has given each its score and listens to it."""
    page.goto(f"{address}/formgrader/submissions/{notebook}")
    scores = page.locator("input.score")
    for field in (scores.first, scores.last):
        expect(field).to_have_attribute("placeholder", ANY_SCORE, timeout=MILLISECONDS)
    return scores


def test_the_formgrader_shows_scores_and_reports(course: Lab, address: str, page: Page) -> None:
    page.goto(f"{address}/formgrader/gradebook/lab/lab")
    page.get_by_text("Submission #1").wait_for()
    scores = open_submission(page, address, notebook_of(course, "ada"))
    page.get_by_text("correct, 2 of 2 points").first.wait_for()
    assert page.get_by_text("correct, 1 of 1 point").count() == 1
    assert [scores.nth(n).get_attribute("placeholder") for n in range(3)] == ["2", "1", "2"]


def test_the_formgraders_button_grades_like_the_command(
    course: Lab, address: str, page: Page
) -> None:
    """In the sandbox, by the course's configuration: half of the answers are right."""
    half = {**RIGHT, "cost": "def cost(F, y):\n    return 0.0"}
    course.submit(course.released(), Attack("bob", 3, answers=half))
    page.goto(f"{address}/formgrader/manage_submissions/lab")
    row = page.locator("tr", has_text="bob")
    row.locator(".autograde a").click()
    page.get_by_text("Successfully autograded").wait_for()
    assert course.scores()["bob"] == 3.0


def test_the_formgrader_runs_no_script_of_a_student(course: Lab, address: str, page: Page) -> None:
    said: list[str] = []

    def note(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    open_submission(page, address, notebook_of(course, "scripts"))
    page.get_by_text("correct, 2 of 2 points").first.wait_for()
    assert "HOSTILE" in page.inner_text("body")
    assert page.locator("[onerror]").count() == 0
    assert page.locator("[href^='javascript:alert']").count() == 0
    assert said == []


def test_a_score_given_by_hand_stays(course: Lab, address: str, page: Page) -> None:
    score = open_submission(page, address, notebook_of(course, "ada")).first
    with page.expect_response(lambda answer: "/api/grade/" in answer.url):
        score.fill("1.5")
        score.press("Tab")
    course.run("nnwidgets", "course", "grade", "lab", "--workers", "1", "--force")
    course.run("nnwidgets", "course", "export", "moodle", "--to", "grades.csv")
    assert "ada,,,,4.5" in (course.root / "grades.csv").read_text().splitlines()


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("release/lab", "`layer` is not written yet"),
        ("submitted/ada/lab", "Success! Your notebook passes all the tests."),
    ],
)
def test_the_validate_button_tells_students_what_is_missing(
    address: str, page: Page, folder: str, words: str
) -> None:
    page.goto(f"{address}/lab/tree/{folder}/lab.ipynb?reset")
    page.locator(".validate-button:visible").first.click()
    dialog = page.locator(".jp-Dialog")
    dialog.get_by_text(words).first.wait_for()


def test_only_what_is_not_right_is_told_to_the_button(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check("n_parameters", 1)
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    check("n_parameters", 23)
    assert capsys.readouterr().err == ""
    check("n_parameters", 1)
    assert "not yet, 0 of 1 point" in capsys.readouterr().err
