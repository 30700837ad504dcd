"""Plotly figures: plotly accepts each of them, and their data are those of the mathematics."""

import json
import math
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core import History
from nnwidgets.figures.approximation.towers import error_chart
from nnwidgets.figures.classification.confusion import confusion_table
from nnwidgets.figures.classification.loss import loss_chart
from nnwidgets.figures.classification.sigmoid import Z_LINE
from nnwidgets.figures.feedforward.activation_curve import activation_curve
from nnwidgets.figures.geometry.chains import chained
from nnwidgets.figures.geometry.solids import Camera, Cliff, Columns, Sheet, Solid
from nnwidgets.figures.graphs.graph import GraphNode, Message, graph_diagram
from nnwidgets.figures.plotly import cost_figure, figure_of
from nnwidgets.figures.plotly.diagram import reach
from nnwidgets.figures.plotly.look import colour_scale
from nnwidgets.figures.plotly.words import lines_of, matrices_size
from nnwidgets.figures.scenes import chart as charts
from nnwidgets.figures.scenes import formula as formulas
from nnwidgets.figures.scenes import region as regions
from nnwidgets.figures.scenes import surface as surfaces
from nnwidgets.figures.scenes.gallery import gallery, image
from nnwidgets.figures.scenes.matrices import layer_equation
from nnwidgets.figures.scenes.pad import pad
from nnwidgets.figures.scenes.readout import gauge, readout, row
from nnwidgets.figures.schema import Kind, Panel, Scene
from nnwidgets.figures.schema.matrices import MatricesScene
from nnwidgets.figures.softmax.bars import Column, Row, bar_columns
from nnwidgets.figures.softmax.softmax import softmax_lines
from nnwidgets.figures.theme import COLOURS, FONT_SIZE
from nnwidgets.widgets.framework.explorer import Explorer
from tests.figures.moves import EXPLORERS, changes


def drawn(kind: Kind, scene: Scene, solid: Solid | None = None) -> go.Figure:
    """The figure of one scene."""
    panel: Panel = {"name": "it", "kind": kind, "span": 6}
    return figure_of([panel], {"it": scene}, {} if solid is None else {"it": solid})


def traces(figure: go.Figure, name: str) -> list[Any]:
    """Those of one name."""
    return [trace for trace in figure.data if trace.name == name]


def texts(figure: go.Figure) -> list[str]:
    """All annotations."""
    return [note.text for note in figure.layout.annotations]


# every explorer


@pytest.mark.parametrize("made", EXPLORERS, ids=lambda made: str(made.__name__))
def test_every_panel_of_every_explorer_is_a_figure(made: Callable[[], Explorer[Any]]) -> None:
    explorer = made()
    check_figure(explorer.figure())
    last = {tuple(change): change for change in changes(explorer)}
    for change in last.values():
        explorer.set(**change)
    whole = explorer.figure()
    check_figure(whole)
    shown = [
        p["name"] for p in explorer.stage.panels if getattr(explorer.stage, f"scene_{p['name']}")
    ]
    parts = [explorer.figure(name) for name in shown]
    for part in parts:
        check_figure(part)
    assert sum(len(part.data) for part in parts) == len(whole.data)
    explorer.close()


def check_figure(figure: go.Figure) -> None:
    """Plotly has checked it; it has titles at its axes, and only the theme's colours and sizes."""
    assert isinstance(figure, go.Figure)
    found = json.loads(figure.to_json())
    assert "NaN" not in figure.to_json()
    layout = found["layout"]
    for name, axis in layout.items():
        if name[1:].startswith("axis") and axis.get("visible", True):
            assert "text" in axis["title"] or "ticktext" in axis
    places = [
        (note["x"], note["y"]) for note in layout.get("annotations", []) if note["xref"] == "paper"
    ]
    assert all(0 <= part <= 1 for place in places for part in place)
    for name, axis in layout.items():
        if name[1:].startswith("axis"):
            low, high = axis["domain"]
            assert 0 <= low < high <= 1
    sizes = {note["font"]["size"] for note in layout.get("annotations", [])}
    assert sizes <= {FONT_SIZE}
    assert layout["height"] < 1000


def test_a_panel_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    explorer = nw.NetworkExplorer()
    with pytest.raises(
        ValueError, match="no picture called 'plot' here: expected one of 'diagram'"
    ):
        explorer.figure("plot")
    explorer.close()


def test_plotly_is_imported_when_a_figure_is_asked_for() -> None:
    code = (
        "import sys, nnwidgets as nw; explorer = nw.NeuronExplorer(); "
        "print('plotly' in sys.modules); explorer.figure('curve'); print('plotly' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]


def test_the_map_of_the_network_holds_its_outputs() -> None:
    explorer = nw.NetworkExplorer()
    figure = explorer.figure("map")
    (field,) = [trace for trace in figure.data if trace.type == "heatmap"]
    values = explorer.values
    for i, j in ((0, 0), (3, 20), (len(field.y) - 1, 7)):
        a = np.array([field.x[j], field.y[i]])
        for layer in (1, 2, 3):
            a = 1 / (1 + np.exp(-(np.asarray(values[f"W{layer}"]) @ a + values[f"b{layer}"])))
        assert field.z[i][j] == pytest.approx(a[1] - a[0], abs=2 / 255)
    assert (field.zmin, field.zmax) == (-1, 1)
    assert len(traces(figure, "●")[0].x) == len(traces(figure, "×")[0].x) == 5
    assert figure.layout.yaxis.scaleanchor == "x"
    explorer.close()


# charts


def test_the_curve_of_the_neuron_is_the_sigmoid() -> None:
    z = np.linspace(-12.0, 12.0, 241)
    scene = activation_curve(
        z, nw.sigmoid(z), (1.0, 0.731), (0.5, 0.622), name="sigmoid", label="a curve"
    )
    figure = drawn("chart", scene)
    curve = figure.data[0]
    for x, y in zip(curve.x, curve.y, strict=True):
        assert y == pytest.approx(1 / (1 + math.exp(-x)), abs=1e-6)
    assert figure.layout.xaxis.title.text == "preactivation z"
    assert "preactivation z" in curve.hovertemplate
    assert list(figure.layout.xaxis.range) == [-12, 12]
    (now,) = traces(figure, "●")
    assert (now.x, now.y) == ((1.0,), (0.731,))
    (ghost,) = traces(figure, "before")
    assert (ghost.x, ghost.marker.symbol) == ((0.5,), "circle-open")


def test_logarithmic_axes_hold_the_data_themselves() -> None:
    counts, errors = [1, 2, 4, 8, 16], [1.0, 0.5, 0.2, 0.1, 0.04]
    figure = drawn("chart", error_chart(counts, errors, None, 4, "errors"))
    assert (figure.layout.xaxis.type, figure.layout.yaxis.type) == ("log", "log")
    line = figure.data[0]
    assert line.x == pytest.approx(counts, rel=1e-6)
    assert line.y == pytest.approx(errors, rel=1e-6)
    assert list(figure.layout.yaxis.range) == [-2.0, 0.6]  # powers, as plotly has them
    (ring,) = traces(figure, "here")
    assert (ring.x[0], ring.y[0]) == (pytest.approx(4), pytest.approx(0.2))


def test_bars_are_as_high_as_the_costs_that_they_stand_for() -> None:
    z = np.array([-5.0, -0.5, -0.5, 2.0])
    losses = np.array([math.log1p(math.exp(-v)) for v in z])
    scene = loss_chart(z, losses, np.zeros(Z_LINE.shape), names=("1", "2–4"), label="costs")
    (bars,) = [trace for trace in drawn("chart", scene).data if trace.type == "bar"]
    heights = sorted(zip(bars.x, bars.base, bars.y, strict=True))
    assert [height for _, _, height in heights] == pytest.approx([losses[0], *losses[1:]])
    for (x, base, height), (following, upper, _) in pairwise(heights):
        assert x != following or base + height == pytest.approx(upper)  # stacked


def test_bars_on_a_logarithmic_axis_tell_their_upper_end() -> None:
    frame = charts.frame(
        (50, 20, 200, 100),
        charts.axis("layer", (0, 3), [1, 2]),
        charts.log_axis("size", (-16, 0)),
        bars=[charts.bar("gradient", (0.6, 1.4), (-16.0, -2.0))],
    )
    (bars,) = drawn("chart", charts.chart((300, 200), "sizes", frame)).data
    assert bars.customdata == (0.01,)
    assert bars.base[0] + bars.y[0] == pytest.approx(0.01)


def everything() -> go.Figure:
    frame = charts.frame(
        (50, 20, 200, 100),
        charts.named_axis("way", (0, 2), [(0.5, "forward"), (1.5, "reverse")]),
        charts.axis("y", (0, 1), [0, 1]),
        "title",
        bands=[charts.band("class-a", x=(0, 1)), charts.band("class-b", y=(0, 0.5))],
        rules=[charts.rule(x=0.25), charts.rule(y=0.75, kind="ghost")],
        lines=[charts.curve(np.array([0, 1, 2]), np.array([0, np.nan, 1]), "gap", "the gap")],
        points=charts.data_points(
            np.array([0.1, 0.2, 0.3]), np.zeros(3), [0, 1, 1], [True, True, False], chosen=0
        ),
        texts=[charts.note(1.0, 0.5, "note", dx=3, dy=-6, anchor="end")],
        handles=[charts.handle("h_1", "height", (0.5, 0.5), (0.0, 1.0), 0.1)],
    )
    return drawn("chart", charts.chart((300, 200), "all", frame))


def test_a_chart_brings_all_that_it_holds() -> None:
    figure = everything()
    (line,) = traces(figure, "the gap")
    assert line.y == (0.0, None, 1.0)
    assert [len(traces(figure, name)[0].x) for name in ("●", "×", "wrong", "chosen")] == [
        1,
        2,
        1,
        1,
    ]
    assert traces(figure, "can be moved")[0].y == (0.5,)
    assert figure.layout.xaxis.ticktext == ("forward", "reverse")
    assert figure.layout.xaxis.tickvals == (0.5, 1.5)
    assert figure.layout.yaxis.tickvals is None  # plotly finds numbers anew when it is zoomed
    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [(b.x0, b.x1, b.y0, b.y1) for b in bands] == [(0, 1, 0, 1), (0, 1, 0, 0.5)]
    assert [b.yref for b in bands] == ["y domain", "y"]
    upright, level = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert (upright.x0, upright.x1, upright.yref) == (0.25, 0.25, "y domain")
    assert (level.y0, level.y1, level.xref) == (0.75, 0.75, "x domain")
    assert {"title", "note"} <= set(texts(figure))


def test_frames_keep_their_places() -> None:
    boxes = charts.side_by_side((640, 260))
    x, y = charts.axis("x", (0, 1), [0, 1]), charts.axis("y", (0, 1), [0, 1])
    scene = charts.chart((640, 260), "two", *(charts.frame(box, x, y) for box in boxes))
    layout = drawn("chart", scene).layout
    assert layout.xaxis.domain[1] < layout.xaxis2.domain[0]
    assert layout.yaxis.domain == layout.yaxis2.domain
    assert (layout.xaxis2.anchor, layout.yaxis2.anchor) == ("y2", "x2")


# maps


def test_a_map_has_its_boundary_its_folds_and_its_wrong_points() -> None:
    grid = regions.grid(20)
    field = (grid[:, 0] - grid[:, 1]).reshape(20, 20)
    boundary = regions.zero_contour(field)
    scene = regions.region_map(
        field,
        palette="class",
        span=(-1.0, 1.0),
        boundary=boundary,
        ghost=boundary,
        points=regions.class_points(
            np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.1]]), [0, 1, 1], [True, False, True]
        ),
        folds=[{"ends": (0.0, 0.5, 1.0, 0.5), "name": "2", "chosen": True}],
        marker=(0.5, 0.25),
        title="x₁ − x₂",
        label="a map",
        quantity="difference",
    )
    figure = drawn("region", scene)
    (heat,) = [trace for trace in figure.data if trace.type == "heatmap"]
    np.testing.assert_allclose(heat.z, np.subtract.outer(heat.x, heat.y).T, atol=1.01 / 255)
    assert "difference" in heat.hovertemplate
    assert heat.colorbar.title.text == "difference"
    for name in ("the boundary", "the boundary before"):
        (line,) = traces(figure, name)
        np.testing.assert_allclose(line.x, line.y, atol=1e-6)
        assert min(line.x) < 0.03
        assert max(line.x) > 0.97
    assert [len(traces(figure, name)[0].x) for name in ("●", "×", "wrong")] == [1, 2, 1]
    assert traces(figure, "line 2")[0].y == (0.5, 0.5)
    assert "<b>2</b>" in texts(figure)
    assert (traces(figure, "the input")[0].x, traces(figure, "the input")[0].y) == ((0.5,), (0.25,))


def test_the_middle_of_a_palette_is_where_the_page_has_it() -> None:
    scale = colour_scale("class")
    assert [at for at, _ in scale] == [0.0, pytest.approx(128 / 255), 1.0]
    assert scale[1][1] == COLOURS["class-middle"].light


@given(st.integers(3, 30), st.randoms(use_true_random=False))
def test_a_curve_in_pieces_becomes_one_again(n: int, random: Any) -> None:  # noqa: ANN401
    angles = np.linspace(0, 2 * np.pi, n + 1)[:-1]
    ring = np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)
    pieces = np.hstack([ring, np.roll(ring, -1, axis=0)])
    order = random.sample(range(n), n)
    turned = [piece[[2, 3, 0, 1]] if random.random() < 0.5 else piece for piece in pieces[order]]
    (chain,) = chained(np.array(turned))
    assert len(chain) == n + 1
    assert chain[0].tolist() == chain[-1].tolist()
    lengths = np.hypot(*np.diff(chain, axis=0).T)
    np.testing.assert_allclose(lengths, lengths[0], rtol=1e-5)
    (opened,) = chained(np.array([piece for piece, k in zip(turned, order, strict=True) if k]))
    assert len(opened) == n


# surfaces


def surface_of(solid: Solid, turn: float = 35.0) -> go.Figure:
    camera = Camera(turn, 0.0, 1.0)
    scene = surfaces.surface(
        solid.faces(camera), camera, title="F", label="a surface", ticks=(0, 1)
    )
    return drawn("surface", scene, solid)


def test_columns_stand_as_high_as_they_are() -> None:
    heights = np.array([[0.2, 0.4, 0.6], [1.0, 0.5, 0.3]])
    edges_1, edges_2 = np.array([0.0, 0.5, 1.0]), np.array([0.0, 0.25, 0.75, 1.0])
    (trace,) = surface_of(Columns(edges_1, edges_2, heights)).data
    x, y, z = (np.array(part) for part in (trace.x, trace.y, trace.z))
    assert z.shape == (len(y), len(x))
    for i, (left, right) in enumerate(pairwise(edges_1)):
        for j, (low, high) in enumerate(pairwise(edges_2)):
            inside = [k for k in range(len(x) - 1) if (x[k], x[k + 1]) == (left, right)]
            along = [k for k in range(len(y) - 1) if (y[k], y[k + 1]) == (low, high)]
            cells = z[along[0] : along[0] + 2, inside[0] : inside[0] + 2]
            assert (cells == heights[i, j]).all()
    assert (z[0] == 0).all()  # it rises from the floor
    assert (z[:, -1] == 0).all()


def test_a_sheet_keeps_its_values_and_its_axes() -> None:
    values = np.arange(12.0).reshape(3, 4)[:, :3] / 12
    (trace,) = surface_of(Sheet(values)).data
    assert np.array(trace.z).T.tolist() == values.tolist()  # x₁ runs along the columns of z
    assert list(trace.x) == [0.0, 0.5, 1.0]


@pytest.mark.parametrize(
    ("weights", "bias", "share"),
    [
        ((1.0, 0.0), -0.25, 0.75),
        ((0.0, -2.0), 1.0, 0.5),
        ((1.0, 1.0), -1.0, 0.5),
        ((1.0, 1.0), 5.0, 1.0),
        ((1.0, 1.0), -5.0, 0.0),
    ],
)
def test_a_step_covers_its_half_of_the_square(
    weights: tuple[float, float], bias: float, share: float
) -> None:
    (mesh,) = surface_of(Cliff(np.array(weights), bias)).data
    corners = np.column_stack([mesh.x, mesh.y, mesh.z])
    a, b, c = (corners[list(part)] for part in (mesh.i, mesh.j, mesh.k))
    areas = np.abs(np.cross(b - a, c - a)) / 2
    level = [(a[:, 2] == h) & (b[:, 2] == h) & (c[:, 2] == h) for h in (0.0, 1.0)]
    off, on = (float(areas[flat, 2].sum()) for flat in level)
    assert off == pytest.approx(1 - share)
    assert on == pytest.approx(share)


@pytest.mark.parametrize("turn", [-90.0, 0.0, 35.0, 90.0])
def test_a_surface_is_first_seen_as_in_the_explorer(turn: float) -> None:
    layout = surface_of(Sheet(np.zeros((3, 3))), turn).layout
    eye = layout.scene.camera.eye
    away = -np.array([eye.x, eye.y]) / math.hypot(eye.x, eye.y)
    assert away == pytest.approx(
        [math.sin(math.radians(turn)), math.cos(math.radians(turn))], abs=0.01
    )
    assert [getattr(layout.scene, f"{n}axis").title.text for n in "xyz"] == ["x₁", "x₂", "height"]


# diagrams


def graph() -> go.Figure:
    nodes = [
        GraphNode("x", "x", value=2.0),
        GraphNode("y", "y", ("x",), "²", "y = x²", 4.0, states=("selected",), mark="1"),
        GraphNode("z", "z", ("y", "x"), "+", "z = y + x", 6.0, states=("ready",)),
    ]
    messages = [Message("z", "y", "1", title="message from z to y")]
    return drawn("diagram", graph_diagram(nodes, label="a graph", messages=messages))


def test_a_graph_has_its_nodes_its_edges_and_its_words() -> None:
    figure = graph()
    (hover,) = traces(figure, "nodes")
    assert hover.hovertext == ("x = 2", "y = x² = 4", "z = y + x = 6")
    assert {"2", "4", "6", "1"} <= set(texts(figure))
    lines = [trace for trace in figure.data if trace.mode == "lines" and not trace.fill]
    assert len(lines) == 4
    (message,) = [trace for trace in lines if trace.line.color == COLOURS["gradient"].light]
    assert message.name == "z<y"
    arrows = [note for note in figure.layout.annotations if note.showarrow]
    assert len(arrows) == 4
    assert [t.hovertext for t in traces(figure, "z<y") if t.mode == "markers"] == [
        ("message from z to y",)
    ]


@given(st.floats(20, 40), st.floats(10, 20), st.floats(0, 25), st.floats(0, 2 * math.pi))
def test_an_edge_ends_on_the_border_of_its_node(
    half: float, radius: float, corner: float, angle: float
) -> None:
    node: Any = {"radius": radius, "half": half, "corner": corner}
    across, down = abs(math.cos(angle)), abs(math.sin(angle))
    far = reach(node, across, down)
    x, y = far * across, far * down
    assert x <= half * (1 + 1e-9)
    assert y <= radius * (1 + 1e-9)
    round_off = min(corner, half, radius)
    beyond = max(x - (half - round_off), 0.0), max(y - (radius - round_off), 0.0)
    on_side = math.isclose(x, half, rel_tol=1e-9) or math.isclose(y, radius, rel_tol=1e-9)
    assert on_side or math.hypot(*beyond) == pytest.approx(round_off, rel=1e-6)


# sketches, tables, formulas, images


def test_bars_in_rows_tell_their_numbers() -> None:
    rows = [Row("A", "class-a", "circle", id="row_1", selected=True), Row("B", "class-b")]
    columns = [Column("p", np.array([0.25, 0.75]), (0.0, 1.0), guide=0.5)]
    figure = drawn("sketch", bar_columns(rows, columns, label="bars"))
    wide = [shape for shape in figure.layout.shapes if shape.fillcolor == COLOURS["class-b"].light]
    narrow = [
        shape for shape in figure.layout.shapes if shape.fillcolor == COLOURS["class-a"].light
    ]
    (b,) = [shape.x1 - shape.x0 for shape in wide if shape.type == "rect"]
    (a,) = [shape.x1 - shape.x0 for shape in narrow if shape.type == "rect"]
    assert b == pytest.approx(3 * a, rel=0.01)
    assert {"0.25", "0.75", "<b>p</b>", "<b>A</b>", "B"} <= set(texts(figure))


def test_a_table_keeps_its_cells() -> None:
    figure = drawn("table", confusion_table(12, 8, 1, 19))
    (table,) = figure.data
    assert table.header["values"] == ("", "answer × 1", "answer ● 0")
    assert [list(column) for column in table.cells["values"]] == [
        ["is × 1", "is ● 0"],
        ["12 right", "<b>✗ 1 false</b>"],
        ["<b>✗ 8 missed</b>", "19 right"],
    ]


def test_a_readout_keeps_its_numbers_and_what_they_are_compared_with() -> None:
    bar = gauge((0.0, 0.5), 0.3, None, bound=0.25, bound_label="0.25: constant ½")
    (table,) = drawn("readout", readout(row("cost", "0.3", bar), row("F(x)", "(0, 1)"))).data
    assert table.header["values"] == ("cost", "F(x)")
    values = [list(column) for column in table.cells["values"]]
    assert values == [["0.3 (bar: 0.25: constant ½)"], ["(0, 1)"]]


def equation() -> MatricesScene:
    weights = np.array([[4.0, -3.0], [-2.0, 5.0]])
    return layer_equation(
        1,
        weights=weights,
        biases=np.array([0.5, -1.5]),
        inputs=np.array([0.2, 0.7]),
        z=np.array([-0.8, 1.6]),
        a=np.array([0.31, 0.832]),
        row=0,
        chosen=("W", 1),
    )


def test_an_equation_shows_all_its_numbers_and_lights_its_row() -> None:
    figure = drawn("matrices", equation())
    numbers = ["4", "<b>−3</b>", "−2", "5", "0.5", "−1.5", "0.2", "0.7", "−0.8", "1.6", "0.31"]
    assert set(numbers) <= set(texts(figure))
    lit = [shape for shape in figure.layout.shapes if shape.fillcolor == COLOURS["lit"].light]
    assert len(lit) == 4  # of W, b, z and a


def test_a_long_equation_goes_on_in_the_next_line() -> None:
    scene = equation()
    wide, narrow = lines_of(scene, 900.0), lines_of(scene, 200.0)
    assert [len(line) for line in wide] == [8]
    assert sum(len(line) for line in narrow) == 8
    assert matrices_size(scene, 200.0)[1] > matrices_size(scene, 900.0)[1]


def test_a_formula_has_fractions_and_raised_exponents() -> None:
    lines = softmax_lines(["2", "1"], np.exp([2.0, 1.0]), 0.7310586, 0)
    figure = drawn("formula", formulas.formula(lines))
    assert {"e<sup>2</sup>", "e<sup>2</sup> + e<sup>1</sup>", "<b>0.7311</b>"} <= set(texts(figure))
    assert len([shape for shape in figure.layout.shapes if shape.type == "line"]) == 2


def test_images_are_upright() -> None:
    pixels = np.arange(64.0) / 63
    items = [image(pixels, (0.0, 1.0), f"image {i}", f"words {i}", wrong=i == 1) for i in range(12)]
    figure = drawn("gallery", gallery(items, palette="image", title="twelve"))
    assert len(figure.data) == 12
    first = figure.data[0]
    np.testing.assert_allclose(first.z, np.round(pixels * 255).reshape(8, 8), atol=1)
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]  # the first row on top
    tops = [trace.y0 for trace in figure.data]
    assert tops == sorted(tops)
    assert len(set(tops)) > 1  # in several rows
    dashed = [shape for shape in figure.layout.shapes if shape.line.dash == "dash"]
    assert len(dashed) == 1


def test_the_paper_shows_strokes_or_a_stored_image() -> None:
    strokes = [[[0.1, 0.2], [0.3, 0.4]], [[0.5, 0.5]]]
    drawing = drawn("pad", pad(strokes, pixels=None, revision=1, note="a note"))
    assert [(t.x, t.y) for t in drawing.data] == [((0.1, 0.3), (0.2, 0.4)), ((0.5,), (0.5,))]
    stored = drawn("pad", pad([], pixels=np.linspace(0, 1, 64), revision=2, note="stored"))
    assert np.array(stored.data[0].z).ravel() == pytest.approx(np.linspace(0, 1, 64))
    assert "stored" in texts(stored)


# costs


def run(learning_rate: float) -> History:
    network = nw.Network.random([2, 2, 1], rng=np.random.default_rng(0))
    x, y = np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([[0.0], [1.0]])
    return nw.gradient_descent(network, x, y, learning_rate=learning_rate, n_steps=40)


def test_a_history_draws_its_cost() -> None:
    history, faster = run(0.5), run(2.0)
    (line,) = history.figure().data
    assert list(line.x) == history.steps.tolist()
    assert list(line.y) == history.costs.tolist()
    figure = history.figure(faster=faster)
    assert [trace.name for trace in figure.data] == ["this run", "faster"]
    assert list(figure.data[1].y) == faster.costs.tolist()
    assert figure.data[0].line.dash != figure.data[1].line.dash
    assert figure.layout.showlegend is True
    assert (figure.layout.xaxis.title.text, figure.layout.yaxis.title.text) == ("steps", "cost")
    assert figure.layout.yaxis.type == "log"


def test_costs_that_have_no_logarithm_are_drawn_as_they_are() -> None:
    steps = np.array([0, 1, 2])
    figure = cost_figure({"run": (steps, np.array([1.0, 0.0, np.inf]))})
    assert figure.layout.yaxis.type == "linear"
    assert figure.data[0].y == (1.0, 0.0, None)
    with pytest.raises(ValueError, match="at least one run"):
        cost_figure({})
