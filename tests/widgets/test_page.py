"""The page's code: what Python and JavaScript have to agree on, read from the files of both."""

import json
import re
from pathlib import Path

from nnwidgets.figures import theme
from nnwidgets.widgets.framework import page_code, stage
from nnwidgets.widgets.framework.linker import scope_of
from nnwidgets.widgets.framework.page_code import STYLES, needs, page_script

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
    assert set(needs()) == views
    assert kinds_of_panels() <= views


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
