"""Write the scenes' types for the page: `nnwidgets/widgets/static/scene.d.ts`.

Run it after a change in `nnwidgets/figures/schema/`; with `--check` it only says whether the file
is up to date. The schema is read as text, so that its comments and the names of its types are kept.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import sys
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "nnwidgets" / "figures" / "schema"
TARGET = ROOT / "nnwidgets" / "widgets" / "static" / "scene.d.ts"
HEAD = "// Written by `python -m tools.scene_types` from nnwidgets/figures/schema. Do not edit.\n"
PLAIN = {
    "bool": "boolean",
    "bytes": "DataView",
    "float": "number",
    "int": "number",
    "str": "string",
}


def main(arguments: list[str] | None = None) -> int:
    """Write the file, or say whether it is up to date."""
    parser = argparse.ArgumentParser(prog="python -m tools.scene_types", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    wanted = page_types()
    if not parser.parse_args(arguments).check:
        TARGET.write_text(wanted, encoding="utf-8")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != wanted:
        print(f"{TARGET.relative_to(ROOT)} is out of date: run `python -m tools.scene_types`.")
        return 1
    return 0


def page_types() -> str:
    """The types of all modules of the schema, those that the others share first."""
    names = sorted(path.stem for path in SCHEMA.glob("*.py"))
    names.sort(key=lambda name: (name != "common", name in {"__init__", "events"}))
    return HEAD + "".join(
        translated((SCHEMA / f"{name}.py").read_text(encoding="utf-8")) for name in names
    )


def translated(source: str) -> str:
    """The types of one module in TypeScript.

    >>> translated("class Bar(TypedDict):  x: float  #: where").split()[:4]
    ['export', 'interface', 'Bar', '{']
    """
    return "".join(Module(source).declarations())


class Module:
    """One module of the schema.

    Attributes:
        body: its statements.
        notes: what is said about the field on each line.
        private: the fields of types whose names begin with an underscore.
    """

    def __init__(self, source: str) -> None:
        self.body = ast.parse(source).body
        self.notes = notes(source)
        self.private: dict[str, list[str]] = {}

    def declarations(self) -> list[str]:
        """Each type, in the order of the module."""
        found = []
        for place, statement in enumerate(self.body):
            following = self.body[place + 1] if place + 1 < len(self.body) else None
            if isinstance(statement, ast.ClassDef):
                found.append(self.interface(statement))
            elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
                name, means = ast.unparse(statement.target), type_text(statement.value)
                doc = jsdoc(text_of(following))
                found.append(f"\n{doc}export type {name} = {means};\n")
            elif isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
                fields = statement.value.args[1]
                assert isinstance(fields, ast.Dict)  # noqa: S101  # a TypedDict made by a call
                pairs = [
                    self.field(ast.literal_eval(key), value)
                    for key, value in zip(fields.keys, fields.values, strict=True)
                    if key is not None
                ]
                self.private[ast.unparse(statement.targets[0])] = pairs
        return found

    def interface(self, made: ast.ClassDef) -> str:
        """A TypedDict; the fields of its private bases are written out."""
        bases = [ast.unparse(base) for base in made.bases]
        lines = [line for base in bases for line in self.private.get(base, [])]
        lines += [
            self.field(ast.unparse(part.target), part.annotation)
            for part in made.body
            if isinstance(part, ast.AnnAssign)
        ]
        public = [base for base in bases if base != "TypedDict" and base not in self.private]
        extends = f" extends {', '.join(public)}" if public else ""
        doc = jsdoc(ast.get_docstring(made) or "")
        return f"\n{doc}export interface {made.name}{extends} {{\n{''.join(lines)}}}\n"

    def field(self, name: str, annotation: ast.expr) -> str:
        """One field with what is said about it."""
        inner = argument_of(annotation, "NotRequired")
        key = name if name.isidentifier() else json.dumps(name)
        mark = "" if inner is None else "?"
        means = type_text(annotation if inner is None else inner)
        doc = jsdoc(self.notes.get(annotation.lineno, ""), "  ")
        return f"{doc}  readonly {key}{mark}: {means};\n"


def notes(source: str) -> dict[int, str]:
    """The comments that begin with `#:`, by line."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {
        token.start[0]: token.string.removeprefix("#:").strip()
        for token in tokens
        if token.type == tokenize.COMMENT and token.string.startswith("#:")
    }


def text_of(statement: ast.stmt | None) -> str:
    """The text that a statement is; empty where it is none."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return str(statement.value.value)
    return ""


def jsdoc(text: str, indent: str = "") -> str:
    """A comment for the page's tools."""
    return f"{indent}/** {' '.join(text.split())} */\n" if text else ""


def argument_of(annotation: ast.expr, name: str) -> ast.expr | None:
    """X of `name[X]`; None for any other type."""
    if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == name:
        return annotation.slice
    return None


def type_text(annotation: ast.expr) -> str:
    """A type in TypeScript. What the page is sent it does not change: all lists are read only.

    Raises:
        TypeError: a type that has no translation here.

    >>> type_text(ast.parse("list[tuple[float, str]] | None", mode="eval").body)
    'readonly (readonly [number, string])[] | null'
    """
    if isinstance(annotation, ast.Name):
        return PLAIN.get(annotation.id, annotation.id)
    if isinstance(annotation, ast.Constant) and annotation.value is None:
        return "null"
    if isinstance(annotation, ast.BinOp):
        return f"{type_text(annotation.left)} | {type_text(annotation.right)}"
    if (item := argument_of(annotation, "list")) is not None:
        text = type_text(item)
        return f"readonly {text if text.isidentifier() else f'({text})'}[]"
    if (item := argument_of(annotation, "tuple")) is not None:
        return f"readonly [{', '.join(map(type_text, parts_of(item)))}]"
    if (item := argument_of(annotation, "Literal")) is not None:
        return " | ".join(json.dumps(ast.literal_eval(part)) for part in parts_of(item))
    raise TypeError(f"the schema has a type that the page does not know: {ast.unparse(annotation)}")


def parts_of(item: ast.expr) -> list[ast.expr]:
    """The arguments between the brackets of a type."""
    return item.elts if isinstance(item, ast.Tuple) else [item]


if __name__ == "__main__":
    sys.exit(main())
