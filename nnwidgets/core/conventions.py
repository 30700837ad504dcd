"""Derivatives where there is none: the values that are agreed on, each with its reason.

A kink or a jump has no derivative. Training meets such places, so the field agreed on a value for
each; PyTorch has the same ones. Any number between the slopes on both sides would serve at a kink:
the generalized gradient of F. H. Clarke, Optimization and Nonsmooth Analysis (SIAM 1990). Where
nothing is agreed on, the result is nan or infinite, and a warning names the operation.
"""

from __future__ import annotations

from typing import NamedTuple


class Convention(NamedTuple):
    """A value that is used for a derivative that does not exist.

    Attributes:
        formula: the function, in the letters of the grammar of formulas where it has them.
        place: where it has no derivative.
        derivative: what is used, one number for each variable.
        reason: why this one.
    """

    formula: str
    place: dict[str, float]
    derivative: tuple[float, ...]
    reason: str

    def __str__(self) -> str:
        at = ", ".join(f"{name} = {value:g}" for name, value in self.place.items())
        return (
            f"{self.formula} at {at}: {', '.join(f'{d:g}' for d in self.derivative)}. {self.reason}"
        )


CONVENTIONS = (
    Convention("abs(x)", {"x": 0.0}, (0.0,),
               "The middle of the slopes −1 and 1, and |x| is least here."),
    Convention("relu(x)", {"x": 0.0}, (0.0,), "A unit that puts out 0 passes nothing back."),
    Convention("leaky_relu(x)", {"x": 0.0}, (0.01,), "As relu: the slope on the left."),
    Convention("step(x)", {"x": 0.0}, (0.0,), "A jump; 0, as everywhere else."),
    Convention("max(x, y)", {"x": 2.0, "y": 2.0}, (0.5, 0.5),
               "Equal operands share the adjoint, so that their order does not matter."),
    Convention("min(x, y)", {"x": 2.0, "y": 2.0}, (0.5, 0.5), "As max."),
    Convention("x^y", {"x": 0.0, "y": 0.0}, (0.0, 0.0),
               "x^0 is 1 for every x, 0^0 too: it does not change with x."),
    Convention("x^y", {"x": 0.0, "y": 2.0}, (0.0, 0.0),
               "0^y is 0 for every y > 0: it does not change with y, though log 0 is −∞."),
    Convention("sqrt(x)", {"x": 0.0}, (float("inf"),),
               "The limit from the right; a warning says so. Times 0 it is nan."),
)  # fmt: skip
"""In formulas; `Node.max` and `Node.min` share among all the largest and smallest likewise."""
