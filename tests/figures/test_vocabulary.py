"""The words that charts, read-outs and tables are made of."""

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.figures.graphs.graph import GraphNode, Message, graph_diagram, no_diagram
from nnwidgets.figures.scenes import chart as charts
from nnwidgets.figures.scenes import region as regions
from nnwidgets.figures.scenes.diagram import slider, unfolded
from nnwidgets.figures.scenes.readout import gauge, readout, row
from nnwidgets.figures.scenes.table import cell, table
from nnwidgets.figures.scenes.table import row as table_row
from tests.figures.contract import check_scene


@pytest.mark.parametrize(
    ("powers", "written"),
    [
        ((-3, 0.5), ["0.001", "0.01", "0.1", "1"]),
        ((-0.1, 2.5), ["1", "10", "100"]),
        ((-5, -4), ["1e−5", "1e−4"]),
        ((0.2, 0.8), []),
    ],
)
def test_a_logarithmic_axis_has_whole_powers(
    powers: tuple[float, float], written: list[str]
) -> None:
    axis = charts.log_axis("error", powers)
    assert axis["log"] is True
    assert axis["range"] == powers
    assert [text for _, text in axis["ticks"]] == written
    assert all(float(at).is_integer() for at, _ in axis["ticks"])


def test_a_logarithmic_axis_writes_what_it_is_told_where_it_lies() -> None:
    axis = charts.log_axis("units", (0, 2), [1, 3, 50])
    assert axis["ticks"] == [(0.0, "1"), (math.log10(3), "3"), (math.log10(50), "50")]


@given(st.floats(0, allow_nan=False))
def test_data_beyond_a_logarithmic_axis_stand_at_its_end(value: float) -> None:
    (power,) = charts.powers_of_ten([value], (-3.0, 2.0))
    wanted = -3.0 if value < 1e-3 else 2.0 if value > 100 else math.log10(value)
    assert power == pytest.approx(wanted, abs=1e-12)


def test_what_is_unknown_stays_unknown_on_a_logarithmic_axis() -> None:
    assert math.isnan(charts.powers_of_ten([math.nan], (-3, 2))[0])


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_frames_side_by_side_share_the_width_and_do_not_touch(shares: list[int]) -> None:
    boxes = charts.side_by_side((740, 316), shares)
    widths = [width for _, _, width, _ in boxes]
    assert widths == pytest.approx([w / sum(shares) * sum(widths) for w in shares], abs=0.2)
    for (left, _, width, _), (following, _, _, _) in pairwise(boxes):
        assert left + width + 60 < following
    assert boxes[-1][0] + boxes[-1][2] < 740


def test_a_rule_lies_one_way() -> None:
    assert charts.rule(x=1) == {"x": 1.0, "kind": "ink"}
    with pytest.raises(ValueError, match="either x or y"):
        charts.rule()
    with pytest.raises(ValueError, match="either x or y"):
        charts.rule(x=1.0, y=2.0)


def test_a_line_may_have_a_name_and_gives_back_its_points() -> None:
    line = charts.curve(np.array([0.0, 1.0]), np.array([2.0, np.nan]), "ghost", "before")
    assert (line["kind"], line["name"]) == ("ghost", "before")
    np.testing.assert_array_equal(charts.points_of(line), [[0, 2], [1, np.nan]])
    assert "name" not in charts.curve(np.zeros(1), np.zeros(1))


def test_a_readout_keeps_its_numbers_within_the_gauge() -> None:
    bar = gauge((0.0, 0.5), 0.9, -1.0, bound=0.25, bound_label="½")
    scene = readout(row("cost", "0.9", bar), row("F(x)"))
    check_scene("readout", scene)
    cost, output = scene["rows"]
    assert (cost["gauge"]["at"], cost["gauge"]["ghost"]) == (0.5, 0.0)
    assert output == {"name": "F(x)", "value": "–"}
    assert gauge((0.0, 1.0), 0.5, None, bound=1.0, bound_label="")["ghost"] is None


def test_a_table_has_a_heading_for_every_column() -> None:
    rows = [table_row("A", [cell("1", "right"), cell("2")], address="a", chosen=True)]
    check_scene("table", table("counts", ["", "n", "m"], rows))
    with pytest.raises(ValueError, match="row 'A' has 2 cells, expected 1"):
        table("counts", ["", "n"], rows)


def test_a_map_gives_back_its_field_in_255_steps() -> None:
    field = np.linspace(-1.0, 1.0, 36).reshape(6, 6)
    scene: Any = regions.region_map(
        field,
        palette="class",
        span=(-1.0, 1.0),
        boundary=regions.zero_contour(field),
        title="a field",
        label="a field",
        help_text="Enter adds a point.",
        folds=[{"ends": (0.0, 0.0, 1.0, 1.0), "name": "1", "chosen": False}],
        clickable=False,
    )
    check_scene("region", scene)
    np.testing.assert_allclose(regions.values_of(scene), field, atol=1 / 255)
    assert (scene["marker"], scene["clickable"]) == (None, False)
    assert scene["help"] == "Enter adds a point."


def test_a_folded_diagram_unfolds_to_all_of_it() -> None:
    nodes = [
        GraphNode("x", "x", value=2.0, slider=slider(2.0, -4, 4)),
        GraphNode("y", "y", ("x", "x"), "·", "y = x · x", 4.0, shade=0.5, states=("ready",)),
        GraphNode("z", "z", ("y", "x"), "+", "z = y + x", 6.0),
    ]
    messages = [Message("z", "x", "1")]
    sent = graph_diagram(nodes, label="a graph", messages=messages, caption="dashed: inputs")
    check_scene("diagram", sent)
    whole = unfolded(sent)
    assert [(node["id"], node["text"]) for node in whole["nodes"]] == [
        *(("x", "2"), ("y", "4"), ("z", "6")),
    ]
    assert [node["shade"] for node in whole["nodes"]] == [None, 0.5, None]
    ends = [(edge["from"], edge["to"]) for edge in whole["edges"]]
    assert ends == [("x", "y"), ("x", "y"), ("y", "z"), ("x", "z"), ("z", "x")]
    (passing,) = [edge for edge in whole["edges"] if edge["id"] == "x>z"]
    assert [type(pair) for pair in passing["via"]] == [tuple] * len(passing["via"])
    assert whole["captions"][0]["text"] == "dashed: inputs"


def test_a_diagram_in_one_piece_stays_as_it_is() -> None:
    whole = no_diagram("too many nodes")
    assert unfolded(whole) is whole
