"""What stands in several files says the same in each, and every link leads somewhere."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

import nnwidgets

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "nnwidgets" / "widgets" / "static" / "vendor"
DOCUMENTS = sorted(ROOT.glob("*.md"))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_one_version_everywhere() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    assert nnwidgets.__version__ == version
    assert f"\nversion: {version}\n" in text("CITATION.cff")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(path: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    files = [link.partition("#")[0] for link in links if not re.match(r"https?:|#", link)]
    assert [file for file in files if not (ROOT / file).exists()] == []


def test_the_map_names_every_notebook_and_no_other() -> None:
    named = re.findall(r"\]\((notebooks/\w+\.ipynb)\)", text("README.md"))
    assert named == [f"notebooks/{path.name}" for path in sorted(ROOT.glob("notebooks/*.ipynb"))]


def test_every_command_of_make_that_is_named_exists() -> None:
    prose = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", prose, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    assert {"lab", "test"} <= named <= targets


def test_plotly_js_is_what_npm_has_under_the_version_that_make_fetches() -> None:
    """The digest is that of plotly-basic.min.js in plotly.js-basic-dist-min 4.1.1 on npm."""
    assert "plotly.js-basic-dist-min-4.1.1" in text("Makefile")
    digest = hashlib.sha256((VENDOR / "plotly-basic.min.js").read_bytes()).hexdigest()
    assert digest == "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"
