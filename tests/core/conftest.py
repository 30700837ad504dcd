"""One gradient checker for the whole core."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from nnwidgets.core.differentiate import value_and_gradient


def check_gradient(function: Callable[..., Any], *arrays: Any, seed: int = 0) -> None:  # noqa: ANN401
    """Reverse mode against central differences, along random directions of all arguments at once.

    The numbers of the result are weighted at random and added up, so every one of them counts.
    """
    rng = np.random.default_rng(seed)
    points = [np.asarray(a, dtype=float) for a in arrays]
    weights = rng.normal(size=np.shape(function(*points)))

    def scalar(*inputs: Any) -> Any:  # noqa: ANN401
        return (function(*inputs) * weights).sum()

    value, gradients = value_and_gradient(scalar)(*points)
    np.testing.assert_allclose(value, scalar(*points), rtol=1e-12)
    assert [g.shape for g in gradients] == [p.shape for p in points]
    for _ in range(3):
        directions = [rng.normal(size=p.shape) for p in points]
        h = 1e-6
        ahead = scalar(*[p + h * d for p, d in zip(points, directions, strict=True)])
        behind = scalar(*[p - h * d for p, d in zip(points, directions, strict=True)])
        slope = sum(np.sum(g * d) for g, d in zip(gradients, directions, strict=True))
        np.testing.assert_allclose(slope, (ahead - behind) / (2 * h), rtol=1e-6, atol=1e-7)


@pytest.fixture(name="check_gradient", scope="session")
def check_gradient_fixture() -> Callable[..., None]:
    return check_gradient
