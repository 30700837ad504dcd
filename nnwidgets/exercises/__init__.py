"""Exercises, their checks and their hints."""

from nnwidgets.course.state.text import ExplorerState, format_state, parse_state
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.checking.prediction import Prediction
from nnwidgets.exercises.checking.report import CheckReport
from nnwidgets.exercises.checking.student import StudentResult, call_student
from nnwidgets.exercises.checking.trial import Trial
from nnwidgets.exercises.registry import (
    all_exercises,
    all_predictions,
    check,
    register,
    show_solution,
    try_case,
)

__all__ = [
    "Case",
    "CheckReport",
    "Exercise",
    "ExplorerState",
    "Mistake",
    "Prediction",
    "StudentResult",
    "Trial",
    "all_exercises",
    "all_predictions",
    "call_student",
    "check",
    "format_state",
    "parse_state",
    "register",
    "show_solution",
    "try_case",
]
