"""Explorer of notebook 02: one linear unit, its sigmoid and a threshold, on two classes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.activations import sigmoid
from nnwidgets.core.classification import Confusion, confusion, logit, sample_cross_entropies
from nnwidgets.course import datasets
from nnwidgets.course.fields import Array, Choice, Field, Number
from nnwidgets.figures.classification.classifier import classifier_chart
from nnwidgets.figures.classification.confusion import confusion_table
from nnwidgets.figures.classification.sigmoid import NEAR_LINE
from nnwidgets.figures.scenes import region as regions
from nnwidgets.text import short
from nnwidgets.widgets.classification.added_points import (
    POINT_FIELDS,
    AddedPointsExplorer,
    point_help,
)
from nnwidgets.widgets.classification.own_sigmoid import own_sigmoid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import ipywidgets

Floats = NDArray[np.float64]

EXTENT = (-3.0, 3.0, -3.0, 3.0)
GRID = 80
CELLS = regions.grid(GRID, EXTENT)

SETS = {"40 patients": "patients", "two clouds": "blobs", "two moons": "moons", "xor": "xor"}


@cache
def two_class_set(name: str) -> datasets.Dataset:
    """Forty points of a data set of the menu, around the middle of the map."""
    if name == "patients":
        return datasets.screening()
    x, y = getattr(datasets, name)(40, rng=np.random.default_rng(1))
    middle, size = {"blobs": (0.0, 1.2), "moons": ([0.5, 0.25], 1.5), "xor": (0.5, 2.6)}[name]
    return datasets.Dataset(np.round(size * (x - np.array(middle)), 2), y)


@dataclass(frozen=True)
class ClassifierNumbers:
    """What the unit answers to every sample and over the map.

    `z_threshold` is the z with g(z) = t, where g is the sigmoid; of another g it is not known.
    """

    inputs: Floats
    targets: Floats
    z: Floats
    p: Floats
    positive: NDArray[np.bool_]
    losses: Floats
    counts: Confusion
    line: Floats
    field: Floats
    boundary: NDArray[np.float32]
    z_threshold: float | None
    problem: str

    @property
    def classes(self) -> list[int]:
        """0 or 1 for every sample."""
        return [int(y) for y in self.targets]

    @property
    def right(self) -> list[bool]:
        """Is the answer right, for every sample?"""
        return [bool(a) for a in self.positive == (self.targets == 1.0)]


class ClassifierExplorer(AddedPointsExplorer[ClassifierNumbers]):
    """One linear unit z = k (w·x + b), its sigmoid g(z), and the decision g(z) ≥ t.

    A click on the map, or Enter at the crosshair that arrow keys move, adds a point.

    Args:
        sigmoid: your own function from an array z to an array g(z); the package's if left out.
        predict: "sharpen": a question first, then the factor k.
    """

    gates: ClassVar = {"sharpen": ("scale",)}

    def __init__(
        self, sigmoid: Callable[..., object] = sigmoid, *, predict: str | None = None
    ) -> None:
        self._function = sigmoid
        super().__init__(_fields(), _PANELS, predict=predict)

    # numbers

    def compute(self, values: Mapping[str, Any]) -> ClassifierNumbers:
        """z, g(z), the decision and the cost of every sample; g over the map."""
        inputs, targets = _samples(values)
        z = _z(values, inputs)
        cells = _z(values, CELLS)
        p, problem = own_sigmoid(self._function, np.concatenate([z, NEAR_LINE, cells]))
        if p is None:
            return _unanswered(inputs, targets, problem)
        p, line, field = np.split(p, [len(z), len(z) + len(NEAR_LINE)])
        t = values["threshold"]
        # Far from the boundary g rounds to 0 and 1; z does not, and gives a smooth line.
        exact = self._function is sigmoid or np.allclose(line, sigmoid(NEAR_LINE))
        height = cells - logit(t) if exact else field - t
        positive = p >= t
        return ClassifierNumbers(
            inputs,
            targets,
            z,
            p,
            positive,
            sample_cross_entropies(z, targets),
            confusion(targets, positive),
            line,
            field.reshape(GRID, GRID),
            regions.zero_contour(height.reshape(GRID, GRID), EXTENT),
            float(logit(t)) if exact else None,
            "",
        )

    # words

    def describe(self, values: Mapping[str, Any], result: ClassifierNumbers) -> str:
        """The rule, the four counts and the cost."""
        (w1, w2), b, k, t = values["w"], values["b"], values["scale"], values["threshold"]
        sum_ = f"{short(w1)} x₁ + {short(w2)} x₂ + {short(b)}".replace("+ −", "− ")
        rule = f"z = {sum_}" if k == 1 else f"z = {short(k)} ({sum_})"
        if result.problem:
            return f"{rule}. {result.problem}"
        n_positive = int(result.targets.sum())
        found, missed, alarms, well = result.counts
        from_ = "" if result.z_threshold is None else f", that is z ≥ {short(result.z_threshold)}"
        return (
            f"{rule}; positive where g(z) ≥ {short(t)}{from_}.\n"
            f"Of {n_positive} ×: {found} found, {missed} missed. "
            f"Of {len(result.targets) - n_positive} ●: {well} right, {alarms} taken for ×. "
            f"{result.counts.right} of {len(result.targets)} right, "
            f"cross-entropy {short(float(result.losses.mean()))}."
        )

    # pictures

    def pictures(
        self,
        values: Mapping[str, Any],
        result: ClassifierNumbers,
        before: ClassifierNumbers | None,
    ) -> dict[str, Mapping[str, object]]:
        """The map, the sigmoid with the data on it, the four counts and the cost."""
        right, n_drawn = result.right, len(result.z)
        return {
            "map": self._map(values, result, before),
            "curve": classifier_chart(
                result.z,
                result.p,
                result.losses,
                result.classes[:n_drawn],
                right[:n_drawn],
                line=result.line,
                threshold=values["threshold"],
                z_threshold=result.z_threshold,
                label=f"The sigmoid with {len(right)} samples on it, and what each costs",
            ),
            "table": confusion_table(*result.counts),
            "readout": _readout(result, before),
        }

    def _map(
        self,
        values: Mapping[str, Any],
        result: ClassifierNumbers,
        before: ClassifierNumbers | None,
    ) -> Mapping[str, object]:
        moved = before is not None and not np.array_equal(before.boundary, result.boundary)
        scene = regions.region_map(
            result.field,
            palette="class",
            span=(0.0, 1.0),
            boundary=result.boundary,
            ghost=before.boundary if before is not None and moved else None,
            points=regions.class_points(result.inputs, result.classes, result.right),
            marker=(),
            title="colour: g(z) · line: g(z) = t",
            label=f"Map of g(z); {result.counts.right} of {len(result.targets)} samples right.",
            extent=EXTENT,
        )
        return dict(scene) | {"marker": None, "help": point_help(values)}

    # controls

    def controls(self) -> list[ipywidgets.Widget]:
        """Weights, bias, factor, threshold; the data, and what a click adds."""
        names = ("w_1", "w_2", "b", "scale", "threshold", "data", "adds")
        return [self.control(name) for name in names]


_PANELS = (
    {"name": "map", "kind": "region", "span": 3},
    {"name": "curve", "kind": "chart", "span": 3},
    {"name": "table", "kind": "table", "span": 3},
    {"name": "readout", "kind": "readout", "span": 3},
)


def _fields() -> list[Field]:
    return [
        Array("w", "w", np.array([1.0, 0.0]), -4.0, 4.0, 0.1),
        Number("b", "b", 0.0, -4.0, 4.0, 0.1),
        Number("scale", "k", 1.0, 0.1, 10.0, 0.1),
        Number("threshold", "t", 0.5, 0.05, 0.95, 0.01),
        Choice("data", "data", "patients", SETS),
        *POINT_FIELDS,
    ]


def _samples(values: Mapping[str, Any]) -> tuple[Floats, Floats]:
    """The chosen data and what was added to them."""
    x, y = two_class_set(values["data"])
    added = values["added"]
    labels = (added[:, 2] >= 0.5).astype(np.float64)
    return np.vstack([x, added[:, :2]]), np.concatenate([y, labels])


def _z(values: Mapping[str, Any], x: Floats) -> Floats:
    """The unit's k (w·x + b) for rows of samples; + 0.0 turns −0.0 into 0.0."""
    z: Floats = values["scale"] * (x @ values["w"] + values["b"]) + 0.0
    return z


def _unanswered(inputs: Floats, targets: Floats, problem: str) -> ClassifierNumbers:
    """Empty pictures, and the sentence about the student's function."""
    nothing = np.zeros(0)
    return ClassifierNumbers(
        inputs,
        targets,
        nothing,
        nothing,
        targets == 1.0,  # nobody is called wrong where there is no answer
        nothing,
        Confusion(0, 0, 0, 0),
        np.full(NEAR_LINE.shape, np.nan),
        np.full((GRID, GRID), 0.5),
        np.zeros((0, 4), np.float32),
        None,
        problem,
    )


def _readout(result: ClassifierNumbers, before: ClassifierNumbers | None) -> Mapping[str, object]:
    if result.problem:
        return {"rows": [{"name": "right", "value": "–"}, {"name": "cross-entropy", "value": "–"}]}
    mean = float(result.losses.mean())
    gauge = {
        "low": 0.0,
        "high": 2.0,
        "at": mean,
        "ghost": None if before is None or before.problem else float(before.losses.mean()),
        "bound": float(np.log(2.0)),
        "bound_label": "0.69: always ½",
    }
    n = len(result.targets)
    return {
        "rows": [
            {"name": "right (wrong: ringed)", "value": f"{result.counts.right} of {n}"},
            {"name": "mean cross-entropy", "value": short(mean), "gauge": gauge},
        ]
    }
