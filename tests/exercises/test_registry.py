"""The check by name, and when a solution is shown."""

import numpy as np
import pytest

from nnwidgets.exercises import all_exercises, check, register, registry, show_solution


@pytest.fixture(autouse=True)
def a_new_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "ATTEMPTS", {})


def wrong(number: float) -> object:
    return lambda W, a, b: a @ W.T + number * b


def right(W: np.ndarray, a: np.ndarray, b: np.ndarray) -> object:
    return np.reciprocal(1 + np.exp(-a @ W.T - b))


def test_the_exercises_come_in_the_order_of_the_course() -> None:
    assert list(all_exercises())[:5] == [
        "layer",
        "feedforward",
        "n_parameters",
        "cost",
        "ten_of_ten",
    ]
    assert [exercise.points for exercise in all_exercises().values()][:5] == [2, 3, 1, 2, 2]
    for name, exercise in all_exercises().items():
        assert name == exercise.name
        assert name.isidentifier()


def test_the_catalogue_cannot_be_changed_through_its_copy() -> None:
    all_exercises().clear()
    assert "layer" in all_exercises()


def test_check_finds_the_exercise_by_its_name() -> None:
    assert check("layer", right).status == "correct"
    assert check("n_parameters", 16).title == "The number of parameters"
    assert check("layer").status == "not attempted"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("layers", "There is no exercise `layers`: did you mean `layer`?"),
        ("n_parameter", "There is no exercise `n_parameter`: did you mean `n_parameters`?"),
        (
            right,
            'The name of the exercise comes first, in quotes, as in `nw.check("layer", layer)`.',
        ),
    ],
)
def test_an_unknown_name_gets_a_sentence(name: str, message: str) -> None:
    report = check(name, right)
    assert (report.status, report.score, report.points) == ("not attempted", 0, 0)
    assert report.messages == (message,)
    assert show_solution(name).message == message


def test_a_name_like_no_other_gets_all_of_them() -> None:
    (message,) = check("zzz", right).messages
    assert message.startswith("There is no exercise `zzz`: there are `layer`, `feedforward`, ")


def test_a_name_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "EXERCISES", dict(registry.EXERCISES))
    layer = all_exercises()["layer"]
    with pytest.raises(ValueError, match="there is an exercise 'layer' already"):
        register(layer)


def test_the_solution_waits_for_three_attempts_that_differ() -> None:
    assert show_solution("layer").code == ""
    check("layer")  # no attempt
    for number in (0.5, 0.5, 0.7):
        check("layer", wrong(number))
    assert repr(show_solution("layer")) == (
        "The solution comes once the check says correct, or after one more try, each different."
    )
    check("cost", wrong(3))  # of another exercise
    assert show_solution("layer").code == ""
    check("layer", wrong(0.9))
    assert show_solution("layer").code == all_exercises()["layer"].solution
    assert show_solution("cost").message.endswith("or after 2 more tries, each different.")


def test_the_solution_is_shown_to_who_solved_it() -> None:
    check("layer", right)
    shown = show_solution("layer")
    assert repr(shown) == (
        "One solution of “A layer”:\n"
        "def layer(W, a, b):\n"
        "    return 1 / (1 + np.exp(-(a @ W.T + b)))\n"
        '# in the package: nw.Layer(W, b, "sigmoid")(a)'
    )
    html = shown._repr_html_()
    assert "<pre><code>def layer(W, a, b):\n" in html
    assert "nw.Layer(W, b, &quot;sigmoid&quot;)(a)" in html
    assert "<pre>" not in show_solution("cost")._repr_html_()
