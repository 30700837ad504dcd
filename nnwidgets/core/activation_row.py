"""A row of the table of activations: everything the package knows about one activation."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

import numpy as np

from nnwidgets.core.checks import Array, Elementwise, floats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Rule: TypeAlias = Callable[[Any, Any, Any], Any]


class Activation(NamedTuple):
    """An activation function φ with its derivative.

    A function of your own needs a name and a function, and its derivative to be trained. A row of
    `ACTIVATIONS` also says how the derivative is written; the rest may be left out.

    Attributes:
        name: the word a layer is made with, as "sigmoid".
        function: φ, from arrays to arrays of the same shape.
        derivative: φ' at z, of the shape of z; for softmax the matrix of all ∂pᵢ/∂zⱼ.
        derivative_text: φ' as a graph writes it, {0} for z and {y} for φ(z).
        label: what a diagram writes into the node; the name where it is left out.
        formula: φ(z) as a graph writes it; name(z) where it is left out.
        from_output: φ' from y = φ(z), where that is cheaper than from z.
        product: (ȳ, y) → Σⱼ ȳⱼ ∂yⱼ/∂zᵢ, where every output depends on every input.
        fast: φ in fewer steps, for training, where numpy's warnings are off.
        weight_variance: n_in times the variance of first weights that keeps activations at one
            size; where E[φ(z)] is not 0 it is 1 / E[φ(z)²] for standard normal z.
    """

    name: str
    function: Elementwise | Callable[[Array], Array]
    derivative: Callable[[Array], Array] | None = None
    derivative_text: str = ""
    label: str = ""
    formula: str = ""
    from_output: Callable[[Array], Any] | None = None
    product: Callable[[Array, Array], Array] | None = None
    fast: Callable[[Array], Array] | None = None
    weight_variance: float = 1.0

    def __call__(self, z: Array) -> Array:
        """φ(z); a function of your own gets a copy, which it may write into."""
        return self.function(z if self.derivative_text else np.array(z))

    @property
    def bare(self) -> Callable[[Array], Array]:
        """φ without its checks."""
        if not self.derivative_text:
            return self.__call__
        return cast("Elementwise", self.function).__wrapped__

    @property
    def quick(self) -> Callable[[Array], Array]:
        """φ as training uses it: in few steps, without checks, where warnings are off."""
        return self.fast or self.bare

    @property
    def rule(self) -> Rule:
        """The chain rule (ȳ, y, z) → ȳ ⊙ φ'(z), with ȳ = ∂C/∂y; for softmax a product.

        From y, σ' = y (1 − y) and tanh' = 1 − y² cost no exponential. They are 0 where y rounds to
        1, from z ≈ 37 and 19 on; `derivative` keeps its digits there.

        Raises:
            TypeError: the derivative is not known.
            ValueError: by the rule, a derivative of another shape than z.
        """
        if (product := self.product) is not None:
            return lambda g, y, _z: product(g, y)
        if (from_output := self.from_output) is not None:
            return lambda g, y, _z: g * from_output(y)
        if (derivative := self.derivative) is not None:
            return lambda g, _y, z: chain(g, derivative(z), z, self.name)
        raise TypeError(
            f"the derivative of {self.name!r} is not known: use "
            f"Activation({self.name!r}, function, derivative)"
        )


def chain(slope: Array, derivative: Any, z: Array, name: str) -> Array:  # noqa: ANN401
    """∂C/∂y ⊙ φ'(z), or Σⱼ ∂C/∂yⱼ ∂yⱼ/∂zᵢ where the derivative is that matrix."""
    local = floats(derivative, f"the derivative of {name!r}")
    if local.shape in {z.shape, ()}:
        return slope * local
    if local.shape == (*z.shape, z.shape[-1]):
        return np.asarray((slope[..., None, :] @ local)[..., 0, :])
    raise ValueError(
        f"the derivative of {name!r}: expected shape {z.shape}, that of z, got {local.shape}"
    )


def table(*rows: Activation) -> Mapping[str, Activation]:
    """The rows by their names.

    Raises:
        ValueError: a row that is not complete; the message says what is missing.
    """
    for row in rows:
        if missing := [word for word, is_there in demands(row).items() if not is_there]:
            raise ValueError(
                f"the row of the activation {row.name!r} is not complete: {'; '.join(missing)}"
            )
    return MappingProxyType({row.name: row for row in rows})


def demands(row: Activation) -> dict[str, bool]:
    """What a row must have, each with whether it does."""
    called = getattr(row.function, "__name__", "?")
    return {
        "its function needs the decorator @accepts_nodes": hasattr(row.function, "__wrapped__"),
        f"its name must be its function's, {called!r}": called == row.name,
        "the derivative is missing": row.derivative is not None,
        "derivative_text, how the derivative is written, is missing": row.derivative_text != "",
    }
