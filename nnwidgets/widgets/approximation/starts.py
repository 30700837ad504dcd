"""StartsExplorer: that good weights exist does not mean that training finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import ipywidgets
import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.approximation import Units, sum_of_units, unit_places
from nnwidgets.course.forms.approximation import STARTS
from nnwidgets.course.start_trainings import (
    CHUNK,
    GRID,
    N_STARTS,
    N_STEPS,
    constructed_units,
    idle,
    training,
)
from nnwidgets.figures.approximation.starts import Curve, Race, curves_chart, race_chart
from nnwidgets.text import short
from nnwidgets.widgets.framework.runner import Progress, Runner
from nnwidgets.widgets.framework.trainable import TrainableExplorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nnwidgets.figures.schema import Panel, Scene


Floats = NDArray[np.float64]


class StartNumbers(NamedTuple):
    """What has been trained, and what was built.

    Attributes:
        race: the errors of all starts, up to now.
        constructed: the curve that was built.
        picked: the curve of the start that is looked at.
        target: f on the grid.
        idle: how many relus of the picked start are 0 everywhere.
    """

    race: Race
    constructed: Curve
    picked: Curve
    target: Floats
    idle: int


class StartsExplorer(TrainableExplorer[StartNumbers]):
    """The same N units: weights by construction, and weights by training from 20 random starts.

    `train()` runs all steps at once; the button runs them in view.
    """

    form = STARTS
    resets: ClassVar = {
        name: {"steps": 0.0} for name in ("target", "units", "n_units", "learning_rate", "seed")
    }

    def __init__(self) -> None:
        self.runner = Runner("Train", N_STEPS, self._train, lambda _: None)
        super().__init__(PANELS)

    def compute(self, values: Mapping[str, Any]) -> StartNumbers:
        """The training up to the present step, and the construction."""
        target, kind, n = values["target"], values["units"], int(values["n_units"])
        step = CHUNK * int(values["steps"] // CHUNK)
        run = training(target, kind, n, float(values["learning_rate"]), int(values["seed"]))
        records = run.at(step)
        units = constructed_units(target, kind, n)
        built = sum_of_units(GRID, *units, kind)
        error = float(np.abs(built - run.target).max())
        chosen = int(values["pick"]) - 1
        now = records[-1]
        race = Race(
            np.arange(0.0, step + 1.0, CHUNK), np.array([r.errors for r in records]), error, chosen
        )
        curve = now.starts.outputs(GRID, kind)[chosen]
        learned = now.starts.units(chosen)
        off = float(now.errors[chosen])
        return StartNumbers(
            race,
            Curve("constructed", built, error, places(units)),
            Curve(f"start {chosen + 1}", curve, off, places(learned)),
            run.target,
            idle(learned) if kind == "relu" else 0,
        )

    def describe(self, values: Mapping[str, Any], result: StartNumbers) -> str:
        """Best, median and worst of the starts, and the construction."""
        last = result.race.errors[-1]
        built = result.race.constructed
        order = ranking(last)
        best, middle, worst = (
            f"{short(float(last[k]))} (start {k + 1})"
            for k in (order[0], order[len(order) // 2], order[-1])
        )
        steps = int(result.race.steps[-1])
        asleep = idle_words(result) if result.idle else ""
        return (
            f"{int(values['n_units'])} {values['units']} units, {steps} steps of rate "
            f"{values['learning_rate']}: largest error of the best start {best}, of a middle one "
            f"{middle}, of the worst {worst}. The constructed network: {short(built)}; "
            f"{int((last <= built).sum())} of {len(last)} starts come as close.{asleep}"
        )

    def pictures(
        self, values: Mapping[str, Any], result: StartNumbers, before: StartNumbers | None
    ) -> Mapping[str, Scene]:
        """The race of the starts, and two curves."""
        del values, before  # the curves of the race show where it was
        label = f"Largest errors of {N_STARTS} starts; constructed {short(result.race.constructed)}"
        compared = f"f with the constructed network, and with {result.picked.name}"
        return {
            "race": race_chart(result.race, N_STEPS, label),
            "curves": curves_chart(
                GRID, result.target, result.constructed, result.picked, compared
            ),
        }

    def buttons(self) -> list[ipywidgets.Button]:
        """One start of each kind to look at."""
        made = []
        for name, share in (("Best", 0.0), ("Middle", 0.5), ("Worst", 1.0)):
            button = ipywidgets.Button(
                description=name, tooltip=f"Look at the {name.lower()} start"
            )
            button.on_click(lambda _, share=share: self._look_at(share))
            made.append(button)
        return made

    def _look_at(self, share: float) -> None:
        order = ranking(self.result.race.errors[-1])
        place = min(int(share * len(order)), len(order) - 1)
        self.apply({"pick": int(order[place]) + 1})

    def _train(self) -> Iterator[Progress]:
        """On from the present step, or from the start where it stands at the end."""
        if self.value("steps") == N_STEPS:
            self.apply({"steps": 0})
        while (step := int(self.values["steps"]) + CHUNK) <= N_STEPS:
            self.apply({"steps": step})
            yield Progress(step, f"{step} of {N_STEPS} steps")


def places(units: Units) -> Floats:
    """Where each unit folds or rises; those with w = 0 have no place."""
    found = unit_places(units.weights, units.biases)
    known: Floats = found[~np.isnan(found)]
    return known


def idle_words(result: StartNumbers) -> str:
    """How many units of the picked start do nothing."""
    units = "1 unit that is" if result.idle == 1 else f"{result.idle} units that are"
    return f" {result.picked.name.capitalize()} has {units} 0 on all of [0, 1]."


def ranking(errors: Floats) -> NDArray[np.int_]:
    """The starts, from 0, from the best to the worst."""
    return np.argsort(errors, kind="stable")


PANELS: tuple[Panel, ...] = (
    {"name": "race", "kind": "chart", "span": 3},
    {"name": "curves", "kind": "chart", "span": 3},
)
