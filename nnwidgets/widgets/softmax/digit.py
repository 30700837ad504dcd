"""The digit explorer of notebook 03: draw a digit, and watch ten probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import ipywidgets
import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import Network, softmax
from nnwidgets.course import datasets
from nnwidgets.course.fields import Array, Choice, Field, Number
from nnwidgets.course.handwriting import digit_image
from nnwidgets.exercises import try_case
from nnwidgets.exercises.softmax.digit_network import (
    ACTIVATIONS,
    LARGEST_RATE,
    MOST_SEEDS,
    MOST_STEPS,
    MOST_UNITS,
    DigitRecipe,
)
from nnwidgets.figures.scenes.pad import digit_bars, pad
from nnwidgets.figures.softmax.digits import accuracy_chart, misread, seen
from nnwidgets.text import short
from nnwidgets.widgets.framework.runner import Progress, Runner
from nnwidgets.widgets.framework.trainable import TrainableExplorer
from nnwidgets.widgets.softmax.digit_training import Trained, as_given, trainings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Floats = NDArray[np.float64]

N_STORED = 360
"""Held-out images."""
MOST_POINTS = 4000
SETTINGS = ("n_units", "activation", "learning_rate", "n_steps", "seed")


@dataclass(frozen=True)
class DigitNumbers:
    """What the network says to one image.

    Attributes:
        trained: the network.
        pixels: what it sees, 64 numbers from 0 to 1.
        logits: shape (10,).
        probabilities: shape (10,), or None where the student's softmax gave none.
        target: the digit of a stored image, or None for a drawing.
        problem: what is wrong with the student's softmax, or "".
    """

    trained: Trained
    pixels: Floats
    logits: Floats
    probabilities: Floats | None
    target: int | None
    problem: str


class DigitExplorer(TrainableExplorer[DigitNumbers]):
    """Draw a digit, or pick a stored one, and watch the ten probabilities of a network.

    The state holds the settings of the training, with its seed, and not the thousands of weights
    that follow from them: after `load`, Train makes the same network again.

    Args:
        network: yours, from 64 pixels to 10 logits; where it is left out, the explorer has one
            to configure and to train.
        softmax: your own function, from 10 logits to 10 probabilities.

    Raises:
        ValueError: a network of other sizes.
        TypeError: no `Network`.
    """

    def __init__(
        self, network: Network | None = None, *, softmax: Callable[..., object] | None = None
    ) -> None:
        self._given = None if network is None else as_given(network)
        self._softmax = softmax
        self._strokes: list[list[tuple[float, float]]] = []
        self._revision = 0
        self._pen_moves = False
        self._paper: tuple[object, bytes] | None = None
        self._known: dict[DigitRecipe, Trained] = {}
        self._test = datasets.digits().test
        fields: list[Field] = [
            Number("stored", "stored", 1, 0, N_STORED, 1),
            Array("image", "x", np.zeros((8, 8)), 0.0, 16.0, 1.0),
        ]
        panels = [*PANELS]
        if network is None:
            fields = [*training_fields(), *fields]
            panels += [LEARNING]
            self.runner = Runner("Train", 100, self._train, lambda _: self._refresh())
        super().__init__(fields, [*panels, MISREAD | {"span": 3 if network is None else 6}])

    # numbers

    def compute(self, values: Mapping[str, Any]) -> DigitNumbers:
        """The logits of the drawing or of the stored image, and softmax of them."""
        trained = self._given or self._trained(recipe_of(values))
        stored = int(values["stored"])
        pixels = self._test.inputs[stored - 1] if stored else values["image"].ravel() / 16
        target = int(self._test.targets[stored - 1]) if stored else None
        logits = trained.network(pixels)
        p, problem = self._probabilities(logits)
        return DigitNumbers(trained, pixels, logits, p, target, problem)

    def _probabilities(self, logits: Floats) -> tuple[Floats | None, str]:
        if self._softmax is None:
            return softmax(logits), ""
        trial = try_case("softmax", self._softmax, logits)
        return trial.value, trial.problem

    def _trained(self, recipe: DigitRecipe) -> Trained:
        """The network as far as it is trained; other settings start anew."""
        if recipe not in self._known:
            self._known = {recipe: next(trainings(recipe))}
        return self._known[recipe]

    # training

    def train(self) -> Self:
        """All steps at once; a network of the notebook's is trained there."""
        if self._given is None:
            return super().train()
        self._notice = "This network was given: train it where it was made."
        self._refresh()
        return self

    def work(self) -> Runner | None:
        """The training of a network of its own."""
        return self.runner if self._given is None else None

    def _train(self) -> Iterator[Progress]:
        recipe = recipe_of(self._values)
        for trained in trainings(recipe):
            step, cost, share = trained.history[-1].tolist()
            self._known = {recipe: trained}
            done = round(100 * step / recipe.n_steps)
            yield Progress(done, f"{int(step)} steps, cost {short(cost)}, held out {share:.3f}")

    def reset(self) -> Self:
        """Back to the start: the first stored image, no training."""
        if self._given is None:
            self._known = {}
        return super().reset()

    def _refresh(self) -> None:
        paper = self._values["stored"], self._values["image"].tobytes()  # type: ignore[union-attr]  # an array
        if paper != self._paper and not self._pen_moves:  # another image than that of the strokes
            self._wipe()
        self._paper = paper
        super()._refresh()

    def _apply(self, changes: Mapping[str, object], **options: Any) -> None:  # noqa: ANN401  # the base's
        known = self._known
        if "image" in changes and "stored" not in changes:
            changes = {**changes, "stored": 0}
        super()._apply(changes, **options)
        if self._known is not known and self._given is None:
            self.runner.clear()  # it was training a network of other settings

    # words and pictures

    def describe(self, values: Mapping[str, Any], result: DigitNumbers) -> str:
        """What it says to this image, and how many held-out ones it gets right."""
        share = result.trained.accuracy
        right = round(share * N_STORED)
        steps = "" if self._given else f"After {result.trained.steps} steps: "
        held_out = f"{steps}{right} of {N_STORED} held-out images right, {share:.3f}."
        return f"{self._about_image(values, result)}\n{held_out}"

    def _about_image(self, values: Mapping[str, Any], result: DigitNumbers) -> str:
        name = f"Held-out image {int(values['stored'])}, a {result.target}"
        if result.target is None:
            name = "Your drawing" if result.pixels.any() else "Empty paper"
        p = result.probabilities
        if p is None:
            return f"{name}. {result.problem}"
        first, second = np.argsort(-p, kind="stable")[:2].tolist()
        then = f"then {second} with {short(float(p[second]))}"
        answer = f"{name}: {first} with p = {short(float(p[first]))}, {then}."
        return f"{answer} {result.problem}".strip()

    def pictures(
        self, values: Mapping[str, Any], result: DigitNumbers, before: DigitNumbers | None
    ) -> dict[str, Mapping[str, object]]:
        """The paper, what the network sees, its ten answers; how it learned; what it misreads."""
        del before  # while one draws, everything moves
        stored = int(values["stored"])
        note = f"Held-out image {stored}: a {result.target}. Draw over it."
        if not stored:
            note = "Your drawing." if result.pixels.any() else "Draw a digit here."
        title = "p" if self._softmax is None else "p, yours"
        scenes = {
            "pad": pad(
                self._strokes,
                pixels=None if self._strokes or not result.pixels.any() else result.pixels,
                revision=self._revision,
                note=note,
            ),
            "seen": seen(result.pixels),
            "bars": digit_bars(
                result.logits,
                result.probabilities,
                target=result.target,
                title=title,
                label=self._about_image(values, result),
            ),
            "misread": misread(self._test.inputs, self._test.targets, result.trained.answers),
        }
        if self._given is None:
            steps = int(values["n_steps"])
            scenes["learning"] = accuracy_chart(result.trained.history, steps)
        return scenes

    # controls and drawing

    def controls(self) -> list[ipywidgets.Widget]:
        """The settings of the network and its training, and the stored images."""
        names = ["stored"] if self._given else [*SETTINGS, "stored"]
        controls = [self.control(name) for name in names]
        for name in {"n_units", "n_steps", "seed", "stored"} & set(names):
            self.control(name).readout_format = ".0f"
        return controls

    def buttons(self) -> list[ipywidgets.Button]:
        """Clear the paper; go to the next stored image that is misread."""
        clear = ipywidgets.Button(description="Clear", tooltip="Empty paper")
        clear.on_click(lambda _: self.clear())
        wrong = ipywidgets.Button(
            description="Next misread", tooltip="A stored image it gets wrong"
        )
        wrong.on_click(lambda _: self._next_misread())
        return [clear, wrong]

    def clear(self) -> Self:
        """Empty paper."""
        self._wipe()
        self._apply({"image": np.zeros((8, 8))})
        return self

    def draw(self, *strokes: object) -> Self:
        """Draw by code: each stroke is a list of points (x, y) from 0 to 1, y downwards.

        What is no such list changes nothing; the summary says so.

        >>> DigitExplorer(network).draw([(0.5, 0.1), (0.5, 0.9)])  # doctest: +SKIP
        """
        lines = [points_in(stroke) for stroke in strokes]
        if None in lines:
            self._notice = (
                "Nothing was drawn: a stroke is a list of points (x, y) from 0 to 1, such as "
                "[(0.5, 0.1), (0.5, 0.9)]."
            )
            self._refresh()
            return self
        self._wipe()
        self._strokes = [line for line in lines if line]
        self._show_drawing()
        return self

    def _show_drawing(self) -> None:
        self._pen_moves = True
        try:
            self._apply({"image": digit_image(self._strokes).reshape(8, 8) * 16})
        finally:
            self._pen_moves = False

    def _wipe(self) -> None:
        self._strokes = []
        self._revision += 1

    def _next_misread(self) -> None:
        places = np.flatnonzero(self.result.trained.answers != self._test.targets) + 1
        if not len(places):
            self._notice = "It gets every held-out image right."
            self._refresh()
            return
        after = places[places > int(self.value("stored"))]
        self._apply({"stored": int(after[0] if len(after) else places[0])})

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """The pen moves."""
        if event.get("event") != "stroke" or (points := points_of(event.get("points"))) is None:
            return
        if event.get("begins") or not self._strokes:
            self._strokes.append([])
        if sum(map(len, self._strokes)) + len(points) <= MOST_POINTS:
            self._strokes[-1] += points
            self._show_drawing()


PANELS = (
    {"name": "pad", "kind": "pad", "span": 2},
    {"name": "bars", "kind": "sketch", "span": 3},
    {"name": "seen", "kind": "gallery", "span": 1},
)
LEARNING = {"name": "learning", "kind": "chart", "span": 3}
MISREAD = {"name": "misread", "kind": "gallery"}


def training_fields() -> list[Field]:
    """The settings of `DigitRecipe`."""
    start = DigitRecipe()
    return [
        Number("n_units", "units", start.n_units, 1, MOST_UNITS, 1),
        Choice("activation", "φ", start.activation, {name: name for name in ACTIVATIONS}),
        Number("learning_rate", "rate η", start.learning_rate, 0.01, LARGEST_RATE, 0.01),
        Number("n_steps", "steps", start.n_steps, 100, MOST_STEPS, 100),
        Number("seed", "seed", start.seed, 0, MOST_SEEDS, 1),
    ]


def recipe_of(values: Mapping[str, Any]) -> DigitRecipe:
    """The settings in the fields."""
    return DigitRecipe(**{name: values[name] for name in SETTINGS})


def points_in(stroke: object) -> list[tuple[float, float]] | None:
    """The points of a stroke that was given by code; None for anything else."""
    try:
        points = np.array([(float(x), float(y)) for x, y in stroke])  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        return None
    return points_of(points.ravel().tolist()) if points.size else []


def points_of(numbers: object) -> list[tuple[float, float]] | None:
    """The points that a page sent as x, y, x, y, …; None for anything else."""
    if not isinstance(numbers, list) or not 0 < len(numbers) <= MOST_POINTS or len(numbers) % 2:
        return None
    if not all(type(n) in {int, float} and 0.0 <= n <= 1.0 for n in numbers):
        return None
    return list(zip(numbers[::2], numbers[1::2], strict=True))
