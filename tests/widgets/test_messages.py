"""What goes between page and kernel: one message a step, and nothing that a page sends raises."""

from typing import Any

import ipywidgets
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnwidgets import NetworkExplorer, NeuronExplorer
from nnwidgets.widgets.framework.selected_parameter import EDITOR
from tests.widgets.conftest import Page

KINDS = ["select", "press", "nudge", "restore", "hold", "point", "", "close"]
MESSY = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.lists(st.integers(), max_size=2)
    | st.dictionaries(st.text(max_size=2), st.integers(), max_size=1)
)
EVENTS = st.fixed_dictionaries(
    {},
    optional={
        "event": st.sampled_from(KINDS) | MESSY,
        "id": st.sampled_from(["w", "W1_11", "W1", "x_1", "selected", "selected-value"]) | MESSY,
        "steps": st.integers(-20, 20) | MESSY,
        "x": st.floats(0, 1) | MESSY,
        "y": st.floats(0, 1) | MESSY,
    },
)
KEPT: dict[str, Any] = {"neuron": NeuronExplorer(), "network": NetworkExplorer()}


def scenes(state: dict[str, Any]) -> set[str]:
    return {name for name in state if name.startswith("scene_")}


@given(st.sampled_from(sorted(KEPT)), EVENTS | MESSY)
@settings(max_examples=150)
def test_nothing_that_a_page_sends_raises_or_leaves_the_sliders(name: str, content: object) -> None:
    explorer = KEPT[name].reset()
    Page().send(explorer.stage, content)
    for address in ("w", "b", "x") if name == "neuron" else ("W1", "b3", "x"):
        field, value = explorer.fields[address], np.array(explorer.value(address))
        assert np.all((field.low <= value) & (value <= field.high))
    assert explorer.summary().startswith(f"{type(explorer).__name__}: ")


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        "nudge",
        {},
        {"event": ["nudge"], "id": "w"},
        {"event": "nudge", "id": ["w"]},
        {"event": "nudge", "id": "w", "steps": "many"},
        {"event": "nudge", "id": "w", "steps": float("inf")},
        {"event": "nudge", "id": "w", "steps": float("nan")},
        {"event": "nudge", "id": "w", "steps": 10**400},
        {"event": "nudge", "id": "w", "steps": True},
        {"event": "nudge", "id": "nothing"},
        {"event": "restore", "id": None},
        {"event": "press", "id": {"w": 1}},
        {"event": "point"},
        {"event": "point", "x": 0.5},
        {"event": "point", "x": "0.5", "y": 0.5},
    ],
    ids=str,
)
def test_a_malformed_event_changes_nothing(
    page: Page, content: object, capsys: pytest.CaptureFixture[str]
) -> None:
    for explorer in (NeuronExplorer(), NetworkExplorer()):
        before = explorer.state(), explorer.summary()
        page.send(explorer.stage, content)
        assert (explorer.state(), explorer.summary()) == before
        assert page.updates(explorer.stage) == []
    assert capsys.readouterr() == ("", "")  # a traceback would be printed here


@pytest.mark.parametrize(
    ("steps", "expected"), [(1, 1.1), (-1, 0.9), (10, 2.0), (-10, 0.0), (1000, 4.0), (-1000, -4.0)]
)
def test_an_arrow_key_in_a_picture_moves_by_steps_of_the_slider(
    page: Page, steps: int, expected: float
) -> None:
    explorer = NeuronExplorer()
    page.send(explorer.stage, {"event": "nudge", "id": "w", "steps": steps})
    assert explorer.value("w") == expected  # exactly: ten steps of 0.1 leave no crumbs
    assert explorer.control("w").value == pytest.approx(expected, abs=1e-12)
    assert "beyond" not in explorer.summary()


def test_a_hundred_steps_up_and_down_end_where_they_began(page: Page) -> None:
    explorer = NetworkExplorer()
    for steps in [1] * 50 + [-1] * 50:
        page.send(explorer.stage, {"event": "nudge", "id": "W1_12", "steps": steps})
    assert explorer.value("W1_12") == -3.0


def test_home_puts_one_value_back(page: Page) -> None:
    explorer = NetworkExplorer().set(W1_11=1, W1_12=2, x_1=0.5)
    page.send(explorer.stage, {"event": "restore", "id": "W1_11"})
    page.send(explorer.stage, {"event": "restore", "id": "x_1"})
    assert [explorer.value(name) for name in ("W1_11", "W1_12", "x_1")] == [4.0, 2.0, 0.2]
    page.send(explorer.stage, {"event": "restore", "id": "W1"})
    assert explorer.value("W1_12") == -3.0
    explorer.set(W2_31=9, selected="W2_31")
    page.send(explorer.stage, {"event": "restore", "id": "selected-value"})
    assert explorer.value("W2_31") == 4.0


def places(explorer: NeuronExplorer, label: str) -> list[tuple[float, float]]:
    """Where the present point, "a", or the "ghost" stands on the curve."""
    points = explorer.stage.scene_curve["frames"][0]["points"]
    return [(point["x"], point["y"]) for point in points if point["label"] == label]


def test_a_held_slider_is_where_the_ghost_stays(page: Page) -> None:
    explorer = NeuronExplorer("identity")
    page.send(explorer.stage, {"event": "hold", "id": "w"})
    for w in (1.1, 1.2, 1.3):
        page.drag(explorer.control("w"), w)
    assert places(explorer, "ghost") == [(1.0, 1.0)]
    page.send(explorer.stage, {"event": "hold", "id": "w"})
    page.drag(explorer.control("w"), 2.0)
    assert places(explorer, "ghost") == [(1.3, 1.3)]


def test_arrow_keys_in_a_picture_leave_the_ghost_where_the_item_was_reached(page: Page) -> None:
    explorer = NeuronExplorer("identity").set(x=2)
    page.send(explorer.stage, {"event": "select", "id": "w"})
    for _ in range(3):
        page.send(explorer.stage, {"event": "nudge", "id": "w", "steps": 1})
    assert (places(explorer, "ghost"), places(explorer, "a")) == ([(2.0, 2.0)], [(2.6, 2.6)])


@pytest.mark.parametrize("name", sorted(KEPT))
def test_a_step_of_a_drag_is_one_message(page: Page, name: str) -> None:
    explorer = KEPT[name].reset()
    slider = explorer.control("w" if name == "neuron" else EDITOR)
    for value in (0.3, 0.4, 0.5):
        page.drag(slider, value)
        assert len(page.updates(explorer.stage)) == 1
        assert page.n_updates() == 1


def test_only_the_scenes_that_changed_are_sent(page: Page) -> None:
    explorer = NetworkExplorer()
    page.drag(explorer.control("x_1"), 0.9)  # moves the marker and the numbers, not the boundary
    (state,) = page.updates(explorer.stage)
    assert scenes(state) == {"scene_diagram", "scene_map", "scene_equation", "scene_readout"}
    page.drag(explorer.control("map"), 1, "index")  # the browser knows a list by its places
    (state,) = page.updates(explorer.stage)
    assert scenes(state) == {"scene_map"}
    page.drag(explorer.control("selected"), 1, "index")
    assert [scenes(state) for state in page.updates(explorer.stage)] == [
        {"scene_diagram", "scene_equation"}
    ]
    explorer.set(step=2)
    page.sent.clear()
    explorer.set(step=2)
    assert page.updates(explorer.stage) == []


def test_a_set_of_many_values_is_one_message_of_the_stage(page: Page) -> None:
    explorer = NetworkExplorer()
    page.sent.clear()
    explorer.set(W1=np.zeros((2, 2)), b1=[1, 1], x=[0.5, 0.5], map="a1_1", step=2)
    assert len(page.updates(explorer.stage)) == 1


def test_a_drag_step_is_small(page: Page) -> None:
    explorer = NetworkExplorer()
    page.drag(explorer.control(EDITOR), 1.0)
    (state,) = page.updates(explorer.stage)
    assert len(str(state)) < 30_000  # the map travels beside it, one byte a cell
    assert "grid" not in state["scene_map"]


def test_a_locked_control_goes_back_to_its_value(page: Page) -> None:
    explorer = NetworkExplorer(predict="double_last_layer")
    slider = explorer.control("scale")
    assert slider.disabled
    page.drag(slider, 2.0)  # a page that does not know
    assert (slider.value, explorer.value("scale")) == (1.0, 1.0)
    assert page.updates(slider) == [{"value": 1.0}]
    assert "scale is locked: commit your prediction first." in explorer.summary()


def test_every_control_can_be_reached_by_its_event_name(page: Page) -> None:
    for explorer in KEPT.values():
        explorer.reset()
        for address, control in explorer._controls.items():
            assert f"nnw-field-{address}" in control._dom_classes
            if isinstance(control, ipywidgets.FloatSlider):
                target = explorer.target_of(address)
                before = explorer.value(target)
                page.send(explorer.stage, {"event": "nudge", "id": address, "steps": 1})
                assert explorer.value(target) != before or before == control.max
