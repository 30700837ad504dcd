"""What may not stand in any tracked file: machines, registries, lock files, stray colours."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
THEME = "nnwidgets/figures/theme.py"

FORBIDDEN_TEXT = {
    "a file address": r"\bfile:/",
    "a folder of one machine": r"(?<![\w.\-})])/(?:opt|tmp|root|home|Users)/|[A-Z]:\\Users",
    "a registry address": r"pypi\.org/simple|pythonhosted\.org|registry\.npmjs|_INDEX_URL",
    "a direct reference": r"^[\w.\[\]-]+ @ \w+",
}
FORBIDDEN_NAMES = re.compile(
    r"(?:^|/)(?:uv\.lock|pylock.*\.toml|poetry\.lock|Pipfile\.lock|package-lock\.json|pip\.conf"
    r"|\.DS_Store|\.env|.*\.pyc|.*-checkpoint\.ipynb)$|(?:^|/)node_modules/"
)
COLOUR = re.compile(
    r"(?<![\w&.])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgb|hsl)a?\(", re.IGNORECASE
)

ALLOWED = {
    "tests/test_tree.py": "names what it looks for",
}
"""Files and folders that are not searched, each with the reason."""


def text_findings(name: str, text: str) -> list[str]:
    """What a file may not say, with the line; empty for a file that ALLOWED names."""
    if name.startswith(tuple(ALLOWED)):
        return []
    return [
        f"{name}:{number}: {what}"
        for number, line in enumerate(text.splitlines(), start=1)
        for what, pattern in FORBIDDEN_TEXT.items()
        if re.search(pattern, line)
    ]


def colour_findings(name: str, text: str) -> list[str]:
    """Colours named in the package or a notebook outside of the theme, with the line."""
    if name == THEME or name.startswith(tuple(ALLOWED)):
        return []
    if not name.startswith(("nnwidgets/", "notebooks/")):
        return []
    return [
        f"{name}:{number}: {found.group()}"
        for number, line in enumerate(text.splitlines(), start=1)
        for found in COLOUR.finditer(line)
    ]


@pytest.fixture(scope="module")
def tree() -> dict[str, str]:
    """Every tracked text file by its name."""
    command = ["git", "ls-files", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    files = {}
    for name in filter(None, listing.decode().split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b"\0"
        files[name] = "" if b"\0" in content else content.decode("utf-8")
    return files


def test_no_file_speaks_of_a_machine_or_a_registry(tree: dict[str, str]) -> None:
    assert [found for name, text in tree.items() for found in text_findings(name, text)] == []


def test_no_lock_file_or_leftover_is_tracked(tree: dict[str, str]) -> None:
    assert [name for name in tree if FORBIDDEN_NAMES.search(name)] == []


def test_only_the_theme_names_a_colour(tree: dict[str, str]) -> None:
    assert [found for name, text in tree.items() for found in colour_findings(name, text)] == []


def test_what_is_allowed_is_still_there(tree: dict[str, str]) -> None:
    assert [entry for entry in ALLOWED if not any(name.startswith(entry) for name in tree)] == []


@pytest.mark.parametrize(
    "line",
    [
        "--find-links file:///wheels",
        "cache = '/tmp/cache'",
        "see /home/anna/course",
        "open(r'C:\\Users\\anna')",
        "--index-url https://pypi.org/simple",
        "https://files.pythonhosted.org/packages/x.whl",
        "nnwidgets @ git+https://example.org/nnwidgets",
    ],
)
def test_planted_text_is_found(line: str) -> None:
    assert len(text_findings("README.md", f"fine\n{line}\n")) == 1
    assert text_findings("tests/test_tree.py", line) == []


@pytest.mark.parametrize(
    "line",
    [
        "pip install --index-url https://download.pytorch.org/whl/cpu torch",
        "https://pypi.org/project/nnwidgets/",
        "profile: keep",
        "$(mktemp -d)/tmp/x",
        "@pytest.fixture",
    ],
)
def test_harmless_text_is_let_through(line: str) -> None:
    assert text_findings("README.md", line) == []


@pytest.mark.parametrize("name", ["uv.lock", "a/package-lock.json", "node_modules/a.js", "a/b.pyc"])
def test_planted_names_are_found(name: str) -> None:
    assert FORBIDDEN_NAMES.search(name)


@pytest.mark.parametrize("text", ["'#0072B2'", "color: #fff;", "rgb(0, 1, 2)", "rgba(0,0,0,.5)"])
def test_planted_colours_are_found(text: str) -> None:
    assert len(colour_findings("nnwidgets/widgets/static/main.js", f"\n{text}")) == 1
    assert colour_findings(THEME, text) == []


@pytest.mark.parametrize("text", ["# a comment", "&#8211;", "this.#add()", "var(--jp-layout)"])
def test_what_is_no_colour_is_let_through(text: str) -> None:
    assert colour_findings("nnwidgets/widgets/plot.py", text) == []
