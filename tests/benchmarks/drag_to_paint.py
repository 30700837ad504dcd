# ruff: noqa: T201 -- a benchmark talks by printing
"""How long a step of a drag takes to be seen: `python -m tests.benchmarks.drag_to_paint`.

From an arrow key on a slider to the last change of the page in what that slider drives, in
JupyterLab and Chromium, beside two others in the same run: the floor, one slider and one Label,
and the peer, `interact` with matplotlib drawing the same panels (the extra `bench`). Each round
takes them in turns, as a machine has better and worse minutes: quote the ratios, not the times.

A peer marked ~ draws a panel of the same kind for each of the explorer's, not the same picture.
"""

from __future__ import annotations

import argparse
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from nnwidgets import widgets
from tests.browser.lab import ROOT, SERVER_CONFIG, chromium_browser, jupyter_lab
from tests.browser.notebook import NotebookPage, write_empty_notebook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

WARM_UP, STEPS, ROUNDS = 2, 22, 3
BUDGET = "budgets: ≤ 33 ms and ≤ 4 × the floor (goal 2.5), and ≥ 5 × faster than the peer"


@dataclass
class Subject:
    """One thing with a slider; `times` gathers milliseconds, a list for each round."""

    name: str
    source: str
    slider: str
    pictures: str
    times: list[list[float]] = field(default_factory=list)

    def median(self) -> float:
        """Of all steps of all rounds."""
        return statistics.median(time for times in self.times for time in times)


@dataclass
class Row:
    """An explorer and its peer."""

    ours: Subject
    peer: Subject | None
    same_picture: bool


FLOOR = """import ipywidgets
slider = ipywidgets.FloatSlider(min=-4, max=4, step=0.1)
label = ipywidgets.Label("0.00")
slider.observe(lambda change: setattr(label, "value", f"{change['new']:.2f}"), "value")
ipywidgets.VBox([slider, label]).add_class("bench-floor")"""

SLIDERS = {
    "NeuronExplorer": "w",
    "NetworkExplorer": "selected-value",
    "SquashExplorer": "z",
    "ClassifierExplorer": "w_1",
    "LossExplorer": "z_1",
    "FoldsExplorer": "selected-value",
    "BoundaryExplorer": "seed",
    "DigitPairExplorer": "seed",
    "SoftmaxExplorer": "z_1",
    "DigitExplorer": "stored",
    "FormulaExplorer": "x",
    "OrderExplorer": "x",
    "NetworkGraphExplorer": "x_1",
    "BackwardExplorer": "x",
    "DifferencesExplorer": "x",
    "DepthExplorer": "depth",
    "SweepsExplorer": "n_inputs",
    "TrainingExplorer": "steps",
    "UpdateOrderExplorer": "learning_rate",
    "UnitsExplorer": "b_1",
    "ApproximationExplorer": "n_units",
    "BoxesExplorer": "w_1",
    "DimensionsExplorer": "n",
    "StartsExplorer": "n_units",
}
"""The field of each explorer whose slider is measured: the one that drives the most."""

PEERS = {
    "NeuronExplorer": "neuron",
    "NetworkExplorer": "network",
    "SoftmaxExplorer": "softmax",
    "FormulaExplorer": "formula",
    "UnitsExplorer": "units",
    "ApproximationExplorer": "approximation",
    "BoxesExplorer": "boxes",
}
"""Explorers with a peer that draws the very same panels."""

LARGE = " + ".join(f"sin({k}*x)*exp(x/{k})" for k in range(2, 9))
"""A formula of 41 steps: a graph as large as they are promised to stay readable."""

MEASURE = """async ({ slider, pictures, steps, offset }) => {
  const handle = document.querySelector(slider);
  const target = document.querySelector(pictures);
  const step = (key) => new Promise((resolve) => {
    const start = performance.now();
    let last = 0;
    let quiet = setTimeout(finish, 1500);
    const observer = new MutationObserver(() => {
      last = performance.now() - start;
      clearTimeout(quiet);
      quiet = setTimeout(finish, 200);
    });
    function finish() {
      observer.disconnect();
      resolve(last);
    }
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    observer.observe(target, all);
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
  handle.focus();
  const times = [];
  for (let i = 0; i < steps; i++) {
    times.push(await step((i + offset) % 8 < 4 ? "ArrowRight" : "ArrowLeft"));
  }
  return times;
}"""


def rows(names: Sequence[str]) -> list[Row]:
    """What is measured, for these explorers."""
    found = []
    for name in names:
        mark = f".bench-{name.lower()}"
        ours = Subject(
            name,
            f"nw.{name}().add_class('{mark[1:]}')",
            f"{mark} .nnw-field-{SLIDERS[name]} .noUi-handle",
            f"{mark} .nnw-stage",
        )
        kinds = [panel["kind"] for panel in getattr(widgets, name)().stage.panels]
        call = f"peers.{PEERS[name]}()" if name in PEERS else f"peers.of_kinds(*{kinds})()"
        peer = Subject(
            f"peer of {name}",
            f"from tests.benchmarks import peers\n{call}.add_class('{mark[1:]}-peer')",
            f"{mark}-peer .noUi-handle",
            f"{mark}-peer .widget-output",
        )
        found.append(Row(ours, peer, name in PEERS))
    return found


def large_graph() -> Row:
    """An explorer whose graph has 40 nodes and more."""
    mark = ".bench-large-graph"
    ours = Subject(
        "FormulaExplorer, 41 steps",
        f"nw.FormulaExplorer({LARGE!r}).add_class('{mark[1:]}')",
        f"{mark} .nnw-field-x .noUi-handle",
        f"{mark} .nnw-stage",
    )
    return Row(ours, None, same_picture=False)


def many_towers() -> Row:
    """A surface of 400 towers and more."""
    mark = ".bench-many-towers"
    ours = Subject(
        "BoxesExplorer, 20 × 20 towers",
        f"nw.BoxesExplorer('sum').set(n=20).add_class('{mark[1:]}')",
        f"{mark} .nnw-field-n .noUi-handle",
        f"{mark} .nnw-stage",
    )
    return Row(ours, None, same_picture=False)


def floor() -> Subject:
    """A slider, a Label, and the way through the kernel and back."""
    return Subject("floor", FLOOR, ".bench-floor .noUi-handle", ".bench-floor > .widget-label")


def measure(
    browser: Browser, subjects: Sequence[Subject], *, config: Path | None, rounds: int
) -> None:
    """Take the subjects in turns, so often, in one notebook of one server."""
    with TemporaryDirectory() as folder:
        write_empty_notebook(Path(folder) / "bench.ipynb")
        environment = {"NNWIDGETS_GATES": "off", "PYTHONPATH": str(ROOT)}
        with jupyter_lab(Path(folder), config=config, environment=environment) as address:
            page = NotebookPage(browser, address, "bench.ipynb")
            page.open()
            page.page.evaluate(
                "sources => nnwTest.show(sources)",
                ["import nnwidgets.widgets as nw", *(subject.source for subject in subjects)],
            )
            assert page.complaints() == [], page.complaints()
            for number in range(rounds):
                for subject in subjects:
                    subject.times.append(one_round(page, subject, number))
            page.close()


def one_round(page: NotebookPage, subject: Subject, number: int) -> list[float]:
    """The milliseconds of each step, those of warming up left out."""
    page.page.locator(subject.slider).scroll_into_view_if_needed()
    page.page.locator(subject.pictures).wait_for()
    page.page.evaluate("nnwTest.settled()")
    arguments = {
        "slider": subject.slider,
        "pictures": subject.pictures,
        "steps": WARM_UP + STEPS,
        "offset": number,
    }
    times: list[float] = page.page.evaluate(MEASURE, arguments)
    unseen = sum(time == 0 for time in times)
    if unseen > len(times) // 4:
        print(f"{subject.name}: {unseen} of {len(times)} steps changed nothing")
    return [time for time in times[WARM_UP:] if time > 0] or [float("nan")]


def print_table(base: Subject, found: Sequence[Row], stock: Sequence[Subject]) -> None:
    """One line for each explorer, budgets beneath."""
    print(f"\n{'':32}{'ms':>8}{'× floor':>9}{'peer ms':>10}{'peer / ours':>13}")
    print(f"{'floor (slider, Label)':32}{base.median():8.1f}{1:9.1f}")
    for row in found:
        ours = row.ours.median()
        line = f"{row.ours.name:32}{ours:8.1f}{ours / base.median():9.1f}"
        if row.peer is not None:
            mark = " " if row.same_picture else "~"
            line += f"{row.peer.median():10.1f}{row.peer.median() / ours:12.1f}{mark}"
        print(line)
    for subject in stock:
        name = f"{subject.name}, stock server"
        print(f"{name:32}{subject.median():8.1f}{subject.median() / stock[0].median():9.1f}")
    print(BUDGET)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("explorers", nargs="*", help="all of the series if left out")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args()
    if unknown := set(options.explorers) - set(SLIDERS):
        parser.error(f"no explorer here is called {', '.join(unknown)}: use {', '.join(SLIDERS)}")
    explorers = {name for name in widgets.__all__ if name.endswith("Explorer")}
    if missing := explorers - {"Explorer", *SLIDERS}:
        print(f"not measured, as SLIDERS names no slider: {', '.join(sorted(missing))}")
    base, found = floor(), rows(options.explorers or list(SLIDERS))
    if not options.explorers:
        found += [large_graph(), many_towers()]
    for row in found:
        row.peer = None if options.no_peers else row.peer
    stock = [floor(), *(row.ours for row in rows(["NetworkExplorer"]))]
    pairs = [subject for row in found for subject in (row.ours, row.peer) if subject]
    with chromium_browser() as browser:
        measure(browser, [base, *pairs], config=SERVER_CONFIG, rounds=options.rounds)
        measure(browser, stock, config=None, rounds=1)
    print_table(base, found, stock)


if __name__ == "__main__":
    main()
