"""Every row of the table against central differences."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import BroadcastableShapes, mutually_broadcastable_shapes
from numpy.typing import ArrayLike

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.differentiate import value_and_gradient
from nnwidgets.core.losses import COSTS
from nnwidgets.core.node import Node
from nnwidgets.core.operations import OPERATIONS, unbroadcast

RNG = np.random.default_rng(3)
ANY = RNG.normal(size=(3, 4))
POSITIVE = RNG.uniform(0.5, 2.0, size=(3, 4))
ROW = RNG.uniform(0.5, 2.0, size=4)
COLUMN = RNG.uniform(0.5, 2.0, size=(3, 1))


def row(name: str, *constants: object) -> Callable[..., Any]:
    """The row as a function of arrays or nodes."""

    def function(*operands: Any) -> Any:  # noqa: ANN401
        if any(isinstance(u, Node) for u in operands):
            if len(operands) == 2:
                return TWO[name](*operands)
            return operands[0].apply(name, *constants)
        if name == "where":
            return TWO[name](*operands)
        return OPERATIONS[name].value(*operands, *constants)

    return function


TWO: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda u, v: u + v,
    "subtract": lambda u, v: u - v,
    "multiply": lambda u, v: u * v,
    "divide": lambda u, v: u / v,
    "power": lambda u, v: u**v,
    "matmul": lambda u, v: u @ v,
    "maximum": np.maximum,
    "minimum": np.minimum,
    "where": lambda u, v: np.where(np.arange(4) > 1, u, v),
}
WHOLE_LINE = (
    "negative",
    "exp",
    "expm1",
    "sin",
    "cos",
    "tan",
    "absolute",
    *(name for name in ACTIVATIONS if name != "step"),
)
ONE = dict.fromkeys(WHOLE_LINE, ANY) | dict.fromkeys(("log", "log1p", "sqrt"), POSITIVE)
SHAPED: dict[str, list[tuple[object, ...]]] = {
    "sum": [(None,), (0,), (1,), (-1,)],
    "mean": [(None,), (0,), (1,)],
    "max": [(None,), (0,), (1,)],
    "min": [(None,), (0,), (1,)],
    "reshape": [((2, 6),), (12,), ((4, 3),)],
    "transpose": [()],
    "take": [(1,), ((slice(None), 2),), ([0, 2, 0],), ((2, 3),)],
}


def test_every_row_of_the_table_is_tested_here_or_with_the_losses() -> None:
    assert set(OPERATIONS) == {*TWO, *ONE, *SHAPED, *COSTS, "step"}


@pytest.mark.parametrize("name", [name for name in TWO if name != "matmul"])
@pytest.mark.parametrize(
    ("u", "v"),
    [(POSITIVE, ANY), (POSITIVE, ROW), (ROW, ANY), (COLUMN, ROW), (1.3, ANY), (COLUMN, 0.7)],
)
def test_two_operands_with_and_without_broadcasting(
    check_gradient: Callable[..., None],
    name: str,
    u: ArrayLike,
    v: ArrayLike,
) -> None:
    check_gradient(row(name), u, v)


@settings(max_examples=60)
@given(mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=3), st.integers(0, 99))
def test_all_shapes_that_numpy_broadcasts(
    check_gradient: Callable[..., None], shapes: BroadcastableShapes, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    u, v = (rng.uniform(0.5, 2.0, size=shape) for shape in shapes.input_shapes)
    check_gradient(lambda a, b: a * b + a / b, u, v)


@pytest.mark.parametrize(
    ("u", "v"),
    [((3, 4), (4, 2)), ((3, 4), (4,)), ((4,), (4, 2)), ((4,), (4,)), ((5, 3, 4), (4, 2)),
     ((5, 3, 4), (5, 4, 2)), ((3, 4), (5, 4, 2)), ((4,), (5, 4, 2)), ((5, 3, 4), (4,))],
)  # fmt: skip
def test_matrix_products_of_all_shapes(
    check_gradient: Callable[..., None], u: tuple[int, ...], v: tuple[int, ...]
) -> None:
    check_gradient(row("matmul"), RNG.normal(size=u), RNG.normal(size=v))


@pytest.mark.parametrize("name", ONE)
def test_one_operand(check_gradient: Callable[..., None], name: str) -> None:
    check_gradient(row(name), ONE[name])
    if name != "softmax":
        check_gradient(row(name), 0.8)


@pytest.mark.parametrize(
    ("name", "constants"), [(name, given) for name, all_ in SHAPED.items() for given in all_]
)
def test_sums_and_shapes(
    check_gradient: Callable[..., None], name: str, constants: tuple[object, ...]
) -> None:
    check_gradient(row(name, *constants), ANY)


@pytest.mark.parametrize("constant", [2, 3, 0.5, -1, 0, 1, 2.5, ROW])
def test_constants_on_either_side(
    check_gradient: Callable[..., None], constant: float | np.ndarray
) -> None:
    functions: list[Callable[[Any], Any]] = [
        lambda u: u**constant, lambda u: constant * u, lambda u: constant - u,
        lambda u: constant / u, lambda u: u / (constant + 1.5), lambda u: (1.5 + constant) ** u,
    ]  # fmt: skip
    for function in functions:
        check_gradient(function, POSITIVE)


def test_step_has_no_slope() -> None:
    _, (gradient,) = value_and_gradient(lambda u: u.apply("step").sum())(ANY)
    assert not gradient.any()


def test_powers_at_zero_take_the_limits_that_are_finite() -> None:
    for base, exponent, expected in [(0.0, 2.0, 0.0), (0.0, 1.0, 1.0), (0.0, 0.0, 0.0)]:
        _, (constant,) = value_and_gradient(lambda u, n=exponent: u**n)(base)
        _, both = value_and_gradient(lambda u, v: u**v)(base, exponent)
        assert (constant, *both) == (expected, expected, 0.0)


def test_the_largest_shares_its_adjoint_where_several_are_largest() -> None:
    # as torch.amax does
    _, (gradient,) = value_and_gradient(lambda u: u.max())([1.0, 3.0, 3.0, 2.0])
    assert gradient.tolist() == [0.0, 0.5, 0.5, 0.0]


def test_unbroadcast_adds_up_what_was_repeated() -> None:
    message = np.arange(24.0).reshape(2, 3, 4)
    assert unbroadcast(message, (3, 4)).tolist() == (message[0] + message[1]).tolist()
    assert unbroadcast(message, (3, 1)).tolist() == [[60.0], [92.0], [124.0]]
    assert unbroadcast(message, ()) == 276.0
    assert unbroadcast(message[0], (4,)).tolist() == [12.0, 15.0, 18.0, 21.0]


def test_empty_arrays_and_unfit_shapes_are_refused_with_a_sentence() -> None:
    empty = Node(np.empty(0))
    assert empty.sum().value == 0.0
    for name in ("max", "min", "mean"):
        with pytest.raises(ValueError, match=f"{name}: expected at least one number"):
            empty.apply(name, None)
    with pytest.raises(ValueError, match=r"shapes \(3, 4\) @ \(3,\) do not fit: the left side"):
        Node(ANY) @ np.ones(3)
