"""Every explorer in the states that look different: readable, whole and accessible.

All stand on one page, so that each theme and each width is set once for all of them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import axe
from tests.browser.notebook import DARK, LIGHT, NotebookPage, write_empty_notebook
from tests.browser.samples import SAMPLES

USUAL = (1280, 800)
WIDTHS = (*USUAL, 500)
EACH = pytest.mark.parametrize("place", range(len(SAMPLES)), ids=SAMPLES.keys())


@pytest.fixture(scope="module")
def gallery(browser: Browser, address: str, folder: Path) -> Iterator[NotebookPage]:
    write_empty_notebook(folder / "gallery.ipynb")
    page = NotebookPage(browser, address, "gallery.ipynb")
    page.open()
    page.show("import nnwidgets as nw", *SAMPLES.values())
    yield page
    page.close()


@pytest.fixture(scope="module", params=WIDTHS)
def wide(gallery: NotebookPage, request: pytest.FixtureRequest) -> NotebookPage:
    """The page at one width."""
    gallery.resize(request.param, 900)
    return gallery


@pytest.fixture(scope="module", params=[LIGHT, DARK])
def theme(gallery: NotebookPage, request: pytest.FixtureRequest) -> str:
    """The theme that the page is in."""
    gallery.resize(WIDTHS[0], 900)
    gallery.theme(request.param)
    return str(request.param)


@EACH
def test_everything_fits(wide: NotebookPage, place: int) -> None:
    view = wide.painted(place)
    assert view.measure("root => nnwLooks.overflowing(root)") == []
    assert view.measure("root => nnwLooks.cut(root)") == []
    assert view.measure("root => nnwLooks.small(root, 13)") == []
    assert view.measure("root => nnwLooks.colliding(root)") == []


@EACH
def test_axes_with_numbers_have_titles(gallery: NotebookPage, place: int) -> None:
    assert gallery.painted(place).measure("root => nnwLooks.untitled(root)") == []


SIDEWAYS = """root => [...root.querySelectorAll(".nnw-scrolls")]
  .filter((panel) => panel.scrollWidth > panel.clientWidth + 1)
  .map((panel) => panel.className.replace(/.*nnw-panel-(\\w+).*/, "$1"))"""


@EACH
def test_only_graphs_scroll_on_a_page_of_usual_width(wide: NotebookPage, place: int) -> None:
    scrolling = set(wide.painted(place).measure(SIDEWAYS))
    assert scrolling <= ({"diagram"} if wide.width >= min(USUAL) else {"diagram", "chart", "table"})


@EACH
def test_text_stands_out_from_its_ground(gallery: NotebookPage, theme: str, place: int) -> None:
    """At least 4.5 : 1 (WCAG 2.2, 1.4.3), and nothing else that axe would mind."""
    view = gallery.painted(place)
    assert view.measure("root => nnwLooks.faint(root, 4.5)") == []
    assert axe.violations(view.root, None if theme == LIGHT else axe.COLOURS) == []


def test_each_sample_is_one_explorer(gallery: NotebookPage) -> None:
    assert gallery.page.locator(".nnw-explorer").count() == len(SAMPLES)
