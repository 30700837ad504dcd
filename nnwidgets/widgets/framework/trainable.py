"""An explorer with a training: Train and Stop stand after Reset, the progress under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from nnwidgets.widgets.framework.runner import Runner

Result = TypeVar("Result")


class TrainableExplorer(Explorer[Result]):
    """Base of explorers that train; a subclass makes its `runner` before the base is made."""

    runner: Runner

    def work(self) -> Runner | None:
        """The training."""
        return self.runner

    def train(self) -> Self:
        """All steps at once: for code, and for outputs that are stored."""
        self.runner.run_now()
        return self
