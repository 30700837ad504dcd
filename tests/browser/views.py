"""An explorer on a page, as a person meets it: its controls, its pictures, its numbers."""

from __future__ import annotations

import base64
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.browser.oracle import Floats, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from playwright.sync_api import Locator, Page

PIXELS = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let text = "";
  for (let i = 0; i < data.length; i += 4096) {
    text += String.fromCharCode(...data.slice(i, i + 4096));
  }
  return [canvas.width, canvas.height, btoa(text)];
}"""

POINT_BY_TICKS = """panel => {
  const middle = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return [(left + right) / 2, (top + bottom) / 2];
  };
  const point = middle(panel.querySelector(".nnw-class-a > .nnw-circle"));
  // A number is written below its tick, or to the left of it: each lies in the middle of its own.
  return ["middle", "end"].map((anchor, k) => {
    const written = `.nnw-chart-axes .nnw-tick + text[text-anchor=${anchor}]`;
    const ticks = [...panel.querySelectorAll(written)];
    const value = (tick) => Number(tick.textContent.replace("−", "-"));
    const [first, last] = [ticks[0], ticks.at(-1)];
    const [from, to] = [first, last].map((tick) => middle(tick.previousElementSibling)[k]);
    return value(first) + ((point[k] - from) / (to - from)) * (value(last) - value(first));
  });
}"""


class ExplorerView:
    """One view of an explorer, found by the classes and attributes that the package promises."""

    def __init__(self, page: Page, root: Locator) -> None:
        self.page = page
        self.root = root
        self.stage = root.locator(".nnw-stage")

    # words and numbers

    def summary(self) -> str:
        """The sentences under the pictures."""
        return self.root.locator(".nnw-summary").inner_text()

    def readout(self, name: str) -> str:
        """The value that stands under `name` in the read-out."""
        row = self.root.locator(".nnw-readout > div", has_text=re.compile(f"^{re.escape(name)}"))
        return row.locator(".nnw-readout-value span").inner_text()

    def matrices(self) -> dict[str, Floats]:
        """The matrices of the equation, by the symbol under each."""
        found = {}
        for part in self.root.locator(".nnw-matrix").all():
            cells = [number(text) for text in part.locator("span").all_inner_texts()]
            columns = part.locator(".nnw-matrix-cells").evaluate(
                "grid => getComputedStyle(grid).gridTemplateColumns.split(' ').length"
            )
            symbol = part.locator(".nnw-matrix-caption").inner_text()
            found[symbol] = np.array(cells).reshape(-1, columns)
        return found

    # controls

    def control(self, address: str) -> Locator:
        """Everything that belongs to one slider or list."""
        return self.root.locator(f".nnw-field-{address}")

    def handle(self, address: str) -> Locator:
        """The part of a slider that takes the focus."""
        return self.control(address).locator(".noUi-handle")

    def number_box(self, address: str) -> Locator:
        """The number beside a slider."""
        return self.control(address).locator(".widget-readout")

    def number(self, address: str) -> float:
        """What the number box shows."""
        return number(self.number_box(address).inner_text())

    def type_number(self, address: str, text: str) -> None:
        """Type into the number box, over what it holds, and press Enter."""
        self.number_box(address).click()
        for key in ("Control+a", *text, "Enter"):
            self.page.keyboard.press(key)
        self.page.evaluate("nnwTest.settled()")

    def button(self, name: str) -> Locator:
        """A button by its text."""
        return self.root.get_by_role("button", name=name, exact=True)

    def choose(self, address: str, label: str) -> None:
        """Pick a line of a drop-down list."""
        with self.redraw():
            self.control(address).locator("select").select_option(label=label)

    # pictures

    def panel(self, name: str) -> Locator:
        """The root of one picture."""
        return self.root.locator(f'.nnw-panel[data-panel="{name}"]')

    def item(self, name: str) -> Locator:
        """A node or an edge of the diagram, by its id."""
        return self.root.locator(f'.nnw-diagram [data-id="{name}"]')

    def node_text(self, name: str) -> str:
        """The value written in a node."""
        return self.item(name).locator(".nnw-node-text").text_content() or ""

    def edge_width(self, name: str) -> float:
        """The width in pixels with which an edge is drawn."""
        width = self.item(name).locator(".nnw-edge-line").get_attribute("stroke-width")
        return float(width or "nan")

    def selected(self) -> list[str]:
        """The ids of what is drawn as selected."""
        items = self.root.locator(".nnw-diagram .nnw-is-selected").all()
        return [str(item.get_attribute("data-id")) for item in items]

    def pixels(self) -> NDArray[np.uint8]:
        """The heat map as it was painted, shape (rows, columns, 3), the top row first."""
        width, height, text = self.root.locator(".nnw-region canvas").evaluate(PIXELS)
        data = np.frombuffer(base64.b64decode(text), dtype=np.uint8)
        return data.reshape(height, width, 4)[:, :, :3]

    def curve_on_map(self, layer: str) -> list[Floats]:
        """The lines of the map's `boundary` or `ghost` in data units, each of shape (n, 2)."""
        frame = self.root.locator(".nnw-frame")
        x, y, width, height = (
            float(frame.get_attribute(name) or "nan") for name in ("x", "y", "width", "height")
        )
        path = self.root.locator(f".nnw-region-{layer} path").last.get_attribute("d") or ""
        lines = []
        for part in filter(None, path.split("M")):
            points = np.array([[float(v) for v in pair.split(",")] for pair in part.split("L")])
            lines.append((points - [x, y + height]) / [width, -height])
        return lines

    def point_on_curve(self) -> list[float]:
        """Where the neuron's point stands, read off the ticks of the axes."""
        return [float(v) for v in self.panel("curve").evaluate(POINT_BY_TICKS)]

    def colour(self, name: str) -> str:
        """The theme's colour of that name, as #rrggbb."""
        script = "(stage, name) => getComputedStyle(stage).getPropertyValue(name).trim()"
        return str(self.stage.evaluate(script, f"--nnw-{name}"))

    # drawing

    def draws(self) -> int:
        """How often the pictures have been drawn."""
        return int(self.stage.get_attribute("data-nnw-draws") or 0)

    @contextmanager
    def redraw(self) -> Iterator[None]:
        """Waits until what was done inside has been drawn, all of it."""
        before = self.draws()
        yield
        self.page.wait_for_function(
            "([stage, before]) => Number(stage.dataset.nnwDraws) > before",
            arg=[self.stage.element_handle(), before],
        )
        self.page.evaluate("nnwTest.settled()")

    def press(self, target: Locator, *keys: str) -> None:
        """Focus something and press keys, each drawn before the next."""
        target.focus()
        for key in keys:
            with self.redraw():
                self.page.keyboard.press(key)

    def measure(self, script: str) -> Any:  # noqa: ANN401  # what JavaScript returns
        """The value of a function of the explorer's root element."""
        return self.root.evaluate(script)
