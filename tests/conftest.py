import os
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failure; and continuous integration tries the same cases each time, so that
# it fails for what was changed, not by chance.
settings.register_profile("patient", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parent.parent

ORDER = ("tests", "notebooks", "tests/notebooks", "tests/browser")
"""Cheap tests first. The browser's come last: Playwright keeps an event loop to itself."""

APPENDIX = "07_same_in_pytorch"
"""The notebook whose cells do nothing without PyTorch, as its test shows."""

COMPUTED = (
    "notebooks/",
    "tests/browser/",
    "tests/notebooks/test_course.py::test_a_fresh_run_changes_no_byte",
    "tests/notebooks/test_course.py::test_types_hold",
)
"""How the ids of those tests begin that need what a notebook computes."""

REQUIRED = "NNWIDGETS_TORCH"
"""The variable that continuous integration sets to "required": nothing may be left out there."""


def stage(path: Path) -> int:
    """How late in a session the tests of a file run."""
    parents = [folder.as_posix() for folder in path.relative_to(ROOT).parents]
    return max((place for place, name in enumerate(ORDER) if name in parents), default=0)


def leave_out_torch(items: Sequence[pytest.Item], environment: Mapping[str, str]) -> None:
    """Skip what the appendix computes, as PyTorch is missing.

    Raises:
        pytest.UsageError: where it may not be.
    """
    if environment.get(REQUIRED) == "required":
        raise pytest.UsageError(f"{REQUIRED} is set to required, and PyTorch is not installed")
    for item in items:
        if APPENDIX in item.nodeid and item.nodeid.startswith(COMPUTED):
            item.add_marker(pytest.mark.skip(reason="needs PyTorch, see README"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: stage(item.path))
    if find_spec("torch") is None:
        leave_out_torch(items, os.environ)
