"""Oracles: Python's own arithmetic, and a fuzzer that knows only what must never happen."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnwidgets.core.differentiate import value_and_gradient
from nnwidgets.core.formula import Formula, FormulaError, parse_formula
from nnwidgets.core.graph import backward, topological_order
from nnwidgets.core.node import Node

LECTURE = "sqrt(x^2 + exp(x^2)) + cos(x^2 + exp(x^2))"
X, Y = 0.7, -1.3
VALUES = {
    "1 + 2*3": 7.0,
    "2 - 3 - 4": -5.0,
    "12 / 4 / 3": 1.0,
    "2^3^2": 512.0,
    "2**3": 8.0,
    "-2^2": -4.0,
    "(-2)^2": 4.0,
    "2^-1": 0.5,
    "--2": 2.0,
    "+-+2": -2.0,
    "1.5e2 + .5 + 2.": 152.5,
    "2*pi - π": math.pi,
    "e^1": math.e,
    "x + y": X + Y,
    "x*y/2": X * Y / 2,
    "x^y": X**Y,
    "-x^2": -(X**2),
    "x² + x³ + x⁻¹ + x¹⁰": X**2 + X**3 + 1 / X + X**10,
    "√x + √(x + 1) · 2": math.sqrt(X) + 2 * math.sqrt(X + 1),
    "x × 2 ÷ 4 − 1": X / 2 - 1,
    "ln(x) + log(x)": 2 * math.log(X),
    "sin(x) + cos(x) + tan(x)": math.sin(X) + math.cos(X) + math.tan(X),
    "abs(y) + relu(y) + step(x)": abs(Y) + 1,
    "tanh(x) + σ(y) - sigmoid(y)": math.tanh(X),
    "max(x, y) + min(x, y)": X + Y,
    "0.2+0.4*x^2+0.3*x*sin(15*x)+0.05*cos(50*x)":
        0.2 + 0.4 * X**2 + 0.3 * X * math.sin(15 * X) + 0.05 * math.cos(50 * X),
    "x_1 * 0 + α*0 + x₁*0 + x": X,
}  # fmt: skip


@pytest.mark.parametrize("text", VALUES)
def test_values_are_those_of_pythons_arithmetic(text: str) -> None:
    known = {"x": X, "y": Y, "x_1": 1.0, "x1": 1.0, "α": 1.0}
    for shared in (True, False):
        f = parse_formula(text, shared=shared)
        assert f(**{name: known[name] for name in f.variables}) == pytest.approx(
            VALUES[text], rel=1e-14
        )


@pytest.mark.parametrize(("x", "value", "slope"), [
    (-1.0, 1.0900122119747424, -5.983082595908695), (1.5, 4.101920492006401, 27.78045491291172),
])  # fmt: skip
def test_the_lectures_function_has_the_books_value_and_derivative(
    x: float, value: float, slope: float
) -> None:
    # Deisenroth, Faisal, Ong, Mathematics for Machine Learning, Example 5.14
    f = parse_formula(LECTURE)
    assert f(x=x) == f(x) == pytest.approx(value, rel=1e-14)
    graph = f.at(x=x)
    assert backward(graph)[topological_order(graph)[0]] == pytest.approx(slope, rel=1e-14)
    assert value_and_gradient(f)(x)[1][0] == pytest.approx(slope, rel=1e-14)


def test_the_lectures_function_takes_six_shared_operations_or_eleven() -> None:
    def n_operations(formula: Formula) -> int:
        return sum(node.operation is not None for node in topological_order(formula.graph))

    assert n_operations(parse_formula(LECTURE)) == 6
    assert n_operations(parse_formula(LECTURE, shared=False)) == 11


def test_arrays_are_taken_number_by_number() -> None:
    f = parse_formula("x^2 + y")
    np.testing.assert_allclose(f(x=[1.0, 2.0], y=1.0), [2.0, 5.0])
    assert f(np.ones((2, 1)), np.ones(3)).shape == (2, 3)
    assert isinstance(f(x=1, y=2), float)


def test_nodes_go_on_into_the_callers_graph() -> None:
    x = Node(3.0)
    y = parse_formula("x^2")(x) * 2.0
    assert isinstance(y, Node)
    assert backward(y)[x] == 12.0
    assert parse_formula("x + y")(x=x, y=1.0).value == 4.0


def test_outside_its_domain_a_formula_is_nan_without_a_warning() -> None:
    assert math.isnan(parse_formula("log(x)")(-1.0))
    assert parse_formula("1/x")(0.0) == math.inf
    assert np.isnan(parse_formula("√x + x^0.5")(np.array([-1.0, 4.0]))).tolist() == [True, False]


def test_a_variable_may_have_any_name() -> None:
    assert parse_formula("self + values")(self=1.0, values=2.0) == 3.0


def test_variables_come_in_the_order_of_the_text() -> None:
    f = parse_formula("b*a + b*c")
    assert f.variables == ["b", "a", "c"]
    assert parse_formula("2 + 3").variables == []
    assert parse_formula("2 + 3")() == 5.0
    assert repr(f) == "Formula('b*a + b*c')"


@pytest.mark.parametrize(
    ("text", "position", "sentence"),
    [
        ("", 0, "expected a number, a variable, a function or (, got the end"),
        ("x +", 3, "expected a number, a variable, a function or (, got the end"),
        ("(x + 1", 6, "expected an operator or ), got the end"),
        ("x + 1)", 5, "expected an operator or the end, got ')'"),
        ("2x", 1, "expected an operator such as * between two factors, got 'x'"),
        ("2 (x)", 2, "expected an operator such as * between two factors, got '('"),
        ("x(2)", 0, "'x' is not a function; write x*( for a product"),
        ("arctan(x)", 0, "'arctan' is not a function"),
        ("sin x", 4, "expected ( after sin, as in sin(x), got 'x'"),
        ("sin", 3, "expected ( after sin"),
        ("max(x)", 5, "expected 2 values in the parentheses of max, but 1 are given"),
        ("sin(x, y)", 8, "expected 1 value in the parentheses of sin, but 2 are given"),
        ("x $ y", 2, "'$' has no meaning here"),
        ("f = x", 2, "'=' has no meaning here: write the right-hand side only"),
        ("x ^ 1001", 2, "expected an exponent up to 1000, got 1001"),
        ("9^9^9", 1, "expected an exponent up to 1000"),
        ("1e999 + x", 0, "expected a number below 1.8e308, got '1e999'"),
        ("x + 1/0", 5, "this is not a finite number"),
        ("log(-1)", 0, "this is not a finite number"),
        ("(" * 60 + "x" + ")" * 60, 51, "expected at most 50 levels of nesting"),
        ("-" * 60 + "x", 51, "expected at most 50 levels of nesting"),
        ("√" * 60 + "x", 51, "expected at most 50 levels of nesting"),
        ("+".join(f"x{i}" for i in range(21)), 70, "expected at most 20 variables, got 'x20'"),
        ("1" * 1001, 0, "expected at most 1000 characters, got 1001"),
        ("__import__('os')", 0, "'_' has no meaning here"),
        ("x.real", 1, "'.' has no meaning here"),
        ("x[0]", 1, "'[' has no meaning here"),
        ("lambda: 0", 6, "':' has no meaning here"),
    ],
)
def test_errors_point_at_the_place_and_say_what_was_expected(
    text: str, position: int, sentence: str
) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert caught.value.position == position
    first, line, mark = str(caught.value).split("\n")
    assert first.startswith(sentence)
    assert line == f"  {text[:1000]}"
    assert mark == " " * (position + 2) + "^"
    assert isinstance(caught.value, ValueError)


def test_calls_say_which_variables_they_need() -> None:
    f = parse_formula("x + y")
    calls: list[tuple[tuple[float, ...], dict[str, float]]] = [
        ((1.0,), {}), ((1.0, 2.0, 3.0), {}), ((), {"x": 1.0, "z": 2.0}),
    ]  # fmt: skip
    for values, named in calls:
        with pytest.raises(TypeError, match=r"expected a value for each variable \(x, y\), got"):
            f(*values, **named)
    with pytest.raises(TypeError, match="expected the formula as text, got int"):
        parse_formula(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected real numbers, got text"):
        f(x="a", y=1.0)


PIECES = [
    "x", "y", "pi", "e", "2", "0", "1e9", ".5", "+", "-", "*", "/", "^", "**", "(", ")", ",", "√",
    "²", "⁻¹", "sin", "log(", "max(", "exp(", "·", " ", "=", "__class__", "σ", "9" * 40, "lambda",
]  # fmt: skip


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_nothing_but_a_number_or_a_formula_error_ever_comes_out(text: str) -> None:
    f = read(text)
    if isinstance(f, FormulaError):
        assert 0 <= f.position <= len(text)
    else:
        values: dict[str, Any] = dict.fromkeys(f.variables, 0.5)
        assert isinstance(f(**values), float)
        assert len(topological_order(f.graph)) <= 2 * len(text)


def read(text: str) -> Formula | FormulaError:
    try:
        return parse_formula(text)
    except FormulaError as error:
        return error


def test_a_value_that_is_given_twice_is_refused() -> None:
    with pytest.raises(TypeError, match="x is given twice: by its place and by its name"):
        parse_formula("x^2")(3, x=1)
