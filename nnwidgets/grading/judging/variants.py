"""Draw the values of a question from the user name, so that they differ from student to student.

The notebook shows the values and the grader draws the same ones, so they are stored nowhere. They
are not secret: anyone who knows a user name can draw them.
"""

from __future__ import annotations

import hashlib

from nnwidgets.exercises import all_exercises


def variant(user: str, exercise: str) -> int:
    """The seed of a student's question: SHA-256 of the exercise's and the user's name.

    Args:
        user: the student's name in the course; case and surrounding spaces do not matter.
        exercise: its name.

    >>> variant(" Ada", "cost") == variant("ada", "cost") != variant("ada", "layer")
    True
    """
    text = f"{exercise}\n{user.strip().casefold()}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def question(name: str, user: str) -> tuple[object, ...]:
    """The values in a student's question, which are the inputs of its first case.

    Args:
        name: of an exercise.
        user: the student's name.

    Raises:
        ValueError: there is no such exercise.
    """
    exercise = all_exercises().get(name)
    if exercise is None:
        raise ValueError(f"there is no exercise {name!r}: its name comes first, then the user's")
    return exercise.draw(variant(user, name))[0].inputs
