from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

ORDER = ("tests", "notebooks", "tests/notebooks", "tests/browser")
"""Cheap tests first. The browser's come last: Playwright keeps an event loop to itself."""


def stage(path: Path) -> int:
    """How late in a session the tests of a file run."""
    parents = [folder.as_posix() for folder in path.relative_to(ROOT).parents]
    return max((place for place, name in enumerate(ORDER) if name in parents), default=0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: stage(item.path))
