"""Every notebook of the course in a browser, as a student meets it: all cells run, none solved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import axe
from tests.browser.notebook import DARK, LIGHT, NotebookPage
from tools.notebooks import course_notebooks

COURSE = [path.name for path in course_notebooks()]
BYTES = 6_000_000
STORED_BYTES = 200_000


@pytest.fixture(scope="module", params=COURSE)
def lesson(
    browser: Browser, address: str, request: pytest.FixtureRequest
) -> Iterator[NotebookPage]:
    """A notebook of the course after Run All, everything in it painted."""
    page = NotebookPage(browser, address, str(request.param))
    page.open()
    page.run_all()
    assert len(list(page.explorers())) > 0
    yield page
    page.close()


def test_run_all_ends_without_an_error(lesson: NotebookPage) -> None:
    assert lesson.complaints() == []
    assert lesson.page.locator(".jp-CodeCell .jp-InputPrompt", has_text="[*]").count() == 0


def test_every_picture_is_painted(lesson: NotebookPage) -> None:
    for view in lesson.explorers():
        for panel in view.root.locator(".nnw-panel").all():
            assert int(panel.get_attribute("data-nnw-draws") or 0) > 0
            assert panel.locator("svg, canvas, span, table").count() > 0
        assert view.summary()


def test_nothing_is_asked_of_another_machine(lesson: NotebookPage) -> None:
    assert lesson.outside == []


def test_the_bytes_keep_to_their_budget(lesson: NotebookPage) -> None:
    assert lesson.received <= BYTES


def test_the_stored_file_keeps_to_its_budget(lesson: NotebookPage, folder: Path) -> None:
    assert (folder / lesson.path).stat().st_size <= STORED_BYTES


def test_axe_finds_nothing_in_either_theme(lesson: NotebookPage) -> None:
    explorers = lesson.page.locator(".nnw-explorer")
    lesson.theme(DARK)
    assert axe.violations(explorers, axe.COLOURS) == []
    lesson.theme(LIGHT)
    assert axe.violations(explorers) == []


def test_everything_can_be_read(lesson: NotebookPage) -> None:
    for view in lesson.explorers():
        assert view.measure("root => nnwLooks.faint(root, 4.5)") == []
        assert view.measure("root => nnwLooks.overflowing(root)") == []
        assert view.measure("root => nnwLooks.cut(root)") == []
        assert view.measure("root => nnwLooks.small(root, 13)") == []
        assert view.measure("root => nnwLooks.colliding(root)") == []
