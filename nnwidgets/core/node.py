"""Node: a value that remembers how it was computed.

Computing with nodes builds the graph: `c = a + b` is a node whose operands are a and b. Plain
numbers and arrays may stand on either side; they are constants of the operation, not nodes.

A graph keeps what it was given. Every array in it is a copy or a result of its own, and read-only.
"""

from __future__ import annotations

from numbers import Real
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.checks import floats
from nnwidgets.core.constants import constant, kept_index
from nnwidgets.core.operations import OPERATIONS, Operation
from nnwidgets.core.refusals import (
    NodeError,
    no_node,
    refuse_array,
    refuse_equality,
    refuse_new_value,
    refuse_number,
    refuse_output,
    refuse_part,
    refuse_second_derivative,
    refuse_storing,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from numpy.typing import ArrayLike, NDArray

    Operand: TypeAlias = "Node | ArrayLike"
    Operator: TypeAlias = Callable[["Node", Operand], "Node"]
    Tape: TypeAlias = "list[Node] | None"

make = object.__new__


def compute(
    operation: Operation, operands: tuple[Any, ...], values: tuple[Any, ...], tape: Tape
) -> Node:
    """The node of an operation at its operands, whose numbers are `values`."""
    if tape is None:
        with np.errstate(all="ignore"):
            value = operation.value(*values)
    else:
        value = operation.value(*values)
    value.setflags(False)  # noqa: FBT003 -- read-only; named, write=False takes twice the time
    node = make(Node)
    node.stored = value
    node.operation = operation
    node.operands = operands
    node.values = values
    node.name = ""
    node.tape = tape
    if tape is not None:
        tape.append(node)
    return node


def infix(name: str) -> tuple[Operator, Operator]:
    """The operator of a two-operand row, and its form for a constant on the left."""
    operation = OPERATIONS[name]
    with_number = operation._replace(rules=operation.rules[:1])  # a number asks for no message

    def left(u: Node, v: Operand) -> Node:
        if type(v) is Node:
            tape = u.tape if v.tape is u.tape else common_tape(u, v)
            return compute(operation, (u, v), (u.stored, v.stored), tape)
        c = constant(v)
        row = with_number if type(c) is float else operation
        return compute(row, (u, c), (u.stored, c), u.tape)

    def right(v: Node, u: Operand) -> Node:
        c = constant(u)
        return compute(operation, (c, v), (c, v.stored), v.tape)

    return left, right


def common_tape(*nodes: Node) -> Tape:
    """The tape of nodes of which some have one.

    Raises:
        NodeError: they have different ones.
    """
    tapes = [node.tape for node in nodes if node.tape is not None]
    if any(tape is not tapes[0] for tape in tapes):
        refuse_second_derivative()
    return tapes[0] if tapes else None


def record(operation: Operation, *operands: Any) -> Node:  # noqa: ANN401
    """The node of an operation at nodes and constants in any places."""
    kept = tuple(u if type(u) is Node else constant(u) for u in operands)
    values = tuple(u.stored if type(u) is Node else u for u in kept)
    return compute(operation, kept, values, common_tape(*(u for u in kept if type(u) is Node)))


INFIX = {
    name: infix(name)
    for name in ("add", "subtract", "multiply", "divide", "power", "matmul", "maximum", "minimum")
}
NUMPY_FUNCTIONS: dict[Any, Callable[..., Any]] = {}
"""What stands for each of numpy's functions where an argument is a node: see `numpy_functions`."""


class Node:
    """y = g(u, v, …): a value, and the operation and operands it came from.

    Comparisons compare values and answer with plain truth values; `==` asks whether it is the
    same node, so that nodes can be keys of a mapping. A node never changes: its copy is itself.

    Args:
        value: a number or an array, of an input; all other nodes are made by computing.
        name: the letter an input is known by, as "x".

    Attributes:
        value: float or array; it cannot be written into.
        operation: the row of `OPERATIONS` that made it; None for an input.
        operands: what the operation was given, nodes and constants, in order.
        values: the numbers of the operands.
        stored: the value once more, for the engine.
        tape: where `value_and_gradient` writes the nodes down as they are made; else None.

    Raises:
        TypeError: a value that is not an array of numbers.

    >>> x = Node(3.0, "x")
    >>> y = x * x + 1
    >>> y
    Node(10., +)
    >>> y.operation.name, y.inputs
    ('add', (Node(9., ×),))
    """

    __slots__ = ("name", "operands", "operation", "rounds", "stored", "tape", "values")

    stored: Any
    operation: Operation | None
    operands: tuple[Any, ...]
    values: tuple[Any, ...]
    name: str
    tape: Tape
    rounds: int

    def __init__(self, value: ArrayLike, name: str = "", tape: Tape = None) -> None:
        number = constant(value, "Node")
        self.stored = np.float64(number) if type(number) is float else number
        self.operation = None
        self.operands = self.values = ()
        self.name = name
        self.tape = tape

    value: Any = property(attrgetter("stored"), refuse_new_value)

    @property
    def inputs(self) -> tuple[Node, ...]:
        """The nodes among the operands; the others are constants."""
        return tuple(operand for operand in self.operands if type(operand) is Node)

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the value; () for a single number."""
        return tuple(np.shape(self.stored))

    @property
    def ndim(self) -> int:
        """How many axes the value has; 0 for a single number."""
        return int(np.ndim(self.stored))

    @property
    def size(self) -> int:
        """How many numbers the value has."""
        return int(np.size(self.stored))

    def apply(self, operation: str, *constants: object) -> Node:
        """The node of a one-operand row of `OPERATIONS` at this one."""
        operands, values = (self, *constants), (self.stored, *constants)
        return compute(OPERATIONS[operation], operands, values, self.tape)

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
        return np.asarray(np.less(self.stored, value_of(other)))

    def __le__(self, other: Operand) -> NDArray[np.bool_]:
        return np.asarray(np.less_equal(self.stored, value_of(other)))

    def __gt__(self, other: Operand) -> NDArray[np.bool_]:
        return np.asarray(np.greater(self.stored, value_of(other)))

    def __ge__(self, other: Operand) -> NDArray[np.bool_]:
        return np.asarray(np.greater_equal(self.stored, value_of(other)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Real | np.ndarray | list):
            refuse_equality()
        return NotImplemented

    __hash__ = object.__hash__

    def __getitem__(self, index: Any) -> Node:  # noqa: ANN401
        return self.apply("take", kept_index(index))

    __setitem__ = refuse_part

    def __len__(self) -> int:
        if self.shape == ():
            raise TypeError("a Node of a single number has no length")
        return len(self.stored)

    def __bool__(self) -> bool:
        return bool(self.stored)

    __float__ = __int__ = __round__ = refuse_number
    __reduce__: Any = refuse_storing

    def __array__(self, dtype: object = None, copy: object = None) -> None:
        refuse_array()

    def __format__(self, form: str) -> str:
        if form and self.shape:
            raise NodeError(
                f"{form!r} is a form for one number, and this Node has shape {self.shape}: "
                "pick one, as node.value[0]"
            )
        return format(float(self.stored), form) if form else str(self)

    def __copy__(self) -> Node:
        return self

    def __deepcopy__(self, _known: object) -> Node:
        return self

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
        few = self.apply("sum", axis)
        return self.with_axis(few, axis) if keepdims else few

    def mean(self, axis: int | None = None, *, keepdims: bool = False) -> Node:
        """Σ / n over all numbers, or along one axis."""
        few = self.apply("mean", axis)
        return self.with_axis(few, axis) if keepdims else few

    def max(self, axis: int | None = None, *, keepdims: bool = False) -> Node:
        """The largest number, of all or along one axis."""
        few = self.apply("max", axis)
        return self.with_axis(few, axis) if keepdims else few

    def min(self, axis: int | None = None, *, keepdims: bool = False) -> Node:
        """The smallest number, of all or along one axis."""
        few = self.apply("min", axis)
        return self.with_axis(few, axis) if keepdims else few

    def with_axis(self, few: Node, axis: int | None) -> Node:
        """Few numbers made of these, with the axis they were made along back in place."""
        every = tuple(range(self.ndim)) if axis is None else axis
        return few.reshape(np.expand_dims(few.stored, every).shape)

    def reshape(self, *shape: int | Sequence[int]) -> Node:
        """The same numbers in another shape, as numpy's reshape."""
        sizes = shape[0] if len(shape) == 1 else shape
        return self.apply("reshape", tuple(sizes) if isinstance(sizes, list) else sizes)

    def __array_ufunc__(
        self,
        ufunc: np.ufunc,
        method: str,
        *operands: Any,  # noqa: ANN401
        **options: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Let numpy's own functions and arrays meet nodes: np.exp(node), array * node."""
        if "out" in options:
            refuse_output()
        found = NUMPY_FUNCTIONS.get(ufunc)
        if found is None or options or method != "__call__":
            raise no_node(ufunc)
        return found(*operands)

    def __array_function__(
        self,
        function: Callable[..., Any],
        _types: object,
        arguments: tuple[Any, ...],
        options: Mapping[str, Any],
    ) -> Any:  # noqa: ANN401
        """Let numpy's own functions of whole arrays take nodes: np.sum(node)."""
        if function not in NUMPY_FUNCTIONS:
            raise no_node(function)
        return NUMPY_FUNCTIONS[function](*arguments, **options)

    def __repr__(self) -> str:
        made = self.operation.label if self.operation else self.name or "input"
        with np.printoptions(legacy=False, **AS_DELIVERED):
            return f"Node({np.array2string(np.asarray(self.stored))}, {made})"


AS_DELIVERED: Any = {
    "precision": 6, "threshold": 1000, "edgeitems": 3, "linewidth": 75, "suppress": False,
    "nanstr": "nan", "infstr": "inf", "sign": "-", "formatter": None, "floatmode": "maxprec",
}  # fmt: skip
"""How numpy prints arrays while nobody has told it otherwise, with six digits."""


def value_of(operand: Operand) -> Any:  # noqa: ANN401
    """The number or array of a node or a constant."""
    return operand.stored if isinstance(operand, Node) else constant(operand)


def perform(name: str, *operands: Any) -> Any:  # noqa: ANN401
    """An operation by its name: a node where an operand is one, else a plain value."""
    if any(isinstance(u, Node) for u in operands):
        return record(OPERATIONS[name], *operands)
    with np.errstate(all="ignore"):
        return OPERATIONS[name].value(*(floats(u, "operand")[()] for u in operands))
