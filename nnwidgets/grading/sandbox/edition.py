"""Make the edition of the package that a sandbox sees: no exercise, no reference, no answer.

It lacks the course's exercises, with their references and mistakes, and the grader, except for the
part that runs inside. Functions of core and course that answer the graded exercise are emptied:
their code is not in the sandbox at all. Explorers are inert unless asked for. Everything else is
unchanged, but imported at first use, since most submissions need little of it.
"""

from __future__ import annotations

import ast
import compileall
import hashlib
import shutil
import tempfile
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
WHOLE = ("text.py", "core", "course", "figures", "widgets", "jupyter")
INSIDE = ("grading/sandbox/wire.py", "grading/sandbox/inside")
PACKAGES = ("grading", "grading/sandbox", "grading/judging")
"""Folders of which the sandbox has only some files, and an empty `__init__`."""
EMPTIED = ("core", "course")
"""Layers in which a function may do what an exercise asks for."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
HEAD = '"""Made for the sandbox; the names are imported at first use."""\n\n'
LAZY = """
from importlib import import_module


def __getattr__(name):
    place = PLACES.get(name, __name__)
    if place != __name__:
        return getattr(import_module(place), name)
    try:
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None


def __dir__():
    return NAMES
"""
CHECKS = """
def check(*_arguments, **_options):
    return "Checked by the grader."


def show_solution(*_arguments, **_options):
    return "No solution is shown while grading."


def all_exercises():
    return {}


def try_case(_name, function, *inputs):
    from nnwidgets.exercises.checking.student import call_student
    from nnwidgets.exercises.checking.trial import Trial
    result = call_student(function, *inputs)
    return Trial(result.value, result.problem)
"""
VARIANTS = """
QUESTIONS = {}


def question(name, user=""):
    return QUESTIONS[name]
"""
PREDICTIONS = """
def all_predictions():
    from importlib import import_module
    modules = (import_module(f"nnwidgets.exercises.{topic}.predictions") for topic in TOPICS)
    return {found.name: found for module in modules for found in module.PREDICTIONS}
"""


def edition(emptied: frozenset[str] = frozenset(), *, explorers: bool = False) -> Path:
    """A folder with an edition, for `sys.path`; made once per process and removed at its end.

    Args:
        emptied: functions and classes of core and course that must not work.
        explorers: whether explorers compute; they take most of a second to import.
    """
    return made_edition(emptied, explorers)  # the cache would take f(x) and f(x, y=0) for two calls


@cache
def made_edition(emptied: frozenset[str], explorers: bool) -> Path:  # noqa: FBT001
    """Make an edition."""
    key = hashlib.sha256(repr((sorted(emptied), explorers)).encode()).hexdigest()[:16]
    folder = Path(_root().name) / f"edition-{key}"
    target = folder / "nnwidgets"
    for name in (*WHOLE, *INSIDE):
        copied(PACKAGE / name, target / name)
    for name in PACKAGES:
        (target / name).mkdir(exist_ok=True)
        (target / name / "__init__.py").write_text(HEAD, encoding="utf-8")
    (target / "grading/judging/variants.py").write_text(VARIANTS, encoding="utf-8")
    write_exercises(target / "exercises")
    for path in (path for layer in EMPTIED for path in (target / layer).rglob("*.py")):
        without(path, emptied)
    for layer in ("core", "widgets"):
        make_lazy(PACKAGE / layer / "__init__.py", target / layer / "__init__.py")
    inert = frozenset[str]() if explorers else explorer_names()
    make_lazy(PACKAGE / "__init__.py", target / "__init__.py", inert)
    compileall.compile_dir(folder, quiet=2)
    return folder


@cache
def _root() -> tempfile.TemporaryDirectory[str]:
    """The folder of this process's editions, which the sandbox reads as another user."""
    root = tempfile.TemporaryDirectory(prefix="nnwidgets-editions-")
    Path(root.name).chmod(0o755)
    return root


def copied(source: Path, target: Path) -> None:
    """Copy a file or a folder of the package, without compiled files."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)


def write_exercises(target: Path) -> None:
    """Write the part of `exercises` that puts cases to an answer, without any exercise."""
    source = PACKAGE / "exercises"
    copied(source / "checking", target / "checking")
    topics = sorted(path.parent.name for path in source.glob("*/predictions.py"))
    for topic in topics:
        copied(source / topic / "predictions.py", target / topic / "predictions.py")
        (target / topic / "__init__.py").write_text(HEAD, encoding="utf-8")
    places = {
        name: place
        for name, place in imported_names(source / "__init__.py").items()
        if not place.endswith(".registry")
    }
    names = f"PLACES = {places!r}\nNAMES = {sorted(places)!r}\nTOPICS = {topics!r}\n"
    text = f"{HEAD}{names}{LAZY}{CHECKS}{PREDICTIONS}"
    (target / "__init__.py").write_text(text, encoding="utf-8")


def make_lazy(original: Path, target: Path, inert: frozenset[str] = frozenset()) -> None:
    """Write an `__init__` that imports its names at first use; names in `inert` do nothing."""
    places = imported_names(original)
    classes = "".join(f"class {name}(Inert):\n    pass\n\n\n" for name in sorted(inert))
    head = (
        f"from nnwidgets.grading.sandbox.inside.inert import Inert\n\n\n{classes}" if inert else ""
    )
    kept = {name: place for name, place in places.items() if name not in inert}
    names = f"PLACES = {kept!r}\nNAMES = {sorted(places)!r}\n"
    target.write_text(f"{HEAD}{head}{names}{LAZY}", encoding="utf-8")


def imported_names(path: Path) -> dict[str, str]:
    """The names that an `__init__` imports from the package, each with its module.

    Args:
        path: of the `__init__.py`.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        alias.asname or alias.name: node.module or ""
        for node in ast.walk(tree)  # includes imports for type checkers: these are lazy already
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("nnwidgets")
        for alias in node.names
    }


def explorer_names() -> frozenset[str]:
    """The names of the explorers, and of everything else that only a page needs."""
    names = imported_names(PACKAGE / "__init__.py")
    shown = ("nnwidgets.widgets", "nnwidgets.jupyter")
    return frozenset(n for n, place in names.items() if place.startswith(shown))


def without(path: Path, emptied: frozenset[str]) -> None:
    """Empty the functions and classes of these names in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [
        node
        for node in tree.body
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and node.name in emptied
    ]
    for node in found:
        functions = [part for part in ast.walk(node) if isinstance(part, FUNCTIONS)]
        for function in functions:
            empty(function, node.name)
    if found:
        path.write_text(ast.unparse(ast.fix_missing_locations(tree)), encoding="utf-8")


def empty(function: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> None:
    """Replace the body of a function by a call that raises a sentence."""
    lines = (
        f"from nnwidgets.grading.sandbox.inside.touched import unavailable\nunavailable({name!r})"
    )
    function.body = ast.parse(lines).body


@cache
def names_that_can_be_emptied() -> frozenset[str]:
    """The functions and classes that the modules of core and course define."""
    paths = (path for layer in EMPTIED for path in (PACKAGE / layer).rglob("*.py"))
    trees = (ast.parse(path.read_text("utf-8")) for path in paths)
    kinds = (*FUNCTIONS, ast.ClassDef)
    return frozenset(n.name for tree in trees for n in tree.body if isinstance(n, kinds))
