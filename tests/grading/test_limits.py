"""The limits stand in one file: a new course has them, and its configuration may change each."""

import pytest
from traitlets.config import Config

from nnwidgets.grading.command_line.commands import TEMPLATES
from nnwidgets.grading.limits import CELL_TIMEOUT, SUBMISSION_TIMEOUT, Limits
from nnwidgets.grading.nbgrader.course import CONFIG
from nnwidgets.grading.nbgrader.executor import SandboxGrader, configure


def configured(source: str) -> Limits:
    """The limits of a course with this configuration."""
    config = Config()
    exec(source, {"get_config": lambda: config})  # noqa: S102  # as nbgrader runs it
    return SandboxGrader(config=config).limits


def test_a_new_course_has_the_default_limits() -> None:
    limits = configured((TEMPLATES / f"{CONFIG}.txt").read_text())
    assert limits == Limits(cell_seconds=CELL_TIMEOUT, total_seconds=SUBMISSION_TIMEOUT)


@pytest.mark.parametrize("name", ["cell_seconds", "total_seconds", "processes"])
def test_a_course_may_have_limits_of_its_own(name: str) -> None:
    config = Config()
    configure(config, **{name: 5})
    limits = SandboxGrader(config=config).limits
    assert limits == Limits(**{name: 5})
