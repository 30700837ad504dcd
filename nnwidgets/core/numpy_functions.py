"""numpy's functions of nodes: np.exp(node), array * node, np.stack([node, node]).

numpy hands a call over where an argument is a `Node` (NEP 13 and NEP 18); `NUMPY_FUNCTIONS` says
what stands for it. Some are a row of the table of operations. Others are written here with
those rows, so that their derivatives need no rules. Those that only ask about numbers answer with
plain ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.node import INFIX, NUMPY_FUNCTIONS, Node, record, value_of
from nnwidgets.core.operations import OPERATIONS, concatenate_row
from nnwidgets.core.refusals import NodeError, no_node, refuse_equality

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nnwidgets.core.node import Operand

    Axis = int | tuple[int, ...] | None

__all__ = ["NUMPY_FUNCTIONS"]


def operator(name: str) -> Callable[[Operand, Operand], Node]:
    """A row of two operands, either of which may be the node."""
    left, right = INFIX[name]

    def call(u: Any, v: Any) -> Node:  # noqa: ANN401
        return left(u, v) if type(u) is Node else right(v, u)

    return call


def row(name: str) -> Callable[[Node], Node]:
    """A row of one operand."""
    return lambda u: u.apply(name)


def method(name: str) -> Callable[..., Any]:
    """A method or an attribute of the node, as np.sum(node) asks for it."""

    def call(u: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        if type(u) is not Node:
            raise no_node(getattr(np, name))
        found = getattr(u, name)
        return found(*arguments, **options) if callable(found) else found

    return call


def plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """A question about numbers, which has no derivative."""

    def call(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        values = (value_of(u) if isinstance(u, Node) else u for u in arguments)
        return function(*values, **options)

    return call


def shaped(function: Callable[..., Any]) -> Callable[..., Node]:
    """The same numbers in the shape that `function` gives an array."""

    def call(u: Any, *arguments: Any, **options: Any) -> Node:  # noqa: ANN401
        return as_node(u).reshape(function(as_node(u).value, *arguments, **options).shape)

    return call


def as_node(u: Operand) -> Node:
    """A constant as a node."""
    return u if isinstance(u, Node) else Node(u)


def where(condition: Any, u: Operand, v: Operand) -> Node:  # noqa: ANN401
    """The numbers of u where the condition holds, those of v elsewhere."""
    condition = condition.value if isinstance(condition, Node) else condition
    if not (isinstance(u, Node) or isinstance(v, Node)):
        raise NodeError(
            "the condition of np.where is not a node: write np.where(node.value > 0, …)"
        )
    return record(OPERATIONS["where"], u, v, condition)


def concatenate(parts: Sequence[Operand], axis: int | None = 0) -> Node:
    """Parts joined along an axis that they have; all in one row where the axis is None."""
    if axis is None:
        return concatenate([np.ravel(part) for part in as_arrays(parts)])
    shapes = [np.shape(part) for part in as_arrays(parts)]
    if () in shapes:
        raise NodeError("np.concatenate joins arrays: for single numbers use np.stack([a, b])")
    place = axis % len(shapes[0])
    return record(concatenate_row([shape[place] for shape in shapes], place), *parts)


def stack(parts: Sequence[Operand], axis: int = 0) -> Node:
    """Parts of one shape, joined along a new axis."""
    return concatenate([np.expand_dims(part, axis) for part in as_arrays(parts)], axis)


def hstack(parts: Sequence[Operand]) -> Node:
    """Parts side by side."""
    rows = [np.atleast_1d(part) for part in as_arrays(parts)]
    return concatenate(rows, axis=0 if rows[0].ndim == 1 else 1)


def vstack(parts: Sequence[Operand]) -> Node:
    """Parts below each other."""
    return concatenate([np.atleast_2d(part) for part in as_arrays(parts)])


def as_arrays(parts: Sequence[Operand]) -> list[Any]:
    """The parts, each a node or an array."""
    return [part if isinstance(part, Node) else np.asarray(part) for part in parts]


def clip(u: Any, low: Any = None, high: Any = None) -> Any:  # noqa: ANN401
    """Not below `low`, not above `high`."""
    lifted = u if low is None else np.maximum(u, low)
    return lifted if high is None else np.minimum(lifted, high)


def dot(u: Any, v: Any) -> Any:  # noqa: ANN401
    """The matrix product; with a single number, the product."""
    return u * v if () in {np.shape(u), np.shape(v)} else u @ v


def outer(u: Operand, v: Operand) -> Node:
    """All products uᵢ vⱼ."""
    return as_node(u).reshape(-1, 1) * as_node(v).reshape(1, -1)


def norm(u: Node, ord: int | None = None, axis: Axis = None, keepdims: bool = False) -> Any:  # noqa: A002, ANN401, FBT001, FBT002 -- as numpy's
    """√Σ u², of all or along an axis."""
    if ord not in {None, 2} or (ord == 2 and axis is None and u.ndim > 1):
        raise NodeError("np.linalg.norm of a Node is √Σ u² only: leave `ord` out")
    return np.sqrt((u * u).sum(axis, keepdims=keepdims))  # type: ignore[arg-type]


def variance(u: Node, axis: Axis = None, *, keepdims: bool = False) -> Node:
    """The mean square of the distances from the mean."""
    apart = u - u.mean(axis, keepdims=True)  # type: ignore[arg-type]
    return (apart * apart).mean(axis, keepdims=keepdims)  # type: ignore[arg-type]


def log_add_exp(u: Any, v: Any) -> Any:  # noqa: ANN401
    """log(e^u + e^v), from the larger of the two."""
    return np.maximum(u, v) + np.log1p(np.exp(-abs(u - v)))


NUMPY_FUNCTIONS |= {getattr(np, name): operator(name) for name in INFIX}
NUMPY_FUNCTIONS |= {
    getattr(np, name): row(name)
    for name in (
        "negative", "absolute", "exp", "log", "log1p", "expm1", "sqrt", "sin", "cos", "tan", "tanh",
    )
}  # fmt: skip
NUMPY_FUNCTIONS |= {
    getattr(np, name): method(name)
    for name in ("sum", "mean", "max", "min", "reshape", "transpose", "shape", "ndim", "size")
}
NUMPY_FUNCTIONS |= {
    getattr(np, name): shaped(getattr(np, name))
    for name in ("ravel", "squeeze", "expand_dims", "atleast_1d", "atleast_2d")
}
NUMPY_FUNCTIONS |= {
    getattr(np, name): plain(getattr(np, name))
    for name in (
        "less", "less_equal", "greater", "greater_equal", "isnan", "isinf", "isfinite", "argmax",
        "argmin", "argsort", "zeros_like", "ones_like", "allclose", "array_equal", "isclose",
    )
}  # fmt: skip
NUMPY_FUNCTIONS |= {
    np.positive: lambda u: +u,
    np.square: lambda u: u**2.0,
    np.reciprocal: lambda u: 1.0 / u,
    np.log2: lambda u: np.log(u) / np.log(2.0),
    np.log10: lambda u: np.log(u) / np.log(10.0),
    np.exp2: lambda u: 2.0**u,
    np.logaddexp: log_add_exp,
    np.where: where,
    np.concatenate: concatenate,
    np.stack: stack,
    np.hstack: hstack,
    np.vstack: vstack,
    np.clip: clip,
    np.dot: dot,
    np.inner: lambda u, v: np.dot(u, np.transpose(v)),
    np.outer: outer,
    np.linalg.norm: norm,
    np.var: variance,
    np.std: lambda u, *axis, **options: np.sqrt(variance(u, *axis, **options)),
    np.equal: refuse_equality,
    np.not_equal: refuse_equality,
}
