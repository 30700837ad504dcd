// Numbers as they are written, colours between stops, and what a page says of data it cannot draw.

import assert from "node:assert/strict";
import { test } from "node:test";
import { troubleAfter, troubleWith } from "../../nnwidgets/widgets/static/contract.js";
import { bytesOf, clamped, floatsOf, shortNumber } from "../../nnwidgets/widgets/static/numbers.js";
import { blended, dimmed } from "../../nnwidgets/widgets/static/palette.js";

test("three digits, and a minus sign", () => {
  const written = [0, -0.5, 1 / 3, 1234.5, -1e-9].map(shortNumber);
  assert.deepEqual(written, ["0", "−0.5", "0.333", "1230", "−1e-9"]);
});

test("numbers are read from the part of a message that they came in", () => {
  const message = new Uint8Array(12);
  new Float32Array(message.buffer, 4)[0] = 2.5;
  message[9] = 7;
  assert.deepEqual([...floatsOf(new DataView(message.buffer, 4, 4))], [2.5]);
  assert.deepEqual([...bytesOf(new DataView(message.buffer, 9, 2))], [7, 0]);
  const odd = new Uint8Array(5); // a place where no float can begin
  odd.set(new Uint8Array(new Float32Array([-1]).buffer), 1);
  assert.deepEqual([...floatsOf(new DataView(odd.buffer, 1, 4))], [-1]);
});

test("a number is held between two ends", () => {
  assert.deepEqual(
    [-5, 0.5, 7].map((value) => clamped(value, 0, 1)),
    [0, 0.5, 1],
  );
});

test("a palette runs from its low end over its middle to its high end", () => {
  const colours = blended(["#0000ff", "#ffffff", "#ff8000"]);
  const hex = [...colours].map((colour) => dimmed(colour, 255));
  assert.equal(hex.length, 256);
  assert.deepEqual(
    [hex[0], hex[64], hex[128], hex[255]],
    ["#0000ff", "#8080ff", "#ffffff", "#ff8000"],
  );
});

test("less light makes each channel darker in the same ratio", () => {
  const [, , white] = [0, 1, 2].map((i) => blended(["#000000", "#ffffff", "#ffffff"])[64 * i]);
  assert.equal(dimmed(white, 51), "#333333");
  assert.equal(dimmed(blended(["#804020", "#000000", "#000000"])[0], 127), "#402010");
});

const needs = { chart: ["width", "frames"] };

test("data that are whole are drawn", () => {
  assert.equal(troubleWith("chart", { width: 1, frames: [], more: 0 }, needs), "");
  assert.equal(troubleWith("chart", { width: null, frames: undefined }, needs), "");
});

test("an unknown kind and a missing field are told in one sentence each", () => {
  for (const kind of ["plot", "toString"]) {
    assert.match(troubleWith(kind, {}, needs), new RegExp(`knows no kind "${kind}"`));
  }
  assert.match(troubleWith("chart", { width: 1 }, needs), /its data lack "frames"\. After/);
  assert.match(troubleWith("chart", {}, needs), /lack "width", "frames"/);
});

test("an error is told with its own words", () => {
  assert.match(troubleAfter(new TypeError("x is not a list")), /TypeError: x is not a list/);
});
