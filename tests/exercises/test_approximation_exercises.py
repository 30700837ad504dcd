"""The exercises of notebook 06, against sums written out one unit at a time."""

import itertools
import json
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from nnwidgets.course.constructions import constructed
from nnwidgets.exercises.approximation import EXERCISES, PREDICTIONS
from nnwidgets.exercises.approximation.relu_network import relu_network
from nnwidgets.exercises.approximation.step_network import step_network
from nnwidgets.exercises.approximation.twenty_units import FLATTER, error_of
from nnwidgets.exercises.checking.construction import Task, units_in
from nnwidgets.exercises.checking.exercise import Exercise
from nnwidgets.exercises.checking.returned import Complaint
from nnwidgets.grading.judging.carry import carried_source

CATALOGUE = {exercise.name: exercise for exercise in EXERCISES}
UNIT = (0.0, 1.0)
# numbers.json, uat: errors computed elsewhere
STEP_ERRORS = {5: 0.4734123, 10: 0.2461064, 20: 0.1606428, 50: 0.0692682, 100: 0.0348936}
SINE_ERROR, SINE_BOUND = 0.059397410526117356, 0.06092348395734171


def step(z: float) -> float:
    return 1.0 if z >= 0 else 0.0


def relu(z: float) -> float:
    return z if z > 0 else 0.0


def added_up(x: float, rows: Any, phi: Callable[[float], float]) -> float:  # noqa: ANN401
    """Σ v φ(w x + b), one unit after the other."""
    return math.fsum(v * phi(w * x + b) for w, b, v in zip(*rows, strict=True))


def nielsen(x: float) -> float:
    return 0.2 + 0.4 * x**2 + 0.3 * x * math.sin(15 * x) + 0.05 * math.cos(50 * x)


def own(answer: object) -> object:
    """A function as a student's cell defines it: what comes from the package is refused."""
    if not callable(answer):
        return answer

    def of_a_student(*inputs: object) -> object:
        return answer(*inputs)

    return of_a_student


# constructions


@pytest.mark.parametrize("n_units", [5, 20, 100])
def test_the_reference_staircase_has_the_error_computed_elsewhere(n_units: int) -> None:
    rows = step_network(np.vectorize(nielsen), n_units, UNIT)
    places = np.linspace(0, 1, 20_001)
    error = max(abs(nielsen(x) - added_up(x, rows, step)) for x in places[::4].tolist())
    assert error == pytest.approx(STEP_ERRORS[n_units], abs=2e-3)


def test_the_reference_line_has_the_error_computed_elsewhere() -> None:
    rows = relu_network(np.sin, 10, (0.0, 2 * math.pi))
    places = np.linspace(0, 2 * math.pi, 4001).tolist()
    error = max(abs(math.sin(x) - added_up(x, rows, relu)) for x in places)
    assert error == pytest.approx(SINE_ERROR, abs=1e-4)
    assert error < SINE_BOUND


def facing_left(function: Any, n_units: int, interval: tuple[float, float]) -> Any:  # noqa: ANN401
    """The staircase built from the right: every unit is on to the left of its step."""
    edges = np.linspace(*interval, n_units + 1)
    heights = np.array([function(m) for m in (edges[:-1] + edges[1:]) / 2])
    return -np.ones(n_units), edges[1:], -np.diff(heights, append=0.0)


def lists(function: Any, n_units: int, interval: tuple[float, float]) -> Any:  # noqa: ANN401
    """In a loop, with lists, large weights, and the first unit a constant."""
    a, b = interval
    weights, biases, outputs, last = [], [], [], 0.0
    for i in range(n_units):
        edge, middle = a + (b - a) * i / n_units, a + (b - a) * (i + 0.5) / n_units
        weights.append(8.0 if i else 0.0)
        biases.append(-8.0 * edge if i else 2.0)
        outputs.append(float(function(middle)) - last)
        last = float(function(middle))
    return weights, biases, outputs


def line_by_pieces(function: Any, n_units: int, interval: tuple[float, float]) -> Any:  # noqa: ANN401
    """The broken line with the constant last, as one array."""
    points = np.linspace(*interval, n_units)
    slopes = np.diff(function(points)) / np.diff(points)
    v = [slopes[0], *(s - r for r, s in itertools.pairwise(slopes)), function(points[0])]
    return np.array([[1.0] * (n_units - 1) + [0], [*-points[:-1], 1.0], v])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("step_network", facing_left),
        ("step_network", lists),
        ("relu_network", line_by_pieces),
        ("halved_tolerance", (4.0, 1024)),
        ("fewest_units", 3.0),
    ],
)
def test_right_answers_of_other_forms_get_all_points(name: str, answer: object, seed: int) -> None:
    report = CATALOGUE[name].check(answer, seed)
    assert (report.status, report.score) == ("correct", CATALOGUE[name].points), report


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_solution_runs_in_a_notebook_and_gets_all_points(name: str) -> None:
    names: dict[str, object] = {"np": np}
    exec(CATALOGUE[name].solution, names)  # noqa: S102
    for seed in range(3):
        assert CATALOGUE[name].check(names[name], seed).status == "correct"


MISTAKES = [(e, m) for e in EXERCISES for m in e.mistakes]


@pytest.mark.parametrize(
    ("exercise", "mistake"), MISTAKES, ids=[f"{e.name}: {m.name}" for e, m in MISTAKES]
)
def test_every_planted_mistake_gets_its_own_hint(exercise: Exercise, mistake: Any) -> None:  # noqa: ANN401
    for seed in range(4):
        report = exercise.check(own(mistake.wrong), seed)
        assert report.status == "not yet"
        assert any(mistake.hint in message for message in report.messages), report


@pytest.mark.parametrize("name", CATALOGUE)
def test_no_two_mistakes_share_a_hint_and_none_tells_the_answer(name: str) -> None:
    hints = [mistake.hint for mistake in CATALOGUE[name].mistakes]
    assert len(set(hints)) == len(hints)
    if name == "halved_tolerance":
        assert not any("1024" in hint for hint in hints)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda f, _n, i: [*i].append(f(0.0)), "returned None: return three arrays"),
        (lambda _f, n, _i: np.ones(n), "returned 2 things"),
        (lambda _f, n, _i: (np.ones(n), np.ones(n)), "returned 2 things"),
        (lambda _f, n, _i: (np.ones(n), np.ones(n + 1), np.ones(n)), "arrays of shapes"),
        (lambda _f, n, _i: (["a"] * n, np.ones(n), np.ones(n)), "other than numbers"),
        (lambda f, n, i: step_network(f, 3 * n, i), "asked are 2 units, and 6 come back"),
        (lambda _f, n, _i: (np.ones(n), np.ones(n), np.ones(n)), "the largest error is"),
        (lambda _f, n, _i: [np.full(n, np.nan)] * 3, "nan"),
        (lambda _f, n: np.ones(n), "is called with 3 arguments but takes (_f, n): change its"),
        (lambda f, n, i: f(n, i), "raised a TypeError"),
        (step_network, "comes from a library"),
    ],
)
def test_what_is_no_construction_is_told_so(answer: object, words: str) -> None:
    report = CATALOGUE["step_network"].check(answer)
    assert (report.status, report.score) == ("not yet", 0)
    assert words in "\n".join(report.messages), report


def test_an_empty_body_is_no_attempt() -> None:
    report = CATALOGUE["step_network"].check(lambda _f, _n, _i: None)
    assert report.status == "not attempted"
    assert report.messages == ("`step_network` is not written yet: its body is empty.",)


def test_points_come_by_groups() -> None:
    on_unit_interval = own(lambda f, n, _i: step_network(f, n, UNIT))
    assert CATALOGUE["step_network"].check(on_unit_interval).score == 2
    no_constant = next(m for m in CATALOGUE["relu_network"].mistakes if m.name == "no constant")
    assert CATALOGUE["relu_network"].check(own(no_constant.wrong)).score == 1  # sin 0 is 0


def test_units_are_read_from_any_three_rows() -> None:
    rows = units_in(([1, 2], np.array([3, 4]), (5, 6)))
    assert rows.tolist() == [[1, 2], [3, 4], [5, 6]]
    with pytest.raises(Complaint, match="returned text"):
        units_in("three")


def test_the_places_of_a_task_miss_the_ends_of_all_its_pieces() -> None:
    for n in (1, 2, 7, 39, 40):
        task = Task("x", n, -1.7, 3.25)
        share = (task.places - task.a) / (task.b - task.a) * n
        assert np.abs(share - np.round(share)).min() > 1e-6


@pytest.mark.parametrize("name", ["step_network", "relu_network"])
def test_what_puts_the_questions_travels_without_the_answer(name: str) -> None:
    source = carried_source(CATALOGUE[name])
    assert "diff" not in source
    names: dict[str, Any] = {"__name__": "carried"}
    exec(source, names)  # noqa: S102
    cases = [names["Case"](case.group, case.inputs) for case in CATALOGUE[name].draw()]
    results = names["collect"](facing_left, cases, name)
    assert [r.value.shape for r in results] == [(3, case.inputs[1]) for case in cases]


# the fewest steps


def test_no_two_steps_make_the_staircase_and_three_do() -> None:
    places, heights = [-1.0, 1.0, 3.0, 5.0], [2.0, 3.0, 1.0, 1.5]
    found = [added_up(x, ([1, -1, 1], [0, 2, -4], [1, 2, 0.5]), step) for x in places]
    assert found == heights
    # two steps leave at most three different heights, and these are four
    assert len(set(heights)) == 4


# goals of explorers


def units_state(*units: Sequence[float], kind: str = "step", **changes: object) -> str:
    rows = np.zeros((6, 3))
    rows[: len(units)] = units
    values: dict[str, object] = {name: rows[:, i].tolist() for i, name in enumerate("vwb")}
    values |= {"n_units": len(units), "kind": kind, "k": 8.0}
    return f"UnitsExplorer:1:{json.dumps(values | changes)}"


RISE, FALL = (1, 1, -1), (1, -1, 3)


@pytest.mark.parametrize(
    "units",
    [
        [RISE, FALL, (-1, 0, 1)],
        [(1, 1, -1), (-1, 1, -3)],
        [(1, -1, 3), (-1, -1, 1)],
        [(0.5, 2, -2), (0.5, 1, -1), (-1, 0.5, -1.5)],
        [RISE, FALL, (-0.5, 0, 4), (-0.5, 0, 0), (3, 0, -1)],
        [(1, 0.5, -0.5), (-1, 0.5, -1.5), (0, 3, 2)],
        [RISE, (-1, 1, -3), (2, 1, -4), (-2, 1, -4)],
    ],
)
def test_every_sum_that_is_the_indicator_counts(units: list[Sequence[float]]) -> None:
    assert CATALOGUE["indicator"].check(units_state(*units)).status == "correct"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (units_state(RISE, FALL, (1, 0, -1)), "one too high everywhere"),
        (units_state((1, 1, -1), (-1, 1, -2)), "The sum jumps at 1 and 2, expected 1 and 3"),
        (units_state((1, 1, -1), (-1, 1, -3), kind="sigmoid"), "never exactly 0 or 1"),
        (units_state((0, 1, -1)), "does not jump at all"),
        (units_state(RISE, v=[1, 2]), "holds no units"),
        (units_state(RISE, n_units=9), "holds no units"),
        ("UnitsExplorer:1:{}", "holds no units"),
        (3, "copy the line that `state()` prints"),
    ],
)
def test_what_is_no_indicator_is_told_why(state: object, words: str) -> None:
    report = CATALOGUE["indicator"].check(state)
    assert (report.status, report.score) == ("not yet", 0)
    assert words in report.messages[0]


def test_the_errors_of_the_goal_are_those_computed_elsewhere() -> None:
    for n, error in STEP_ERRORS.items():
        assert error_of("step", n, 100.0) == pytest.approx(error, abs=1e-4)
    points = np.linspace(0, 1, 20)
    grid = np.linspace(0, 1, 4001)
    line = np.interp(grid, points, [nielsen(x) for x in points])
    wanted = max(abs(nielsen(x) - y) for x, y in zip(grid.tolist(), line.tolist(), strict=True))
    assert error_of("relu", 20, 100.0) == pytest.approx(wanted, rel=1e-6)


def test_a_sigmoid_does_not_lack_the_height_of_its_first_step() -> None:
    units = constructed(lambda x: 1.0 + 0.0 * x, "sigmoid", 10, 100.0)
    assert added_up(0.0, units, lambda z: 1 / (1 + math.exp(-z))) == pytest.approx(1.0, abs=1e-9)


def twenty(**changes: object) -> str:
    values = {"target": "nielsen", "n_units": 20, "kind": "relu", "k": 100.0}
    return f"ApproximationExplorer:1:{json.dumps(values | changes)}"


@pytest.mark.parametrize(
    ("changes", "score"),
    [
        ({}, 2),
        ({"n_units": 17}, 2),
        ({"kind": "sigmoid"}, 2),
        ({"n_units": 40}, 1),
        ({"kind": "step", "n_units": 70}, 1),
        ({"n_units": 18}, 0),
        ({"n_units": 1}, 0),
        ({"kind": "step"}, 0),
        ({"target": "drawn"}, 0),
    ],
)
def test_settings_are_judged_by_their_error(changes: dict[str, object], score: float) -> None:
    assert CATALOGUE["twenty_units"].check(twenty(**changes)).score == score


def said_of(n_units: int, k: float) -> str:
    return str(CATALOGUE["twenty_units"].check(twenty(kind="sigmoid", n_units=n_units, k=k)))


@pytest.mark.parametrize(("n_units", "k"), [(21, 160.0), (21, 180.0), (22, 160.0), (23, 180.0)])
def test_enough_sigmoids_are_not_told_to_be_more(n_units: int, k: float) -> None:
    assert error_of("sigmoid", n_units, k) > 0.05
    assert FLATTER in said_of(n_units, k)
    assert "more units" not in said_of(n_units, k)


def test_flatter_helps_wherever_it_is_said_to() -> None:
    """The numbers are those of sums written out, at a tenth of the places."""
    places = np.linspace(0, 1, 401).tolist()
    for n_units, k in itertools.product((20, 21, 22, 23, 24, 30), (80.0, 120.0, 160.0, 180.0)):
        if FLATTER in said_of(n_units, k):
            units = constructed(np.vectorize(nielsen), "sigmoid", n_units, 110.0)
            flatter = [added_up(x, units, lambda z: 0.5 + math.tanh(z / 2) / 2) for x in places]
            assert max(abs(nielsen(x) - y) for x, y in zip(places, flatter, strict=True)) < 0.05
            assert error_of("sigmoid", n_units, 110.0) < 0.05 < error_of("sigmoid", n_units, k)
    assert "a few more units help" in said_of(18, 110.0)


@pytest.mark.parametrize("changes", [{"kind": "tanh"}, {"n_units": "many"}, {"k": None}])
def test_settings_that_are_none_are_told_so(changes: dict[str, object]) -> None:
    report = CATALOGUE["twenty_units"].check(twenty(**changes))
    assert report.messages == ("The answer holds no construction: copy the state again.",)
    beyond = CATALOGUE["twenty_units"].check(twenty(n_units=10**6))
    assert "beyond its slider" in beyond.messages[0]


def test_each_prediction_says_why() -> None:
    for prediction in PREDICTIONS:
        for i, option in enumerate(prediction.options):
            assert option in prediction.why(i)
        assert prediction.why(prediction.answer).count("So it is.") == 1
