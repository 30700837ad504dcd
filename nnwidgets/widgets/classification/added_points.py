"""Base of explorers with a map on which a click adds or removes a point of either class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import ipywidgets
import numpy as np
from numpy.typing import NDArray

from nnwidgets.course.datasets import Dataset
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = NDArray[np.float64]
Result = TypeVar("Result")

NEAR = 0.2
"""A click closer than this to an added point removes it."""


class AddedPointsExplorer(Explorer[Result]):
    """Base of explorers whose form has the `POINT_FIELDS` of notebook 02."""

    def buttons(self) -> list[ipywidgets.Button]:
        """A button that removes the point that was added last."""
        undo = ipywidgets.Button(description="Remove last point")
        undo.on_click(lambda _: self.apply({"added": self.values["added"][:-1]}))  # type: ignore[index]  # rows are an array
        return [undo]

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Add a point where the map was clicked, or remove the added one that lies there."""
        if event.get("event") in {"point", "erase"}:
            self.apply({"added": changed_points(self.values, event)})


def changed_points(values: Mapping[str, Any], event: Mapping[str, Any]) -> Floats:
    """The added points after a click at (x, y): one more, or one fewer if one lay there."""
    added: Floats = values["added"]
    at = np.round([float(event["x"]), float(event["y"])], 2)
    distances = np.linalg.norm(added[:, :2] - at, axis=1)
    if len(added) and distances.min() < NEAR:
        return np.delete(added, int(distances.argmin()), axis=0)
    if event["event"] == "erase":
        return added
    return np.vstack([added, [*at, float(values["adds"] == "B")]])


def with_added(samples: Dataset, added: Floats) -> Dataset:
    """A data set followed by the added points."""
    classes = (added[:, 2] >= 0.5).astype(int)
    return Dataset(
        np.vstack([samples.inputs, added[:, :2]]), np.concatenate([samples.targets, classes])
    )


def point_help(values: Mapping[str, Any]) -> str:
    """What the keys do on the map, for its help text."""
    name = "×" if values["adds"] == "B" else "●"
    return f"Arrow keys move a crosshair, Enter adds a {name}, Delete takes one away."
