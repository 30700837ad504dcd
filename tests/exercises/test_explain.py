"""Where an exception happened and what it means, in one sentence.

Students' functions are text here, run as a notebook runs a cell.
"""

import linecache
import re
from collections.abc import Callable
from typing import NoReturn

import numpy as np
import pytest

from nnwidgets.exercises.checking.advice import ADVICE
from nnwidgets.exercises.checking.explain import what
from nnwidgets.exercises.checking.student import call_student

W, X = np.ones((3, 2)), np.ones(3)


def cell(source: str, filename: str = "<cell 5>") -> dict[str, Callable[..., object]]:
    """The names that a cell defines. Its lines are known, as those of a notebook are."""
    names: dict[str, Callable[..., object]] = {}
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    exec(compile(f"import math, numpy as np; {source}", filename, "exec"), names)  # noqa: S102
    return names


EXPECTED = {
    "return W @ x": "a ValueError: the shapes do not fit a matrix product, in which the columns "
    "of the left factor meet the rows of the right one; here `W` is (3, 2), `x` is (3,).",
    "return np.dot(W, x)": "a ValueError: the shapes do not fit a matrix product, in which the "
    "columns of the left factor meet the rows of the right one; here `W` is (3, 2), `x` is (3,).",
    "return W + x": "a ValueError: the shapes do not fit, entry by entry; "
    "here `W` is (3, 2), `x` is (3,).",
    "return np.array([[1], [1, 2]])": "a ValueError: the rows of an array have different lengths.",
    "return 1 if W > 0 else 0": "a ValueError: an `if`, `and` or `or` cannot ask a whole array; "
    "`np.where`, `.any()` or `.all()` can.",
    "return list(zip(W, [1], strict=True))": "a ValueError: the lists in `zip` have different "
    "lengths.",
    "a, b, c = W.shape": "a ValueError: one side of the `=` has more names than the other has "
    "values.",
    "total += 1": "an UnboundLocalError: `total` is used before the function has given it a value.",
    "return sigmoyd(x)": "a NameError: there is no `sigmoyd`: "
    "did you run the cell above that defines it?",
    "return None + W": "a TypeError: a value there is None: "
    "does a function that made it lack its `return`?",
    "return math.exp(x)": "a TypeError: a function of `math` takes one number; those of `np` take "
    "arrays.",
    "return W(x)": "a TypeError: a value of type numpy.ndarray is called like a function: is a "
    "`*` missing before the bracket, or has a variable taken a function's name?",
    "return list(x) * 0.5": "a TypeError: a Python list does not do arithmetic like an array; "
    "`np.array(…)` makes one.",
    "return f(W)": "a TypeError: a function there gets the wrong number of arguments.",
    "return x[3]": "an IndexError: an index is out of range; here `x` is (3,).",
    "return x[0, 1]": "an IndexError: an array of dimension 1 gets 2 indices; here `x` is (3,).",
    "return x[1.0]": "an IndexError: an index is not an integer.",
    "return x[0][0]": "an IndexError: a single number there is used like an array.",
    "return x.sum(axis=1)": "an AxisError: there is no axis 1 in an array of dimension 1; the "
    "first axis is axis 0; here `x` is (3,).",
    "return W @ 2": "a ValueError: `@` multiplies arrays; a single number goes with `*`; "
    "here `W` is (3, 2).",
    "x[0] = [1, 2]": "a ValueError: one entry of an array has room for one number, not for "
    "several; here `x` is (3,).",
    "return x.reshape(2, 2)": "a ValueError: 3 numbers do not fill the shape (2,2).",
    "return math.log(0)": "a ValueError: a function of `math` is not defined there, such as the "
    "logarithm of 0.",
    "return np.concatenate(x, x)": "a TypeError: an array is given where one integer belongs; "
    "several arrays go in a list, as in `np.concatenate([a, b])`.",
    "return np.zeros(2, 3)": "a TypeError: a shape is one pair in its own brackets: `np.zeros((2, "
    "3))`.",
    "return 0.5 * x^2": "a TypeError: a power is `x ** 2` in Python, not `x^2`.",
    "return x[0]^2": "a TypeError: a power is `x ** 2` in Python, not `x^2`.",
    "n = np.arange(3); n -= 0.1": "a UFuncTypeError: an array of integers cannot take fractions "
    "in place: make it of floats, or write `a = a - …` instead of "
    "`a -= …`.",
    "return len(x[0])": "a TypeError: a single number there is used like an array.",
    "return x.sum().item()[0]": "a TypeError: a single number there is used like an array.",
    "return sum(np.array(2.0))": "a TypeError: a single number there is used like an array.",
    'return {}["a"]': "a KeyError: there is no key 'a' in the dictionary.",
    'return {}["a" * 99]': "a KeyError: there is no such key in the dictionary.",
    "return W.transposed()": "an AttributeError: there is nothing called `.transposed` there: "
    "is it spelled right?",
    "import vision_of_mine": "a ModuleNotFoundError: there is no module `vision_of_mine` here: "
    "`np` is enough.",
    "return 1 / 0": "a ZeroDivisionError: a number is divided by zero.",
    "return math.exp(1000)": "an OverflowError: a number grew too large for a float.",
    "return f(W, x)": "a RecursionError: the function calls itself without end.",
    "return np.empty(10**17)": "a MemoryError: there is not enough memory for an array of that "
    "size.",
    "return [1, 2].T": "an AttributeError: a list has no `.T`, but an array has: `np.array(…)` "
    "makes one.",
    "return (1, 2).sum()": "an AttributeError: a tuple has no `.sum`, but an array has: "
    "`np.array(…)` makes one.",
    "return [1].apend(2)": "an AttributeError: there is nothing called `.apend` there: is it "
    "spelled right?",
    "n = None; return n.T": "an AttributeError: a value there is None: does a function that made "
    "it lack its `return`?",
    "n = None; return n @ W": "a ValueError: `n` is None, and `@` multiplies arrays: does a "
    "function that made it lack its `return`?",
    "n = None; return W.T @ n": "a ValueError: `n` is None, and `@` multiplies arrays: does a "
    "function that made it lack its `return`?",
    "return print(end='') @ W.T": "a ValueError: `@` multiplies arrays; a single number goes with "
    "`*`; or does a function there lack its `return`?",
    "n = None; W = W if n is None else n; return W @ 2": "a ValueError: `@` multiplies arrays; a "
    "single number goes with `*`; here `W` is (3, 2).",
    "return next(iter([]))": "a StopIteration: `next` found nothing more.",
    'raise ValueError("expected a batch")': "a ValueError: expected a batch.",
    'raise ValueError("these do not broadcast")': "a ValueError: these do not broadcast.",
    "raise IndexError": "an IndexError: an index is out of range.",
    "exit()": "a SystemExit: it asks Python to stop; use `return` to leave a function.",
    "assert W is None": "an AssertionError.",
    "return np.linalg.inv(W[:2] * 0)": "a LinAlgError: Singular matrix.",
}


@pytest.mark.parametrize("line", EXPECTED)
def test_a_sentence_says_where_and_what(line: str) -> None:
    result = call_student(cell(f"\ndef f(W, x):\n    {line}\n")["f"], W, X)
    assert result.problem == f"Your line 3, `{line}`, raised {EXPECTED[line]}"
    assert (result.value, result.attempted, result.failure) == (None, True, "raised")


def test_every_row_of_the_table_is_met() -> None:
    met = "\n".join(EXPECTED.values())
    for advice in ADVICE:
        assert max(re.split(r"\{\d\}", advice.words), key=len) in met, advice


def test_the_line_of_a_helper_carries_its_name() -> None:
    names = cell("\ndef layer(W, x):\n    return W @ x\ndef f(W, x):\n    return layer(W, x)\n")
    problem = call_student(names["f"], W, X).problem
    assert problem.startswith("Your line 3 of `layer`, `return W @ x`, raised a ValueError")


def test_a_line_of_a_library_is_never_called_the_students() -> None:
    line = "return np.linalg.solve(W, np.linalg.solve(W, np.linalg.solve(W, x)))"
    problem = call_student(cell(f"\ndef f(W, x):\n    {line}\n")["f"], W, X).problem
    assert problem.startswith(f"Your line 3, `{line[:59]}…`, raised a LinAlgError: ")


def test_a_line_of_this_package_is_never_called_the_students() -> None:
    source = "\ndef f(W, x):\n    from nnwidgets.core import Layer\n    return Layer(x, x)\n"
    problem = call_student(cell(source)["f"], W, X).problem
    assert problem.startswith("Your line 4, `return Layer(x, x)`, raised a ValueError: expected ")


CORES_OWN = [
    ("nw.numerical_gradient(lambda v: v, x)", "expected a function with one number as result"),
    ("nw.Network([nw.Layer(W, x)]).with_layer(3, biases=x)", "expected a layer from 1 to 1, got 3"),
    ("nw.Layer(W, None)", "expected real numbers, got an object of type NoneType"),
    ("nw.Network([nw.Layer(W, x)])(np.ones(5))", "expected x of shape (2,)"),
    (
        "nw.gradient_descent(nw.Network([nw.Layer(W, x)]), W, W @ W.T, learning_rate=0, n_steps=1)",
        "learning_rate",
    ),
]


@pytest.mark.parametrize(("expression", "words"), CORES_OWN)
def test_what_this_package_says_is_passed_on(expression: str, words: str) -> None:
    source = f"import nnwidgets as nw\ndef f(W, x):\n    return {expression}\n"
    problem = call_student(cell(source)["f"], W, X).problem
    with pytest.raises((ValueError, TypeError)) as raised:
        cell(source)["f"](W, X)
    assert words in str(raised.value)
    assert problem.endswith(f"Error: {raised.value}.")


@pytest.mark.parametrize(
    "message",
    [
        "math domain error",
        "expected a positive input, got 0.0",
        "expected a nonnegative input, got -1.0",
        "expected a finite input, got inf",
        "expected a number in range from -1 up to 1, got 2.0",
        "expected a number between -1 and 1, got 2.0",
        "expected a noninteger or positive integer, got 0.0",
        "expected argument value > -1, got -2.0",
        "expected argument value not less than 1, got 0.0",
    ],
)
def test_what_math_says_is_known_in_all_its_versions(message: str) -> None:
    """From Python 3.14 on it says more than "math domain error"."""
    assert "a function of `math` is not defined there" in what(ValueError(message), None, 0)


def test_what_only_begins_alike_is_not_taken_for_math() -> None:
    for message in ("expected a batch", "expected a layer from 1 to 3, got 4", "expected a list"):
        assert what(ValueError(message), None, 0) == f"a ValueError: {message}"


def test_an_error_that_is_passed_on_keeps_its_advice() -> None:
    source = (
        "\ndef f(W, x):\n    try:\n        return W @ x\n    except ValueError:\n        raise\n"
    )
    assert "the shapes do not fit a matrix product" in call_student(cell(source)["f"], W, X).problem


def test_a_line_that_is_nowhere_to_be_read_has_a_number_at_least() -> None:
    function = cell("\ndef f(W, x):\n    return 1 / 0\n", "<cell 6>")["f"]
    del linecache.cache["<cell 6>"]
    assert call_student(function, W, X).problem.startswith("Your line 3 raised a ZeroDivisionError")


@pytest.mark.parametrize(
    ("header", "takes"),
    [("W, x, b", "(W, x, b)"), ("W", "(W)"), ("*, W, x", "(*, W, x)"), ("", "()")],
)
def test_other_parameters_than_the_exercises_are_told(header: str, takes: str) -> None:
    function = cell(f"\ndef f({header}):\n    return 1\n")["f"]
    assert call_student(function, W, X, name="layer").problem == (
        f"`layer` is called with 2 arguments but takes {takes}: change its `def` line back."
    )
    assert "is called with 1 argument but" in call_student(cell("\ndef f(): 1")["f"], W).problem


def test_a_function_in_c_that_fails_is_told_so() -> None:
    assert call_student(int, "text", name="layer").problem == (
        "`layer` raised a ValueError: invalid literal for int() with base 10: 'text'."
    )


def test_an_exception_that_cannot_be_shown_is_told_so() -> None:
    class Unspeakable(Exception):  # noqa: N818
        def __str__(self) -> NoReturn:
            raise ValueError

    def fails() -> NoReturn:
        raise Unspeakable

    assert call_student(fails).problem == "`fails` raised an exception that cannot be shown."


def test_a_message_of_many_lines_becomes_part_of_one() -> None:
    def fails() -> NoReturn:
        raise RuntimeError("first\nsecond " + 200 * "x")

    problem = call_student(fails).problem
    assert "\n" not in problem
    assert problem.endswith("raised a RuntimeError: first second " + 146 * "x" + "….")
