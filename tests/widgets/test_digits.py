"""The digit explorer: drawn, picked, trained, stopped; its numbers one network at a time."""

import asyncio
import math
from typing import Any

import numpy as np
import pytest

from nnwidgets import DigitExplorer
from nnwidgets.core import Layer, Network
from nnwidgets.course import datasets
from nnwidgets.course.digits.handwriting import digit_image
from nnwidgets.course.digits.recipe import DigitRecipe, held_out_accuracy
from nnwidgets.course.digits.training import digit_training
from nnwidgets.text import short
from nnwidgets.widgets.softmax.strokes import MAX_POINTS
from tests.course.pen import DIGITS
from tests.figures.plain import assert_plain
from tests.widgets.conftest import Page

TEST = datasets.digits().test
RNG = np.random.default_rng(5)


@pytest.fixture(scope="module")
def network() -> Network:
    """Any network; what it says is computed again here."""
    return Network([Layer(RNG.normal(size=(10, 64)), RNG.normal(size=10), "identity")])


def answers(network: Network, pixels: np.ndarray) -> tuple[list[float], list[float]]:
    """Logits and probabilities, one number at a time."""
    (layer,) = network.layers
    z = [
        math.fsum(w * x) + b
        for w, b in zip(layer.weights, layer.biases, strict=True)
        for x in [pixels]
    ]
    powers = [math.exp(v - max(z)) for v in z]
    return z, [power / math.fsum(powers) for power in powers]


def panel(explorer: DigitExplorer, name: str) -> Any:  # noqa: ANN401
    scene = getattr(explorer.stage, f"scene_{name}")
    assert_plain(scene)
    return scene


def texts(explorer: DigitExplorer) -> list[str]:
    return [item["text"] for item in panel(explorer, "bars")["items"] if item["tag"] == "text"]


def in_the_box(digit: int) -> list[list[tuple[float, float]]]:
    return [[(x / 100, y / 100) for x, y in stroke.tolist()] for stroke in DIGITS[digit]]


@pytest.mark.parametrize("stored", [1, 7, 360])
def test_a_stored_image_gets_the_networks_ten_probabilities(network: Network, stored: int) -> None:
    explorer = DigitExplorer(network).set(stored=stored)
    _, p = answers(network, TEST.inputs[stored - 1])
    best = int(np.argmax(p))
    said = (
        f"Held-out image {stored}, a {TEST.targets[stored - 1]}: {best} with p = {short(p[best])}"
    )
    assert said in explorer.summary()
    assert panel(explorer, "pad")["pixels"] == TEST.inputs[stored - 1].tolist()
    assert short(p[best]) in texts(explorer)


def test_the_accuracy_counts_every_held_out_image(network: Network) -> None:
    right = sum(int(np.argmax(answers(network, x)[0])) == t for x, t in zip(*TEST, strict=True))
    assert f"{right} of 360 held-out images right, {right / 360:.3f}." in repr(
        DigitExplorer(network)
    )


@pytest.mark.parametrize("digit", [0, 4, 7])
def test_strokes_become_the_image_that_the_network_sees(
    network: Network, page: Page, digit: int
) -> None:
    explorer = DigitExplorer(network)
    for stroke in in_the_box(digit):
        for i in range(0, len(stroke), 5):
            flat = [v for point in stroke[i : i + 5] for v in point]
            page.send(explorer.stage, {"event": "stroke", "begins": i == 0, "points": flat})
    pixels = digit_image([np.array(stroke) for stroke in in_the_box(digit)])
    np.testing.assert_array_equal(explorer.value("image"), 16 * pixels.reshape(8, 8))
    assert explorer.value("stored") == 0
    _, p = answers(network, pixels)
    best = int(np.argmax(p))
    assert f"Your drawing: {best} with p = {short(p[best])}" in explorer.summary()
    assert panel(explorer, "pad")["strokes"] == [[list(v) for v in s] for s in in_the_box(digit)]
    assert explorer.summary() == DigitExplorer(network).draw(*in_the_box(digit)).summary()


@pytest.mark.parametrize(
    "points",
    [
        *(None, [], [0.5], [0.5, 2.0], [0.5, -0.1], ["0.5", 0.5], [True, 0.5], [math.nan, 0.5]),
        *([0.5] * (2 * MAX_POINTS + 2), {"x": 1}),
    ],
)
def test_a_page_that_sends_no_points_draws_nothing(
    network: Network, page: Page, points: object
) -> None:
    explorer = DigitExplorer(network)
    before = explorer.state()
    page.send(explorer.stage, {"event": "stroke", "begins": True, "points": points})
    assert explorer.state() == before


def test_scribbling_ends_somewhere(network: Network, page: Page) -> None:
    explorer = DigitExplorer(network)
    for _ in range(6):
        page.send(explorer.stage, {"event": "stroke", "begins": False, "points": [0.5, 0.6] * 500})
    assert sum(map(len, explorer._strokes)) <= MAX_POINTS


def test_one_pixel_is_a_drawing_too(network: Network) -> None:
    explorer = DigitExplorer(network).set(stored=5).set(image_11=16)
    assert "Your drawing" in explorer.summary()
    assert explorer.value("stored") == 0


def test_another_image_takes_the_place_of_the_drawing(network: Network) -> None:
    explorer = DigitExplorer(network).draw(*in_the_box(3))
    revision = panel(explorer, "pad")["revision"]
    explorer.set(stored=5)
    assert panel(explorer, "pad")["strokes"] == []
    assert panel(explorer, "pad")["revision"] > revision
    explorer.draw(*in_the_box(3)).clear()
    assert "Empty paper" in explorer.summary()
    assert panel(explorer, "seen")["items"][0]["pixels"] == bytes(64)


def test_next_misread_goes_round_the_wrong_ones(network: Network) -> None:
    explorer = DigitExplorer(network)
    wrong = [
        i + 1
        for i, (x, t) in enumerate(zip(*TEST, strict=True))
        if int(np.argmax(answers(network, x)[0])) != t
    ]
    (button,) = [b for b in explorer.buttons() if b.description == "Next misread"]
    seen = []
    for _ in range(len(wrong) + 1):
        button.click()
        seen.append(explorer.value("stored"))
    after = [i for i in wrong if i > 1]
    assert seen[: len(after)] == after
    assert set(seen) == set(wrong)


def test_a_state_brings_a_drawing_back(network: Network) -> None:
    explorer = DigitExplorer(network).draw(*in_the_box(8))
    assert DigitExplorer(network).load(explorer.state()).summary() == explorer.summary()


@pytest.mark.parametrize(
    ("given", "error"),
    [("network", TypeError), (Network([Layer(np.ones((10, 8)), np.ones(10))]), ValueError)],
)
def test_only_a_network_for_these_images_will_do(given: Any, error: type[Exception]) -> None:  # noqa: ANN401
    with pytest.raises(error, match="expected"):
        DigitExplorer(given)


def test_the_students_softmax_makes_the_probabilities(network: Network) -> None:
    def softmax(z: Any) -> Any:  # noqa: ANN401
        return z / z.sum()

    explorer = DigitExplorer(network, softmax=softmax)
    assert "There is no exp" in explorer.summary()
    z, _ = answers(network, TEST.inputs[0])
    assert short(z[3] / math.fsum(z)) in texts(explorer)

    def unwritten(z: Any) -> Any:  # noqa: ANN401
        raise NotImplementedError

    explorer = DigitExplorer(network, softmax=unwritten)
    assert "`unwritten` is not written yet" in explorer.summary()
    assert texts(explorer).count("?") == 10


# training

SETTINGS: dict[str, Any] = {"n_units": 16, "learning_rate": 0.2, "n_steps": 400, "seed": 2}


def test_training_ends_where_the_check_will_find_it() -> None:
    explorer = DigitExplorer().set(**SETTINGS).train()
    share = held_out_accuracy(DigitRecipe(activation="relu", **SETTINGS))
    assert share > 0.9
    assert f"After 400 steps: {round(360 * share)} of 360" in explorer.summary()
    frame = panel(explorer, "learning")["frames"][0]
    line = np.frombuffer(frame["lines"][0]["points"], dtype=np.float32).reshape(-1, 2)
    assert line[0, 0] == 0
    assert line[-1].tolist() == pytest.approx([400, share])


def test_another_setting_starts_anew() -> None:
    explorer = DigitExplorer().set(**SETTINGS).train()
    assert "After 0 steps" in explorer.set(seed=3).summary()
    assert explorer.summary() == DigitExplorer().set(**SETTINGS | {"seed": 3}).summary()
    explorer.train()
    explorer.draw(*in_the_box(1))
    assert "After 400 steps" in explorer.summary()


@pytest.mark.parametrize("stop_at", [24, 104, 400])
def test_a_state_brings_a_training_back(stop_at: int) -> None:
    explorer = DigitExplorer().set(**SETTINGS)
    explorer.set(step=stop_at, stored=7)
    assert f"After {stop_at} steps" in explorer.summary()
    digit_training.cache_clear()  # as in another kernel
    loaded = DigitExplorer().load(explorer.state())
    assert loaded.summary() == explorer.summary()
    assert panel(loaded, "learning") == panel(explorer, "learning")
    assert loaded.train().summary() == explorer.train().summary()


def test_training_goes_on_where_it_was_stopped_and_begins_again_at_the_end() -> None:
    explorer = DigitExplorer().set(**SETTINGS).set(step=200)
    seen = [progress.done for progress in explorer._train()]
    assert (seen[0], seen[-1], len(seen)) == (52, 100, 25)
    seen = [progress.done for progress in explorer._train()]
    assert (seen[0], seen[-1], len(seen)) == (2, 100, 50)


def test_reset_forgets_the_training() -> None:
    explorer = DigitExplorer()
    start = explorer.summary()
    explorer.set(n_steps=100).train().reset()
    assert explorer.summary() == start


def steps_of(explorer: DigitExplorer) -> int:
    return explorer.result.trained.step


async def begin(explorer: DigitExplorer, steps: int) -> None:
    """Press Train and wait until so many steps are made."""
    explorer.runner.start()
    while steps_of(explorer) < steps:  # noqa: ASYNC110  # nothing in the explorer tells of it
        await asyncio.sleep(0)


def test_it_can_be_stopped_and_keeps_what_it_has() -> None:
    explorer = DigitExplorer().set(**SETTINGS | {"n_steps": 3000})

    async def begin_and_stop() -> None:
        await begin(explorer, 100)
        explorer.runner.stop()
        await explorer.runner.finished()

    asyncio.run(begin_and_stop())
    assert 100 <= steps_of(explorer) < 3000
    assert f"After {steps_of(explorer)} steps" in explorer.summary()


def test_a_setting_moved_while_it_learns_ends_the_run() -> None:
    explorer = DigitExplorer().set(**SETTINGS | {"n_steps": 3000})

    async def begin_and_move() -> None:
        await begin(explorer, 100)
        explorer.set(n_units=8)
        await explorer.runner.finished()

    asyncio.run(begin_and_move())
    assert not explorer.runner.is_running
    assert "After 0 steps" in explorer.summary()


def test_one_can_draw_while_it_learns() -> None:
    explorer = DigitExplorer().set(**SETTINGS | {"n_steps": 500})

    async def begin_and_draw() -> None:
        await begin(explorer, 50)
        explorer.draw(*in_the_box(2))
        await explorer.runner.finished()

    asyncio.run(begin_and_draw())
    assert "Your drawing" in explorer.summary()
    assert steps_of(explorer) == 500


def test_a_given_network_is_not_trained_here() -> None:
    explorer = DigitExplorer(Network.random([64, 10], rng=np.random.default_rng(0)))
    before = explorer.state()
    assert "train it where it was made" in explorer.train().summary()
    assert explorer.state() == before


def test_train_and_stop_follow_reset() -> None:
    row = DigitExplorer().children[-1].children[0].children[-2]
    names = [button.description for button in row.children]
    assert names == ["Reset", "Train", "Stop", "Clear", "Next misread"]


def test_a_drawing_that_is_loaded_is_on_the_paper(network: Network) -> None:
    drawn = DigitExplorer(network).draw(*in_the_box(3))
    loaded = DigitExplorer(network).load(drawn.state())
    assert loaded.summary() == drawn.summary()
    paper = panel(loaded, "pad")
    assert paper["strokes"] == []
    image = np.asarray(loaded.value("image"))
    assert paper["pixels"] == (image / 16).ravel().tolist()


def test_back_from_a_stored_image_the_drawing_is_on_the_paper(network: Network, page: Page) -> None:
    explorer = DigitExplorer(network).draw(*in_the_box(3))
    for stored in (5, 0):
        page.drag(explorer.control("stored"), stored)
    assert "Your drawing" in explorer.summary()
    assert panel(explorer, "pad")["pixels"] == explorer.result.pixels.tolist()
    assert explorer.result.pixels.any()


@pytest.mark.parametrize("wrong", [{"stored": "three"}, {"image": [1, 2]}, {"stored": math.nan}])
def test_a_refused_value_leaves_the_paper_alone(network: Network, wrong: dict[str, Any]) -> None:
    explorer = DigitExplorer(network).draw(*in_the_box(3))
    paper = panel(explorer, "pad")
    explorer.set(**wrong)
    assert "was not changed" in explorer.summary()
    assert panel(explorer, "pad") == paper


@pytest.mark.parametrize(
    "strokes", [[[(0.5,)]], [[(math.nan, 0.5)]], [[(0.5, 1.5)]], [5], ["ab"], [[(0.1, 0.2)], None]]
)
def test_what_is_no_stroke_draws_nothing(network: Network, strokes: list[Any]) -> None:
    explorer = DigitExplorer(network).draw(*in_the_box(3))
    paper = panel(explorer, "pad")
    explorer.draw(*strokes)
    assert "Nothing was drawn: a stroke is a list of points" in explorer.summary()
    assert panel(explorer, "pad") == paper
