"""The small pictures in the README, one for each notebook: `python -m tests.browser.cover`.

Each is taken from a real explorer in a telling state, or from a cell of the notebook, in the light
theme. Its ground is part of it, so that it can be read on a dark page too.
"""

from __future__ import annotations

import base64
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from tests.browser.lab import ROOT, chromium_browser, jupyter_lab
from tests.browser.notebook import NotebookPage, write_empty_notebook
from tools.notebooks import course_notebooks

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Locator

FOLDER = ROOT / "docs" / "cover"
MARGIN = 8.0
WIDE, NARROW = (1280, 1600), (960, 1600)
WIDTH = 560  # of a picture, in pixels


class Explorer(NamedTuple):
    """Panels of an explorer: how it is made, and the names of those that are in the picture."""

    source: str
    panels: tuple[str, ...]


class Cell(NamedTuple):
    """A cell of the notebook itself, by its id."""

    identity: str


PICTURES: dict[str, Explorer | Cell] = {
    "01_feedforward": Explorer(
        "nw.NetworkExplorer(frozen=True).set(W3=[[-4, 4.3, -6.9], [4.2, -6.2, 6.1]], "
        "b3=[1.9, -1.2], selected='W3_12')",
        ("diagram", "map"),
    ),
    "02_sigmoid_classification": Explorer(
        "nw.BoundaryExplorer().set(data='spirals', n_units=16).train()", ("map", "curve")
    ),
    "03_softmax": Explorer("nw.SoftmaxExplorer(show=[])", ("bars",)),
    "04_computational_graphs": Explorer("nw.FormulaExplorer()", ("graph",)),
    "05_backpropagation": Explorer("nw.BackwardExplorer().set(step=6)", ("graph",)),
    "06_universal_approximation": Explorer(
        "nw.ApproximationExplorer().set(n_units=20)", ("chart",)
    ),
    "07_same_in_pytorch": Cell("pt25"),
}
"""What stands for each notebook."""


def around(parts: list[Locator]) -> FloatRect:
    """The smallest rectangle around some elements, with a margin."""
    boxes = [box for part in parts if (box := part.bounding_box()) is not None]
    left, top = (min(box[side] for box in boxes) - MARGIN for side in ("x", "y"))
    right = max(box["x"] + box["width"] for box in boxes) + MARGIN
    bottom = max(box["y"] + box["height"] for box in boxes) + MARGIN
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def photograph(page: NotebookPage, picture: Explorer | Cell, path: Path) -> None:
    """Store what `picture` names, on a page that has run."""
    if isinstance(picture, Cell):
        cells = page.page.locator(".jp-CodeCell")
        number = page.page.evaluate(PLACE_OF_CELL, picture.identity)
        parts = [cells.nth(number)]
        parts[0].scroll_into_view_if_needed()
    else:
        view = page.painted(0)
        parts = [view.panel(name) for name in picture.panels]
    page.page.mouse.move(0, 0)
    taken = page.page.screenshot(clip=around(parts))
    source = f"data:image/png;base64,{base64.b64encode(taken).decode()}"
    small = page.page.evaluate(AS_WEBP, [source, WIDTH])
    path.write_bytes(base64.b64decode(small.partition(",")[2]))


PLACE_OF_CELL = """identity => jupyterapp.shell.currentWidget.content.widgets
  .filter((cell) => cell.model.type === "code")
  .findIndex((cell) => cell.model.id === identity)"""

AS_WEBP = """async ([source, width]) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = Math.round((image.height * width) / image.width);
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/webp", 0.9);
}"""


def main() -> int:
    """Take all pictures, or those of the notebooks that the command line names."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as served:
        for notebook in course_notebooks():
            shutil.copy(notebook, served)
        write_empty_notebook(Path(served) / "scratch.ipynb")
        with jupyter_lab(Path(served)) as address, chromium_browser() as browser:
            for name in sys.argv[1:] or PICTURES:
                picture = PICTURES[name]
                own = f"{name}.ipynb" if isinstance(picture, Cell) else "scratch.ipynb"
                size = NARROW if isinstance(picture, Cell) else WIDE
                page = NotebookPage(browser, address, own, size)
                page.open()
                if isinstance(picture, Cell):
                    page.run_all()
                else:
                    page.show("import nnwidgets as nw", picture.source)
                photograph(page, picture, FOLDER / f"{name}.webp")
                print(FOLDER / f"{name}.webp")  # noqa: T201  # a command talks by printing
                page.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
