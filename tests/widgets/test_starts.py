"""Constructed against trained: errors by hand, a run in pieces, a rate too large."""

import asyncio
from typing import Any

import numpy as np
import pytest

from nnwidgets import StartsExplorer, relu_network, step_network
from nnwidgets.core.starts import descend_starts, random_starts
from nnwidgets.course.start_trainings import (
    CHUNK,
    GRID,
    N_STARTS,
    N_STEPS,
    SAMPLES,
    TARGETS,
)
from nnwidgets.text import short
from tests.figures.plain import assert_plain
from tests.widgets.conftest import Page

FEW = 5 * CHUNK


def scene(explorer: StartsExplorer, panel: str) -> Any:  # noqa: ANN401
    found = getattr(explorer.stage, f"scene_{panel}")
    assert_plain(found)
    return found


def trained(units: str, rate: float, n_units: int, seed: int) -> np.ndarray:
    """The outputs of all starts after FEW steps, on the grid."""
    f = TARGETS["wave"].function
    run = descend_starts(
        random_starts(N_STARTS, n_units, units, rng=np.random.default_rng(seed)),
        SAMPLES,
        f(SAMPLES),
        activation=units,
        learning_rate=rate,
        record_every=FEW,
    )
    next(run)
    return next(run).outputs(GRID, units)


@pytest.mark.parametrize(("units", "rate"), [("relu", "0.1"), ("sigmoid", "0.5")])
def test_errors_are_those_of_the_trained_outputs(units: str, rate: str) -> None:
    explorer = StartsExplorer().set(units=units, learning_rate=rate, n_units=7, seed=3, steps=FEW)
    gaps = np.abs(trained(units, float(rate), 7, 3) - TARGETS["wave"].function(GRID)).max(axis=1)
    race = explorer.result.race
    np.testing.assert_allclose(race.errors[-1], gaps, rtol=1e-9)
    assert race.errors.shape == (6, N_STARTS)
    words = explorer.summary()
    ranked = sorted(gaps)
    assert f"best start {short(ranked[0])} (start {np.argmin(gaps) + 1})" in words
    assert f"worst {short(ranked[-1])} (start {np.argmax(gaps) + 1})" in words
    assert f"middle one {short(ranked[10])}" in words


def test_the_constructed_network_is_the_broken_line_or_the_staircase() -> None:
    f = TARGETS["wave"].function
    explorer = StartsExplorer().set(n_units=9)
    knots = np.linspace(0, 1, 9)
    np.testing.assert_allclose(
        explorer.result.constructed.values, np.interp(GRID, knots, f(knots)), atol=1e-12
    )
    assert len(relu_network(f, 9, (0.0, 1.0)).weights) == 9
    explorer.set(units="sigmoid")
    units = step_network(f, 9, (0.0, 1.0))
    units.biases[0] += 1.0  # half way up at −1, so that it is on at 0
    z = 72.0 * (GRID[:, None] * units.weights + units.biases)  # eight times as steep as N
    with np.errstate(over="ignore"):
        stairs = (1 / (1 + np.exp(-z))) @ units.output_weights
    np.testing.assert_allclose(explorer.result.constructed.values, stairs, atol=1e-12)


@pytest.mark.parametrize(("n", "error"), [(10, 0.092), (20, 0.0216), (40, 0.0052)])
def test_the_constructed_errors_that_the_notebook_quotes(n: int, error: float) -> None:
    """Between two of n points the wave of curvature M = 0.4 (4π)² is off by at most M h²/8."""
    built = StartsExplorer().set(n_units=n).result.race.constructed
    assert built == pytest.approx(error, rel=0.01)
    assert built <= 0.4 * (4 * np.pi) ** 2 / (n - 1) ** 2 / 8


def test_nothing_of_this_is_a_lack_of_units() -> None:
    """What the notebook says: as many units, and the built one is better than all that learned."""
    explorer = StartsExplorer().set(steps=2000)
    race = explorer.result.race
    assert (race.errors[-1] > 2 * race.constructed).all()
    assert "0 of 20 starts come as close" in explorer.summary()


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 2},
        {"n_units": 5},
        {"target": "corner"},
        {"units": "sigmoid"},
        {"learning_rate": "2"},
    ],
)
def test_other_settings_begin_anew(change: dict[str, Any]) -> None:
    explorer = StartsExplorer().set(steps=FEW)
    assert explorer.set(**change).values["steps"] == 0
    assert explorer.summary() == StartsExplorer().set(**change).summary()
    assert explorer.set(steps=FEW, **change).values["steps"] == FEW  # the same again is no change


def test_looking_at_another_start_changes_nothing_else() -> None:
    explorer = StartsExplorer().set(steps=FEW)
    before = explorer.result.race.errors
    np.testing.assert_array_equal(explorer.set(pick=9).result.race.errors, before)
    assert explorer.values["steps"] == FEW
    assert explorer.result.picked.name == "start 9"
    assert explorer.result.picked.error == explorer.result.race.errors[-1, 8]
    best, middle, worst = explorer.buttons()
    for button, place in ((best, 0), (middle, 10), (worst, 19)):
        button.click()
        assert explorer.result.picked.error == np.sort(explorer.result.race.errors[-1])[place]


def test_a_state_holds_the_whole_training() -> None:
    explorer = StartsExplorer().set(n_units=6, seed=4, steps=FEW, pick=11)
    again = StartsExplorer().load(explorer.state())
    assert again.summary() == explorer.summary()
    assert scene(again, "race") == scene(explorer, "race")
    assert scene(again, "curves") == scene(explorer, "curves")


def test_training_goes_on_where_it_was_stopped_and_reset_forgets_it() -> None:
    async def stop_and_go() -> tuple[float, float]:
        explorer = StartsExplorer().set(n_units=3)
        explorer.runner.start()
        while explorer.values["steps"] == 0:  # noqa: ASYNC110  # the explorer has no event
            await asyncio.sleep(0.01)
        explorer.runner.stop()
        await explorer.runner.finished()
        first = float(explorer.values["steps"])
        explorer.runner.start()
        while explorer.values["steps"] == first:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        second = float(explorer.values["steps"])
        assert explorer.reset().summary() == StartsExplorer().summary()
        await explorer.runner.finished()
        assert explorer.values["steps"] == 0
        return first, second

    first, second = asyncio.run(stop_and_go())
    assert 0 < first < second < N_STEPS


def test_a_setting_that_changes_during_the_training_starts_the_new_one_at_zero() -> None:
    explorer = StartsExplorer().set(n_units=2)
    run = explorer._train()
    for _ in range(3):
        next(run)
    explorer.set(seed=1)
    assert next(run).done == CHUNK
    assert explorer.values["steps"] == CHUNK


def test_train_runs_all_steps() -> None:
    explorer = StartsExplorer().set(n_units=2).train()
    assert f"{N_STEPS} steps of rate 0.1" in explorer.summary()
    assert scene(explorer, "race")["frames"][1]["x"]["range"] == (0.0, N_STEPS)


def test_a_rate_that_is_too_large_is_drawn_and_raises_nothing() -> None:
    explorer = StartsExplorer().set(learning_rate="2", target="nielsen", steps=20 * CHUNK)
    dots = scene(explorer, "race")["frames"][0]["points"]
    assert len(dots) == N_STARTS
    assert all(-3.0 <= dot["y"] <= 0.5 for dot in dots)
    scene(explorer, "curves")


def test_dots_say_by_shape_and_colour_who_came_as_close() -> None:
    explorer = StartsExplorer().set(target="corner", steps=40 * CHUNK)
    race = explorer.result.race
    dots = scene(explorer, "race")["frames"][0]["points"]
    for dot, error in zip(dots, race.errors[-1], strict=True):
        good = error <= race.constructed
        assert (dot["label"], dot["shape"]) == (("a", "circle") if good else ("b", "cross"))
        assert dot["y"] == pytest.approx(np.log10(error), abs=1e-4)
    assert [dot["chosen"] for dot in dots] == [True] + [False] * 19
    assert {dot["shape"] for dot in dots} == {"circle", "cross"}


def test_the_ring_stands_where_a_curve_is_farthest_off() -> None:
    explorer = StartsExplorer().set(steps=FEW, pick=4)
    upper, lower = scene(explorer, "curves")["frames"]
    f = TARGETS["wave"].function
    for frame, curve in ((upper, explorer.result.constructed), (lower, explorer.result.picked)):
        (ring,) = frame["points"]
        gap = abs(curve.values[np.argmin(abs(GRID - ring["x"]))] - f(np.array([ring["x"]]))[0])
        assert gap == pytest.approx(curve.error, rel=0.02)


def test_a_step_of_the_training_is_one_message(page: Page) -> None:
    explorer = StartsExplorer().set(n_units=3)
    run = explorer._train()
    page.sent.clear()
    next(run)
    assert len(page.updates(explorer.stage)) == 1


def test_units_that_are_zero_everywhere_are_counted() -> None:
    explorer = StartsExplorer().set(steps=20 * CHUNK)
    f = TARGETS["wave"].function
    run = descend_starts(
        random_starts(N_STARTS, 20, "relu", rng=np.random.default_rng(0)),
        SAMPLES,
        f(SAMPLES),
        activation="relu",
        learning_rate=0.1,
        record_every=20 * CHUNK,
    )
    next(run)
    starts = next(run)
    counts = []
    for k in range(N_STARTS):
        w, b, _ = starts.units(k)
        counts.append(int((np.maximum(0, np.outer(GRID, w) + b).max(axis=0) == 0).sum()))
        words = explorer.set(pick=k + 1).summary()
        said = (
            f"Start {k + 1} has {counts[-1]} unit{'s that are' if counts[-1] > 1 else ' that is'} 0"
        )
        assert (said in words) == (counts[-1] > 0)
    assert max(counts) > 3
    assert "on all of [0, 1]" not in StartsExplorer().set(units="sigmoid", steps=CHUNK).summary()


def test_marks_stand_at_the_corners_of_the_broken_line() -> None:
    upper, _ = scene(StartsExplorer().set(n_units=5), "curves")["frames"]
    points = np.frombuffer(upper["lines"][2]["points"], dtype=np.float32).reshape(-1, 2)
    assert np.isnan(points[2::3, 1]).all()  # a gap after each stroke
    assert points[::3, 0].tolist() == points[1::3, 0].tolist()
    assert points[::3, 0].tolist() == pytest.approx(
        [0.0, 0.25, 0.5, 0.75]
    )  # the first unit is a constant
