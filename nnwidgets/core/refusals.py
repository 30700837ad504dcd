"""What cannot be done with a node, each with what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable


class NodeError(TypeError):
    """Something that a node cannot do; the sentence says what to write instead."""


def refusal(sentence: str) -> Callable[..., NoReturn]:
    """A method or function that answers with this sentence."""

    def refuse(*_arguments: object, **_options: object) -> NoReturn:
        raise NodeError(sentence)

    return refuse


refuse_new_value = refusal(
    "a node keeps the value it was computed with: make a new one, as w = Node(w.value − …)"
)
refuse_part = refusal(
    "a node keeps its numbers: collect the parts in a list and join them, as np.stack([a, b])"
)
refuse_number = refusal(
    "a Node is not a plain number, and made one it would forget how it was computed: use "
    "nnwidgets' or numpy's functions, or .value; instead of filling an array, collect nodes in a "
    "list and join them by np.stack"
)
refuse_array = refusal(
    "a numpy array holds plain numbers, and a Node in one would forget how it was computed: join "
    "nodes by np.stack([a, b]), or use .value"
)
refuse_output = refusal(
    "+= and out= write into an array, which cannot remember how it was computed: write "
    "total = total + x"
)
refuse_index = refusal("an index is a plain number: use int(node.value)")
refuse_equality = refusal("== asks whether it is the same node: for its numbers use .value == …")
refuse_storing = refusal(
    "a Node is not stored, as its operations are functions: store its .value, or the network or "
    "formula that the graph was made from"
)
refuse_second_derivative = refusal(
    "a node of an outer value_and_gradient is used in an inner one: second derivatives are not "
    "computed here; use its .value"
)


def no_node(function: Callable[..., Any]) -> NodeError:
    """What is said of one of numpy's functions that the engine does not have."""
    module = getattr(function, "__module__", None) or "numpy"
    name = f"{module}.{function.__name__}".replace("numpy", "np", 1)
    return NodeError(
        f"{name} does not take a Node: use the operators, the functions of nnwidgets, "
        "or .value for the plain array"
    )
