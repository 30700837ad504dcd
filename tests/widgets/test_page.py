"""The page's code: what Python and JavaScript have to agree on, read from the files of both."""

import json
import re
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

from nnwidgets.figures import schema, theme
from nnwidgets.figures.schema import chart, common, diagram, formula, sketch, table
from nnwidgets.widgets.framework import page_code, stage
from nnwidgets.widgets.framework.linker import scope_of
from nnwidgets.widgets.framework.page_code import STYLES, page_script

PACKAGE = Path(stage.__file__).resolve().parents[2]
STATIC = PACKAGE / "widgets" / "static"
SCRIPTS = {
    path.relative_to(STATIC).as_posix(): path.read_text("utf-8") for path in STATIC.rglob("*.js")
}
ROOT = PACKAGE.parent
MAX_PACKED = 25_000


def kinds_of_panels() -> set[str]:
    return {
        kind
        for path in (PACKAGE / "widgets").rglob("*.py")
        for kind in re.findall(r"\"kind\": \"(\w+)\"", path.read_text("utf-8"))
    }


def test_a_view_bears_the_name_of_its_kind() -> None:
    kinds = {name.removeprefix("views/").removesuffix(".js") for name in SCRIPTS if "/" in name}
    views = {path.stem for path in (STATIC / "views").iterdir()}
    assert views <= kinds
    for kind in views:
        assert f"export function {kind}View(" in SCRIPTS[f"views/{kind}.js"]
        assert f"  {kind}: {kind}View,\n" in SCRIPTS["panel.js"]
    assert set(schema.needs()) == views == set(get_args(schema.Kind))
    assert kinds_of_panels() <= views


RULES = {
    "line": (chart.LineKind, ".nnw-line.nnw-{}"),
    "rule": (chart.RuleKind, ".nnw-rule.nnw-{}"),
    "band": (chart.BandKind, ".nnw-band.nnw-{}"),
    "bar": (chart.BarKind, ".nnw-bar.nnw-{}"),
    "mark": (common.Mark, ".nnw-class-{} >"),
    "state": (common.State, ".nnw-is-{}"),
    "palette": (common.Palette, "--nnw-{}-middle:"),
    "node": (diagram.NodeShape, ".nnw-node-{} >"),
    "sign": (diagram.Sign, ".nnw-{} > .nnw-edge-line"),
    "arrow": (diagram.Arrow, ".nnw-arrow-{}"),
    "formula": (formula.FormulaStyle, ".nnw-formula-{}"),
    "sketch": (sketch.SketchStyle, ".nnw-sketch-{}"),
    "cell": (table.CellKind, ".nnw-cell-{}"),
}
"""Sets of names that a scene may use, and the rule of CSS that gives each its look."""

UNSTYLED = {
    "panel": schema.Kind,  # a view
    "point": common.Shape,  # a shape of marks.js
    "anchor": common.Anchor,  # an attribute of SVG
}
"""Sets of names that the page takes in another way."""


def sets_of_names() -> dict[str, object]:
    """The schema's `Literal` types."""
    modules = [schema, chart, common, diagram, formula, sketch, table]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if get_origin(value) is Literal
    }


def test_every_set_of_names_is_known_here() -> None:
    files = (PACKAGE / "figures" / "schema").glob("*.py")
    declared = "".join(path.read_text("utf-8") for path in files)
    known = [*UNSTYLED.values(), *(names for names, _ in RULES.values())]
    assert len(re.findall(r"^\w+: TypeAlias = Literal\[", declared, re.MULTILINE)) == len(known)
    assert [name for name, value in sets_of_names().items() if value not in known] == []


@pytest.mark.parametrize(("names", "rule"), RULES.values(), ids=RULES)
def test_every_name_has_its_rule_of_css(names: object, rule: str) -> None:
    sheet = page_code.style_sheet()
    pattern = re.escape(rule).replace(r"\{\}", "{}")
    wanted = {name: pattern.format(name) for name in get_args(names) if name}
    missing = [name for name, rule in wanted.items() if not re.search(rf"{rule}(?![\w-])", sheet)]
    assert missing == []


def test_a_name_without_a_rule_would_be_found() -> None:
    with pytest.raises(AssertionError, match="dotted"):
        test_every_name_has_its_rule_of_css(Literal["ink", "dotted"], ".nnw-line.nnw-{}")


def test_every_marker_of_a_point_is_drawn() -> None:
    drawn = re.findall(r'^  (\w+): "M', SCRIPTS["marks.js"], re.MULTILINE)
    assert {*drawn, "ring"} == set(get_args(common.Shape))  # a ring is drawn around nothing
    sheet = page_code.style_sheet()
    for mark, shape in zip("abcde", theme.MARKERS, strict=True):
        assert f".nnw-class-{mark} > .nnw-{shape} {{" in sheet


def test_every_script_says_what_it_is_for_and_fetches_nothing() -> None:
    assert len(SCRIPTS) > 20
    for name, text in SCRIPTS.items():
        assert text.startswith("//"), name
        assert not re.search(r"https?://(?!www\.w3\.org/)", text), name


def test_every_script_and_every_style_is_sent() -> None:
    script = page_script()
    entries = {"loader.js", "unpack.js"}  # scripts of widgets, which bring or wait for the others
    for name in SCRIPTS.keys() - entries:
        assert f"const {scope_of(name)} =" in script
    assert {path.stem for path in (STATIC / "style").iterdir()} == set(STYLES)
    assert len(set(STYLES)) == len(STYLES)


def test_the_look_is_sent_with_the_code() -> None:
    assert json.dumps(theme.css())[1:-1] in page_script()


def test_the_script_is_the_same_each_time_and_small() -> None:
    assert page_script() == page_script()
    code = page_code.page_code()
    assert len(code.packed) < MAX_PACKED


def test_tools_of_npm_are_pinned_and_belong_to_the_tests() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    assert "dependencies" not in package
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", v) for v in package["devDependencies"].values())
    assert (ROOT / ".npmrc").read_text("utf-8") == "package-lock=false\n"
