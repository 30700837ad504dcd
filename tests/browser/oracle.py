"""The numbers that the pictures have to show, by a few lines of numpy; nothing of the package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float64]

# The ten points of Higham & Higham, arXiv 1801.05894, listing netbp.m: five of A, five of B.
POINTS = np.array(
    [
        [0.1, 0.3, 0.1, 0.6, 0.4, 0.6, 0.5, 0.9, 0.4, 0.7],
        [0.1, 0.4, 0.5, 0.9, 0.2, 0.3, 0.6, 0.2, 0.4, 0.6],
    ]
).T
TARGETS = np.array([[1.0, 0.0]] * 5 + [[0.0, 1.0]] * 5)


@dataclass
class Parameters:
    """W¹, W², W³ and b¹, b², b³ of a 2-2-3-2 network, and the input x."""

    weights: list[Floats]
    biases: list[Floats]
    x: Floats

    def layers(self, x: Floats) -> list[Floats]:
        """a⁰, z¹, a¹, z², a², z³, a³ for rows of samples."""
        found = [x]
        for W, b in zip(self.weights, self.biases, strict=True):
            z = found[-1] @ W.T + b
            found += [z, 1.0 / (1.0 + np.exp(-z))]
        return found

    def output(self, x: Floats) -> Floats:
        """F(x) for rows of samples."""
        return self.layers(x)[-1]

    def gap(self, x: Floats) -> Floats:
        """F₂ − F₁ for rows of samples: negative where the answer is A."""
        return np.diff(self.output(x), axis=-1)[..., 0]

    def cost(self) -> float:
        """The mean of ½‖y − F(x)‖² over the ten points."""
        return float(np.mean([0.5 * (y - f) @ (y - f) for y, f in self._pairs()]))

    def n_right(self) -> int:
        """How many of the ten points get the larger output in the right place."""
        return sum(int(np.argmax(f) == np.argmax(y)) for y, f in self._pairs())

    def _pairs(self) -> list[tuple[Floats, Floats]]:
        return list(zip(TARGETS, self.output(POINTS), strict=True))

    def in_python(self) -> str:
        """The arguments that put an explorer where these numbers are."""
        parts = [f"x={self.x.tolist()}"]
        for layer, (W, b) in enumerate(zip(self.weights, self.biases, strict=True), start=1):
            parts.append(f"W{layer}={W.tolist()}, b{layer}={b.tolist()}")
        return ", ".join(parts)


def some_parameters() -> Parameters:
    """Numbers of this suite's own, with a boundary that crosses the square."""
    return Parameters(
        [
            np.array([[3.0, -2.0], [-1.5, 4.0]]),
            np.array([[2.5, -3.0], [-4.0, 1.5], [3.5, 2.0]]),
            np.array([[2.0, -3.5, 1.5], [-2.5, 3.0, -1.0]]),
        ],
        [np.array([-0.5, 0.5]), np.array([1.0, -0.5, -2.5]), np.array([0.5, -0.5])],
        np.array([0.3, 0.6]),
    )


def centres(n: int) -> Floats:
    """The centres of n × n cells of the unit square in the order of a picture: top row first."""
    along = (np.arange(n) + 0.5) / n
    return np.array([[x1, x2] for x2 in along[::-1] for x1 in along])


def number(text: str) -> float:
    """A number as the pictures print it, with a true minus sign."""
    return float(text.strip().replace("−", "-"))


def numbers_in(text: str) -> list[float]:
    """All numbers that stand alone in a text, exponents included."""
    found = re.findall(r"(?<![\w.⁽])[−-]?\d+(?:\.\d+)?(?:e[−-]?\d+)?(?![\w⁾])", text)
    return [number(part) for part in found]


def close(shown: Sequence[float], wanted: Sequence[float] | Floats, digits: int = 3) -> bool:
    """Whether printed numbers are those wanted, rounded to `digits` digits."""
    tolerance = 0.6 * 10.0**-digits
    return len(shown) == len(np.ravel(wanted)) and bool(
        np.allclose(shown, np.ravel(wanted), rtol=10 * tolerance, atol=tolerance)
    )


def blend(share: Floats, stops: Sequence[str]) -> Floats:
    """Colours (n, 3) on the way from stop to stop, `share` from 0 to 1; stops as #rrggbb."""
    channels = np.array([[int(stop[i : i + 2], 16) for i in (1, 3, 5)] for stop in stops])
    places = np.linspace(0.0, 1.0, len(stops))
    return np.column_stack([np.interp(share, places, channels[:, c]) for c in range(3)])
