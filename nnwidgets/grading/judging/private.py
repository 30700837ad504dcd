"""Read an instructor's own exercises from a file that holds `EXERCISES`, a list of `Exercise`.

The file is trusted and run. Its text goes to every worker, which needs no copy of the file.
"""

from __future__ import annotations

import hashlib
import linecache
import sys
from functools import cache
from types import ModuleType

from nnwidgets.exercises import Exercise, all_exercises
from nnwidgets.grading.judging.carry import carried_source
from nnwidgets.grading.judging.source import CarryError
from nnwidgets.grading.sandbox.edition import names_that_can_be_emptied


class PrivateError(ValueError):
    """A file of private exercises cannot be used; the message says why."""


def private_exercises(source: str) -> dict[str, Exercise]:
    """The exercises in the text of a file, by name.

    Args:
        source: of the file; "" for none.

    Raises:
        PrivateError: it fails, or holds something else.
    """
    found = read_exercises(source)
    if taken := sorted({exercise.name for exercise in found} & all_exercises().keys()):
        raise PrivateError(f"the course has exercises called {', '.join(taken)}: rename yours")
    return {exercise.name: exercise for exercise in found}


@cache
def read_exercises(source: str) -> tuple[Exercise, ...]:
    """The exercises in the text of a file, in order; read and checked once.

    Raises:
        PrivateError: as `private_exercises`.
    """
    found = getattr(private_module(source), "EXERCISES", None)
    if not isinstance(found, (list, tuple)) or not all(isinstance(e, Exercise) for e in found):
        raise PrivateError("expected `EXERCISES`, a list of `Exercise`, in the private exercises")
    for exercise in found:
        check_answers(exercise)
    return tuple(found)


def check_answers(exercise: Exercise) -> None:
    """Check that an exercise declares what answers it, and that `collect` needs none of it.

    Raises:
        PrivateError: it does not, with what to change.
    """
    known, declared = names_that_can_be_emptied(), exercise.answered_by
    if unknown := sorted(set(declared) - known):
        raise PrivateError(
            f"{exercise.name}: `answered_by` names {', '.join(unknown)}, which the package does "
            "not have: list functions and classes of nnwidgets.core and nnwidgets.course"
        )
    if exercise.name in known and exercise.name not in declared:
        raise PrivateError(
            f"{exercise.name}: the package has a function of this name, which students could hand "
            f'in: add it to `answered_by=("{exercise.name}",)`, or rename the exercise'
        )
    try:
        carried_source(exercise)
    except CarryError as error:
        raise PrivateError(f"{exercise.name}: {error}") from error


def personal_names(source: str) -> frozenset[str]:
    """The names of exercises whose questions differ from student to student."""
    return frozenset(getattr(private_module(source), "PERSONAL", ()))


@cache
def private_module(source: str) -> ModuleType:
    """The module made by running a text; each text is run once.

    Raises:
        PrivateError: it raises an exception.
    """
    source = source if source.strip() else "EXERCISES = []"
    digest = hashlib.sha256(source.encode()).hexdigest()[:12]
    module = ModuleType(f"private_exercises_{digest}")
    module.__file__ = file = f"<private exercises {digest}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    sys.modules[module.__name__] = module
    try:
        exec(compile(source, file, "exec"), module.__dict__)  # noqa: S102  # the instructor's own
    except Exception as error:
        raise PrivateError(f"the private exercises fail with {error!r}: mend the file") from error
    return module
