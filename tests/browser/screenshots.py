"""Pictures of every explorer of every notebook, to look at: `python -m tests.browser.screenshots`.

    python -m tests.browser.screenshots FOLDER [NOTEBOOK ...]

writes FOLDER/01_feedforward-2-dark-800.png and so on: the notebook, the explorer's place in it,
the theme and the width of the page. The notebooks are run as they are stored, unsolved.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.browser.lab import chromium_browser, jupyter_lab
from tests.browser.notebook import DARK, LIGHT, NotebookPage
from tools.notebooks import course_notebooks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

THEMES = {"light": LIGHT, "dark": DARK}
WIDTHS = (1280, 800)
HEIGHT = 1800  # tall enough for any explorer: a picture shows what the page shows


def screenshots(notebook: NotebookPage, folder: Path) -> Iterator[Path]:
    """Photograph every explorer of a notebook that has been run."""
    for theme, name in THEMES.items():
        notebook.theme(name)
        for width in WIDTHS:
            notebook.resize(width, HEIGHT)
            for place, view in enumerate(notebook.explorers(), start=1):
                stem = Path(notebook.path).stem
                picture = folder / f"{stem}-{place}-{theme}-{width}.png"
                view.root.screenshot(path=picture)
                yield picture


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("notebooks", nargs="*", type=Path, help="all of the course if left out")
    options = parser.parse_args(arguments)
    if missing := [str(path) for path in options.notebooks if not path.is_file()]:
        parser.error(f"there is no file {', '.join(missing)}")
    options.folder.mkdir(parents=True, exist_ok=True)
    notebooks = options.notebooks or course_notebooks()
    with TemporaryDirectory() as served:
        for notebook in notebooks:
            shutil.copy(notebook, served)
        with jupyter_lab(Path(served)) as address, chromium_browser() as browser:
            for notebook in notebooks:
                page = NotebookPage(browser, address, notebook.name, (WIDTHS[0], HEIGHT))
                page.open()
                page.run_all()
                for picture in screenshots(page, options.folder):
                    print(picture)  # noqa: T201  # a command talks by printing
                page.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
