"""What every explorer keeps to, tried on each one that the package has."""

import json
import re
from typing import Any

import ipywidgets
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import nnwidgets
from nnwidgets import widgets
from nnwidgets.course.state.fields import Array, Choice, Field, Number, Text
from nnwidgets.widgets import Explorer
from tests.figures.plain import assert_plain
from tests.widgets.conftest import Page
from tests.widgets.explorers import explorer_classes, ids_in, made
from tests.widgets.hostile import JUNK


def test_every_explorer_that_a_notebook_may_import_is_tried_here() -> None:
    exported = {
        name
        for name, value in (vars(widgets) | vars(nnwidgets)).items()
        if isinstance(value, type) and issubclass(value, Explorer) and value is not Explorer
    }
    assert exported
    assert exported <= set(EXPLORERS)


EXPLORERS = {cls.__name__: made(cls) for cls in explorer_classes()}
NAMES = st.sampled_from(sorted(EXPLORERS))
every_explorer = pytest.mark.parametrize("name", sorted(EXPLORERS))


def explorer_named(name: str) -> Explorer[Any]:
    """One that was made before, as it was then: making each anew would take most of the time."""
    return EXPLORERS[name].reset()


def value_of(field: Field) -> st.SearchStrategy[Any]:
    """Values that a field takes as they are."""
    if isinstance(field, Choice):
        return st.sampled_from(sorted(field.options.values()))
    if isinstance(field, Text):
        return st.just(field.default)
    if isinstance(field, Array):
        elements = st.floats(field.low, field.high)
        return hnp.arrays(np.float64, field.default.shape, elements=elements)
    if isinstance(field.step, int):  # a count
        return st.integers(int(field.low), int(field.high))
    return st.floats(field.low, field.high)


def moved(field: Field) -> Any:  # noqa: ANN401
    """Another value than the first; a count by one step, as training for long takes long."""
    if isinstance(field, Choice):
        return next(word for word in field.options.values() if word != field.default)
    if isinstance(field, Text):
        return field.default
    if isinstance(field.step, int):
        return field.default + (1 if np.max(field.default) < field.high else -1) * field.step
    return np.full(np.shape(field.default), field.high)


def plain(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v.tolist() if isinstance(v, np.ndarray) else v for k, v in values.items()}


@given(st.data(), NAMES)
@settings(max_examples=60)
def test_what_is_set_is_there(data: st.DataObject, name: str) -> None:
    explorer = explorer_named(name)
    field = data.draw(st.sampled_from(list(explorer.fields.values())))
    value = data.draw(value_of(field))
    assert explorer.set(**{field.name: value}) is explorer
    assert np.array_equal(explorer.values[field.name], value)
    assert np.array_equal(explorer.value(field.name), value)


@given(st.data(), NAMES)
@settings(max_examples=60)
def test_a_state_brings_everything_back(data: st.DataObject, name: str) -> None:
    explorer = explorer_named(name)
    start = explorer.state()
    wanted = {
        field.name: data.draw(value_of(field), label=field.name)
        for field in explorer.fields.values()
        if data.draw(st.booleans())
    }
    explorer.set(**wanted)
    text, values, words = explorer.state(), plain(explorer.values), explorer.summary()
    assert explorer.reset() is explorer
    assert explorer.state() == start
    assert explorer.load(text) is explorer
    assert plain(explorer.values) == values
    assert explorer.state() == text
    assert explorer.summary() == words


@given(st.data(), NAMES)
@settings(max_examples=60)
def test_a_state_brings_back_what_was_pressed_in_the_pictures(
    data: st.DataObject, name: str
) -> None:
    """From any state: what is selected in a picture belongs to the state as a slider does."""
    explorer = explorer_named(name)
    ids = sorted(set().union(*(ids_in(scene) for scene in scenes_of(explorer).values())))
    press_at_random(explorer, ids, data)
    text, values, words = explorer.state(), plain(explorer.values), explorer.tell("").summary()
    press_at_random(explorer, ids, data)
    assert (plain(explorer.values) == values) <= (explorer.tell("").summary() == words)
    assert explorer.load(text).summary() == words
    assert explorer.reset().load(text).summary() == words
    assert plain(explorer.values) == values


def press_at_random(explorer: Explorer[Any], ids: list[str], data: st.DataObject) -> None:
    """A few presses, where a picture has anything to press."""
    events = st.sampled_from(["press", "select"])
    for _ in range(data.draw(st.integers(0, 3)) if ids else 0):
        event = {"event": data.draw(events), "id": data.draw(st.sampled_from(ids))}
        explorer.stage._handle_custom_msg(event, [])


def scenes_of(explorer: Explorer[Any]) -> dict[str, Any]:
    names = [panel["name"] for panel in explorer.stage.panels]
    return {name: getattr(explorer.stage, f"scene_{name}") for name in names}


def own_controls(explorer: Explorer[Any]) -> dict[str, ipywidgets.Widget]:
    """The controls that stand for themselves, not for a parameter that is selected."""
    controls = explorer._controls.items()
    return {name: control for name, control in controls if explorer.target_of(name) == name}


@every_explorer
def test_a_state_is_a_short_line_that_says_everything(name: str) -> None:
    explorer = explorer_named(name)
    text = explorer.state()
    class_name, version, values = text.split(":", 2)
    assert (class_name, version) == (name, "1")
    assert json.loads(values) == plain(explorer.values)
    assert "\n" not in text
    assert explorer.load(text).state() == text


@every_explorer
def test_the_summary_is_deterministic_and_whole_in_the_mime_bundle(name: str) -> None:
    explorer, twin = explorer_named(name), made(type(EXPLORERS[name]))
    bundle = explorer._repr_mimebundle_()
    text = bundle["text/plain"]
    assert text == explorer.summary() == repr(explorer) == repr(twin) == str(twin)
    assert text.startswith(f"{name}: ")
    assert text.endswith(".")
    assert bundle["application/vnd.jupyter.widget-view+json"] == {
        "version_major": 2,
        "version_minor": 0,
        "model_id": explorer.model_id,
    }
    assert not re.search(r"0x[0-9a-f]{6}|object at|\.{3}$", text)


@every_explorer
def test_the_values_are_copies(name: str) -> None:
    explorer = explorer_named(name)
    before = explorer.state()
    for source in (explorer.values, {key: explorer.value(key) for key in explorer.fields}):
        for value in source.values():
            if isinstance(value, np.ndarray):
                value[...] = 0.125
    explorer.values.clear()
    assert explorer.state() == before
    assert explorer.reset().state() == before


@given(NAMES, st.dictionaries(st.text(max_size=6), JUNK, max_size=2), st.data())
@settings(max_examples=80)
def test_no_junk_in_set_raises_or_gets_in(
    name: str, unknown: dict[str, object], data: st.DataObject
) -> None:
    explorer = explorer_named(name)
    addresses = [*explorer.fields, *explorer.elements, "self", "values", "W9_99"]
    chosen = data.draw(st.lists(st.sampled_from(addresses), max_size=3, unique=True))
    junk = {address: data.draw(JUNK, label=address) for address in chosen}
    before = explorer.state()
    words = explorer.set(**(unknown | junk)).summary()
    for field in explorer.fields.values():
        value = explorer.values[field.name]
        if isinstance(field, Choice):
            assert value in field.options.values()
        elif isinstance(field, Text):
            field.read(str(value))
        else:
            assert np.all((field.low <= np.array(value)) & (np.array(value) <= field.high))
    if set(unknown) - set(addresses):
        assert explorer.state() == before
        assert re.search(r"There is nothing called |\w was not changed: ", words)


@given(NAMES, JUNK | st.text())
@settings(max_examples=80)
def test_no_junk_in_load_raises_or_gets_in(name: str, junk: object) -> None:
    explorer = explorer_named(name)
    before = explorer.state()
    words = explorer.load(junk).summary()  # type: ignore[arg-type]
    assert explorer.state() == before
    assert "\nNothing was loaded. " in words


@given(NAMES, st.dictionaries(st.text(max_size=6) | st.just("self"), st.none() | st.integers()))
@settings(max_examples=40)
def test_no_junk_in_a_well_formed_state_raises(name: str, values: dict[str, Any]) -> None:
    explorer = explorer_named(name)
    before = explorer.state()
    text = f"{name}:1:{json.dumps(values)}"
    explorer.load(text)
    assert explorer.state() == before


@given(NAMES, JUNK)
@settings(max_examples=40)
def test_no_junk_in_commit_raises(name: str, junk: object) -> None:
    words = explorer_named(name).commit(junk).summary()  # type: ignore[arg-type]
    assert words.endswith("\nThis explorer asks for no prediction.")


@every_explorer
def test_one_bad_value_keeps_all_others_out(name: str) -> None:
    explorer = explorer_named(name)
    before = explorer.state()
    good = {field.name: moved(field) for field in explorer.fields.values()}
    explorer.set(**good, nonsense=1)
    assert explorer.state() == before
    known = ", ".join(explorer.fields)
    assert f"There is nothing called nonsense here: expected {known}" in explorer.summary()
    explorer.set(**good)
    assert explorer.state() != before
    assert "nonsense" not in explorer.summary()


@every_explorer
def test_a_state_of_another_version_or_another_explorer_is_told_so(name: str) -> None:
    explorer = explorer_named(name)
    before = explorer.state()
    newer = explorer.load(before.replace(":1:", ":2:", 1)).summary().splitlines()[-1]
    assert newer.startswith("Nothing was loaded. The state has version 2 of the form")
    assert newer.endswith("this package reads version 1.")
    other = explorer.load(before.replace(name, "OtherExplorer", 1)).summary().splitlines()[-1]
    assert re.match(r"Nothing was loaded\. This is the state of an? OtherExplorer", other)
    assert re.search(rf"expected that of an? {name}\.$", other)
    assert explorer.state() == before
    assert "Nothing was loaded" not in explorer.reset().summary()


@every_explorer
def test_every_control_follows_what_is_set(name: str) -> None:
    explorer = explorer_named(name)
    for address, control in own_controls(explorer).items():
        field = explorer.field_of(address)
        if isinstance(field, Number):
            assert (control.min, control.max) == (field.low, field.high)
            assert 0 < control.step <= field.step
            assert f"nnw-step-{field.step:g}" in control._dom_classes  # of an arrow key
            explorer.set(**{address: field.low})
            assert control.value == field.low
            explorer.reset()
            assert control.value == pytest.approx(field.default, abs=1e-12)
        elif isinstance(field, Choice):
            other = moved(field)
            assert explorer.set(**{address: other}).values[address] == other
            assert control.value == other


@every_explorer
def test_a_moved_control_sets_its_field(name: str) -> None:
    explorer = explorer_named(name)
    for address, control in own_controls(explorer).items():
        explorer.reset()
        untouched = plain(explorer.values)
        field = explorer.field_of(address)
        control.value = moved(field)
        assert explorer.value(address) == control.value
        assert (plain(explorer.values) != untouched) == (not isinstance(field, Text))


@every_explorer
def test_reset_comes_first_in_its_row_and_goes_back_to_the_same_start(name: str) -> None:
    explorer = explorer_named(name)
    start, words = explorer.state(), explorer.summary()
    rows = [w for w in descendants(explorer) if isinstance(w, ipywidgets.HBox)]
    (reset,) = (
        row.children[0] for row in rows if getattr(row.children[0], "description", "") == "Reset"
    )
    assert explorer.set(**{f.name: moved(f) for f in explorer.fields.values()}).state() != start
    reset.click()
    assert (explorer.state(), explorer.summary()) == (start, words)


@every_explorer
def test_every_scene_is_plain_data_with_words_for_those_who_do_not_see_it(name: str) -> None:
    explorer = explorer_named(name)
    for panel in explorer.stage.panels:
        scene = getattr(explorer.stage, f"scene_{panel['name']}")
        assert_plain(scene)
        if panel["kind"] not in {"readout", "table", "gallery"}:  # these are text, or many
            assert scene["label"].strip()
    assert explorer.stage.summary == explorer.reading()
    assert explorer.summary() == f"{name}: {explorer.reading()}"


@every_explorer
def test_a_step_of_any_slider_is_at_most_one_message_of_the_stage(page: Page, name: str) -> None:
    explorer = explorer_named(name)
    for address, control in own_controls(explorer).items():
        field = explorer.field_of(address)
        if isinstance(field, Number) and not control.disabled:
            page.drag(control, moved(field))
            assert len(page.updates(explorer.stage)) <= 1
            assert page.updates(control) == []  # the page knows where its own slider is


@every_explorer
def test_every_slider_has_a_label_and_every_root_its_class(name: str) -> None:
    explorer = explorer_named(name)
    assert "nnw-explorer" in explorer._dom_classes
    sliders = [w for w in descendants(explorer) if isinstance(w, ipywidgets.FloatSlider)]
    for slider in sliders:
        assert slider.description.strip()
        assert slider.readout
        assert slider.continuous_update
        assert any(c.startswith("nnw-field-") for c in slider._dom_classes)


def descendants(widget: ipywidgets.Widget) -> list[ipywidgets.Widget]:
    """A widget and all below it, as they are laid out."""
    children = getattr(widget, "children", ())
    return [widget, *(found for child in children for found in descendants(child))]


def test_an_address_without_a_field_raises_a_key_error() -> None:
    explorer = next(iter(EXPLORERS.values()))
    with pytest.raises(KeyError):
        explorer.value("nonsense")
