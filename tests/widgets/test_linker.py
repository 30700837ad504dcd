"""Modules joined into one script: in which order, and what is refused."""

from collections.abc import Callable, Mapping

import pytest

from nnwidgets.widgets.framework.linker import LinkError, link, parsed, scope_of

MODULES = {
    "main.js": """// The entry.
import { double } from "./tools/double.js";
import {
  one,
  two,
} from "./numbers.js";

/** @param {number} n */
export function answer(n) {
  const scale = two; // a name that another file gives itself too
  return double(n) + one + scale;
}
""",
    "numbers.js": "export const one = 1;\nexport const two = 2;\nconst hidden = 3;\n",
    "tools/double.js": """import { two } from "../numbers.js";

const scale = two;
const hidden = 4;

export function double(n) {
  return scale * n;
}
export async function later() {
  return hidden;
}
""",
}


def reader(files: Mapping[str, str]) -> Callable[[str], str]:
    def read(path: str) -> str:
        if path not in files:
            raise FileNotFoundError(path)
        return files[path]

    return read


def test_each_module_comes_once_and_after_what_it_imports() -> None:
    script = link("main.js", reader(MODULES))
    starts = [script.index(f"const {scope_of(path)} =") for path in sorted(MODULES, reverse=True)]
    double, numbers, main = starts
    assert numbers < double < main
    assert script.count("const one = 1") == 1
    assert link("main.js", reader(dict(reversed(MODULES.items())))) == script


def test_comments_on_lines_of_their_own_are_left_out_and_others_are_not() -> None:
    code = 'const a = "//"; // four\nlet b = /** @type */ (a);\n'
    module = parsed("a.js", f"// one\n/** two\n * three */\n{code}")
    assert module.body == code


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"main.js": 'import { a } from "./b.js";'}, r"main\.js: there is no file b\.js"),
        ({}, r"there is no file main\.js"),
        (
            {"main.js": 'import { a, c } from "./b.js";', "b.js": "export const a = 1;"},
            r"main\.js: b\.js does not export c",
        ),
        (
            {
                "main.js": 'import { a } from "./x/b.js";',
                "x/b.js": 'import { m } from "../main.js";',
            },
            r"a circle of imports: main\.js → x/b\.js → main\.js",
        ),
        (
            {
                "main.js": 'import { a } from "./x/b.js";\nimport { b } from "./x_b.js";',
                "x/b.js": "export const a = 1;",
                "x_b.js": "export const b = 1;",
            },
            r"x_b\.js and x/b\.js would get the same name",
        ),
        ({"main.js": 'import a from "./b.js";'}, "not understood: import a from"),
        ({"main.js": 'import * as a from "./b.js";'}, "not understood: import"),
        ({"main.js": 'import { a as b } from "./b.js";'}, "not understood: import"),
        ({"main.js": 'import { a } from "react";'}, "not understood: import"),
        ({"main.js": 'import "./b.js";'}, "not understood: import"),
        ({"main.js": "export default 1;"}, "not understood: export default"),
        ({"main.js": "export { a };"}, "not understood: export"),
        ({"main.js": "export let a = 1;"}, "not understood: export let"),
        ({"main.js": "export const { a } = b;"}, "not understood: export const"),
    ],
)
def test_what_cannot_be_joined_is_refused_with_a_sentence(
    files: dict[str, str], words: str
) -> None:
    with pytest.raises(LinkError, match=words):
        link("main.js", reader(files))


def test_a_scope_is_named_after_its_file() -> None:
    assert scope_of("views/chart.js") == "$views_chart"
