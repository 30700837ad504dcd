"""Exercises, their checks and their hints."""

from nnwidgets.exercises.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.prediction import Prediction
from nnwidgets.exercises.registry import (
    all_exercises,
    all_predictions,
    check,
    register,
    show_solution,
)
from nnwidgets.exercises.report import CheckReport
from nnwidgets.exercises.state import ExplorerState, format_state, parse_state
from nnwidgets.exercises.student import StudentResult, call_student

__all__ = [
    "Case",
    "CheckReport",
    "Exercise",
    "ExplorerState",
    "Mistake",
    "Prediction",
    "StudentResult",
    "all_exercises",
    "all_predictions",
    "call_student",
    "check",
    "format_state",
    "parse_state",
    "register",
    "show_solution",
]
