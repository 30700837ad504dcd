from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

Store = Callable[..., Path]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Stores a notebook of the given code cells, as an editor would leave it."""

    def write(*sources: str, name: str = "01_scratch.ipynb") -> Path:
        v4 = nbformat.v4
        cells = [v4.new_markdown_cell("# Scratch")]
        cells += [v4.new_code_cell(source) for source in sources]
        notebook: NotebookNode = v4.new_notebook(cells=cells)
        path = tmp_path / name
        nbformat.write(notebook, path)
        return path

    return write
