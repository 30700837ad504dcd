"""Learning: steps downhill on the cost, θ ← θ − η ∂C/∂θ.

`gradient_descent` runs to the end. `descend` is the same run as an iterator of reports, to be
watched or stopped, and `without_blocking` hands the control back after each report, which keeps
buttons and sliders alive.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from nnwidgets.core.checks import whole
from nnwidgets.core.descent import Descent, batches
from nnwidgets.core.losses import quadratic_cost

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator

    from numpy.typing import ArrayLike, NDArray

    from nnwidgets.core.checks import Array
    from nnwidgets.core.network import Network


class Progress(NamedTuple):
    """One report of a run.

    Attributes:
        step: the steps made so far; 0 is the start.
        n_steps: the steps of the whole run.
        cost: over all samples.
        network: as it is now.
        message: why the run ends here, where it ends early; else "".
    """

    step: int
    n_steps: int
    cost: float
    network: Network
    message: str = ""


class History(NamedTuple):
    """What `gradient_descent` did.

    Attributes:
        networks: at the recorded steps; the first is the start.
        steps: the recorded steps, shape (n_records,).
        costs: the costs over all samples there, shape (n_records,).
        message: why the run ended early, where it did; else "".
    """

    networks: list[Network]
    steps: NDArray[np.int_]
    costs: Array
    message: str = ""

    @property
    def network(self) -> Network:
        """The network at the end of the run."""
        return self.networks[-1]

    @property
    def parameters(self) -> Array:
        """`Network.parameters` at the recorded steps, shape (n_records, n_parameters)."""
        return np.array([network.parameters for network in self.networks])

    def figure(self, **others: History) -> Any:  # noqa: ANN401  # plotly's, unknown in core
        """The cost over the steps as a `plotly.graph_objects.Figure`: to zoom into and to save.

        Args:
            **others: further runs to compare it with, by the names that the legend gives them.
        """
        from nnwidgets.figures.plotly import cost_figure

        runs = {"this run": self, **others}
        return cost_figure({name: (run.steps, run.costs) for name, run in runs.items()})

    def __repr__(self) -> str:
        ending = f", {self.message}" if self.message else ""
        costs = f"cost {self.costs[0]:.4g} → {self.costs[-1]:.4g}"
        return f"History({self.steps[-1]} steps, {costs}{ending})"


def gradient_descent(
    network: Network,
    x: ArrayLike,
    targets: ArrayLike,
    *,
    cost: str | Callable[..., Any] = quadratic_cost,
    learning_rate: float,
    n_steps: int,
    batch_size: int | None = None,
    rng: np.random.Generator | None = None,
    record_every: int | None = None,
    stop_below: float = -np.inf,
) -> History:
    """θ ← θ − η ∂C/∂θ, n_steps times.

    Args:
        network: the start, which is not changed.
        x: all samples, (n_samples, n_in).
        targets: as the cost takes them.
        cost: one of nnwidgets' costs, its name, or a function of your own.
        learning_rate: η.
        n_steps: the number of steps.
        batch_size: how many samples each step looks at, drawn at random with replacement; all of
            them where it is left out. With 1 this is the stochastic gradient of Higham & Higham's
            netbp.m (arXiv 1801.05894, section 4).
        rng: draws the samples, as `np.random.default_rng(0)`; needed with a batch size only.
        record_every: steps between two records; about 200 records where it is left out.
        stop_below: ends the run at the first record, the start too, whose cost is not above it.

    Returns:
        The recorded costs and networks. Where a step makes the cost infinite or nan, the run ends
        before that step and `message` says what to try.

    Raises:
        ValueError: shapes that do not fit, a nan, numbers out of their range.
        TypeError: anything but numbers; no `rng` with a batch size.

    >>> from nnwidgets.course.datasets import ten_points
    >>> from nnwidgets.core.network import Network
    >>> network = Network.random([2, 2, 3, 2], rng=np.random.default_rng(0))
    >>> gradient_descent(network, *ten_points(), learning_rate=5.0, n_steps=200)
    History(200 steps, cost 0.2768 → 0.248)
    """
    reports = list(
        descend(
            network,
            x,
            targets,
            cost=cost,
            learning_rate=learning_rate,
            n_steps=n_steps,
            batch_size=batch_size,
            rng=rng,
            record_every=record_every,
            stop_below=stop_below,
        )
    )
    return History(
        [report.network for report in reports],
        np.array([report.step for report in reports]),
        np.array([report.cost for report in reports]),
        reports[-1].message,
    )


def descend(
    network: Network,
    x: ArrayLike,
    targets: ArrayLike,
    *,
    cost: str | Callable[..., Any] = quadratic_cost,
    learning_rate: float,
    n_steps: int,
    batch_size: int | None = None,
    rng: np.random.Generator | None = None,
    record_every: int | None = None,
    stop_below: float = -np.inf,
) -> Iterator[Progress]:
    """The run of `gradient_descent`, report by report: the start, then every `record_every` steps.

    Arguments and errors as `gradient_descent`; mistakes are found before the first step.

    >>> from nnwidgets.core.network import Network
    >>> network = Network.random([1, 1], rng=np.random.default_rng(0))
    >>> [p.step for p in descend(network, [[1.0]], [[0.5]], learning_rate=1.0, n_steps=400)][-2:]
    [398, 400]
    """
    descent = Descent(network, x, targets, cost, learning_rate)
    n_samples = len(descent.samples[0])
    n_steps = whole(n_steps, "n_steps", least=0)
    every = max(1, n_steps // 200) if record_every is None else whole(record_every, "record_every")
    if batch_size is None:
        rows: Iterator[tuple[Array, Array]] = repeat(descent.samples)
    else:
        if whole(batch_size, "batch_size") > n_samples:
            raise ValueError(f"batch_size: expected at most {n_samples} samples, got {batch_size}")
        if not isinstance(rng, np.random.Generator):
            raise TypeError("a batch is drawn at random: pass rng=np.random.default_rng(seed)")
        rows = batches(descent.samples, n_steps, batch_size, rng)
    return reports(descent, rows, n_steps, every, stop_below)


def reports(
    descent: Descent,
    rows: Iterator[tuple[Array, Array]],
    n_steps: int,
    every: int,
    stop_below: float,
) -> Iterator[Progress]:
    """The steps themselves, `every` of them between two reports."""
    cost = descent.cost_now()
    message = f"the cost is below {stop_below:g}" if cost <= stop_below else ""
    if not np.isfinite(cost):
        message = "the cost is infinite before the first step: try smaller weights or inputs"
    yield Progress(0, n_steps, cost, descent.network(), message)
    if message:
        return
    for start in range(0, n_steps, every):
        planned = min(every, n_steps - start)
        done, cost = descent.run(rows, planned)
        if done < planned:
            message = (
                f"step {start + done + 1} makes the cost infinite or nan: try a learning rate of "
                f"{descent.learning_rate / 10:.2g}, smaller weights or inputs scaled to about 1"
            )
        elif cost <= stop_below:
            message = f"the cost is below {stop_below:g}"
        yield Progress(start + done, n_steps, cost, descent.network(), message)
        if message:
            return


async def without_blocking(reports: Iterable[Progress]) -> AsyncIterator[Progress]:
    """The reports of `descend`, with a turn for everybody else after each.

    `async for progress in without_blocking(descend(...))` in an asyncio task is a training that
    buttons can stop and sliders can interrupt. The fewer steps between two reports, the livelier.
    """
    import asyncio

    for report in reports:
        yield report
        await asyncio.sleep(0)
