"""Sliders that keep a number as it is.

A slider of ipywidgets moves every number to the nearest of its own steps as soon as a page shows
it, and sends that back: 1.234 became 1.2 unasked. Here the own step is as fine as what the number
box prints. The step of a hand stands in a class: controls.js gives it to arrow keys and drags.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets

if TYPE_CHECKING:
    from nnwidgets.widgets.fields import Number

FINEST = 0.01  # what ".2f" tells apart


def resolution(field: Number) -> float:
    """The finest difference that a field's slider shows; counts are whole."""
    return field.step if isinstance(field.step, int) else min(field.step, FINEST)


def make_slider(field: Number) -> ipywidgets.FloatSlider:
    """The slider of a number, with a number box beside it."""
    slider = ipywidgets.FloatSlider(
        value=field.default,
        min=field.low,
        max=field.high,
        step=resolution(field),
        description=field.label,
        readout_format=".0f" if isinstance(field.step, int) else ".2f",
    )
    slider.add_class(f"nnw-step-{field.step:g}")
    return slider


def shows(field: Number, shown: float, value: float) -> bool:
    """Whether a slider that stands at `shown` shows `value`, as well as it can."""
    return abs(shown - value) <= 0.5001 * resolution(field)  # a half, and float's own error
