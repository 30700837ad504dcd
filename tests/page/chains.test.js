// Curves that were cut into segments, shuffled and turned around, are found again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chained } from "../../nnwidgets/widgets/static/geometry/chains.js";

/** @typedef {[number, number]} Pair */

/** @type {(x: number, y: number) => Pair} */
const asItIs = (x, y) => [x, y];

/** A reproducible source of numbers between 0 and 1. */
function source(seed = 1) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** @param {Pair[]} points @returns {Pair[][]} */
const cut = (points) => points.slice(1).map((point, i) => [points[i], point]);

/** @param {Pair[][]} segments @param {() => number} random */
function shuffled(segments, random) {
  const mixed = segments.map((s) => ({ s: random() < 0.5 ? s : [...s].reverse(), at: random() }));
  return mixed.sort((a, b) => a.at - b.at).flatMap(({ s }) => s.flat());
}

/** @param {string} path */
const lines = (path) =>
  path
    .split("M")
    .filter(Boolean)
    .map((line) => line.split("L"));

/** @param {Pair[]} points */
const texts = (points) => points.map((point) => point.map((v) => v.toFixed(1)).join());

/** @type {Pair[]} */
const wave = Array.from({ length: 40 }, (_, i) => [i, 20 + 10 * Math.sin(i / 4)]);
/** @type {Pair[]} */
const ring = Array.from({ length: 25 }, (_, i) => {
  const angle = (2 * Math.PI * (i % 24)) / 24;
  return [100 + 30 * Math.cos(angle), 100 + 30 * Math.sin(angle)];
});

test("an open curve is one line, from one of its ends to the other", () => {
  for (let seed = 1; seed < 30; seed++) {
    const found = lines(chained(shuffled(cut(wave), source(seed)), asItIs));
    assert.equal(found.length, 1);
    const forward = texts(wave);
    const line = found[0][0] === forward[0] ? found[0] : found[0].reverse();
    assert.deepEqual(line, forward);
  }
});

test("a closed curve ends where it begins and holds every corner", () => {
  for (let seed = 1; seed < 30; seed++) {
    const found = lines(chained(shuffled(cut(ring), source(seed)), asItIs));
    assert.equal(found.length, 1);
    const [line] = found;
    assert.equal(line[0], line.at(-1));
    assert.deepEqual(line.slice(1).sort(), texts(ring.slice(1)).sort());
  }
});

test("several curves stay apart", () => {
  const segments = shuffled([...cut(wave), ...cut(ring)], source());
  const sizes = lines(chained(segments, asItIs)).map((line) => line.length);
  assert.deepEqual(
    sizes.sort((a, b) => a - b),
    [25, 40],
  );
});

test("a segment without length is left out, and nothing gives nothing", () => {
  assert.equal(chained([1, 1, 1.01, 1.01], asItIs), "");
  assert.equal(chained([], asItIs), "");
});

test("places are those of the picture", () => {
  const path = chained([0, 0, 1, 1], (x, y) => [10 * x, 100 - 10 * y]);
  assert.equal(path, "M0.0,100.0L10.0,90.0");
});
