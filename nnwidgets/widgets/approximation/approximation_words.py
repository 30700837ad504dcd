"""What the ApproximationExplorer says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.course.approximations import Slope, Target, bound_of
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.widgets.approximation.approximation import Approximation

NOUNS = {"step": "step", "sigmoid": "sigmoid", "relu": "ReLU"}


def said(values: Mapping[str, Any], result: Approximation, *, closed: bool) -> str:
    """The measured error and the bound; or why there is none."""
    kind, n = values["kind"], int(values["n_units"])
    if result.measured is None:
        return result.problem
    noun = NOUNS[kind] + "s" * (n != 1)
    error, at = result.measured
    lines = [f"{n} {noun}: the largest error measured is {short(error)}, at x = {short(at)}."]
    if result.n_placed < n:
        lines[0] += f" Placed so far: {result.n_placed}."
    if result.problem:
        lines.append(result.problem)
    elif not closed:
        lines.append(bound_text(result.target, kind, n))
    return "\n".join(lines)


def bound_text(target: Target, kind: str, n: int) -> str:
    """The bound with its numbers, or why there is none."""
    if kind == "relu":
        if np.isnan(target.curvature.size):
            return no_curvature(target)
        if n == 1:
            return "With a single unit there is no line, and no bound."
        m, bound = short(target.curvature.size), short(bound_of(target, kind, n))
        return f"Bound: M h²/8 = {m} · (1/{n - 1})² / 8 = {bound}."
    if np.isnan(target.slope.size):
        return f"{break_text(target.slope)}, so that no L limits its slope: there is no bound."
    length, bound = short(target.slope.size), short(bound_of(target, kind, n))
    whose = "Bound of steps" if kind == "sigmoid" else "Bound"
    return f"{whose}: L/(2N) = {length} / (2 · {n}) = {bound}."


def break_text(slope: Slope) -> str:
    """Where a curve has no finite slope."""
    kind = "has a pole" if slope.pole else "jumps"
    what = kind if slope.breaks else "has no finite slope"
    return f"f {what} near x = {short(round(slope.at, 2))}"


def no_curvature(target: Target) -> str:
    """Why there is no M."""
    if np.isnan(target.slope.size):
        return f"{break_text(target.slope)}: there is no M, and no bound."
    where = short(round(target.curvature.at, 2))
    return f"f has a corner near x = {where}, so that no M limits f″: there is no bound M h²/8."
