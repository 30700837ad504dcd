"""Equations between matrices: the numbers of the layer, cell by cell."""

from typing import Any

import numpy as np
import pytest

from nnwidgets.figures.scenes import matrices
from tests.figures.plain import assert_plain

W = np.array([[1.0, -2.0], [0.25, 0.125], [3.0, 1e-9]])
B = np.array([0.5, -1.5, 0.0])
X = np.array([0.2, 0.7])
Z = np.array([W[i, 0] * X[0] + W[i, 1] * X[1] + B[i] for i in range(3)])
A = 1 / (1 + np.exp(-Z))


def equation(row: int = 1, chosen: tuple[str, int] = ("W", 2)) -> dict[str, Any]:
    return dict(
        matrices.layer_equation(2, weights=W, biases=B, inputs=X, z=Z, a=A, row=row, chosen=chosen)
    )


def test_the_equation_reads_from_left_to_right() -> None:
    parts = [item.get("caption", item.get("text")) for item in equation()["items"]]
    assert parts == ["W⁽²⁾", "a⁽¹⁾", "+", "b⁽²⁾", "=", "z⁽²⁾", "σ →", "a⁽²⁾"]
    assert equation()["title"] == "Layer 2:  z⁽²⁾ = W⁽²⁾ a⁽¹⁾ + b⁽²⁾,   a⁽²⁾ = σ(z⁽²⁾)"


def test_every_cell_holds_its_number() -> None:
    cells = {item["caption"]: item["cells"] for item in equation()["items"] if "cells" in item}
    assert cells["W⁽²⁾"] == [["1", "−2"], ["0.25", "0.125"], ["3", "1e−9"]]
    assert cells["a⁽¹⁾"] == [["0.2"], ["0.7"]]
    assert cells["b⁽²⁾"] == [["0.5"], ["−1.5"], ["0"]]
    assert cells["z⁽²⁾"] == [["−0.7"], ["−1.36"], ["0.6"]]
    assert cells["a⁽²⁾"] == [["0.332"], ["0.204"], ["0.646"]]


@pytest.mark.parametrize("row", [0, 1, 2])
def test_the_row_that_makes_one_unit_is_lit(row: int) -> None:
    lit = {item["caption"]: item["lit"] for item in equation(row)["items"] if "cells" in item}
    assert lit == {"W⁽²⁾": row, "a⁽¹⁾": None, "b⁽²⁾": row, "z⁽²⁾": row, "a⁽²⁾": row}
    assert f"Unit {row + 1} of 3 is lit." in equation(row)["label"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [(("W", 3), {"W⁽²⁾": 3}), (("b", 1), {"b⁽²⁾": 1}), (("", -1), {})],
)
def test_the_chosen_element_is_marked(chosen: tuple[str, int], expected: dict[str, int]) -> None:
    items = [item for item in equation(chosen=chosen)["items"] if "cells" in item]
    marks = {item["caption"]: item["chosen"] for item in items if item["chosen"] is not None}
    assert marks == expected


def test_the_scene_is_plain_and_its_text_alternative_has_the_result() -> None:
    assert_plain(equation())
    assert equation()["label"].endswith("a⁽²⁾ = (0.332, 0.204, 0.646)")
