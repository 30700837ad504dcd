// The modules that Python joins into one script do together what they do one by one.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

const JOIN = `
import sys
from nnwidgets.widgets.framework.linker import link, scope_of
files = {
    "main.js": '''import { double } from "./tools/double.js";
import {
  one,
  two,
} from "./numbers.js";
export function answer(n) {
  const scale = two; // a name that another file gives itself too
  return double(n) + one + scale;
}
''',
    "numbers.js": "export const one = 1;\\nexport const two = 2;\\nconst hidden = 3;\\n",
    "tools/double.js": '''import { two } from "../numbers.js";
const scale = two;
const hidden = 4;
export function double(n) {
  return scale * n;
}
export async function later() {
  return hidden;
}
''',
}
sys.stdout.write(link("main.js", files.__getitem__) + f"export const main = {scope_of('main.js')};")
`;
const python = process.env.PYTHON ?? ".venv/bin/python";

/** @param {string} script */
const imported = (script) => import(`data:text/javascript,${encodeURIComponent(script)}`);

test("joined modules work together, and each keeps its names to itself", async () => {
  const { main } = await imported(execFileSync(python, ["-c", JOIN], { encoding: "utf8" }));
  assert.equal(main.answer(20), 43);
  assert.deepEqual(Object.keys(main), ["answer"]);
});

test("the page's script exports what a stage waits for, and nothing else", async () => {
  const script = "from nnwidgets.widgets.framework.page_code import page_script as s; print(s())";
  const page = await imported(execFileSync(python, ["-c", script], { encoding: "utf8" }));
  assert.deepEqual(Object.keys(page), ["renderStage"]);
  assert.equal(typeof page.renderStage, "function");
});
