"""A drawn digit in the form of the stored ones: strokes of a pen into 8×8 pixels.

The digits of `datasets.digits` were bitmaps of 32×32, made by NIST's programs, and each pixel is
the number of ink dots in a block of 4×4 (E. Alpaydin and C. Kaynak, Optical Recognition of
Handwritten Digits, UCI Machine Learning Repository, 1998). Before that NIST's programs set every
digit upright, scaled it to 20×32 dots and gave it about the same amount of ink (M. D. Garris et
al., NIST Form-Based Handprint Recognition System, NISTIR 5469, 1994). The stored images show it:
all eight rows are used and six of the columns, and every digit, the 1 too, is 30 per cent ink.
A drawing that does not go the same way does not look like them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core.checks import finite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from nnwidgets.core.checks import Array

SIDE, BLOCK = 32, 4
BOX = np.array([20.0, 32.0])
"""Width and height of a digit on the 32×32 dots."""
INK = 312
"""Dots of ink in a digit: 30.5 per cent of 1024, the mean of the stored ones."""
EDGE, UPRIGHT = 0.08, 0.65
"""Top and bottom, as parts of the height, by which the slant is measured, and how much of it is
taken out: all of it would spoil a 7, whose foot stands beside its bar."""
NARROW = 0.25
"""Narrower than this part of its height a drawing is a 1, and is not stretched to the box."""
THINNEST, THICKEST = 1.5, 5.0
FLAT = 1e-9
"""A drawing less high than this has no slant; the largest coordinate is about 1."""
SPACING, MAX_POINTS = 0.75, 400
"""Dots between the points along a stroke, and how many there are at most."""


def digit_image(strokes: Sequence[ArrayLike]) -> Array:
    """The 8×8 pixels of a drawing, centred, scaled and inked as the stored digits are.

    Args:
        strokes: for each stroke of the pen its points (x, y), y downwards, shape (n, 2), in any
            unit. A stroke of one point is a dot.

    Returns:
        64 pixels, row by row from the top, as in `datasets.digits`: sixteenths from 0 (paper) to 1
        (ink). Without strokes all are 0.

    Raises:
        ValueError: points that are not pairs, or a nan.
        TypeError: anything but numbers.

    >>> one = digit_image([[(10, 0), (10, 50)]])
    >>> one.reshape(8, 8)[4] * 16
    array([ 0.,  0.,  4., 16., 16.,  4.,  0.,  0.])
    """
    lines = [line for line in map(stroke_points, strokes) if len(line)]
    if not lines:
        return np.zeros(64)
    lines = upright(in_range(lines))
    radius = 2.5
    for _ in range(3):  # the thicker the pen, the less room for its centre
        distance = distance_to(inside_box(lines, radius))
        radius = float(np.clip(np.partition(distance, INK)[INK], THINNEST, THICKEST))
    n = SIDE // BLOCK
    blocks = (distance < radius).reshape(n, BLOCK, n, BLOCK)
    return np.asarray(blocks.sum(axis=(1, 3)).ravel() / BLOCK**2)


def stroke_points(stroke: ArrayLike) -> Array:
    """The points of one stroke, shape (n, 2)."""
    points = finite(stroke, "strokes")
    if points.size == 0:
        return np.empty((0, 2))
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"strokes: expected points (x, y), got an array of shape {points.shape}")
    return points


def in_range(lines: list[Array]) -> list[Array]:
    """The strokes times a power of two: no coordinate beyond ±1, so that nothing can overflow."""
    _, exponent = np.frexp(max(np.abs(line).max() for line in lines))
    return [np.ldexp(line, -exponent) for line in lines]


def upright(lines: list[Array]) -> list[Array]:
    """The strokes with most of their slant taken out: x loses a multiple of y.

    The slant is how far the top of the drawing stands beside its bottom, as in NIST's programs.
    """
    points = np.concatenate(lines)
    low, high = points[:, 1].min(), points[:, 1].max()
    height = high - low
    if height < FLAT:
        return lines
    along = np.concatenate([evenly(line, height / 64) for line in lines])
    top = along[along[:, 1] <= low + EDGE * height, 0]
    bottom = along[along[:, 1] >= high - EDGE * height, 0]
    slant = UPRIGHT * (middle(bottom) - middle(top)) / height
    return [line - np.outer(line[:, 1] - low, [slant, 0.0]) for line in lines]


def middle(x: Array) -> float:
    """Half way between the ends."""
    return float(x.min() + x.max()) / 2


def inside_box(lines: list[Array], radius: float) -> Array:
    """Points all along the strokes, scaled so that a pen of that radius fills the box."""
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    width, height = high - low
    with np.errstate(divide="ignore"):
        scale = (BOX - 2 * radius) / (high - low)
    if width < NARROW * height:
        scale[0] = min(scale)
    if height < NARROW * width:
        scale[1] = min(scale)
    scale[np.isinf(scale)] = 1.0
    placed = ((line - (low + high) / 2) * scale + SIDE / 2 for line in lines)
    return np.concatenate([evenly(line, SPACING) for line in placed])


def evenly(line: Array, spacing: float) -> Array:
    """Points along a line, at most `spacing` apart where it is not very long."""
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    n = min(int(np.ceil(along[-1] / spacing)), MAX_POINTS) + 1
    at = np.linspace(0.0, along[-1], n)
    return np.column_stack([np.interp(at, along, line[:, k]) for k in (0, 1)])


def distance_to(points: Array) -> Array:
    """From the centre of each of the 32×32 dots to the nearest point, row by row."""
    centres = np.arange(SIDE) + 0.5
    x2 = np.square(centres - points[:, :1])
    y2 = np.square(centres - points[:, 1:])
    nearest = (y2[:, :, None] + x2[:, None, :]).min(axis=0)
    return np.asarray(np.sqrt(nearest).ravel())
