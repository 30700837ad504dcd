"""The theme: contrast by WCAG's own formula, CSS that defines what is used, widths of edges."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.figures import theme

PACKAGE = Path(theme.__file__).resolve().parents[1]
STATIC = PACKAGE / "widgets" / "static"
THEMES = ("light", "dark")

JUPYTERLAB = {"light": ("#FFFFFF", "#F5F5F5"), "dark": ("#111111", "#212121")}
"""The grounds on which JupyterLab 4 lays outputs and cells."""

TEXT = ("ink", "quiet")
LINES = (
    *("class-a", "class-b", "class-c", "class-d", "class-e"),
    *("positive", "negative", "zero", "gradient", "ghost", "wrong"),
)
GROUNDS = ("grid", "ground", "panel", "lit", "node-low", "node-high")
"""What lies behind the rest. Lines of a grid carry no meaning of their own."""
MAP_LINES = ("map-ink", "map-ghost", "map-a", "map-b")
PALETTES = ("class", "activation")
IMAGES = tuple(f"{p}-{end}" for p in ("image", "weight") for end in ("low", "middle", "high"))
"""What images are painted in; nothing is drawn on them."""
MAP_GROUNDS = ("map-halo", *(f"{p}-{end}" for p in PALETTES for end in ("low", "middle", "high")))


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    total = 0.0
    for place, weight in ((1, 0.2126), (3, 0.7152), (5, 0.0722)):
        channel = int(colour[place : place + 2], 16) / 255
        linear = channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        total += weight * linear
    return total


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def mixed(low: str, high: str, share: float) -> str:
    """The colour that CSS mixes of two, in sRGB."""
    pairs = [(int(low[i : i + 2], 16), int(high[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def colour(name: str, side: str) -> str:
    return str(getattr(theme.COLOURS[name], side))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#FF0000", "#FFFFFF", 4.0)],
)
def test_the_formula_of_these_tests_gives_published_ratios(
    one: str, other: str, expected: float
) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)


def test_every_colour_has_a_part_in_these_tests() -> None:
    assert set(theme.COLOURS) == {*TEXT, *LINES, *GROUNDS, *MAP_LINES, *MAP_GROUNDS, *IMAGES}


@pytest.mark.parametrize("side", THEMES)
@pytest.mark.parametrize(("names", "least"), [(TEXT, 4.5), (LINES, 3.0)])
def test_everything_stands_out_on_jupyterlabs_grounds(
    side: str, names: tuple[str, ...], least: float
) -> None:
    grounds = [*JUPYTERLAB[side], colour("ground", side), colour("panel", side)]
    ratios = {(n, g): contrast(colour(n, side), g) for n in names for g in grounds}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < least} == {}


@pytest.mark.parametrize("side", THEMES)
@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_numbers_in_nodes_can_be_read_whatever_the_activation(side: str, share: float) -> None:
    ground = mixed(colour("node-low", side), colour("node-high", side), share)
    assert contrast(colour("ink", side), ground) >= 4.5


@pytest.mark.parametrize("side", THEMES)
def test_what_is_lit_can_be_read(side: str) -> None:
    assert contrast(colour("ink", side), colour("lit", side)) >= 4.5
    for name in ("positive", "negative", "zero"):  # a selected edge lies on a lit band
        assert contrast(colour(name, side), colour("lit", side)) >= 3


@pytest.mark.parametrize("side", THEMES)
@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("share", np.linspace(0, 1, 9).tolist())
def test_boundary_and_points_stand_out_on_a_map(side: str, palette: str, share: float) -> None:
    low, middle, high = (colour(f"{palette}-{end}", side) for end in ("low", "middle", "high"))
    half = share * 2 % 1 if share < 1 else 1.0
    ground = mixed(low, middle, half) if share < 0.5 else mixed(middle, high, half)
    assert contrast(colour("map-ink", side), ground) >= 3.0
    for name in ("map-ghost", "map-a", "map-b"):  # these have a white halo where the map is dark
        assert max(contrast(colour(name, side), g) for g in (ground, colour("map-halo", side))) >= 3


@pytest.mark.parametrize("side", THEMES)
def test_an_edge_that_is_reached_by_tab_stands_out(side: str) -> None:
    pattern = (
        r"\.nnw-edge\[tabindex\]:focus-visible > \.nnw-edge-hit "
        r"\{\s*stroke: var\(--nnw-([\w-]+)\);\s*stroke-opacity: ([\d.]+);"
    )
    (ring,) = re.findall(pattern, sources()["widgets/static/style/diagram.css"])
    for ground in JUPYTERLAB[side]:
        assert contrast(mixed(ground, colour(ring[0], side), float(ring[1])), ground) >= 3.0


def test_no_meaning_rests_on_colour_alone() -> None:
    css = sources()["widgets/static/style/diagram.css"]
    assert len(set(theme.MARKERS)) == len(theme.MARKERS)
    dashed = re.search(r"\.nnw-negative > \.nnw-edge-line \{([^}]*)\}", css)
    solid = re.search(r"\.nnw-positive > \.nnw-edge-line \{([^}]*)\}", css)
    assert dashed is not None
    assert solid is not None
    assert "stroke-dasharray: var(--nnw-dash-negative)" in dashed[1]
    assert "dasharray" not in solid[1]


def test_a_variable_is_named_as_the_css_names_it() -> None:
    assert theme.variable("class-a") == "var(--nnw-class-a)"


def test_an_unknown_colour_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"no colour 'blue'.*class-a.*ink"):
        theme.variable("blue")


def declarations(css: str) -> list[tuple[str, dict[str, str]]]:
    """Selectors and declarations of flat CSS."""
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", css)
    return [
        (" ".join(selector.split()), dict(re.findall(r"([\w-]+):\s*([^;]+);", body)))
        for selector, body in found
    ]


def test_the_css_holds_every_colour_for_both_grounds() -> None:
    sides = ("light", "dark", "light", "dark")  # as the theme says, then as the system forces
    rules = declarations(theme.css())
    for side, (_, pairs) in zip(sides, rules, strict=True):
        assert pairs["color-scheme"] == side
        for name in theme.COLOURS:
            assert pairs[f"--nnw-{name}"] == colour(name, side)
    light_for, dark_for, *_ = (selectors.split(", ") for selectors, _ in rules)
    for root in (".nnw-explorer", ".nnw-stage", ".nnw-report"):
        assert root in light_for
        assert f'body[data-jp-theme-light="false"] {root}' in dark_for


def sources() -> dict[str, str]:
    """Everything that is drawn with: styles, views, figures and widgets."""
    files = [
        *STATIC.rglob("*.css"),
        *STATIC.rglob("*.js"),
        *(PACKAGE / "figures").rglob("*.py"),
        *(PACKAGE / "widgets").rglob("*.py"),
    ]
    texts = {
        file.relative_to(PACKAGE).as_posix(): file.read_text(encoding="utf-8")
        for file in files
        if file.name != "theme.py"
    }
    views = "widgets/static"
    wanted = {f"{views}/style/base.css", f"{views}/views/region.js", "figures/scenes/chart.py"}
    assert wanted <= set(texts)
    return texts


def used_variables() -> set[str]:
    text = "\n".join(sources().values())
    named = set(re.findall(r"var\((--nnw-[\w-]+)", text))
    called = {f"--nnw-{name}" for name in re.findall(r"variable\(\s*\"([\w-]+)\"", text)}
    assert "--nnw-${palette}-${end}" in text
    palettes = {f"--nnw-{p}-{end}" for p in PALETTES for end in ("low", "middle", "high")}
    palettes |= {f"--nnw-{name}" for name in IMAGES}
    return named | called | palettes


def defined_variables() -> set[str]:
    return {
        name
        for _, pairs in declarations(theme.css())
        for name in pairs
        if name.startswith("--nnw-")
    }


def set_by_the_views() -> set[str]:
    """Variables that belong to one element and are given to it while drawing."""
    text = "\n".join(sources().values())
    return set(re.findall(r"setProperty\(\s*\"(--nnw-[\w-]+)\"", text))


def test_every_variable_that_is_used_is_defined() -> None:
    assert used_variables() - defined_variables() - set_by_the_views() == set()


def test_every_variable_that_is_defined_is_used() -> None:
    # the classes are one palette, kept whole: a figure takes as many of them as it has classes
    classes = {f"--nnw-class-{letter}" for letter in "abcde"}
    assert defined_variables() - used_variables() - classes == set()


def test_no_text_is_smaller_than_thirteen_pixels() -> None:
    assert min(theme.FONT_SIZES.values()) == theme.FONT_SIZE >= 13


def stray_sizes(name: str, text: str) -> list[str]:
    """Font sizes and dashes that are written as numbers."""
    patterns = (
        r"font(?:-size)?\"?:[^;{}]*\d(?:px|pt|em|rem|%)[^;{}]*",
        r"stroke-dasharray\W+\d[\d ,]*",
    )
    return [f"{name}: {found}" for pattern in patterns for found in re.findall(pattern, text)]


def test_only_the_theme_names_a_font_size_or_a_dash() -> None:
    assert [found for name, text in sources().items() for found in stray_sizes(name, text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "font-size: 14px;",
        "font: 14px monospace;",
        "font-size: 0.9em;",
        "stroke-dasharray: 3 2;",
        'svgElement("path", { "stroke-dasharray": "3 2" })',
        '{"font-size": "14px"}',
    ],
)
def test_a_planted_size_is_found(text: str) -> None:
    assert stray_sizes("x.css", f"a {{ {text} }}") != []


@given(st.floats(-20, 20), st.floats(0.1, 20))
def test_an_edge_is_as_wide_as_a_ruler_says(weight: float, scale: float) -> None:
    width = theme.edge_width(weight, scale)
    expected = np.interp(abs(weight), [0.0, scale], theme.EDGE_WIDTHS)
    assert width == pytest.approx(expected, abs=0.0051)
    assert width == theme.edge_width(-weight, scale)


@pytest.mark.parametrize(
    ("weight", "sign"),
    [(2.0, "positive"), (-1e-9, "negative"), (0.0, "zero"), (-0.0, "zero")],
)
def test_a_sign_is_named(weight: float, sign: str) -> None:
    assert theme.sign_of(weight) == sign
    assert sign in theme.COLOURS
