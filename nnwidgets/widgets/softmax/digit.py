"""The digit explorer of notebook 03: draw a digit, and watch ten probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

import ipywidgets
import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.activations import softmax as true_softmax
from nnwidgets.course import datasets
from nnwidgets.course.digits.handwriting import digit_image
from nnwidgets.course.digits.recipe import GOAL, DigitRecipe
from nnwidgets.course.digits.training import digit_training
from nnwidgets.course.forms.softmax import DIGIT, GIVEN_DIGIT, RECIPE_FIELDS
from nnwidgets.exercises import try_case
from nnwidgets.figures.scenes.pad import pad
from nnwidgets.figures.softmax.digits import accuracy_chart, digit_bars, misread, seen
from nnwidgets.text import short
from nnwidgets.widgets.framework.runner import Progress, Runner
from nnwidgets.widgets.framework.trainable import TrainableExplorer
from nnwidgets.widgets.softmax.digit_numbers import (
    DigitNumbers,
    about_accuracy,
    about_image,
    as_given,
    note_under,
)
from nnwidgets.widgets.softmax.strokes import MAX_POINTS, Stroke, points_in, points_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nnwidgets.core.network import Network
    from nnwidgets.figures.schema import Panel, Scene

Floats = NDArray[np.float64]

SETTINGS = tuple(field.name for field in RECIPE_FIELDS)
PANELS: tuple[Panel, ...] = (
    {"name": "pad", "kind": "pad", "span": 2},
    {"name": "bars", "kind": "sketch", "span": 3},
    {"name": "seen", "kind": "gallery", "span": 1},
)
LEARNING: Panel = {"name": "learning", "kind": "chart", "span": 3}
MISREAD: Panel = {"name": "misread", "kind": "gallery", "span": 3}


class DigitExplorer(TrainableExplorer[DigitNumbers]):
    """Draw a digit, or pick a stored one, and watch the ten probabilities of a network.

    The state holds the settings of the training and the number of steps done, not the thousands
    of weights that follow from them: `load` repeats these steps.

    Args:
        network: yours, from 64 pixels to 10 logits; where it is left out, the explorer has one
            to configure and to train.
        softmax: your own function, from 10 logits to 10 probabilities.

    Raises:
        ValueError: a network of other sizes.
        TypeError: anything but a `Network`.
    """

    form = DIGIT
    resets: ClassVar = {name: {"step": 0} for name in SETTINGS}

    def __init__(
        self, network: Network | None = None, *, softmax: Callable[..., object] | None = None
    ) -> None:
        self._given = None if network is None else as_given(network)
        self._softmax = softmax
        self._strokes: list[Stroke] = []
        self._image_of_strokes: Floats | None = None
        self._revision = 0
        self._test = datasets.digits().test
        if network is not None:
            super().__init__([*PANELS, {**MISREAD, "span": 6}], form=GIVEN_DIGIT)
            return
        self.runner = Runner("Train", 100, self._train, lambda _: None)
        super().__init__([*PANELS, LEARNING, MISREAD])

    # numbers

    def compute(self, values: Mapping[str, Any]) -> DigitNumbers:
        """The logits of the drawing or of the stored image, and softmax of them."""
        trained = self._given or digit_training(recipe_of(values)).at(int(values["step"]))
        stored = int(values["stored"])
        pixels = self._test.inputs[stored - 1] if stored else values["image"].ravel() / 16
        target = int(self._test.targets[stored - 1]) if stored else None
        logits = trained.network(pixels)
        p, problem = self._probabilities(logits)
        return DigitNumbers(trained, stored, pixels, logits, p, target, problem)

    def _probabilities(self, logits: Floats) -> tuple[Floats | None, str]:
        if self._softmax is None:
            return true_softmax(logits), ""
        trial = try_case("softmax", self._softmax, logits)
        return trial.value, trial.problem

    # training

    def train(self) -> Self:
        """All steps at once; a network of the notebook's is trained there."""
        if self._given is None:
            return super().train()
        return self.tell("This network was given: train it where it was made.")

    def work(self) -> Runner | None:
        """The training of a network of its own."""
        return self.runner if self._given is None else None

    def _train(self) -> Iterator[Progress]:
        """On from the present step, or from the start again at the end of the training."""
        recipe = recipe_of(self.values)
        training = digit_training(recipe)
        if training.after(self.result.trained.step) is None:
            self.apply({"step": 0})
        while (trained := training.after(self.result.trained.step)) is not None:
            step, cost, share = trained.history[-1].tolist()
            self.apply({"step": step})
            done = round(100 * step / recipe.n_steps)
            yield Progress(done, f"{int(step)} steps, cost {short(cost)}, held out {share:.3f}")

    # words and pictures

    def describe(self, values: Mapping[str, Any], result: DigitNumbers) -> str:
        """What it says to this image, and how many held-out ones it gets right."""
        del values
        steps = "" if self._given else f"After {result.trained.step} steps: "
        return f"{about_image(result)}\n{steps}{about_accuracy(result.trained)}"

    def pictures(
        self, values: Mapping[str, Any], result: DigitNumbers, before: DigitNumbers | None
    ) -> Mapping[str, Scene]:
        """The paper, what the network sees, its ten answers; how it learned; what it misreads."""
        del before  # while one draws, everything moves
        drawn = bool(result.pixels.any())
        scenes: dict[str, Scene] = {
            "pad": pad(
                self._strokes,
                pixels=result.pixels if drawn and not self._strokes else None,
                revision=self._revision,
                note=note_under(result),
            ),
            "seen": seen(result.pixels),
            "bars": digit_bars(
                result.logits,
                result.probabilities,
                target=result.target,
                title="p" if self._softmax is None else "p, yours",
                label=about_image(result),
            ),
            "misread": misread(self._test.inputs, self._test.targets, result.trained.answers),
        }
        if self._given is None:
            n_steps = int(values["n_steps"])
            scenes["learning"] = accuracy_chart(result.trained.history, n_steps, GOAL)
        return scenes

    # controls

    def buttons(self) -> list[ipywidgets.Button]:
        """Clear the paper; go to the next stored image that is misread."""
        clear = ipywidgets.Button(description="Clear", tooltip="Empty paper")
        clear.on_click(lambda _: self.clear())
        wrong = ipywidgets.Button(
            description="Next misread", tooltip="A stored image it gets wrong"
        )
        wrong.on_click(lambda _: self._next_misread())
        return [clear, wrong]

    def _next_misread(self) -> None:
        places = np.flatnonzero(self.result.trained.answers != self._test.targets) + 1
        if not len(places):
            self.tell("It gets every held-out image right.")
            return
        after = places[places > int(self.values["stored"])]
        self.apply({"stored": int(after[0] if len(after) else places[0])})

    def implied(self, changes: Mapping[str, object]) -> Mapping[str, object]:
        """A new drawing is shown instead of the stored image."""
        draws = any(name.partition("_")[0] == "image" for name in changes)
        return {"stored": 0} if draws and "stored" not in changes else {}

    # drawing

    def clear(self) -> Self:
        """Empty paper."""
        self._wipe()
        return self.apply({"image": np.zeros((8, 8))})

    def draw(self, *strokes: object) -> Self:
        """Draw by code: each stroke is a list of points (x, y) from 0 to 1, y downwards.

        Anything else changes nothing; the summary says so.

        >>> DigitExplorer(network).draw([(0.5, 0.1), (0.5, 0.9)])  # doctest: +SKIP
        """
        lines = [points_in(stroke) for stroke in strokes]
        if None in lines:
            return self.tell(
                "Nothing was drawn: a stroke is a list of points (x, y) from 0 to 1, such as "
                "[(0.5, 0.1), (0.5, 0.9)]."
            )
        self._wipe()
        self._strokes = [line for line in lines if line]
        return self._show_drawing()

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """The pen moves."""
        if event.get("event") != "stroke" or (points := points_of(event.get("points"))) is None:
            return
        if event.get("begins") or not self._strokes:
            self._strokes.append([])
        if sum(map(len, self._strokes)) + len(points) <= MAX_POINTS:
            self._strokes[-1] += points
            self._show_drawing()

    def _show_drawing(self) -> Self:
        self._image_of_strokes = digit_image(self._strokes).reshape(8, 8) * 16
        return self.apply({"image": self._image_of_strokes})

    def on_change(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """Wipe strokes that are not those of the image, and stop a training of other settings."""
        moved = old["stored"] != new["stored"] or not np.array_equal(old["image"], new["image"])
        if moved and not (new["stored"] == 0 and self._is_drawn(new["image"])):
            self._wipe()
        if self._given is None and recipe_of(old) != recipe_of(new):
            self.runner.clear()

    def on_reset(self) -> None:
        """Forget the strokes."""
        self._wipe()

    def _is_drawn(self, image: Floats) -> bool:
        """Whether an image is that of the strokes on the paper."""
        return self._image_of_strokes is not None and np.array_equal(self._image_of_strokes, image)

    def _wipe(self) -> None:
        """Take the strokes off the paper, and tell the page so."""
        self._strokes = []
        self._image_of_strokes = None
        self._revision += 1


def recipe_of(values: Mapping[str, Any]) -> DigitRecipe:
    """The settings in the fields."""
    return DigitRecipe(**{name: values[name] for name in SETTINGS})
