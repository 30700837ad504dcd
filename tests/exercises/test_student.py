"""What comes back from a student's function. Every function below is one a student might write."""

import warnings
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from functools import partial, wraps
from typing import Any, NoReturn

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnwidgets.exercises.checking.student import call_own, call_student

X = np.array([1.0, 2.0, 3.0])


class Faker:
    """Claims to be an array."""

    __class__ = np.ndarray  # type: ignore[assignment]
    dtype = np.dtype(float)
    shape = (3,)


class Unspeakable(BaseException):
    def __str__(self) -> NoReturn:
        raise ValueError


class Mistyped(type):
    @property
    def __name__(cls) -> NoReturn:  # type: ignore[override]
        raise ValueError


class Hostile(metaclass=Mistyped):
    pass


@given(hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, max_dims=3), elements=st.floats(-9, 9)))
def test_a_good_value_comes_back_as_it_was(array: np.ndarray) -> None:
    result = call_student(lambda: array, shape=array.shape)
    assert result.value is not None
    assert result.value.dtype == np.float64
    assert result.value.tobytes() == array.tobytes()
    assert (result.problem, result.attempted, result.failure) == ("", True, "")


@pytest.mark.parametrize(
    "returned",
    [2, 2.0, np.float32(2), np.int8(2), np.array(2, dtype=np.uint8), np.array(2.0, dtype=">f8")],
)
def test_every_kind_of_real_number_is_a_float64(returned: object) -> None:
    value = call_student(lambda: returned, shape=()).value
    assert value is not None
    assert (value.dtype, value.shape, float(value)) == (np.dtype("float64"), (), 2.0)


def test_booleans_count_as_0_and_1() -> None:
    value = call_student(lambda x: x > 1.5, X, shape=(3,)).value
    assert value is not None
    assert value.tolist() == [0.0, 1.0, 1.0]


def test_the_value_has_memory_of_its_own() -> None:
    kept = np.zeros(3)
    result = call_student(lambda: kept)
    kept += 1
    assert result.value is not None
    assert result.value.tolist() == [0.0, 0.0, 0.0]


def test_arguments_are_copies_however_deep_they_lie() -> None:
    first, second, third, kept = X.copy(), X.copy(), X.copy(), []

    def keeps(weights: list[Any], named: dict[str, np.ndarray], number: int) -> int:
        kept.extend([weights[0], weights[1][0], named["a"]])
        return number

    assert call_student(keeps, [first, (second,)], {"a": third}, 5).value == 5
    for array in kept:
        array[:] = -1
    assert first.tolist() == second.tolist() == third.tolist() == [1, 2, 3]


def change_array(x: np.ndarray) -> float:
    x += 1
    return 0.0


def change_list(_x: np.ndarray, weights: list[np.ndarray]) -> float:
    weights.pop()
    return 0.0


def change_inside(weights: list[np.ndarray]) -> float:
    weights[0][0] = np.nan
    return 0.0


def change_shape(x: np.ndarray) -> float:
    x.resize((3, 1), refcheck=False)
    return 0.0


def change_entry(settings: dict[str, np.ndarray]) -> float:
    settings["b"] = settings["a"]
    return 0.0


def change_type(weights: list[np.ndarray]) -> float:
    weights[0] = None  # type: ignore[call-overload]
    return 0.0


@pytest.mark.parametrize(
    ("function", "arguments", "name"),
    [
        (change_array, [X], "x"),
        (change_list, [X, [X]], "weights"),
        (change_inside, [[X]], "weights"),
        (change_shape, [X], "x"),
        (change_entry, [{"a": X}], "settings"),
        (change_type, [[X]], "weights"),
    ],
)
def test_a_changed_input_is_told(
    function: Callable[..., float], arguments: list[object], name: str
) -> None:
    result = call_student(function, *arguments)
    assert result.problem == (
        f"`{function.__name__}` changed its input `{name}`: "
        f"{f'work on a copy, `list({name})`, or ' * (name == 'weights')}"
        "make a new array, `a = a + b` and not `a += b`."
    )
    assert (result.value, result.failure) == (None, "changed its input")
    assert X.tolist() == [1, 2, 3]


def test_a_nan_in_the_input_is_not_taken_for_a_change() -> None:
    assert call_student(len, np.array([np.nan, -0.0])).problem == ""


def generator(x: np.ndarray) -> Iterator[float]:
    yield x[0]


async def coroutine(x: np.ndarray) -> np.ndarray:
    return x


async def async_generator(x: np.ndarray) -> AsyncIterator[np.ndarray]:
    yield x


def forgets_return(x: np.ndarray) -> None:
    x + 1


@pytest.mark.parametrize(
    ("function", "complaint"),
    [
        (forgets_return, "returned None: is a `return` missing?"),
        (lambda _: ..., "returned `...`: replace it with your result."),
        (lambda _: "0.5", "returned text: return numbers."),
        (lambda x: [x], "returned a list: return an array, `np.array(…)` makes one."),
        (lambda x: (x, x), "returned a tuple: return one array; is there an extra comma?"),
        (generator, "returned a generator: use `return`, not `yield`."),
        (coroutine, "returned a coroutine: write `def`, not `async def`."),
        (async_generator, "returned an async_generator: return an array of numbers."),
        (lambda x: x.sum, "returned a function: are the brackets of a call missing?"),
        (lambda x: {"a": x}, "returned a dict: return an array of numbers."),
        (np.asmatrix, "returned a matrix: return an array of numbers."),
        (lambda _: Faker(), "returned a Faker: return an array of numbers."),
        (
            lambda _: np.array([1, None]),
            (
                "returned an array of Python objects: "
                "its rows have different lengths, or not every entry is a number."
            ),
        ),
        (lambda _: np.array(["a"]), "returned an array of text."),
        (
            lambda _: np.array(["2020"], dtype="M8"),
            "returned something other than an array of numbers.",
        ),
        (
            lambda x: np.sqrt(x - 2 + 0j),
            "returned complex numbers: is there a square root of a negative number?",
        ),
        (
            lambda _: 1j,
            "returned complex numbers: is there a square root of a negative number?",
        ),
        (lambda x: x[:2], "returned an array of shape (2,), expected (3,)."),
        (lambda x: x.sum(), "returned a single number, expected an array of shape (3,)."),
        (
            lambda x: x[None],
            "returned an array of shape (1, 3), expected (3,): an axis of length 1 is too many.",
        ),
        (
            lambda x: x * np.nan,
            "returned nan, which is not a number, when `x` is [1, 2, 3].",
        ),
        (lambda x: 1e300 * x * 1e300, "returned an infinite number when `x` is [1, 2, 3]."),
    ],
)
def test_a_useless_value_earns_one_sentence(
    function: Callable[[np.ndarray], object], complaint: str
) -> None:
    result = call_student(function, X, shape=(3,), name="layer")
    assert result.problem == f"`layer` {complaint}"
    assert result.value is None
    assert result.attempted


@pytest.mark.parametrize(
    ("returned", "failure"),
    [
        ([0.5], "in brackets"),
        ((np.float64(2),), "in brackets"),
        ([0.5, 1.0], "unusable"),
        ([[0.5]], "unusable"),
        (["0.5"], "unusable"),
        ([], "unusable"),
        (np.nan, "nan"),
        (np.array([np.inf, np.nan, 1.0]), "nan"),
        (np.array([1.0, -np.inf]), "infinite"),
    ],
)
def test_failures_have_kinds(returned: object, failure: str) -> None:
    assert call_student(lambda: returned).failure == failure


@pytest.mark.parametrize(("returned", "kind"), [([0.5], "list"), ((0.5,), "tuple")])
def test_a_number_in_brackets_is_told_by_what_is_asked_for(returned: object, kind: str) -> None:
    problem = call_student(lambda: returned, shape=(), name="cost").problem
    assert problem == (
        f"`cost` returned a {kind}: return the number itself, without brackets or a comma after it."
    )
    for shape in ((1,), None):
        assert "array" in call_student(lambda: returned, shape=shape, name="cost").problem


def test_a_function_inside_of_another_is_told_by_its_own_parameters() -> None:
    def wrapped(x: np.ndarray) -> Any:  # noqa: ANN401
        return call_own(lambda W, a: W + a, x)

    result = call_student(wrapped, X, name="layer")
    assert result.failure == "raised"
    assert result.problem == (
        "`layer` is called with 1 argument but takes (W, a): change its `def` line back."
    )


def test_a_type_error_on_a_students_own_line_is_told_as_such() -> None:
    def adds(a: Any) -> Any:  # noqa: ANN401
        return np.exp(a) + of_two(a)  # type: ignore[call-arg]

    def of_two(a: Any, b: Any) -> Any:  # noqa: ANN401
        return a + b

    problem = call_student(lambda x: call_own(adds, x), X).problem
    assert "a function there gets the wrong number of arguments" in problem


def test_a_decorator_that_adds_arguments_is_no_misfit() -> None:
    def of_two(a: Any, b: Any) -> Any:  # noqa: ANN401
        return a + b

    @wraps(of_two)
    def of_one(a: Any) -> Any:  # noqa: ANN401
        return of_two(a, 1.0)

    result = call_student(lambda x: call_own(of_one, x), X)
    assert result.value is not None
    assert result.value.tolist() == [2.0, 3.0, 4.0]


def test_shapes_are_told_with_what_they_look_like() -> None:
    batch = np.zeros((2, 3))
    assert call_student(lambda x: x.T, batch, shape=(2, 3)).problem.endswith(
        "returned an array of shape (3, 2), expected (2, 3): it looks transposed, rows are samples."
    )
    assert call_student(lambda x: x, batch, shape=()).problem.endswith(
        "returned an array of shape (2, 3), expected a single number."
    )
    assert call_student(lambda x: x[0], batch, shape=(1, 3)).problem.endswith(
        "expected (1, 3): an axis of length 1 is missing."
    )


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        (np.array(1000.0), "`z` is 1000"),
        (7.0, "`z` is 7"),
        (np.linspace(-1, 1000, 50), "`z` has shape (50,) and goes from -1 to 1000"),
        (np.eye(2), "`z` has shape (2, 2) and goes from 0 to 1"),
        ([X, X], "`z` has 2 entries"),
        (np.empty((0, 3)), "`z` has shape (0, 3)"),
    ],
)
def test_a_nan_is_told_with_the_input_that_made_it(argument: object, words: str) -> None:
    problem = call_student(lambda z: np.nan, argument, name="f").problem  # noqa: ARG005
    assert problem == f"`f` returned nan, which is not a number, when {words}."


def test_a_partial_function_says_what_it_can() -> None:
    problem = call_student(partial(np.multiply, np.nan), 2.0).problem
    assert problem.startswith("Your function returned nan, which is not a number, when `")


def empty(x: np.ndarray) -> None: ...


def passes(x: np.ndarray) -> None:
    """Do nothing yet."""


def stub(x: np.ndarray) -> NoReturn:
    raise NotImplementedError


def stub_with_words(x: np.ndarray) -> NoReturn:
    raise NotImplementedError("write me")


def relies_on_stub(x: np.ndarray) -> None:
    stub(x)


@pytest.mark.parametrize("function", [empty, passes, stub, stub_with_words, ...])
def test_a_stub_is_no_attempt(function: object) -> None:
    result = call_student(function, X, name="layer")
    assert not result.attempted
    assert result.value is None
    assert result.problem.startswith("`layer` is not written yet")


def test_a_function_that_calls_a_stub_is_an_attempt() -> None:
    result = call_student(relies_on_stub, X)
    assert result.attempted
    assert result.problem == "`relies_on_stub` calls `stub`, which is not written yet."


def test_a_function_that_returns_a_constant_is_no_stub() -> None:
    assert call_student(lambda _: "a", X).attempted
    assert call_student(forgets_return, X).attempted


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (None, "is None, not a function: run the cell that defines it."),
        (X, "is a value, not a function: pass its name alone, without brackets after it."),
        (0.5, "is a value, not a function: pass its name alone, without brackets after it."),
        ("layer", "is of type str, not a function."),
    ],
)
def test_what_cannot_be_called_is_told_so(answer: object, complaint: str) -> None:
    assert call_student(answer, X, name="layer").problem == f"`layer` {complaint}"
    assert call_student(answer, X).problem == f"Your function {complaint}"


def test_only_the_stop_button_comes_through() -> None:
    def stopped() -> NoReturn:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call_student(stopped)


@pytest.mark.parametrize("raised", [Unspeakable, SystemExit, GeneratorExit, StopIteration])
def test_nothing_else_comes_through(raised: type[BaseException]) -> None:
    def fails() -> NoReturn:
        raise raised

    result = call_student(fails)
    assert result.value is None
    assert result.problem
    assert result.failure == "raised"


def test_a_value_that_fails_when_looked_at_is_survived() -> None:
    for returned in (Hostile(), Hostile):
        assert call_student(lambda value=returned: value).value is None


def test_warnings_are_silent_and_never_errors() -> None:
    def warns(x: np.ndarray) -> object:
        warnings.warn("careful", stacklevel=2)
        return 1 / np.exp(1000 * x)  # overflows on the way to 0

    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        result = call_student(warns, X)
        assert np.geterr()["over"] == "raise"
        with pytest.raises(UserWarning):
            warns(X)
    assert result.value is not None
    assert result.value.tolist() == [0.0, 0.0, 0.0]


def test_printing_is_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    call_student(lambda: print("z =", 1))  # noqa: T201
    assert capsys.readouterr().out == "z = 1\n"


def test_a_coroutine_is_closed_so_that_python_does_not_complain() -> None:
    made: list[Coroutine[Any, Any, Any]] = []

    def makes() -> Coroutine[Any, Any, Any]:
        made.append(coroutine(X))
        return made[0]

    call_student(makes)
    with pytest.raises(RuntimeError, match="cannot reuse already awaited"):
        made[0].send(None)
