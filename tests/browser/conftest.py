"""One server and one browser for the whole session; a page that tests fill with their own cells."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.lab import LabError, chromium_browser, jupyter_lab
from tests.browser.notebook import NotebookPage, write_empty_notebook
from tools.notebooks import course_notebooks

SCRATCH = "scratch.ipynb"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with chromium_browser() as started:
            yield started
    except LabError as error:
        pytest.fail(str(error))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server serves: copies of the course's notebooks, which tests may run and save."""
    copies = tmp_path_factory.mktemp("served")
    for notebook in course_notebooks():
        shutil.copy(notebook, copies)
    write_empty_notebook(copies / SCRATCH)
    return copies


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    # A teacher's open gates are not what students meet.
    with jupyter_lab(folder, environment={"NNWIDGETS_GATES": ""}) as started:
        yield started


@pytest.fixture(scope="session")
def scratch_page(browser: Browser, address: str) -> Iterator[NotebookPage]:
    page = NotebookPage(browser, address, SCRATCH)
    page.open()
    yield page
    page.close()


@pytest.fixture
def scratch(scratch_page: NotebookPage) -> Iterator[NotebookPage]:
    """A page and a kernel that all tests share; `show` gives each its own cells."""
    yield scratch_page
    scratch_page.tidy()


@pytest.fixture
def open_notebook(
    browser: Browser, address: str, folder: Path
) -> Iterator[Callable[..., NotebookPage]]:
    """Opens a notebook in a page, and with a kernel, of the test's own."""
    pages: list[NotebookPage] = []

    def opened(name: str, **options: tuple[int, int]) -> NotebookPage:
        if not (folder / name).exists():
            write_empty_notebook(folder / name)
        pages.append(NotebookPage(browser, address, name, **options))
        pages[-1].open()
        return pages[-1]

    yield opened
    for page in pages:
        page.close()
