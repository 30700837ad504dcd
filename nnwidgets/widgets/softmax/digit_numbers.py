"""What `DigitExplorer` knows of a network and one image, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.network import Network
from nnwidgets.course.digits.training import TrainedDigits, answers_of
from nnwidgets.course.forms.softmax import N_STORED
from nnwidgets.text import short

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class DigitNumbers:
    """What the network says to one image.

    Attributes:
        trained: the network.
        stored: the number of the held-out image, or 0 for a drawing.
        pixels: what it sees, 64 numbers from 0 to 1.
        logits: shape (10,).
        probabilities: shape (10,), or None where the student's softmax gave none.
        target: the digit of a stored image, or None for a drawing.
        problem: what is wrong with the student's softmax, or "".
    """

    trained: TrainedDigits
    stored: int
    pixels: Floats
    logits: Floats
    probabilities: Floats | None
    target: int | None
    problem: str


def as_given(network: Network) -> TrainedDigits:
    """A network of the notebook's.

    Raises:
        ValueError: it does not lead from 64 pixels to 10 logits.
        TypeError: anything but a `Network`.
    """
    if not isinstance(network, Network):
        raise TypeError(f"network: expected a Network, got {type(network).__name__}")
    if network.sizes[0] != 64 or network.sizes[-1] != 10:
        raise ValueError(f"network: expected sizes from 64 to 10, got {network.sizes}")
    return TrainedDigits(network, np.zeros((0, 3)), answers_of(network))


def about_image(now: DigitNumbers) -> str:
    """The two digits that the network finds most probable."""
    name = f"Held-out image {now.stored}, a {now.target}"
    if now.target is None:
        name = "Your drawing" if now.pixels.any() else "Empty paper"
    p = now.probabilities
    if p is None:
        return f"{name}. {now.problem}"
    first, second = np.argsort(-p, kind="stable")[:2].tolist()
    then = f"then {second} with {short(float(p[second]))}"
    answer = f"{name}: {first} with p = {short(float(p[first]))}, {then}."
    return f"{answer} {now.problem}".strip()


def about_accuracy(trained: TrainedDigits) -> str:
    """How many of the held-out images a network reads correctly."""
    share = trained.accuracy
    return f"{round(share * N_STORED)} of {N_STORED} held-out images right, {share:.3f}."


def note_under(now: DigitNumbers) -> str:
    """The line under the paper."""
    if now.stored:
        return f"Held-out image {now.stored}: a {now.target}. Draw over it."
    return "Your drawing." if now.pixels.any() else "Draw a digit here."
