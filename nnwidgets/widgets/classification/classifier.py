"""Explorer of notebook 02: one linear unit, its sigmoid and a threshold, on two classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.activations import sigmoid
from nnwidgets.core.classification import Confusion, confusion, logit, sample_cross_entropies
from nnwidgets.course.forms.classification import CLASSIFIER
from nnwidgets.course.plane_sets import EXTENT, two_class_set
from nnwidgets.figures.classification.classifier import classifier_chart, cost_readout
from nnwidgets.figures.classification.confusion import confusion_table
from nnwidgets.figures.classification.plane import probability_map
from nnwidgets.figures.classification.sigmoid import NEAR_LINE
from nnwidgets.figures.scenes.region import grid, zero_contour
from nnwidgets.text import short
from nnwidgets.widgets.classification.added_points import (
    AddedPointsExplorer,
    point_help,
    with_added,
)
from nnwidgets.widgets.classification.own_sigmoid import own_sigmoid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nnwidgets.course.datasets import Dataset
    from nnwidgets.figures.schema import Panel, Scene

Floats = NDArray[np.float64]

PANELS: tuple[Panel, ...] = (
    {"name": "map", "kind": "region", "span": 3},
    {"name": "curve", "kind": "chart", "span": 3},
    {"name": "table", "kind": "table", "span": 3},
    {"name": "readout", "kind": "readout", "span": 3},
)
GRID = 80
CELLS = grid(GRID, EXTENT)


@dataclass(frozen=True)
class ClassifierNumbers:
    """What the unit answers to every sample and over the map.

    `z_threshold` is the z with g(z) = t, where g is the sigmoid; of another g it is not known.
    """

    samples: Dataset
    z: Floats
    p: Floats
    right: NDArray[np.bool_]
    losses: Floats
    counts: Confusion
    line: Floats
    field: Floats
    boundary: NDArray[np.float32]
    z_threshold: float | None
    problem: str

    @property
    def cost(self) -> float | None:
        """The mean cross-entropy, or None where the student's function gave no values."""
        return None if self.problem else float(self.losses.mean())


class ClassifierExplorer(AddedPointsExplorer[ClassifierNumbers]):
    """One linear unit z = k (w·x + b), its sigmoid g(z), and the decision g(z) ≥ t.

    A click on the map, or Enter at the crosshair that arrow keys move, adds a point.

    Args:
        sigmoid: your own function from an array z to an array g(z); the package's if left out.
        predict: "sharpen": a question first, then the factor k.
    """

    form = CLASSIFIER
    gates: ClassVar = {"sharpen": ("scale",)}

    def __init__(
        self, sigmoid: Callable[..., object] = sigmoid, *, predict: str | None = None
    ) -> None:
        self._function = sigmoid
        super().__init__(PANELS, predict=predict)

    def compute(self, values: Mapping[str, Any]) -> ClassifierNumbers:
        """z, g(z), the decision and the cost of every sample; g over the map."""
        samples = with_added(two_class_set(values["data"]), values["added"])
        z, cells, t = unit(values, samples.inputs), unit(values, CELLS), values["threshold"]
        p, problem = own_sigmoid(self._function, np.concatenate([z, NEAR_LINE, cells]))
        if p is None:
            return no_answers(samples, problem)
        p, line, field = np.split(p, [len(z), len(z) + len(NEAR_LINE)])
        # Far from the boundary g rounds to 0 and 1; z does not, and gives a smooth line.
        exact = self._function is sigmoid or np.allclose(line, sigmoid(NEAR_LINE))
        height = cells - logit(t) if exact else field - t
        return ClassifierNumbers(
            samples,
            z,
            p,
            (p >= t) == (samples.targets == 1),
            sample_cross_entropies(z, samples.targets),
            confusion(samples.targets, p >= t),
            line,
            field.reshape(GRID, GRID),
            zero_contour(height.reshape(GRID, GRID), EXTENT),
            float(logit(t)) if exact else None,
            "",
        )

    def describe(self, values: Mapping[str, Any], result: ClassifierNumbers) -> str:
        """The rule, the four counts and the cost."""
        (w1, w2), b, k, t = values["w"], values["b"], values["scale"], values["threshold"]
        sum_ = f"{short(w1)} x₁ + {short(w2)} x₂ + {short(b)}".replace("+ −", "− ")
        rule = f"z = {sum_}" if k == 1 else f"z = {short(k)} ({sum_})"
        if result.cost is None:
            return f"{rule}. {result.problem}"
        found, missed, alarms, well = result.counts
        from_ = "" if result.z_threshold is None else f", that is z ≥ {short(result.z_threshold)}"
        return (
            f"{rule}; positive where g(z) ≥ {short(t)}{from_}.\n"
            f"Of {found + missed} ×: {found} found, {missed} missed. "
            f"Of {well + alarms} ●: {well} right, {alarms} taken for ×. "
            f"{result.counts.right} of {len(result.right)} right, "
            f"cross-entropy {short(result.cost)}."
        )

    def pictures(
        self,
        values: Mapping[str, Any],
        result: ClassifierNumbers,
        before: ClassifierNumbers | None,
    ) -> Mapping[str, Scene]:
        """The map, the sigmoid with the data on it, the four counts and the cost."""
        n_right, n = result.counts.right, len(result.right)
        classes, right = result.samples.targets.tolist(), result.right.tolist()
        n_drawn, cost_before = len(result.z), None if before is None else before.cost
        return {
            "map": probability_map(
                result.field,
                result.boundary,
                (result.samples.inputs, classes),
                right,
                extent=EXTENT,
                title="colour: g(z) · line: g(z) = t",
                label=f"Map of g(z); {n_right} of {n} samples right.",
                previous=None if before is None else before.boundary,
                help_text=point_help(values),
            ),
            "curve": classifier_chart(
                result.z,
                result.p,
                result.losses,
                classes[:n_drawn],
                right[:n_drawn],
                line=result.line,
                threshold=values["threshold"],
                z_threshold=result.z_threshold,
                label=f"The sigmoid with {len(right)} samples on it, and what each costs",
            ),
            "table": confusion_table(*result.counts),
            "readout": cost_readout(n_right, n, result.cost, cost_before),
        }


def unit(values: Mapping[str, Any], x: Floats) -> Floats:
    """The unit's z = k (w·x + b) for rows of samples; + 0.0 turns −0.0 into 0.0."""
    z: Floats = values["scale"] * (x @ values["w"] + values["b"]) + 0.0
    return z


def no_answers(samples: Dataset, problem: str) -> ClassifierNumbers:
    """What is shown where the student's function gave no values: no sample is marked wrong."""
    nothing = np.zeros(0)
    return ClassifierNumbers(
        samples,
        nothing,
        nothing,
        np.ones(len(samples.targets), bool),
        nothing,
        Confusion(0, 0, 0, 0),
        np.full(NEAR_LINE.shape, np.nan),
        np.full((GRID, GRID), 0.5),
        np.zeros((0, 4), np.float32),
        None,
        problem,
    )
