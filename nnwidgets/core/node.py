"""Node: a value that remembers how it was computed.

Computing with nodes builds the graph: `c = a + b` is a node whose operands are a and b. Plain
numbers and arrays may stand on either side; they are constants of the operation, not nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.checks import floats
from nnwidgets.core.operations import OPERATIONS, Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeAlias

    from numpy.typing import ArrayLike, NDArray

    Operand: TypeAlias = "Node | ArrayLike"
    Operator: TypeAlias = Callable[["Node", Operand], "Node"]
    Tape: TypeAlias = "list[Node] | None"


def compute(
    operation: Operation, operands: tuple[Any, ...], values: tuple[Any, ...], tape: Tape
) -> Node:
    """The node of an operation at its operands, whose numbers are `values`."""
    node = Node.__new__(Node)
    node.operation = operation
    node.operands = operands
    node.values = values
    node.name = ""
    node.tape = tape
    if tape is None:
        with np.errstate(all="ignore"):
            node.value = operation.value(*values)
    else:
        node.value = operation.value(*values)
        tape.append(node)
    return node


def on_tape(value: ArrayLike, tape: Tape) -> Node:
    """An input whose results are to be written down; the array is not copied."""
    node = Node.__new__(Node)
    number = constant(value)
    node.value = np.float64(number) if type(number) is float else number
    node.operation = None
    node.operands = node.values = ()
    node.name = ""
    node.tape = tape
    return node


def infix(name: str) -> tuple[Operator, Operator]:
    """The operator of a two-operand row, and its form for a constant on the left."""
    operation = OPERATIONS[name]

    def left(u: Node, v: Operand) -> Node:
        if type(v) is Node:
            tape = u.tape if v.tape is None or v.tape is u.tape else common_tape(u, v)
            return compute(operation, (u, v), (u.value, v.value), tape)
        c = copied(constant(v))
        return compute(operation, (u, c), (u.value, c), u.tape)

    def right(v: Node, u: Operand) -> Node:
        c = copied(constant(u))
        return compute(operation, (c, v), (c, v.value), v.tape)

    return left, right


def common_tape(u: Node, v: Node) -> Tape:
    """The tape of two nodes, of which the second has one.

    Raises:
        TypeError: they have different ones.
    """
    if u.tape is not None:
        raise TypeError(
            "a node of an outer value_and_gradient is used in an inner one: second derivatives "
            "are not computed here; use its .value"
        )
    return v.tape


def constant(operand: Any) -> Any:  # noqa: ANN401
    """A plain number or array among the operands: a float or an array of floats."""
    if type(operand) is np.ndarray and operand.dtype == np.float64 and operand.ndim:
        return operand
    if type(operand) is float or (type(operand) is int and abs(operand) < EXACT):
        return float(operand)
    return floats(operand, "operand")[()]


def copied(values: Any) -> Any:  # noqa: ANN401
    """An array that a later W -= … of whoever gave it does not change."""
    return values.copy() if type(values) is np.ndarray else values


EXACT = 2**53
INFIX = {
    name: infix(name)
    for name in ("add", "subtract", "multiply", "divide", "power", "matmul", "maximum", "minimum")
}
UFUNCS = {"negative", "absolute", "exp", "log", "sqrt", "sin", "cos", "tan", "tanh"}
"""numpy's functions that take nodes too, as np.exp(node): the table has numpy's names."""
METHODS = {"sum", "mean", "max", "reshape", "transpose", "shape", "ndim", "size"}
"""numpy's functions that ask an array for its method or attribute, as np.sum(node)."""


class Node:
    """y = g(u, v, …): a value, and the operation and operands it came from.

    Comparisons compare values and answer with plain truth values; `==` asks whether it is the
    same node, so that nodes can be keys of a mapping.

    Args:
        value: a number or an array, of an input; all other nodes are made by computing.
        name: the letter an input is known by, as "x".

    Attributes:
        value: float or array.
        operation: the row of `OPERATIONS` that made it; None for an input.
        operands: what the operation was given, nodes and constants, in order.
        values: the numbers of the operands.
        tape: where `value_and_gradient` writes the nodes down as they are made; else None.

    Raises:
        TypeError: a value that is no array of numbers.

    >>> x = Node(3.0, "x")
    >>> y = x * x + 1
    >>> y
    Node(10., +)
    >>> y.operation.name, y.inputs
    ('add', (Node(9., ×),))
    """

    __slots__ = ("name", "operands", "operation", "tape", "value", "values")

    value: Any
    operation: Operation | None
    operands: tuple[Any, ...]
    values: tuple[Any, ...]
    name: str
    tape: Tape

    def __init__(self, value: ArrayLike, name: str = "") -> None:
        self.value = np.array(floats(value, "Node"))[()]  # a copy: a later W -= … is not ours
        self.operation = None
        self.operands = self.values = ()
        self.name = name
        self.tape = None

    @property
    def inputs(self) -> tuple[Node, ...]:
        """The nodes among the operands; the others are constants."""
        return tuple(operand for operand in self.operands if type(operand) is Node)

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the value; () for a single number."""
        return tuple(np.shape(self.value))

    @property
    def ndim(self) -> int:
        """How many axes the value has; 0 for a single number."""
        return int(np.ndim(self.value))

    @property
    def size(self) -> int:
        """How many numbers the value has."""
        return int(np.size(self.value))

    def apply(self, operation: str, *constants: object) -> Node:
        """The node of a one-operand row of `OPERATIONS` at this one."""
        values = (self.value, *constants)
        return compute(OPERATIONS[operation], (self, *constants), values, self.tape)

    __add__, __radd__ = INFIX["add"]
    __sub__, __rsub__ = INFIX["subtract"]
    __mul__, __rmul__ = INFIX["multiply"]
    __truediv__, __rtruediv__ = INFIX["divide"]
    __pow__, __rpow__ = INFIX["power"]
    __matmul__, __rmatmul__ = INFIX["matmul"]

    def __neg__(self) -> Node:
        return self.apply("negative")

    def __pos__(self) -> Node:
        return self

    def __abs__(self) -> Node:
        return self.apply("absolute")

    def __lt__(self, other: Operand) -> NDArray[np.bool_]:
        return np.asarray(np.less(self.value, value_of(other)))

    def __le__(self, other: Operand) -> NDArray[np.bool_]:
        return np.asarray(np.less_equal(self.value, value_of(other)))

    def __gt__(self, other: Operand) -> NDArray[np.bool_]:
        return np.asarray(np.greater(self.value, value_of(other)))

    def __ge__(self, other: Operand) -> NDArray[np.bool_]:
        return np.asarray(np.greater_equal(self.value, value_of(other)))

    def __getitem__(self, index: Any) -> Node:  # noqa: ANN401
        return self.apply("take", copied(index))

    def __len__(self) -> int:
        if self.shape == ():
            raise TypeError("a Node of a single number has no length")
        return len(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __float__(self) -> float:
        raise TypeError(
            "a Node is no plain number, and made one it would forget how it was computed: "
            "use nnwidgets' or numpy's functions, or .value"
        )

    def __iter__(self) -> Iterator[Node]:
        return (self[i] for i in range(len(self)))

    @property
    def T(self) -> Node:  # noqa: N802
        """The transposed array, as numpy names it."""
        return self.apply("transpose")

    def transpose(self) -> Node:
        """The transposed array, as numpy names it too."""
        return self.T

    def sum(self, axis: int | None = None, *, keepdims: bool = False) -> Node:
        """Σ over all numbers, or along one axis; `keepdims` keeps that axis, with one entry."""
        return self.reduced("sum", axis, keepdims)

    def mean(self, axis: int | None = None, *, keepdims: bool = False) -> Node:
        """Σ / n over all numbers, or along one axis."""
        return self.reduced("mean", axis, keepdims)

    def max(self, axis: int | None = None, *, keepdims: bool = False) -> Node:
        """The largest number, of all or along one axis."""
        return self.reduced("max", axis, keepdims)

    def reduced(self, operation: str, axis: int | None, keepdims: bool) -> Node:  # noqa: FBT001
        """The node of a row that makes few numbers of many."""
        few = self.apply(operation, axis)
        if not keepdims:
            return few
        every = tuple(range(self.ndim)) if axis is None else axis
        return few.reshape(np.expand_dims(few.value, every).shape)

    def reshape(self, *shape: int | tuple[int, ...]) -> Node:
        """The same numbers in another shape, as numpy's reshape."""
        return self.apply("reshape", shape[0] if len(shape) == 1 else shape)

    def __array_ufunc__(
        self,
        ufunc: np.ufunc,
        method: str,
        *operands: Any,  # noqa: ANN401
        **options: object,
    ) -> Any:  # noqa: ANN401
        """Let numpy's own functions and arrays meet nodes: np.exp(node), array * node."""
        name = ufunc.__name__
        if method == "__call__" and not options:
            if name in INFIX:
                (u, v), (left, right) = operands, INFIX[name]
                return left(u, v) if type(u) is Node else right(v, u)
            if name in UFUNCS:
                return self.apply(name)
        raise no_node(name)

    def __array_function__(
        self,
        function: Callable[..., Any],
        _types: object,
        arguments: tuple[Any, ...],
        options: Mapping[str, Any],
    ) -> Any:  # noqa: ANN401
        """Let numpy's own functions of whole arrays take nodes: np.sum(node)."""
        name = function.__name__
        if name not in METHODS or arguments[:1] == () or type(arguments[0]) is not Node:
            raise no_node(name)
        found = getattr(arguments[0], name)
        return found(*arguments[1:], **options) if callable(found) else found

    def __repr__(self) -> str:
        made = self.operation.label if self.operation else self.name or "input"
        return f"Node({np.array2string(np.asarray(self.value), precision=6)}, {made})"


def no_node(name: str) -> TypeError:
    """What is said of one of numpy's functions that the table does not have."""
    return TypeError(
        f"np.{name} does not take a Node: use the operators, the functions of nnwidgets, "
        "or .value for the plain array"
    )


def value_of(operand: Operand) -> Any:  # noqa: ANN401
    """The number or array of a node or a constant."""
    return operand.value if isinstance(operand, Node) else constant(operand)


def perform(name: str, *operands: Any) -> Any:  # noqa: ANN401
    """An operation by its name: a node where an operand is one, else a plain value."""
    if not any(isinstance(u, Node) for u in operands):
        with np.errstate(all="ignore"):
            return OPERATIONS[name].value(*(floats(u, "operand")[()] for u in operands))
    if name not in INFIX:
        return operands[0].apply(name, *operands[1:])
    (u, v), (left, right) = operands, INFIX[name]
    return left(u, v) if isinstance(u, Node) else right(v, u)
