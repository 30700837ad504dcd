"""The table of operations: everything a graph can compute, one row each.

A row holds the value and, for every operand, the rule that sends the adjoint back to it. With
y = g(u, v) and the adjoint ȳ = ∂f/∂y of the result, the rule for u gives the message ȳ · ∂y/∂u,
which is added to u's adjoint. Source: the reverse mode of A. Griewank and A. Walther, Evaluating
Derivatives, 2nd ed. (SIAM 2008), table 3.3.

Rules are called as rule(ȳ, y, *operands). They may return the shape of y; `unbroadcast` then adds
up what was spread over more places than u has.
"""

from __future__ import annotations

import operator
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.checks import read_only
from nnwidgets.core.losses import COSTS, Cost

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nnwidgets.core.activation_row import Activation
    from nnwidgets.core.checks import Array

    Rule = Callable[..., Any]


class Operation(NamedTuple):
    """One row: y = g(u, …) with its derivatives.

    Attributes:
        name: the row's name.
        value: g, from the operands' arrays to y.
        rules: for each operand that may be a node, the message rule(ȳ, y, *operands).
        label: what a diagram writes into the node.
        formula: y with {0}, {1} for the operands.
        derivatives: ∂y/∂u, ∂y/∂v as text, with {y} for the result.
        elementwise: each number of y depends on one number of each operand, so that
            message = ȳ × local derivative.
    """

    name: str
    value: Callable[..., Any]
    rules: tuple[Rule, ...]
    label: str
    formula: str
    derivatives: tuple[str, ...]
    elementwise: bool = True


def unbroadcast(message: Array, shape: tuple[int, ...]) -> Array:
    """Add up a message over the axes along which the operand of `shape` was repeated.

    What is used k times gets the sum of k messages.
    """
    if message.ndim == 2 and shape == message.shape[1:]:
        total: Array = np.dot(ones(len(message)), message)  # a bias; .sum(axis=0) is slower
        return total
    extra = message.ndim - len(shape)
    stretched = [i + extra for i, size in enumerate(shape) if size == 1 != message.shape[i + extra]]
    total = np.sum(message, axis=(*range(extra), *stretched)).reshape(shape)
    return total[()] if total.ndim == 0 else total


@lru_cache(maxsize=16)
def ones(n: int) -> Array:
    """(1, …, 1): a product with it is a sum."""
    return read_only(np.ones(n))


def spread(adjoint: Array, u: Array, axis: int | None) -> Array:
    """The adjoint of a sum over `axis`, handed to every summand."""
    message = np.empty(u.shape)
    message[...] = adjoint if axis is None else np.expand_dims(adjoint, axis)
    return message


def power_value(u: Array, v: Array | float) -> Array:
    """u^v; the square, by far the most frequent power, as a product."""
    return u * u if isinstance(v, float) and v == 2.0 else u**v


def power_base_rule(g: Array, _y: Array, u: Array, v: Array | float) -> Array:
    """ȳ v u^(v−1), and 0 where v = 0, also at u = 0."""
    if isinstance(v, float):
        return g * v * u if v == 2.0 else g * (v * u ** (v - 1.0) if v else np.zeros_like(u))
    lowered = np.where(np.equal(v, 0.0), 0.0, np.subtract(v, 1.0))
    return g * v * u**lowered


def power_exponent_rule(g: Array, y: Array, u: Array, v: Array) -> Array:
    """ȳ u^v log u, and 0 where the base is 0 and the exponent is not negative."""
    return g * np.where(np.equal(u, 0.0) & (np.asarray(v) >= 0), 0.0, y * np.log(u))


def chosen(u: Array | float, v: Array | float, condition: Any) -> Array:  # noqa: ANN401
    """The numbers of u where the condition holds, those of v elsewhere."""
    numbers = np.where(condition, u, v)
    return numbers if numbers.ndim else numbers[()]


def matmul_value(u: Array, v: Array) -> Array:
    """The matrix product u v."""
    try:
        product: Array = u @ v
    except (TypeError, ValueError) as error:  # a plain number has no @ at all
        raise ValueError(
            f"shapes {np.shape(u)} @ {np.shape(v)} do not fit: the left side needs as many columns "
            "as the right side has rows"
        ) from error
    return product


def matmul_left_rule(g: Array, _y: Array, u: Array, v: Array) -> Array:
    """ū = ȳ vᵀ, for vectors the matching outer product."""
    if v.ndim == 1:
        return np.expand_dims(g, -1) * v
    if u.ndim == 1:
        return np.asarray((g[..., None, :] * v).sum(axis=-1))
    if v.shape[-1] == 1:
        return g * v.swapaxes(-1, -2)  # one column: an outer product, with which @ is slow
    message: Array = g @ v.swapaxes(-1, -2)
    return message


def matmul_right_rule(g: Array, _y: Array, u: Array, v: Array) -> Array:
    """v̄ = uᵀ ȳ, for vectors the matching outer product."""
    if v.ndim == 1:
        return u * np.expand_dims(g, -1)
    message: Array = u.swapaxes(-1, -2) @ g if u.ndim > 1 else g[..., None, :] * u[:, None]
    return message


def max_value(u: Array, axis: int | None) -> Array:
    """The largest number, of all or along one axis."""
    if u.size == 0:
        raise ValueError("max: expected at least one number, got an empty array")
    largest: Array = u.max(axis=axis)
    return largest


def min_value(u: Array, axis: int | None) -> Array:
    """The smallest number, of all or along one axis."""
    if u.size == 0:
        raise ValueError("min: expected at least one number, got an empty array")
    smallest: Array = u.min(axis=axis)
    return smallest


def max_rule(g: Array, y: Array, u: Array, axis: int | None) -> Array:
    """ȳ where u is the largest, shared equally where several are."""
    largest = u == spread(y, u, axis)
    shared: Array = spread(g / largest.sum(axis=axis), u, axis) * largest
    return shared


def take_rule(g: Array, _y: Array, u: Array, index: Any) -> Array:  # noqa: ANN401
    """ȳ at the places that were taken, 0 elsewhere; a place taken twice gets both."""
    message = np.zeros_like(u)
    np.add.at(message, index, g)
    return message


def min_rule(g: Array, y: Array, u: Array, axis: int | None) -> Array:
    """As `max_rule`: min u is −max(−u)."""
    return max_rule(g, -y, -u, axis)


def mean_value(u: Array, axis: int | None) -> Array:
    """Σ u / n."""
    if u.size == 0:
        raise ValueError("mean: expected at least one number, got an empty array")
    total: Array = np.add.reduce(u, axis)
    return total / (u.size // total.size)


ROWS = (
    # two operands
    Operation("add", operator.add,
              (lambda g, _y, _u, _v: g, lambda g, _y, _u, _v: g),
              "+", "{0} + {1}", ("1", "1")),
    Operation("subtract", operator.sub,
              (lambda g, _y, _u, _v: g, lambda g, _y, _u, _v: -g),
              "−", "{0} − {1}", ("1", "−1")),
    Operation("multiply", operator.mul,
              (lambda g, _y, _u, v: g * v, lambda g, _y, u, _v: g * u),
              "×", "{0} · {1}", ("{1}", "{0}")),
    Operation("divide", operator.truediv,
              (lambda g, _y, _u, v: g / v, lambda g, y, _u, v: -g * y / v),
              "÷", "{0} / {1}", ("1 / {1}", "−{0} / {1}²")),
    Operation("power", power_value,
              (power_base_rule, power_exponent_rule),
              "^", "{0}^{1}", ("{1} · {0}^({1} − 1)", "{y} · log {0}")),
    Operation("maximum", np.maximum,
              (lambda g, _y, u, v: g * np.heaviside(u - v, 0.5),
               lambda g, _y, u, v: g * np.heaviside(v - u, 0.5)),
              "max", "max({0}, {1})", ("1 if {0} > {1} else 0", "1 if {1} > {0} else 0")),
    Operation("minimum", np.minimum,
              (lambda g, _y, u, v: g * np.heaviside(v - u, 0.5),
               lambda g, _y, u, v: g * np.heaviside(u - v, 0.5)),
              "min", "min({0}, {1})", ("1 if {0} < {1} else 0", "1 if {1} < {0} else 0")),
    Operation("where", chosen,
              (lambda g, _y, _u, _v, condition: chosen(g, 0.0, condition),
               lambda g, _y, _u, _v, condition: chosen(0.0, g, condition)),
              "where", "{0} where {2}, else {1}", ("1 where {2}, else 0", "0 where {2}, else 1")),
    Operation("matmul", matmul_value,
              (matmul_left_rule, matmul_right_rule),
              "@", "{0} {1}", ("ȳ {1}ᵀ", "{0}ᵀ ȳ"), elementwise=False),
    # one operand
    Operation("negative", operator.neg, (lambda g, _y, _u: -g,), "−", "−{0}", ("−1",)),
    Operation("exp", np.exp, (lambda g, y, _u: g * y,), "exp", "exp({0})", ("{y}",)),
    Operation("log", np.log, (lambda g, _y, u: g / u,), "log", "log({0})", ("1 / {0}",)),
    Operation("log1p", np.log1p, (lambda g, _y, u: g / (1.0 + u),),
              "log(1+·)", "log(1 + {0})", ("1 / (1 + {0})",)),
    Operation("expm1", np.expm1, (lambda g, _y, u: g * np.exp(u),),
              "exp−1", "exp({0}) − 1", ("exp({0})",)),
    Operation("sqrt", np.sqrt, (lambda g, y, _u: g / (2.0 * y),), "√", "√{0}", ("1 / (2√{0})",)),
    Operation("sin", np.sin, (lambda g, _y, u: g * np.cos(u),), "sin", "sin({0})", ("cos {0}",)),
    Operation("cos", np.cos, (lambda g, _y, u: -g * np.sin(u),), "cos", "cos({0})", ("−sin {0}",)),
    Operation("tan", np.tan, (lambda g, y, _u: g * (1 + y * y),), "tan", "tan({0})", ("1 + {y}²",)),
    Operation("absolute", np.abs, (lambda g, _y, u: g * np.sign(u),),
              "|·|", "|{0}|", ("sign {0}",)),
    # many numbers into few, and new shapes; what follows the operand is not a node
    Operation("sum", np.add.reduce,
              (lambda g, _y, u, axis: spread(g, u, axis),),
              "Σ", "Σ {0}", ("1",), elementwise=False),
    Operation("mean", mean_value,
              (lambda g, y, u, axis: spread(g * (y.size / u.size), u, axis),),
              "mean", "mean({0})", ("1/n",), elementwise=False),
    Operation("max", max_value, (max_rule,),
              "max", "max({0})", ("1 at the largest, else 0",), elementwise=False),
    Operation("min", min_value, (min_rule,),
              "min", "min({0})", ("1 at the smallest, else 0",), elementwise=False),
    Operation("reshape", lambda u, shape: u.reshape(shape)[()],
              (lambda g, _y, u, _shape: g.reshape(u.shape),),
              "reshape", "reshape({0})", ("1",), elementwise=False),
    Operation("transpose", lambda u: u.T, (lambda g, _y, _u: g.T,),
              "ᵀ", "{0}ᵀ", ("1",), elementwise=False),
    Operation("take", lambda u, index: u[index], (take_rule,),
              "[ ]", "{0}[…]", ("1 where taken, else 0",), elementwise=False),
)  # fmt: skip


def concatenate_row(sizes: Sequence[int], axis: int) -> Operation:
    """The row that joins as many operands as there are sizes; each gets its part of the adjoint."""
    ends = np.cumsum(sizes).tolist()
    words = ", ".join(f"{{{i}}}" for i in range(len(ends)))

    def part(start: int, end: int) -> Rule:
        index = (*[slice(None)] * axis, slice(start, end))
        return lambda g, _y, *_operands: g[index]

    rules = tuple(part(end - size, end) for size, end in zip(sizes, ends, strict=True))
    return Operation("concatenate", lambda *operands: np.concatenate(operands, axis), rules,
                     "join", f"[{words}]", ("1",) * len(ends), elementwise=False)  # fmt: skip


def activation_row(phi: Activation) -> Operation:
    """The row of an activation, from its row in `ACTIVATIONS`."""
    label, formula = phi.label or phi.name, phi.formula or f"{phi.name}({{0}})"
    return Operation(phi.name, phi.bare, (phi.rule,), label, formula,
                     (phi.derivative_text,), elementwise=phi.product is None)  # fmt: skip


def cost_row(cost: Cost) -> Operation:
    """The row of a cost; its targets are constants."""
    return Operation(cost.name, cost.formula,
                     (lambda g, _y, outputs, targets: g * cost.gradient(outputs, targets),),
                     "C", f"{cost.name}({{0}})", ("∂C/∂{0}",), elementwise=False)  # fmt: skip


OPERATIONS = MappingProxyType(
    {
        row.name: row
        for row in (
            *ROWS,
            *map(activation_row, ACTIVATIONS.values()),
            *map(cost_row, COSTS.values()),
        )
    }
)
"""Every operation by its name."""
