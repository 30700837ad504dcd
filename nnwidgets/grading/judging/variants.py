"""Questions whose values differ from student to student, drawn from the user name.

The notebook shows the values, the grader draws the same; nobody has to store them. They are no
secret: whoever knows a user name can draw them.
"""

from __future__ import annotations

import hashlib

from nnwidgets.exercises import all_exercises


def variant(user: str, exercise: str) -> int:
    """The seed of a student's question: SHA-256 of the exercise's and the user's name.

    Args:
        user: the name that the course knows the student by; case and outer spaces do not matter.
        exercise: its name.

    >>> variant(" Ada", "cost") == variant("ada", "cost") != variant("ada", "layer")
    True
    """
    text = f"{exercise}\n{user.strip().casefold()}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def question(name: str, user: str) -> tuple[object, ...]:
    """The values in a student's question: the inputs of its first case.

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
