"""ApproximationExplorer: errors, bounds and curves against others' numbers and plain Python."""

import asyncio
import functools
import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnwidgets import ApproximationExplorer
from nnwidgets.core import Units, step_network, sum_of_units
from nnwidgets.course import approximations as numbers
from nnwidgets.exercises.approximation.twenty_units import TWENTY_UNITS
from nnwidgets.figures.approximation.approximation import ERRORS, ticks_between
from tests.figures.plain import assert_plain
from tests.widgets.conftest import Page

# numbers.json, uat, computed elsewhere
STEP_ERRORS = {5: 0.4734123, 10: 0.2461064, 20: 0.1606428, 50: 0.0692682, 100: 0.0348936}
STEP_ERRORS |= {200: 0.0174479}
LIPSCHITZ = 6.995592965540709


def frames(explorer: ApproximationExplorer) -> list[dict[str, Any]]:
    scene: Any = explorer.stage.scene_chart
    assert_plain(scene)
    found: list[dict[str, Any]] = scene["frames"]
    return found


def points(frame: dict[str, Any], kind: str) -> np.ndarray:
    (line,) = [entry for entry in frame["lines"] if entry["kind"] == kind]
    return np.frombuffer(line["points"], np.float32).reshape(-1, 2)


def measured(explorer: ApproximationExplorer) -> float:
    found = explorer.result.measured
    assert found is not None
    return found.error


def staircase(f: Callable[[float], float], n: int) -> Callable[[float], float]:
    return lambda x: f((min(int(x * n), n - 1) + 0.5) / n)


@pytest.mark.parametrize("n", STEP_ERRORS)
def test_the_errors_of_steps_are_those_computed_elsewhere(n: int) -> None:
    explorer = ApproximationExplorer().set(n_units=n)
    assert measured(explorer) == pytest.approx(STEP_ERRORS[n], abs=1e-4)
    bound = LIPSCHITZ / (2 * n)
    assert f"L/(2N) = 7 / (2 · {n}) = {bound:.3g}." in explorer.summary()
    assert measured(explorer) <= bound * (1 + 1e-4)


def test_relu_errors_fall_with_the_square_and_keep_their_bound() -> None:
    explorer = ApproximationExplorer().set(kind="relu", target="sine")
    found = {n: measured(explorer.set(n_units=n)) for n in (10, 11, 21, 41)}
    # h = 1/(N − 1); between two points the chord of sin 2πx is off by M h²/8 at most, M = 4π²
    for n, error in found.items():
        bound = 4 * math.pi**2 / (8 * (n - 1) ** 2)
        assert 0.9 * bound < error <= bound
    assert found[11] / found[21] == pytest.approx(4, rel=0.05)
    assert "Bound: M h²/8 = 39.5 · (1/40)² / 8 = 0.00308." in explorer.summary()


def test_dots_and_bound_stand_where_their_logarithms_are() -> None:
    explorer = ApproximationExplorer()
    _, right = frames(explorer)
    bound, dots = points(right, "faint"), points(right, "ink")
    counts = 10.0 ** dots[:, 0]
    np.testing.assert_allclose(10.0 ** bound[:, 1], LIPSCHITZ / (2 * counts), rtol=1e-3)
    at = {round(float(n)): 10.0 ** float(y) for n, y in zip(counts, dots[:, 1], strict=True)}
    assert at[20] == pytest.approx(STEP_ERRORS[20], rel=1e-2)
    ring = right["points"][-1]
    assert ring["shape"] == "ring"
    assert ring["x"] == pytest.approx(1.0, abs=1e-4)
    assert 10.0 ** ring["y"] == pytest.approx(STEP_ERRORS[10], rel=1e-3)


@pytest.mark.parametrize("kind", ["step", "relu", "sigmoid"])
def test_the_bold_curve_is_the_sum_of_the_units(kind: str) -> None:
    explorer = ApproximationExplorer().set(kind=kind, n_units=13)
    units = explorer.result.units
    assert units is not None
    left, _ = frames(explorer)
    drawn = points(left, "sum")
    stands = -units.biases[units.weights != 0] / units.weights[units.weights != 0]
    for x, y in drawn[~np.isnan(drawn[:, 1])].tolist():
        if np.abs(stands - x).min() > 1e-6:
            assert y == pytest.approx(float(sum_of_units(x, *units, kind)), abs=1e-5)


@pytest.mark.parametrize("kind", ["step", "relu"])
def test_running_sums_are_the_sums_of_all_units(kind: str) -> None:
    rng = np.random.default_rng(3)
    w = rng.integers(0, 2, 40).astype(float)
    units = Units(w, rng.normal(size=40), rng.normal(size=40))
    x = np.sort(rng.uniform(-2, 2, 300))
    found = numbers.sums_at(x, units, kind)
    np.testing.assert_allclose(found, sum_of_units(x, *units, kind), atol=1e-12)


@pytest.mark.parametrize("target", numbers.LISTED)
@pytest.mark.parametrize("n", [3, 8])
def test_the_measured_error_is_that_of_a_staircase_written_out(target: str, n: int) -> None:
    explorer = ApproximationExplorer().set(target=target, n_units=n)
    f: Callable[[float], float] = {
        "nielsen": lambda x: (
            0.2 + 0.4 * x**2 + 0.3 * x * math.sin(15 * x) + 0.05 * math.cos(50 * x)
        ),
        "sine": lambda x: math.sin(2 * math.pi * x),
        "corner": lambda x: abs(x - 0.4),
        "jump": lambda x: 0.4 * x + 0.5 * (x >= 0.62),
    }[target]
    F = staircase(f, n)
    places = [i / 20_000 for i in range(20_001)] + [i / n - 1e-9 for i in range(1, n + 1)]
    places += [0.62 - 1e-9]
    wanted = max(abs(f(x) - F(x)) for x in places)
    assert measured(explorer) == pytest.approx(wanted, abs=2e-4)


# what is not smooth


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"target": "jump"}, "f jumps near x = 0.62, so that no L limits its slope"),
        ({"target": "jump", "kind": "relu"}, "f jumps near x = 0.62: there is no M"),
        ({"target": "corner"}, "Bound: L/(2N) = 1 / (2 · 10) = 0.05."),
        ({"target": "corner", "kind": "relu"}, "f has a corner near x = 0.4, so that no M"),
        ({"formula": "sqrt(x)"}, "f has no finite slope near x = 0"),
        ({"formula": "3"}, "largest error measured is 0, at x = 0.\nBound: L/(2N) = 0"),
        ({"formula": "3", "kind": "relu"}, "largest error measured is 0, at x = 0."),
        ({"formula": "-2*x + 1", "kind": "relu"}, "M h²/8 = 0"),
        ({"formula": "1/x"}, "f has no finite value at x = 0: nothing can be built."),
        ({"formula": "log(x - 0.5)"}, "f has no finite value at x = 0: nothing can be built."),
        ({"formula": "exp(1000*x)"}, "f is larger than 1e30 at x = 0.0695: nothing can be built."),
        ({"formula": "x*y"}, "formula was not changed: expected one variable, x, got x and y"),
        ({"formula": "2 +"}, "formula was not changed"),
        ({"kind": "relu", "n_units": 1}, "With a single unit there is no line, and no bound."),
        ({"kind": "sigmoid"}, "Bound of steps: L/(2N)"),
    ],
)
def test_jumps_corners_constants_and_nan_have_their_sentences(
    changes: dict[str, object], words: str
) -> None:
    explorer = ApproximationExplorer().set(**changes)
    assert words in explorer.summary()
    frames(explorer)


def test_a_jump_keeps_the_error_up_whatever_n_is() -> None:
    explorer = ApproximationExplorer().set(target="jump")
    assert all(measured(explorer.set(n_units=n)) > 0.45 for n in (3, 20, 101, 199))


def test_any_variable_will_do() -> None:
    explorer = ApproximationExplorer().set(formula="t^2", n_units=10)
    assert measured(explorer) == pytest.approx(0.95**2 - 0.9**2, abs=1e-4) or measured(
        explorer
    ) == pytest.approx(1 - 0.95**2, abs=1e-4)
    assert explorer.value("target") == "typed"


# drawn by hand

DRAWN_ON = ApproximationExplorer()


def drawn(heights: Sequence[float], x: float) -> float:
    place = min(int(x * 8), 7)
    share = x * 8 - place
    return heights[place] * (1 - share) + heights[place + 1] * share


def test_handles_are_dragged_and_nudged(page: Page) -> None:
    explorer = ApproximationExplorer().set(target="drawn", n_units=4)
    left, _ = frames(explorer)
    assert [handle["id"] for handle in left["handles"]] == [f"h_{i}" for i in range(1, 10)]
    assert [handle["x"] for handle in left["handles"]] == [i / 8 for i in range(9)]
    page.send(explorer.stage, {"event": "drag", "id": "h_3", "y": -0.35})
    page.send(explorer.stage, {"event": "nudge", "id": "h_5", "steps": 3})
    page.send(explorer.stage, {"event": "drag", "id": "h_44", "y": 0.5})
    page.send(explorer.stage, {"event": "drag", "id": "n_units", "y": 7})
    heights = [0.2, 0.6, -0.35, 0.3, -0.05, -0.4, 0.1, 0.5, 0.4]
    assert explorer.values["h"].tolist() == pytest.approx(heights)  # type: ignore[union-attr]
    assert explorer.value("n_units") == 4
    curve = points(frames(explorer)[0], "target")
    assert [drawn(heights, x) for x in curve[:, 0].tolist()] == pytest.approx(
        curve[:, 1].tolist(), abs=1e-6
    )
    page.send(explorer.stage, {"event": "restore", "id": "h_3"})
    assert explorer.value("h_3") == 0.7


def test_a_moved_handle_makes_the_drawing_the_target() -> None:
    explorer = ApproximationExplorer().set(h_1=0.9)
    assert explorer.value("target") == "drawn"
    assert "not changed" in explorer.set(h_1=float("nan")).summary()
    assert "nan" in explorer.set(h=[float("nan")] * 9).summary()
    assert explorer.value("h_1") == 0.9


@given(
    heights=st.lists(st.integers(-20, 20), min_size=9, max_size=9),
    n=st.integers(1, 60),
    joined=st.sampled_from(["lines", "jumps"]),
    kind=st.sampled_from(["step", "relu", "sigmoid"]),
)
@settings(max_examples=60)
def test_whatever_is_drawn_is_built_and_steps_keep_their_bound(
    heights: list[int], n: int, joined: str, kind: str
) -> None:
    drawing = [h / 20 for h in heights]
    explorer = DRAWN_ON.set(h=drawing, n_units=n, joined=joined, kind=kind)
    jumps = joined == "jumps" and len(set(heights)) > 1
    assert ("f jumps near" in explorer.summary()) == jumps
    if kind == "step" and joined == "lines":
        steepest = max(abs(b - a) for a, b in itertools.pairwise(drawing)) * 8
        assert measured(explorer) <= steepest / (2 * n) + 1e-9


def test_level_pieces_have_jumps_between_them() -> None:
    explorer = ApproximationExplorer().set(target="drawn", joined="jumps")
    curve = points(frames(explorer)[0], "target")
    assert np.isnan(curve).any(axis=1).sum() == 8
    assert "f jumps near x = 0.4" in explorer.summary()  # from 0.3 to −0.2 at 7/16
    level = ApproximationExplorer().set(h=[0.5] * 9, joined="jumps")
    assert "largest error measured is 0" in level.summary()


# construct, predict, the student's own


def test_the_first_units_alone_are_a_part_of_the_sum() -> None:
    explorer = ApproximationExplorer().set(placed=50)
    assert "Placed so far: 5." in explorer.summary()
    total = points(frames(explorer)[0], "sum")
    known = total[~np.isnan(total[:, 1])]
    after = known[known[:, 0] > 0.401]
    f_in_the_middle = 0.2 + 0.4 * 0.45**2 + 0.3 * 0.45 * math.sin(6.75) + 0.05 * math.cos(22.5)
    np.testing.assert_allclose(after[:, 1], f_in_the_middle, rtol=1e-5)
    nothing = points(frames(explorer.set(placed=0))[0], "sum")
    assert nothing[:, 1].tolist() == [0, 0]


def test_construct_places_all_units_and_can_be_stopped() -> None:
    explorer = ApproximationExplorer().set(n_units=4)
    seen = []

    async def run() -> None:
        player = explorer._player
        player.toggle()
        for _ in range(3):
            await asyncio.sleep(0.03)
            seen.append(explorer.value("placed"))
        for _ in range(200):
            await asyncio.sleep(0.01 * player.is_playing)
        assert explorer.value("placed") == 100
        player.toggle()
        await asyncio.sleep(0.01)
        explorer.reset()
        await asyncio.sleep(0.01)
        assert not player.is_playing

    asyncio.run(run())
    assert seen[0] == 0
    assert explorer.value("placed") == 100


@pytest.mark.parametrize("n", [1, 3, 7, 20])
def test_what_is_set_while_units_are_placed_is_where_it_goes_on(n: int) -> None:
    explorer = ApproximationExplorer().set(n_units=n, placed=0)
    for _ in explorer._place():
        pass
    assert explorer.value("placed") == 100
    placing = explorer.set(placed=0)._place()
    next(placing)
    explorer.set(placed=100)
    assert list(placing) == []
    assert explorer.value("placed") == 100


def test_errors_over_n_wait_for_the_prediction() -> None:
    explorer = ApproximationExplorer(predict="halve_tolerance")
    _, right = frames(explorer)
    assert right["lines"] == []
    assert "Bound" not in explorer.summary()
    assert "n_units is locked" in explorer.set(n_units=20).summary()
    explorer.commit("A")
    assert len(frames(explorer)[1]["lines"]) == 2
    assert "= 0.175." in explorer.set(n_units=20).summary()


def left_ends(function: Any, n_units: int, interval: tuple[float, float]) -> Any:  # noqa: ANN401
    """A staircase from the right, with the heights at the left ends of the pieces."""
    edges = np.linspace(*interval, n_units + 1)
    heights = [float(function(x)) for x in edges[:-1]]
    return [-1.0] * n_units, edges[1:], [*-np.diff(heights), heights[-1]]


def stub(function: object, n_units: int, interval: object) -> None:
    raise NotImplementedError


def too_many(_function: object, n_units: int, _interval: object) -> object:
    return (np.ones(n_units + 2),) * 3


def test_the_students_construction_is_measured_and_drawn() -> None:
    explorer = ApproximationExplorer(left_ends)
    places = np.linspace(0, 1, 2001)
    f = [0.2 + 0.4 * x**2 + 0.3 * x * math.sin(15 * x) + 0.05 * math.cos(50 * x) for x in places]
    ends = [f[min(int(x * 10 + 1e-9), 9) * 200] for x in places]
    wanted = max(abs(a - b) for a, b in zip(f, ends, strict=True))
    assert measured(explorer) == pytest.approx(wanted, abs=5e-3)
    assert measured(explorer) > STEP_ERRORS[10]
    assert explorer.set(kind="relu").result.units is not None  # the package's


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (stub, "`stub` is not written yet: replace `raise NotImplementedError`"),
        (too_many, "`too_many` returned 12 units, asked were 10."),
        (lambda _f, _n, _i: 1 / 0, "raised a ZeroDivisionError"),
        (lambda _f, n, _i: np.ones(n), "returned 10 things"),
        (lambda _f, n, _i: (np.ones(n) * np.nan,) * 3, "nan"),
    ],
)
def test_a_broken_construction_becomes_a_sentence(function: Any, words: str) -> None:  # noqa: ANN401
    explorer = ApproximationExplorer(function)
    assert words in explorer.summary()
    frames(explorer.set(target="drawn", n_units=3))


def test_a_relu_construction_is_shown_with_its_kind() -> None:
    def line(function: Any, n_units: int, interval: tuple[float, float]) -> Any:  # noqa: ANN401
        x = np.linspace(*interval, n_units)
        slopes = np.diff(function(x)) / np.diff(x)
        rises = [slopes[0], *np.diff(slopes)]
        return [0.0, *np.ones(n_units - 1)], [1.0, *-x[:-1]], [float(function(x[0])), *rises]

    explorer = ApproximationExplorer(relu_network=line)
    assert explorer.value("kind") == "relu"
    assert measured(explorer) == pytest.approx(
        measured(ApproximationExplorer().set(kind="relu")), rel=1e-9
    )


def test_reset_state_and_load() -> None:
    explorer = ApproximationExplorer()
    start = (repr(explorer), explorer.state())
    explorer.set(target="drawn", h_2=-0.4, kind="sigmoid", k=200, n_units=33, placed=40)
    again = ApproximationExplorer().load(explorer.state())
    assert repr(again) == repr(explorer)
    assert (repr(explorer.reset()), explorer.state()) == start


def test_the_solution_of_the_exercise_is_a_state_within_the_tolerance() -> None:
    explorer = ApproximationExplorer().load(TWENTY_UNITS.solution.split("'")[1])
    assert explorer.value("n_units") == 20
    assert measured(explorer) <= 0.05


# axes


@pytest.mark.parametrize(("low", "high"), [(-1.15, 1.15), (0.05, 0.9), (1.9, 2.1), (-300, 17)])
def test_ticks_are_round_and_inside(low: float, high: float) -> None:
    ticks = ticks_between(low, high)
    assert 2 <= len(ticks) <= 6
    assert all(low <= tick <= high for tick in ticks)
    widths = np.diff(ticks)
    assert np.allclose(widths, widths[0])


def test_an_error_of_nothing_stands_at_the_lower_end() -> None:
    _, right = frames(ApproximationExplorer().set(formula="3"))
    assert set(points(right, "ink")[:, 1].tolist()) == {ERRORS[0]}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (5, "is a value, not a function"),
        (..., "is not written yet"),
        (Units(np.ones(2), np.ones(2), np.ones(2)), "is a value, not a function"),
    ],
)
def test_what_is_no_function_gets_a_sentence(wrong: Any, words: str) -> None:  # noqa: ANN401
    assert words in ApproximationExplorer(wrong).summary()


def test_a_function_without_a_name_is_run() -> None:
    own = functools.partial(step_network)
    package = ApproximationExplorer().set(n_units=5).result.measured
    assert ApproximationExplorer(own).set(n_units=5).result.measured == package


def test_all_units_that_a_function_returned_are_drawn() -> None:
    def one_more(function: Any, n_units: int, interval: Any) -> Any:  # noqa: ANN401
        return step_network(function, n_units + 1, interval)

    explorer = ApproximationExplorer(one_more).set(n_units=10)
    assert explorer.result.n_placed == 11
    x, y = points(frames(explorer)[0], "sum")[-1]
    assert y == pytest.approx(
        sum_of_units(x, *step_network(explorer.result.target.function, 11, (0.0, 1.0)), "step")
    )


@pytest.mark.parametrize(
    ("formula", "words"),
    [("1/(x-0.12345)", "f has a pole near x = 0.12"), ("step(x-0.3)+x", "f jumps near x = 0.3")],
)
def test_a_pole_is_no_jump(formula: str, words: str) -> None:
    assert words in ApproximationExplorer().set(formula=formula).summary()
