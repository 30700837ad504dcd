"""Imports point one way, and none go round in a circle; read from the source, nothing is run."""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "nnwidgets"

ALLOWED = {
    "text": set[str](),
    "core": {"numpy"},
    "course": {"core", "numpy", "text"},
    "exercises": {"core", "course", "numpy", "text"},
    "figures": {"numpy", "plotly", "text"},
    "widgets": {
        *("core", "course", "exercises", "figures", "text"),
        *("anywidget", "ipywidgets", "numpy", "traitlets"),
    },
    "jupyter": {"IPython", "jupyter_server"},
    "grading": {
        *("core", "course", "exercises", "text"),
        *("dask", "distributed", "nbgrader", "numpy"),
        *("nbclient", "nbconvert", "nbformat", "traitlets"),  # nbgrader is configured with these
    },
}
"""What each layer may import beside itself and the standard library."""

DRAWING = "nnwidgets.figures.plotly"
"""What draws plotly figures. A method called `figure` imports it when it is asked for one, in
whatever layer, `core` too; nothing else does, so that `import nnwidgets` stays quick."""

NOT_IN_A_BROWSER = {"concurrent", "multiprocessing", "socket", "subprocess", "threading", "urllib"}
"""Standard modules that a kernel in a browser cannot serve; grading never runs there."""


@dataclass(frozen=True)
class Import:
    module: str
    """The module that imports."""
    target: str
    """The module that is imported, by its full name."""
    for_types_only: bool
    in_figure: bool
    """Does it stand in a function called `figure`?"""


def imports(module: str, source: str, modules: Mapping[str, str]) -> Iterator[Import]:
    """Every import in a module, wherever it stands."""
    tree = ast.parse(source)
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    in_figure = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == "figure"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        for target in targets(node, module, modules):
            yield Import(module, target, id(node) in for_types, id(node) in in_figure)


def targets(node: ast.AST, module: str, modules: Mapping[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            # A package stands for its __init__, from which one dot leads to itself.
            up = node.level - any(name.startswith(f"{module}.") for name in modules)
            base = ".".join([*module.split(".")[: -up or None], *filter(None, [base])])
        for alias in node.names:
            full = f"{base}.{alias.name}"
            yield full if full in modules else base


def layer_of(name: str) -> str:
    """The layer of a module of the package, or the first part of any other module's name."""
    parts = name.split(".")
    return parts[1] if parts[0] == "nnwidgets" and len(parts) > 1 else parts[0]


def violations(modules: Mapping[str, str]) -> list[str]:
    """Imports that the layers do not allow, in modules given by name and source."""
    return [
        f"{found.module} imports {found.target}"
        for module, source in modules.items()
        if (layer := layer_of(module)) != "nnwidgets"
        for found in imports(module, source, modules)
        if not allowed(layer, layer_of(found.target)) and not drawn_on_demand(found)
    ]


def is_drawing(module: str) -> bool:
    return module == DRAWING or module.startswith(f"{DRAWING}.")


def drawn_on_demand(found: Import) -> bool:
    return found.in_figure and is_drawing(found.target)


def hasty(modules: Mapping[str, str]) -> list[str]:
    """Imports of plotly, or of what draws with it, that come before a figure is asked for."""
    return [
        f"{module} imports {found.target}"
        for module, source in modules.items()
        if not is_drawing(module)
        for found in imports(module, source, modules)
        if is_drawing(found.target) or found.target.split(".")[0] == "plotly"
        if not found.in_figure and not found.for_types_only
    ]


def allowed(layer: str, imported: str) -> bool:
    if imported in sys.stdlib_module_names:
        return layer == "grading" or imported not in NOT_IN_A_BROWSER
    return imported in {layer, *ALLOWED.get(layer, ())}


def cycle(modules: Mapping[str, str]) -> list[str]:
    """Modules that import each other in a circle, or none.

    An import for types only is let through here: it never runs. The layers hold for it too.
    """
    graph = {
        module: {
            found.target
            for found in imports(module, source, modules)
            if found.target in modules and not found.for_types_only
        }
        for module, source in modules.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@pytest.fixture(scope="module")
def package() -> dict[str, str]:
    return {name_of(path): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}


def test_the_package_is_read_whole(package: dict[str, str]) -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders <= {layer_of(module) for module in package}
    assert folders <= ALLOWED.keys(), "a new layer needs a row in ALLOWED"


def test_no_import_goes_upward(package: dict[str, str]) -> None:
    assert violations(package) == []


def test_plotly_waits_until_a_figure_is_asked_for(package: dict[str, str]) -> None:
    assert hasty(package) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("nnwidgets.figures.a", "import plotly"),
        ("nnwidgets.widgets.a", "from nnwidgets.figures.plotly import figure_of"),
        ("nnwidgets.widgets.a", "def draw():\n    from nnwidgets.figures import plotly"),
    ],
)
def test_a_planted_hasty_import_is_found(module: str, source: str) -> None:
    (found,) = hasty({module: source, "nnwidgets.figures.plotly": "import plotly"})
    assert found.startswith(f"{module} imports ")


def test_a_method_called_figure_may_draw() -> None:
    asked = "class History:\n    def figure(self):\n        from nnwidgets.figures.plotly import a"
    modules = {"nnwidgets.core.a": asked, "nnwidgets.figures.plotly": "from plotly import b"}
    assert violations(modules) == []
    assert hasty(modules) == []
    other = {"nnwidgets.core.a": asked.replace("figures.plotly", "figures.theme")}
    assert violations(other) == ["nnwidgets.core.a imports nnwidgets.figures.theme"]


def test_no_import_goes_round(package: dict[str, str]) -> None:
    assert cycle(package) == []


@pytest.mark.parametrize(
    ("module", "source", "target"),
    [
        ("nnwidgets.core.a", "import plotly.graph_objects as go", "plotly.graph_objects"),
        (
            "nnwidgets.core.a",
            "def f():\n    from nnwidgets.widgets import b",
            "nnwidgets.widgets.b",
        ),
        ("nnwidgets.core.a", "from ..widgets.b import c", "nnwidgets.widgets.b"),
        ("nnwidgets.core", "from .a import x\nfrom ..widgets import b", "nnwidgets.widgets.b"),
        ("nnwidgets.core.a", "import nnwidgets", "nnwidgets"),
        ("nnwidgets.core.a", "import threading", "threading"),
        ("nnwidgets.figures.a", "from nnwidgets.core.network import Network", "nnwidgets.core"),
        ("nnwidgets.exercises.a", "import ipywidgets", "ipywidgets"),
        (
            "nnwidgets.exercises.a",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import nnwidgets.grading",
            "nnwidgets.grading",
        ),
        ("nnwidgets.widgets.a", "import matplotlib.pyplot", "matplotlib.pyplot"),
    ],
)
def test_a_planted_upward_import_is_found(module: str, source: str, target: str) -> None:
    modules = {"nnwidgets": "", "nnwidgets.widgets.b": "", "nnwidgets.core.a": "", module: source}
    (found,) = violations(modules)
    assert found.startswith(f"{module} imports {target}")


def test_what_the_layers_allow_is_let_through() -> None:
    modules = {
        "nnwidgets": "from nnwidgets.widgets.a import x\nimport anything",
        "nnwidgets.core": "from . import a",
        "nnwidgets.core.a": "import math, numpy as np\nfrom .b import y",
        "nnwidgets.core.b": "",
        "nnwidgets.widgets.a": "import asyncio, ipywidgets\nfrom nnwidgets.core import a",
        "nnwidgets.grading.a": "import subprocess",
    }
    assert violations(modules) == []
    assert cycle(modules) == []


@pytest.mark.parametrize(
    "modules",
    [
        {"nnwidgets.core.a": "from nnwidgets.core import b", "nnwidgets.core.b": "from . import a"},
        {"nnwidgets": "import nnwidgets.core.a", "nnwidgets.core.a": "from nnwidgets import x"},
        {
            "nnwidgets.core.a": "def f():\n    import nnwidgets.core.b",
            "nnwidgets.core.b": "from nnwidgets.core.c import x",
            "nnwidgets.core.c": "from nnwidgets.core.a import y",
        },
    ],
)
def test_a_planted_circle_is_found(modules: dict[str, str]) -> None:
    assert set(cycle(modules)) == modules.keys()


def test_an_import_for_types_closes_no_circle() -> None:
    modules = {
        "nnwidgets.core.a": "import nnwidgets.core.b",
        "nnwidgets.core.b": "import typing\nif typing.TYPE_CHECKING:\n    import nnwidgets.core.a",
    }
    assert cycle(modules) == []
