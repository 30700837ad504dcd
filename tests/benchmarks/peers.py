"""What the explorers are compared with: `interact` and matplotlib, the usual way of a notebook.

Each peer draws the panels of one explorer from the same few numbers, and draws them anew at every
step of its slider, as `interact` does. They run in a kernel, where `%matplotlib inline` is on.
"""

# ruff: noqa: T201 -- matrices and cost are printed, as they would be in a notebook
from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from ipywidgets import FloatSlider, IntSlider, interactive

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Place = tuple[float, float]
Axes = Any  # matplotlib's; it belongs to the extra `bench` and is looked for when a peer draws
N = 100
POINTS = np.array([[1, 3, 1, 6, 4, 6, 5, 9, 4, 7], [1, 4, 5, 9, 2, 3, 6, 2, 4, 6]]).T / 10
TARGETS = np.repeat(np.eye(2), 5, axis=0)
WEIGHTS = [
    np.array([[4.0, -3.0], [-2.0, 5.0]]),
    np.array([[2.0, -4.0], [-3.0, 3.0], [4.0, 1.0]]),
    np.array([[3.0, -2.0, 1.0], [-3.0, 2.5, -1.0]]),
]
BIASES = [np.array([0.5, -1.5]), np.array([1.0, 0.5, -2.0]), np.array([-0.5, 0.5])]
ALONG = (np.arange(N) + 0.5) / N
GRID = np.stack(np.meshgrid(ALONG, ALONG), axis=-1).reshape(-1, 2)


def neuron() -> interactive:
    """One neuron as a diagram, and its point on the sigmoid."""
    z = np.linspace(-12, 12, 241)

    def draw(w: float) -> None:
        left, right = axes_in_a_row(2, 2.6)
        places = {"x": (0.1, 0.6), "1": (0.1, 0.2), "z": (0.5, 0.6), "a": (0.9, 0.6)}
        for start, end, text in (("x", "z", f"w = {w:.3g}"), ("1", "z", "b = 0"), ("z", "a", "φ")):
            draw_edge(left, places[start], places[end], w, text)
        a = 1 / (1 + np.exp(-w))
        for name, value in (("x", 1.0), ("1", 1.0), ("z", w), ("a", a)):
            draw_node(left, places[name], value, name)
        right.plot(z, 1 / (1 + np.exp(-z)))
        right.plot([w], [a], "o")
        right.set(xlabel="preactivation z", ylabel="activation a", title="a = sigmoid(z)")
        show()

    return interactive(draw, w=FloatSlider(1.0, min=-4, max=4, step=0.1))


def network() -> interactive:
    """The network's diagram, the map with points and boundary, the matrices and the cost."""

    def draw(w: float) -> None:
        weights = [WEIGHTS[0].copy(), *WEIGHTS[1:]]
        weights[0][0, 0] = w
        layers = feedforward(weights, np.array([[0.2, 0.7]]))
        left, right = axes_in_a_row(2, 3.4)
        draw_network(left, weights, layers)
        outputs = feedforward(weights, GRID)[-1]
        draw_map(right, (outputs[:, 1] - outputs[:, 0]).reshape(N, N))
        show()
        z = weights[0] @ layers[0][0] + BIASES[0]
        print(f"W =\n{weights[0]}\na = {layers[0][0]}, b = {BIASES[0]}")
        print(f"z = {z}, σ(z) = {layers[1][0]}")
        errors = TARGETS - feedforward(weights, POINTS)[-1]
        print(f"cost {0.05 * np.square(errors).sum():.4g}, F(x) = {layers[-1][0]}")

    return interactive(draw, w=FloatSlider(4.0, min=-12, max=12, step=0.1))


def formula() -> interactive:
    """The lecture's graph: seven nodes with their values, eight arrows."""
    places = {"x": (0.0, 0.5), "a": (0.2, 0.5), "b": (0.4, 0.7), "c": (0.6, 0.5)}
    places |= {"d": (0.8, 0.8), "e": (0.8, 0.2), "f": (1.0, 0.5)}
    arrows = ("xa", "ab", "ac", "bc", "cd", "ce", "df", "ef")

    def draw(x: float) -> None:
        a = x**2
        c = a + np.exp(a)
        values = {"x": x, "a": a, "b": np.exp(a), "c": c, "d": np.sqrt(c), "e": np.cos(c)}
        values["f"] = values["d"] + values["e"]
        (axes,) = axes_in_a_row(1, 2.4)
        for arrow in arrows:
            start, end = places[arrow[0]], places[arrow[1]]
            axes.annotate("", end, start, arrowprops={"arrowstyle": "->"})
        for name, value in values.items():
            draw_node(axes, places[name], value, name)
        show()

    return interactive(draw, x=FloatSlider(1.5, min=-5, max=5, step=0.1))


def boxes() -> interactive:
    """A plane and its step as surfaces, the plane from above, and a cut through both."""
    x, y = np.meshgrid(np.linspace(0, 1, 13), np.linspace(0, 1, 13))
    fine = np.linspace(0, 1, 61)

    def draw(w: float) -> None:
        plt = import_module("matplotlib.pyplot")
        figure = plt.figure(figsize=(7.4, 6.2))
        plane = w * x + 0.5 * y - 0.7
        for place, heights in ((1, plane), (2, np.where(plane >= 0, 1.0, 0.0))):
            axes = figure.add_subplot(2, 2, place, projection="3d")
            axes.plot_surface(x, y, heights, cmap="gray")
        above, cut = figure.add_subplot(2, 2, 3), figure.add_subplot(2, 2, 4)
        z = w * fine + 0.5 * fine[:, None] - 0.7
        above.imshow(z, origin="lower", extent=(0, 1, 0, 1), cmap="coolwarm", vmin=-2, vmax=2)
        above.contour(fine, fine, z, levels=[0], colors="black")
        cut.plot(fine, z[30], fine, z[30] >= 0)
        show()

    return interactive(draw, w=FloatSlider(1.0, min=-2, max=2, step=0.1))


def softmax() -> interactive:
    """Logits, exponentials, probabilities and p − y as bars, the triangle, the formula."""
    corners = np.array([[0.5, 1.0], [0.0, 0.0], [1.0, 0.0]])

    def draw(z: float) -> None:
        logits = np.array([z, 1.0, 0.5])
        powers = np.exp(logits)
        p = powers / powers.sum()
        *columns, triangle, words = axes_in_a_row(6, 2.6)
        numbers = {"z": logits, "exp(z)": powers, "p": p, "p − y": p - [0, 0, 1]}
        for axes, (name, values) in zip(columns, numbers.items(), strict=True):
            axes.barh(["1", "2", "3"], values, color=["C0", "C1", "C2"])
            axes.set_title(name)
            for row, value in enumerate(values):
                axes.text(0, row, f"{value:.3g}", ha="right")
        triangle.fill(*corners.T, facecolor="none", edgecolor="grey")
        triangle.plot(*(p @ corners), "ko")
        words.text(0, 0.5, f"{powers[0]:.4g} / {powers.sum():.4g} = {p[0]:.4g}")
        for axes in (triangle, words):
            axes.set_axis_off()
        show()

    return interactive(draw, z=FloatSlider(2.0, min=-5, max=5, step=0.1))


def units() -> interactive:
    """Three steps and their sum, and the table of their numbers."""
    rows = np.array([[1.0, 1.0, -1.0], [1.0, -1.0, 3.0], [1.0, 0.0, -1.0]])
    x = np.linspace(-1, 5, 601)

    def draw(b: float) -> None:
        v, w, biases = np.column_stack([rows[:, :2], [b, *rows[1:, 2]]]).T
        terms = v * (w * x[:, None] + biases >= 0)
        curves, table = axes_in_a_row(2, 2.9)
        curves.plot(x, terms, color="grey", lw=1)
        curves.plot(x, terms.sum(axis=1), "k", lw=3)
        table.set_axis_off()
        table.table([[f"{number:.3g}" for number in row] for row in zip(v, w, biases, strict=True)])
        show()

    return interactive(draw, b=FloatSlider(-1.0, min=-8, max=8, step=0.25))


def approximation() -> interactive:
    """A staircase on its curve, and the errors of twelve on logarithmic axes beside the bound."""
    x = np.linspace(0, 1, 2001)
    counts = [1, 2, 3, 5, 8, 13, 20, 32, 50, 80, 126, 200]

    def f(t: Floats) -> Floats:
        value: Floats = 0.2 + 0.4 * t**2 + 0.3 * t * np.sin(15 * t) + 0.05 * np.cos(50 * t)
        return value

    def stairs(n: int) -> Floats:
        return f((np.minimum(np.floor(x * n), n - 1) + 0.5) / n)

    def draw(n: int) -> None:
        left, right = axes_in_a_row(2, 3.1)
        left.plot(x, f(x), color="silver", lw=6)
        left.plot(x, stairs(n), "k", lw=3)
        right.loglog(counts, [np.abs(f(x) - stairs(count)).max() for count in counts], "ko-")
        right.loglog(counts, 7.0 / (2.0 * np.array(counts)), "k", lw=1)
        right.plot([n], [np.abs(f(x) - stairs(n)).max()], "ko", ms=10, mfc="none")
        show()

    return interactive(draw, n=IntSlider(10, min=1, max=200))


def of_kinds(*kinds: str) -> Callable[[], interactive]:
    """A peer with one panel for each kind of panel of an explorer, in one row."""

    def peer() -> interactive:
        def draw(w: float) -> None:
            for kind, axes in zip(kinds, axes_in_a_row(len(kinds), 3.0), strict=True):
                PANELS[kind](axes, w)
            show()

        return interactive(draw, w=FloatSlider(1.0, min=-4, max=4, step=0.1))

    return peer


def axes_in_a_row(number: int, height: float) -> list[Axes]:
    """A new figure as wide as an explorer's pictures."""
    plt = import_module("matplotlib.pyplot")
    _, axes = plt.subplots(1, number, figsize=(7.4, height), squeeze=False)
    return list(axes[0])


def show() -> None:
    """Send the picture to the page."""
    import_module("matplotlib.pyplot").show()


def feedforward(weights: list[Floats], x: Floats) -> list[Floats]:
    """a⁰, a¹, a², a³ for rows of samples."""
    layers = [x]
    for W, b in zip(weights, BIASES, strict=True):
        layers.append(1 / (1 + np.exp(-(layers[-1] @ W.T + b))))
    return layers


def draw_network(axes: Axes, weights: list[Floats], layers: list[Floats]) -> None:
    """Nodes with their values and edges as wide as their weights."""
    sizes = [layer.shape[1] for layer in layers]
    places = [
        [(k / (len(sizes) - 1), 0.5 + (i - (n - 1) / 2) / 4) for i in range(n)]
        for k, n in enumerate(sizes)
    ]
    for (before, after), W in zip(pairwise(places), weights, strict=True):
        for (i, j), weight in np.ndenumerate(W):
            draw_edge(axes, before[j], after[i], weight, "")
    for column, layer in zip(places, layers, strict=True):
        for place, value in zip(column, layer[0], strict=True):
            draw_node(axes, place, value, "a")


def draw_edge(axes: Axes, start: Place, end: Place, weight: float, text: str) -> None:
    colour, style = ("green", "-") if weight > 0 else ("purple", "--")
    columns = list(zip(start, end, strict=True))
    axes.plot(*columns, color=colour, linestyle=style, linewidth=0.75 + abs(weight) / 2)
    if text:
        axes.text((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, text, ha="center")


def draw_node(axes: Axes, place: Place, value: float, name: str) -> None:
    axes.plot(*place, "o", markersize=30, color="lightgrey", markeredgecolor="black")
    axes.text(*place, f"{value:.3g}", ha="center", va="center")
    axes.text(place[0], place[1] + 0.1, name, ha="center")
    axes.set_axis_off()


def draw_map(axes: Axes, field: Floats) -> None:
    """A heat map with its boundary, and the ten points."""
    axes.imshow(field, origin="lower", extent=(0, 1, 0, 1), cmap="coolwarm", vmin=-1, vmax=1)
    if field.min() < 0 < field.max():
        axes.contour(ALONG, ALONG, field, levels=[0], colors="black")
    axes.plot(*POINTS[:5].T, "o", *POINTS[5:].T, "x")
    axes.set(xlabel="x₁", ylabel="x₂")


def diagram(axes: Axes, w: float) -> None:
    weights = [WEIGHTS[0] * w, *WEIGHTS[1:]]
    draw_network(axes, weights, feedforward(weights, np.array([[0.2, 0.7]])))


def region(axes: Axes, w: float) -> None:
    outputs = feedforward([WEIGHTS[0] * w, *WEIGHTS[1:]], GRID)[-1]
    draw_map(axes, (outputs[:, 1] - outputs[:, 0]).reshape(N, N))


def curve(axes: Axes, w: float) -> None:
    z = np.linspace(-8, 8, 200)
    axes.plot(z, 1 / (1 + np.exp(-w * z)), [w], [1 / (1 + np.exp(-w * w))], "o")
    axes.set(xlabel="z", ylabel="a")


def bars(axes: Axes, w: float) -> None:
    heights = np.exp(np.linspace(0, w, 10))
    axes.bar(range(10), heights / heights.sum())


def image(axes: Axes, w: float) -> None:
    axes.imshow(np.outer(np.arange(8), np.arange(8)) * w, cmap="gray")


def words(axes: Axes, w: float) -> None:
    lines = [f"row {i}: {w * i:.3g}  {w - i:.3g}  {w + i:.3g}" for i in range(5)]
    axes.text(0, 0.5, "\n".join(lines), va="center", family="monospace")
    axes.set_axis_off()


PANELS: dict[str, Callable[[Axes, float], None]] = {
    "diagram": diagram,
    "region": region,
    "plot": curve,
    "chart": curve,
    "sketch": bars,
    "pad": image,
    "gallery": image,
    "matrices": words,
    "readout": words,
    "table": words,
    "formula": words,
}
