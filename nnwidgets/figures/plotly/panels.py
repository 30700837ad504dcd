"""One panel of an explorer as a figure, or all of them as they stand on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nnwidgets.figures.plotly import chart, diagram, images, region, sketch, surface, tables, words
from nnwidgets.figures.plotly.canvas import LARGEST, Box, Canvas
from nnwidgets.figures.scenes.diagram import unfolded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from plotly.graph_objects import Figure

    from nnwidgets.figures.geometry.solids import Solid
    from nnwidgets.figures.plotly.canvas import Size
    from nnwidgets.figures.schema import Kind, Panel, Scene
    from nnwidgets.figures.schema.diagram import DiagramScene

WIDTH, COLUMNS = 940.0, 6
"""Of a figure of all panels in pixels, and how many columns a panel's span counts."""
EDGE, GAP = 12.0, 18.0


def figure_of(
    panels: Sequence[Panel],
    scenes: Mapping[str, Scene],
    solids: Mapping[str, Solid],
    name: str | None = None,
) -> Figure:
    """A figure of one panel, or of all in rows as on the page.

    Args:
        panels: in their order.
        scenes: for each panel its scene, by its name; one without a scene is left out.
        solids: what stands in each surface, by its name.
        name: of the panel, or None for all.

    Raises:
        ValueError: no panel has this name.
    """
    panels = chosen([panel for panel in panels if scenes[panel["name"]]], name)
    width = WIDTH if len(panels) > 1 else single_width(panels[0], scenes[panels[0]["name"]])
    boxes, height = placed(panels, scenes, width)
    canvas = Canvas(width, height)
    for panel, box in zip(panels, boxes, strict=True):
        name, kind = panel["name"], panel["kind"]
        more = (solids[name],) if kind == "surface" else ()
        VIEWS[kind].draw(canvas, scenes[name], box, *more)
    return canvas.figure()


def chosen(panels: Sequence[Panel], name: str | None) -> Sequence[Panel]:
    """The panel of this name, or all of them.

    Raises:
        ValueError: no panel has this name.
    """
    found = [panel for panel in panels if name in {None, panel["name"]}]
    if not found:
        names = ", ".join(repr(panel["name"]) for panel in panels)
        raise ValueError(f"there is no picture called {name!r} here: expected one of {names}")
    return found


def single_width(panel: Panel, scene: Scene) -> float:
    """Of a figure of one panel: that of its picture, or half a page for a narrow one."""
    width, _ = VIEWS[panel["kind"]].size(scene, WIDTH - 2 * EDGE)
    return max(width, 480.0) + 2 * EDGE


def placed(
    panels: Sequence[Panel], scenes: Mapping[str, Scene], width: float
) -> tuple[list[Box], float]:
    """The boxes of panels that fill rows of six columns, and the height of all rows.

    Beside a panel of several rows those that follow it stand one above the other.
    """
    column = (width - 2 * EDGE + GAP) / COLUMNS
    boxes: list[Box] = []
    top, bottom, used, stacked = EDGE, EDGE, 0, 0
    for panel in panels:
        span = panel["span"] if len(panels) > 1 else COLUMNS
        if stacked == 0 and used + span > COLUMNS:
            top, used = bottom + GAP, 0
        room = span * column - GAP
        size = VIEWS[panel["kind"]].size(scenes[panel["name"]], room)
        boxes.append(Box(EDGE + used * column + (room - size[0]) / 2, top, *size))
        bottom = max(bottom, top + size[1])
        if stacked:
            stacked, top = stacked - 1, top + size[1] + GAP
            used = used if stacked else COLUMNS
        else:
            used += span
            stacked = panel.get("rows", 0)
    return boxes, bottom + EDGE


def own_size(scene: Any, room: float) -> Size:  # noqa: ANN401  # any that has a size
    """The size that a scene brings with it, as much larger or smaller as there is room."""
    scale = min(room / scene["width"], LARGEST)
    return scene["width"] * scale, scene["height"] * scale


def diagram_size(scene: DiagramScene, room: float) -> Size:
    """The size of a diagram, in one piece or in two."""
    return own_size(unfolded(scene), room)


class View(NamedTuple):
    """How a kind of scene is drawn on a canvas, and how large."""

    draw: Callable[..., None]
    size: Callable[[Any, float], Size]


VIEWS: dict[Kind, View] = {
    "chart": View(chart.draw_chart, own_size),
    "diagram": View(diagram.draw_diagram, diagram_size),
    "formula": View(words.draw_formula, words.formula_size),
    "gallery": View(images.draw_gallery, images.gallery_size),
    "matrices": View(words.draw_matrices, words.matrices_size),
    "pad": View(images.draw_pad, images.pad_size),
    "readout": View(tables.draw_readout, tables.readout_size),
    "region": View(region.draw_region, region.region_size),
    "sketch": View(sketch.draw_sketch, own_size),
    "surface": View(surface.draw_surface, own_size),
    "table": View(tables.draw_table, tables.table_size),
}
