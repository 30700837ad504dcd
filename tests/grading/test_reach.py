"""A second run is saved only where no variable leads from what was refused to the answer."""

from __future__ import annotations

import pytest

from nnwidgets.grading.judging.reach import depends, names_in

REFUSED = "F = nw.Network([nw.Layer(W, b) for W, b in parts])"
IMPORT = "import numpy as np\nimport nnwidgets as nw"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # What stands alone, though it uses the same modules, built-ins and names of arguments.
        (["def cost(F, y):\n    return np.sum((y - F) ** 2) / len(y)"], False),
        (["def cost(W, b):\n    return [W @ b for W, b in zip(W, b)]"], False),
        (["rng = np.random.default_rng(0)\ncost = 3"], False),
        # A variable, through cells in between, in whatever order they stand.
        (["cost = F"], True),
        (["outputs = F(points)", "def cost(y):\n    return helper(y)", "helper = outputs"], True),
        (["parts = []", "cost = len(parts)"], True),
        (["for F in [1]:\n    pass", "cost = F"], True),
        (["def cost(y):\n    global F\n    F = 1"], True),
        # Ways around variables: taken for all of them.
        (["cost = eval('F')"], True),
        (["cost = globals()['F']"], True),
        (["import sys\ncost = sys.modules['__main__'].F"], True),
        (["np.kept = F", "cost = np.kept"], True),
        (["x = await F()", "cost = x"], True),
        # Python that does not run, or is not there to be read.
        (["cost = = F"], True),
        (["x = '\0'", "cost = 3"], True),
        (["%time F\ncost = 3"], True),
        (["%matplotlib inline\ncost = 3"], False),
    ],
)
def test_variables_lead_to_the_answer_or_not(cells: list[str], *, expected: bool) -> None:
    assert depends([IMPORT, REFUSED, *cells], [1], "cost") is expected


@pytest.mark.parametrize("way", ["np.save('f', {0})", "open('f', 'w').write({0})"])
def test_files_lead_from_cell_to_cell(way: str) -> None:
    cells = [IMPORT, way.format("nw.Layer(W, b)"), "cost = np.load('f')"]
    assert depends(cells, [1], "cost")


def test_chance_leads_from_cell_to_cell() -> None:
    """numpy's global generator goes on where a cell that stopped half-way left it."""
    assert depends(
        [IMPORT, "np.random.seed(0); nw.Layer(W, b)", "cost = np.random.rand()"], [1], "cost"
    )


def test_a_long_chain_of_cells_is_followed_to_its_end() -> None:
    chain = [f"v{n + 1} = v{n}" for n in range(900)]
    assert depends([REFUSED.replace("F =", "v0 ="), *chain, "cost = v900"], [0], "cost")
    assert not depends([REFUSED.replace("F =", "v0 ="), *chain, "cost = w"], [0], "cost")


def test_owners_are_found_at_any_depth_in_linear_time() -> None:
    source = "x"
    for _ in range(80):
        source = f"[0 for {source}.a in y]"
    names = names_in(source)
    assert names is not None
    assert "x" in names.changed


def test_nothing_refused_means_nothing_to_depend_on() -> None:
    assert not depends([IMPORT, "cost = eval('1')"], [], "cost")
