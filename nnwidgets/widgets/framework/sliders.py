"""Sliders that keep a number as it is.

A slider of ipywidgets moves every number to the nearest of its own steps as soon as a page shows
it, and sends that back: 1.234 became 1.2 unasked. Here the own step is as fine as what the number
box prints. The step of a hand stands in a class: sliders.js gives it to arrow keys and drags.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import ipywidgets

if TYPE_CHECKING:
    from nnwidgets.course.state.fields import Number

FINEST = 0.01  # what ".2f" tells apart


def resolution(field: Number) -> float:
    """The finest difference that a field's slider shows; counts are whole."""
    return field.step if isinstance(field.step, int) else min(field.step, FINEST)


def make_slider(field: Number) -> ipywidgets.FloatSlider:
    """The slider of a number, with a number box beside it."""
    step = resolution(field)
    slider = ipywidgets.FloatSlider(
        value=handle_at(field.default, field.low, field.high, step),
        min=field.low,
        max=field.high,
        step=step,
        description=field.label,
        readout_format=".0f" if isinstance(field.step, int) else ".2f",
    )
    slider.add_class(f"nnw-step-{field.step:g}")
    return slider


def handle_at(value: float, low: float, high: float, step: float) -> float:
    """The float at which a page's slider stands for a value, to the last bit.

    4.0 from −12 in steps of 0.01 is 3.9999999999999982 there. Given another float, a page sends its
    own back, and late: after the next line of a cell has moved the slider on, it would undo that.

    Source: noUiSlider 15, `toStepping`, `getStep` and `fromStepping` of its `Spectrum`.
    """
    if value >= high:
        return high
    percent = (value - low) * 100 / (high - low)
    share = step * 100 / (high - low)
    percent = max(math.floor(percent / share + 0.5) * share, 0.0)
    return high if percent >= 100 else percent * (high - low) / 100 + low


def place(slider: ipywidgets.FloatSlider, value: float) -> None:
    """Move a slider to a value, from the kernel."""
    slider.value = handle_at(value, slider.min, slider.max, slider.step)


def shows(field: Number, shown: float, value: float) -> bool:
    """Whether a slider that stands at `shown` shows `value`, as well as it can."""
    return abs(shown - value) <= 0.5001 * resolution(field)  # a half, and float's own error
