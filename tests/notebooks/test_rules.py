"""Every rule accepts a good notebook, and says what is wrong with a bad one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tools import notebook_rules as rules
from tools.notebooks import FIGURE, WIDGET_VIEW

v4 = nbformat.v4
Plant = Callable[[NotebookNode], object]
GRADED = {"schema_version": 3, "grade": True, "solution": False, "locked": True, "points": 1}


def good_notebook() -> NotebookNode:
    set_up = v4.new_code_cell("import numpy as np\nimport nnwidgets as nw", execution_count=1)
    shown = v4.new_code_cell("await np.eye(2)", execution_count=2)
    shown.outputs = [v4.new_output("stream", name="stdout", text="fine\n")]
    check = v4.new_code_cell("nw.check('layer', layer)", execution_count=3)
    check.metadata["nbgrader"] = GRADED | {"grade_id": "layer"}
    links = "[next](02_b.ipynb#Start), [the paper](https://doi.org/10.1137/18M1165748), [up](#top)"
    notebook: NotebookNode = v4.new_notebook(
        cells=[v4.new_markdown_cell("# Title"), set_up, shown, check, v4.new_markdown_cell(links)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    return notebook


@pytest.fixture
def course(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / name for name in ("01_a.ipynb", "02_b.ipynb", "03_c.ipynb")]
    for path in paths:
        path.write_text("{}", encoding="utf-8")
    return paths


def violations(notebook: NotebookNode, path: Path, course: list[Path]) -> Iterator[str]:
    yield from rules.format_violations(notebook)
    yield from rules.count_violations(notebook)
    yield from rules.output_violations(notebook)
    yield from rules.size_violations(path, notebook)
    yield from rules.import_violations(notebook)
    yield from rules.link_violations(path, notebook, course)
    yield from rules.metadata_violations(notebook)


def test_a_good_notebook_violates_nothing(course: list[Path]) -> None:
    assert list(violations(good_notebook(), course[0], course)) == []


def stderr(cell: NotebookNode) -> None:
    cell.outputs = [v4.new_output("stream", name="stderr", text="Warning\n")]


def error(cell: NotebookNode) -> None:
    cell.outputs = [v4.new_output("error", ename="E", evalue="", traceback=[])]


def view(cell: NotebookNode) -> None:
    cell.outputs = [v4.new_output("display_data", {WIDGET_VIEW: {"model_id": "1"}})]


def figure(cell: NotebookNode, *, stored: bool) -> None:
    cell.source = "history.figure()"
    if stored:
        cell.outputs = [v4.new_output("display_data", {FIGURE: {"data": []}})]


def grading(notebook: NotebookNode, **changes: object) -> None:
    notebook.cells[3].metadata["nbgrader"].update(changes)


def copy_of_check(notebook: NotebookNode) -> None:
    copied = v4.new_code_cell("nw.check('layer', layer)", execution_count=4)
    copied.metadata["nbgrader"] = GRADED | {"grade_id": "layer"}
    notebook.cells.append(copied)


def source(number: int, text: str) -> Plant:
    return lambda notebook: notebook.cells[number - 1].update(source=text)


PLANTED: dict[str, tuple[Plant, str]] = {
    "cell without id": (lambda n: n.cells[0].pop("id"), "missing an id field"),
    "same id twice": (lambda n: n.cells[0].update(id=n.cells[1].id), "Non-unique cell id"),
    "not run": (lambda n: n.cells[2].update(execution_count=None), "has execution count None"),
    "run twice": (lambda n: n.cells[3].update(execution_count=4), "has execution count 4"),
    "empty": (source(3, " \n"), "cell 3 is empty"),
    "widget state": (lambda n: n.metadata.update(widgets={}), "stores the state of widgets"),
    "widget view": (lambda n: view(n.cells[2]), "cell 3 stores the view of a widget"),
    "figure": (lambda n: figure(n.cells[2], stored=True), "cell 3 stores a plotly figure"),
    "figure to compare": (
        lambda n: figure(n.cells[2], stored=False),
        "cell 3 shows a plotly figure and lacks the tag 'nbval-ignore-output'",
    ),
    "warning": (lambda n: stderr(n.cells[2]), "cell 3 stores an error or a warning"),
    "error": (lambda n: error(n.cells[2]), "cell 3 stores an error or a warning"),
    "13 lines": (source(3, "x = 1\n\n" * 13), "cell 3 has 13 lines"),
    "magic": (source(3, "%matplotlib inline"), "cell 3 is no plain Python"),
    "plotting": (source(3, "def f():\n    import plotly.express"), "imports plotly.express"),
    "plotting by name": (source(3, "from matplotlib import cm"), "imports matplotlib"),
    "fetching": (source(3, "import urllib.request"), "imports urllib.request"),
    "set-up": (source(2, "import numpy"), "lacks `import nnwidgets as nw`"),
    "dead link": (source(1, "[here](data/none.csv)"), "cell 1 links to data/none.csv"),
    "dead picture": (source(1, "![a net](net.png)"), "cell 1 links to net.png"),
    "no way on": (source(5, "The end."), "has no link to its neighbour 02_b.ipynb"),
    "old schema": (lambda n: grading(n, schema_version=2), "refused by nbgrader"),
    "no points": (lambda n: n.cells[3].metadata["nbgrader"].pop("points"), "have points"),
    "same grade id": (copy_of_check, "Duplicate grade id: layer"),
    "kernel": (lambda n: n.metadata.kernelspec.update(name="mine"), "names the kernel 'mine'"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_violation_is_named(name: str, course: list[Path]) -> None:
    plant, sentence = PLANTED[name]
    notebook = good_notebook()
    plant(notebook)
    found = list(violations(notebook, course[0], course))
    assert any(sentence in violation for violation in found), found


def test_a_figure_that_is_not_compared_is_welcome(course: list[Path]) -> None:
    notebook = good_notebook()
    figure(notebook.cells[2], stored=False)
    notebook.cells[2].metadata["tags"] = ["nbval-ignore-output"]
    assert list(violations(notebook, course[0], course)) == []


def test_a_notebook_in_the_middle_links_both_ways(course: list[Path]) -> None:
    found = list(rules.link_violations(course[1], good_notebook(), course))
    assert found == [
        "has no link to its neighbour 01_a.ipynb",
        "has no link to its neighbour 03_c.ipynb",
    ]


def test_a_notebook_of_more_than_200_kb_is_too_long(course: list[Path]) -> None:
    course[0].write_bytes(b" " * 200_001)
    found = list(rules.size_violations(course[0], good_notebook()))
    assert found == ["is 200001 bytes long, at most 200000 are stored"]
