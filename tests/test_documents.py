"""What stands in several files says the same in each, and every link leads somewhere."""

import re
import tomllib
from pathlib import Path

import pytest

import nnwidgets
from tools.notebook_rules import code_cells
from tools.notebooks import course_notebooks, read

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(ROOT.glob("*.md"))
COURSE = course_notebooks()
MOST_BYTES_OF_A_PICTURE = 40_000


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


def row_of(path: Path) -> str:
    """The row of the README's map that leads to a notebook."""
    rows = re.findall(r"<tr>.*?</tr>", text("README.md"), re.DOTALL)
    (row,) = [row for row in rows if f"](notebooks/{path.name})" in row]
    return str(row)


def minutes_in(path: Path) -> int:
    """The minutes of a notebook's sections, added up."""
    prose = "\n".join(c.source for c in read(path).cells if c.cell_type == "markdown")
    return sum(map(int, re.findall(r"^## .*\((\d+) minutes\)$", prose, re.MULTILINE)))


def points_in(path: Path) -> int:
    """The points of a notebook's checks, as nbgrader counts them, added up."""
    return sum(
        cell.metadata.get("nbgrader", {}).get("points", 0) for _, cell in code_cells(read(path))
    )


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_the_map_tells_the_minutes_and_the_points(path: Path) -> None:
    worth = f"{minutes_in(path)} minutes, {points_in(path) or 'no'} points"
    assert f"{path.name})** · {worth}\n" in row_of(path)


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_a_notebook_says_at_its_head_what_its_sections_add_up_to(path: Path) -> None:
    head = read(path).cells[0].source
    (said,) = re.findall(r"^About (\d+) minutes, ", head, re.MULTILINE)
    assert abs(int(said) - minutes_in(path)) <= 3  # it is rounded
    points = re.findall(r"exercises, (\d+) points\.", head) or [0]
    assert int(points[0]) == points_in(path)


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_each_notebook_has_a_small_picture_with_a_description(path: Path) -> None:
    file, description = re.findall(r'<img src="([^"]+)" width="\d+" alt="([^"]+)">', row_of(path))[
        0
    ]
    assert file == f"docs/cover/{path.stem}.webp"
    picture = (ROOT / file).read_bytes()
    assert (picture[:4], picture[8:12]) == (b"RIFF", b"WEBP")
    assert len(picture) < MOST_BYTES_OF_A_PICTURE
    assert len(description) > 60


def test_every_command_of_make_that_is_named_exists() -> None:
    prose = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", prose, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    assert {"lab", "test"} <= named <= targets
