"""Which palette a page takes: by JupyterLab's theme, by VS Code's, by what the system forces."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from nnwidgets.figures import theme
from tests.browser.notebook import DARK, LIGHT, NotebookPage
from tests.browser.views import ExplorerView

BODIES = {
    "": "light",
    'data-jp-theme-light="true"': "light",
    'data-jp-theme-light="false"': "dark",
    'class="vscode-light"': "light",
    'class="vscode-dark"': "dark",
    'class="vscode-high-contrast"': "dark",
    'class="vscode-high-contrast-light"': "light",
    'class="vscode-high-contrast vscode-high-contrast-light"': "light",  # as VS Code marks it
}
EACH_BODY = pytest.mark.parametrize("body", BODIES)
EACH_SIDE = pytest.mark.parametrize("side", ["light", "dark"])


@pytest.fixture(scope="module")
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page without JupyterLab."""
    page = browser.new_page()
    yield page
    page.close()


def palette(page: Page, body: str) -> dict[str, str]:
    """The colours that the theme's CSS gives to a stage on a page with this body."""
    stage = '<div class="nnw-explorer"><div class="nnw-stage"></div></div>'
    page.set_content(f"<style>{theme.css()}</style><body {body}>{stage}</body>")
    found: dict[str, str] = page.locator(".nnw-stage").evaluate(
        "(stage, names) => Object.fromEntries(names.map((name) => "
        "[name, getComputedStyle(stage).getPropertyValue(`--nnw-${name}`).trim()]))",
        list(theme.COLOURS),
    )
    return found


def colours(side: str) -> dict[str, str]:
    return {name: str(getattr(pair, side)) for name, pair in theme.COLOURS.items()}


@EACH_BODY
def test_the_palette_is_that_of_the_notebooks_theme(plain_page: Page, body: str) -> None:
    plain_page.emulate_media(forced_colors="none")
    assert palette(plain_page, body) == colours(BODIES[body])


@EACH_BODY
@EACH_SIDE
def test_forced_colours_come_before_the_notebooks_theme(
    plain_page: Page, body: str, side: str
) -> None:
    plain_page.emulate_media(forced_colors="active", color_scheme=side)  # type: ignore[arg-type]
    assert palette(plain_page, body) == colours(side)


@pytest.fixture(params=[("dark", LIGHT), ("light", DARK)], ids=["on black", "on white"])
def forced(
    scratch: NotebookPage, request: pytest.FixtureRequest
) -> Iterator[tuple[ExplorerView, str]]:
    """An explorer where the system forces a ground that is not that of the notebook's theme."""
    side, notebook = request.param
    scratch.theme(notebook)
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer(predict='double_last_layer')")
    scratch.page.emulate_media(forced_colors="active", color_scheme=side)
    scratch.page.evaluate("nnwTest.settled()")
    yield view, side
    scratch.page.emulate_media(forced_colors="none", color_scheme="light")


def styles(view: ExplorerView, selector: str, name: str) -> set[str]:
    """A computed style of all that is found."""
    found = view.root.locator(selector).evaluate_all(
        "(elements, name) => elements.map((element) => getComputedStyle(element)[name])", name
    )
    assert found
    return set(found)


def rgb(colour: str) -> str:
    """A colour of the theme as a browser tells it."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def test_a_picture_keeps_its_colours_on_a_ground_of_its_own(
    forced: tuple[ExplorerView, str],
) -> None:
    view, side = forced
    own = colours(side)
    assert styles(view, ".nnw-panel", "backgroundColor") == {rgb(own["ground"])}
    assert styles(view, ".nnw-node-text", "fill") == {rgb(own["ink"])}
    assert styles(view, ".nnw-positive > .nnw-edge-line", "stroke") == {rgb(own["positive"])}
    assert styles(view, ".nnw-matrix-cells .nnw-lit", "backgroundColor") == {rgb(own["lit"])}
    assert view.measure("root => nnwLooks.faint(root, 4.5)") == []


def test_a_lit_row_is_not_marked_by_its_ground_alone(scratch: NotebookPage) -> None:
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer()")
    assert styles(view, ".nnw-matrix-cells .nnw-lit", "outlineStyle") == {"solid"}
    assert styles(view, ".nnw-matrix-cells span:not(.nnw-lit)", "outlineStyle") == {"none"}


def test_sliders_are_seen_and_the_locked_one_is_told_from_the_others(
    forced: tuple[ExplorerView, str],
) -> None:
    """In the system's colours, as it has them."""
    view, side = forced
    of_the_page = {"light": "rgb(0, 0, 0)", "dark": "rgb(255, 255, 255)"}[side]
    assert styles(view, ".nnw-field-x_1 .noUi-connects", "backgroundColor") == {of_the_page}
    (locked,) = styles(view, ".nnw-field-scale .noUi-connects", "backgroundColor")
    assert locked not in {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}
    assert styles(view, ".nnw-field-scale .noUi-handle", "borderTopColor") == {locked}
