"""Where things stand: names lead to places. Each rule reads a listing of files."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest

from nnwidgets.exercises import all_exercises
from nnwidgets.figures.schema import Scenes
from tests.widgets.explorers import explorer_classes

ROOT = Path(__file__).resolve().parent.parent
TOPICS = {
    "feedforward",
    "classification",
    "softmax",
    "graphs",
    "backpropagation",
    "approximation",
}
LAYERS = ("exercises", "figures", "widgets")
BESIDE = {
    "exercises": {"checking"},
    "figures": {"geometry", "plotly", "scenes", "schema"},
    "widgets": {"framework", "static"},
}
"""Machinery that stands beside the topics."""
MAX_FILES = 18
CROWDED = {"nnwidgets/core"}
"""`core` stays flat: students read it from one page."""


def files() -> list[str]:
    """Every file of the package, from the project's root."""
    found = (ROOT / "nnwidgets").rglob("*")
    return [
        path.relative_to(ROOT).as_posix()
        for path in found
        if path.is_file() and "__pycache__" not in path.parts
    ]


def misnamed_folders(names: Iterable[str]) -> set[str]:
    """Folders of a layer that are neither a topic nor machinery, and topics that are missing."""
    parts = [PurePosixPath(name).parts for name in names]
    found = {(p[1], p[2]) for p in parts if len(p) > 3 and p[1] in LAYERS}
    wanted = {(layer, topic) for layer in LAYERS for topic in TOPICS}
    machinery = {(layer, folder) for layer, folders in BESIDE.items() for folder in folders}
    return {"/".join(pair) for pair in found - wanted - machinery | wanted - found}


def crowded_folders(names: Iterable[str]) -> set[str]:
    """Folders with more Python files than a person takes in."""
    parents = (str(PurePosixPath(n).parent) for n in names if n.endswith(".py"))
    counts = Counter(parents)
    return {folder for folder, count in counts.items() if count > MAX_FILES} - CROWDED


def snake(name: str) -> str:
    """`UpdateOrderExplorer` is in update_order.py."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.removesuffix("Explorer")).lower()


def misplaced_explorers(places: dict[str, str]) -> set[str]:
    """Explorers, by their modules, that do not stand in a topic's file of their name."""
    return {
        name
        for name, module in places.items()
        if not (module.split(".")[2] in TOPICS and module.split(".")[3] == snake(name))
    }


def misplaced_exercises(names: Iterable[str], exercises: Iterable[str]) -> set[str]:
    """Exercises without a file of their name in a topic."""
    stems = {
        PurePosixPath(name).stem
        for name in names
        if re.fullmatch(rf"nnwidgets/exercises/({'|'.join(TOPICS)})/\w+\.py", name)
    }
    return set(exercises) - stems


def unmatched_kinds(names: Iterable[str], kinds: Iterable[str]) -> set[str]:
    """Kinds of scene without a file in scenes/, a view and a schema of their name, and others."""
    folders = {
        "nnwidgets/figures/scenes": ".py",
        "nnwidgets/figures/schema": ".py",
        "nnwidgets/widgets/static/views": ".js",
    }
    kinds = set(kinds)
    listing = set(names)
    missing = {
        f"{folder}/{kind}{ending}"
        for folder, ending in folders.items()
        for kind in kinds
        if f"{folder}/{kind}{ending}" not in listing
    }
    views = (n for n in listing if n.startswith("nnwidgets/widgets/static/views/"))
    return missing | {view for view in views if PurePosixPath(view).stem not in kinds}


def exercise_imports(sources: dict[str, str]) -> set[str]:
    """Files of widgets that import a single exercise."""
    topic = re.compile(rf"nnwidgets\.exercises\.({'|'.join(TOPICS)})\b")
    return {name for name, source in sources.items() if topic.search(source)}


def test_every_layer_has_the_same_topics() -> None:
    assert misnamed_folders(files()) == set()


def test_no_folder_is_crowded() -> None:
    assert crowded_folders(files()) == set()


def test_an_explorers_file_bears_its_name() -> None:
    assert (
        misplaced_explorers({cls.__name__: cls.__module__ for cls in explorer_classes()}) == set()
    )


def test_an_exercises_file_bears_its_name() -> None:
    assert misplaced_exercises(files(), all_exercises()) == set()


def test_a_kind_of_scene_bears_one_name_on_both_sides() -> None:
    assert unmatched_kinds(files(), Scenes.__annotations__) == set()


def test_no_widget_imports_a_single_exercise() -> None:
    widgets = [name for name in files() if re.fullmatch(r"nnwidgets/widgets/.*\.py", name)]
    sources = {name: (ROOT / name).read_text(encoding="utf-8") for name in widgets}
    assert exercise_imports(sources) == set()


def test_planted_faults_are_found() -> None:
    house = [f"nnwidgets/{layer}/{topic}/a.py" for layer in LAYERS for topic in TOPICS]
    assert misnamed_folders(house) == set()
    assert misnamed_folders([*house[1:], "nnwidgets/widgets/misc/a.py"]) == {
        "/".join(house[0].split("/")[1:3]),
        "widgets/misc",
    }
    assert crowded_folders(f"nnwidgets/widgets/graphs/a{i}.py" for i in range(19)) == {
        "nnwidgets/widgets/graphs"
    }
    modules = {
        "LossExplorer": "nnwidgets.widgets.classification.squash",
        "UpdateOrderExplorer": "nnwidgets.widgets.backpropagation.update_order",
    }
    assert misplaced_explorers(modules) == {"LossExplorer"}
    assert misplaced_exercises(["nnwidgets/exercises/graphs/sorting.py"], ["sort"]) == {"sort"}
    assert "nnwidgets/widgets/static/views/bar.js" in unmatched_kinds(
        ["nnwidgets/widgets/static/views/bar.js"], ["chart"]
    )
    assert exercise_imports({"a.py": "from nnwidgets.exercises.graphs.sharing import MAX"}) == {
        "a.py"
    }


@pytest.mark.parametrize(
    ("name", "stem"), [("UpdateOrderExplorer", "update_order"), ("DigitExplorer", "digit")]
)
def test_a_name_in_snake_case(name: str, stem: str) -> None:
    assert snake(name) == stem
