"""What the kernel sends to the page, and what the page sends back: the one contract of both sides.

A panel shows one scene, and the panel's kind says of which type it is: `Scenes` is the table. There
is one file for each kind. `python -m tools.scene_types` writes `widgets/static/scene.d.ts` from
them; bytes arrive on the page as a DataView.

A comment that begins with `#:` describes the field that it follows. Places and sizes are pixels of
the picture at its designed size, unless they are said to be data: the page scales a picture to the
room that it has.
"""

from typing import Literal, NotRequired, TypeAlias, TypedDict, get_args, get_type_hints

from nnwidgets.figures.schema.chart import ChartScene
from nnwidgets.figures.schema.diagram import DiagramScene
from nnwidgets.figures.schema.formula import FormulaScene
from nnwidgets.figures.schema.gallery import GalleryScene
from nnwidgets.figures.schema.matrices import MatricesScene
from nnwidgets.figures.schema.pad import PadScene
from nnwidgets.figures.schema.readout import ReadoutScene
from nnwidgets.figures.schema.region import RegionScene
from nnwidgets.figures.schema.sketch import SketchScene
from nnwidgets.figures.schema.surface import SurfaceScene
from nnwidgets.figures.schema.table import TableScene


class Scenes(TypedDict):
    """The kinds of scene."""

    chart: ChartScene  #: curves, points and bars between axes
    diagram: DiagramScene  #: nodes and edges of a network or a graph
    formula: FormulaScene  #: lines of texts and fractions
    gallery: GalleryScene  #: small images side by side
    matrices: MatricesScene  #: an equation between matrices
    pad: PadScene  #: paper to draw on
    readout: ReadoutScene  #: numbers worth watching
    region: RegionScene  #: a map over the plane
    sketch: SketchScene  #: rectangles, paths, circles and texts
    surface: SurfaceScene  #: flat faces over a square
    table: TableScene  #: live numbers with headings


Kind: TypeAlias = Literal[
    "chart",
    "diagram",
    "formula",
    "gallery",
    "matrices",
    "pad",
    "readout",
    "region",
    "sketch",
    "surface",
    "table",
]
"""The fields of `Scenes`."""

Scene: TypeAlias = (
    ChartScene
    | DiagramScene
    | FormulaScene
    | GalleryScene
    | MatricesScene
    | PadScene
    | ReadoutScene
    | RegionScene
    | SketchScene
    | SurfaceScene
    | TableScene
)


class Panel(TypedDict):
    """One picture of an explorer."""

    name: str  #: the scene of this name is drawn in it
    kind: Kind  #: of the scene
    span: int  #: sixths of the width
    rows: NotRequired[int]  #: how many rows it is high, beside others; 1 if left out


def needs() -> dict[str, list[str]]:
    """The fields that every scene of a kind has: a page that is out of date can say what it lacks.

    >>> needs()["table"]
    ['caption', 'head', 'rows']
    """
    forms = {kind: get_args(scene) or (scene,) for kind, scene in get_type_hints(Scenes).items()}
    return {
        kind: sorted(frozenset.intersection(*(form.__required_keys__ for form in types)))
        for kind, types in forms.items()
    }
