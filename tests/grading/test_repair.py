"""Clumsy notebooks become notebooks that nbgrader takes; nothing a student wrote is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.nbgraderformat import MetadataValidator

from nnwidgets.grading.nbgrader.repair import as_text, repaired
from nnwidgets.grading.nbgrader.submitted import (
    SubmittedCell,
    Unreadable,
    cells_in,
    read_submission,
)
from tests.grading.course import NAMES, lab

if TYPE_CHECKING:
    from pathlib import Path

RELEASED = lab()
MARKS = [*(name for name in NAMES), *(f"{name}-check" for name in NAMES)]

cells = st.lists(
    st.builds(
        SubmittedCell,
        st.sampled_from(["code", "markdown", "raw"]),
        st.sampled_from(["", "x = 1", "n_parameters = 23", 'nw.check("cost", cost)', "~~~"])
        | st.text(),
        st.sampled_from(["", "a"]),
        st.sampled_from(["", "unknown", *MARKS]),
    ),
    max_size=12,
)


@given(cells)
def test_whatever_comes_every_check_is_there_once(submitted: list[SubmittedCell]) -> None:
    notebook = repaired(RELEASED, submitted).notebook
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    checks = [
        cell.metadata.nbgrader.grade_id
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    ]
    assert sorted(checks) == sorted(f"{name}-check" for name in NAMES)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            assert cell.source.startswith("nw.check(")


@given(cells)
def test_no_code_of_a_students_is_lost(submitted: list[SubmittedCell]) -> None:
    notebook = repaired(RELEASED, submitted).notebook
    kept = [cell.source for cell in notebook.cells]
    checks = {cell.source for cell in RELEASED.cells}
    for cell in submitted:
        if cell.kind == "code" and cell.source.strip() and cell.source not in checks:
            assert cell.source in kept


@given(st.text())
def test_text_stays_between_its_fences(source: str) -> None:
    """By CommonMark 4.5 a fence is closed by one at least as long, of the same character."""
    fence, *lines, end = as_text(source).split("\n")
    assert fence.removesuffix("text") == end
    assert all(end not in line for line in lines)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"{", "not a notebook"),
        (b"3", "not a notebook"),
        (b"\xff\xfe\x00", "not a notebook"),
        (b"[" * 10**5, "not a notebook"),
        (b"{}", "no cells"),
        (json.dumps({"cells": [{}] * 2000}).encode(), "2000 cells"),
        (
            json.dumps({"cells": [{"cell_type": "code", "source": "x" * 2_000_000}]}).encode(),
            "characters",
        ),
    ],
)
def test_what_is_no_notebook_is_said_to_be_none(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        cells_in(content)


def test_only_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "real.ipynb").write_text('{"cells": []}')
    (tmp_path / "link.ipynb").symlink_to(tmp_path / "real.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    assert read_submission(tmp_path / "real.ipynb") == []
    for name in ("link.ipynb", "folder.ipynb", "missing.ipynb"):
        with pytest.raises(Unreadable):
            read_submission(tmp_path / name)
