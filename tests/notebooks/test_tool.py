"""The tool that runs and stores notebooks, on small ones made for the purpose."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools import notebooks

Store = Callable[..., Path]

A_WIDGET = """\
import ipywidgets

class Summary(ipywidgets.HBox):
    def _repr_mimebundle_(self, **kwargs):
        return super()._repr_mimebundle_(**kwargs) | {"text/plain": "two sliders"}

Summary()"""


def stored(path: Path) -> Any:  # noqa: ANN401  # what JSON holds
    return json.loads(path.read_text(encoding="utf-8"))


def edited(path: Path, cell: int, **changes: object) -> None:
    notebook = stored(path)
    notebook["cells"][cell].update(changes)
    path.write_text(json.dumps(notebook, indent=1), encoding="utf-8")


def test_a_second_run_changes_no_byte(store: Store) -> None:
    path = store("print('one')\nprint('two')", A_WIDGET, "sum(range(4))")
    assert notebooks.main([str(path)]) == 0
    first = path.read_bytes()
    assert notebooks.main([str(path)]) == 0
    assert path.read_bytes() == first
    assert notebooks.main(["--check", str(path)]) == 0
    assert path.read_bytes() == first


def test_a_plotly_figure_is_not_stored(store: Store) -> None:
    path = store("import plotly.graph_objects as go\n\ngo.Figure({'data': [{'y': [1, 2]}]})")
    assert notebooks.main([str(path)]) == 0
    assert stored(path)["cells"][-1]["outputs"] == []
    assert path.stat().st_size < 2000


def test_only_what_every_run_repeats_is_stored(store: Store) -> None:
    path = store("print('one')", A_WIDGET, "sum(range(4))")
    raw = stored(path)
    raw["metadata"] = {"widgets": {"state": {}}, "language_info": {"version": "3.0.0"}}
    raw["cells"][1]["metadata"] = {"execution": {"iopub.status.idle": "then"}, "tags": ["kept"]}
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert notebooks.main([str(path)]) == 0

    notebook = stored(path)
    assert notebook["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    code = notebook["cells"][1:]
    assert [cell["execution_count"] for cell in code] == [1, 2, 3]
    assert code[0]["metadata"] == {"tags": ["kept"]}
    assert [cell["id"] for cell in notebook["cells"]] == [cell["id"] for cell in raw["cells"]]
    assert code[1]["outputs"][0]["data"] == {"text/plain": ["two sliders"]}
    assert code[2]["outputs"][0]["data"] == {"text/plain": ["6"]}
    text = path.read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")


def test_a_stream_that_comes_in_pieces_is_stored_in_one(store: Store) -> None:
    path = store("import time\nfor i in range(3):\n    print(i, flush=True)\n    time.sleep(0.2)")
    assert notebooks.main([str(path)]) == 0
    (output,) = stored(path)["cells"][1]["outputs"]
    assert output["text"] == ["0\n", "1\n", "2\n"]


def test_check_names_the_notebook_and_the_cell(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    path = store("1 + 1", "print('as stored')")
    assert notebooks.main([str(path)]) == 0
    edited(path, 2, source="print('edited since')")
    before = path.read_bytes()
    assert notebooks.main(["--check", str(path)]) == 1
    assert path.read_bytes() == before
    identifier = stored(path)["cells"][2]["id"]
    said = capsys.readouterr().err
    assert f"01_scratch.ipynb: cell 3 ({identifier}) would change its outputs" in said
    assert "cell 2" not in said


def test_check_sees_a_layout_that_the_tool_would_not_write(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    path = store("1 + 1")
    assert notebooks.main([str(path)]) == 0
    path.write_text(json.dumps(stored(path), indent=4), encoding="utf-8")
    assert notebooks.main(["--check", str(path)]) == 1
    assert "layout" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("1 / 0", "cell 2 raises ZeroDivisionError: division by zero"),
        ("import warnings\nwarnings.warn('old')", "cell 2 writes to the error stream"),
        ("import os\nos._exit(1)", "ended the kernel"),
    ],
)
def test_a_notebook_that_goes_wrong_is_refused(
    store: Store, capsys: pytest.CaptureFixture[str], source: str, sentence: str
) -> None:
    path = store(source)
    before = path.read_bytes()
    assert notebooks.main([str(path)]) == 1
    assert path.read_bytes() == before
    assert sentence in capsys.readouterr().err


def test_a_notebook_about_a_package_that_is_missing_keeps_its_outputs(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    path = store(
        'import nnwidgets as nw\n\nnw.needs("no_such_package", "no-such-package")', "1 + 1"
    )
    before = path.read_bytes()
    assert notebooks.main([str(path)]) == 1
    assert path.read_bytes() == before
    assert "needs no_such_package, which is not installed here" in capsys.readouterr().err


def test_each_notebook_has_a_kernel_of_its_own(store: Store) -> None:
    first = store("x = 1", name="01_first.ipynb")
    second = store("'x' in globals()", name="02_second.ipynb")
    assert notebooks.main([str(first), str(second)]) == 0
    assert stored(second)["cells"][1]["outputs"][0]["data"] == {"text/plain": ["False"]}


def test_a_notebook_sees_no_setting_of_a_teacher(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NNWIDGETS_GATES", "off")
    path = store("import os\nos.environ.get('NNWIDGETS_GATES', 'unset')")
    assert notebooks.main([str(path)]) == 0
    assert stored(path)["cells"][1]["outputs"][0]["data"] == {"text/plain": ["'unset'"]}


def test_an_id_that_is_missing_is_made_once(store: Store) -> None:
    path = store("1 + 1", "1 + 1")
    raw = stored(path)
    for cell in raw["cells"]:
        del cell["id"]
    raw["nbformat_minor"] = 4
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert notebooks.main([str(path)]) == 0
    first = path.read_bytes()
    assert len({cell["id"] for cell in stored(path)["cells"]}) == 3
    assert notebooks.main(["--check", str(path)]) == 0
    assert path.read_bytes() == first
