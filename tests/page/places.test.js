// From data to pixels and back, on charts and maps.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chartPlaces,
  mapFrame,
  polyline,
  rectangle,
  stepped,
  valueAt,
} from "../../nnwidgets/widgets/static/geometry/places.js";

const frame = { box: [50, 20, 200, 100], x: { range: [-1, 3] }, y: { range: [0, 10] } };
const place = chartPlaces(frame);

test("the corners of a chart's axes are the corners of its box", () => {
  assert.deepEqual(place(-1, 0), ["50.0", "120.0"]);
  assert.deepEqual(place(3, 10), ["250.0", "20.0"]);
  assert.deepEqual(place(0, 2.5), ["100.0", "95.0"]);
});

test("what lies beyond an end of an axis is drawn at that end", () => {
  assert.deepEqual(place(-9, -9), place(-1, 0));
  assert.deepEqual(place(1e300, 1e300), place(3, 10));
});

test("a line is broken where there is no value", () => {
  const values = [-1, 0, 1, 5, 2, Number.NaN, 3, 10, 3, Number.POSITIVE_INFINITY];
  assert.equal(polyline(values, place), "M50.0,120.0L150.0,70.0M250.0,20.0");
  assert.equal(polyline([], place), "");
});

test("a rectangle goes once around", () => {
  assert.equal(rectangle(place, [-1, 1], [0, 5]), "M50.0,120.0V70.0H150.0V120.0z");
});

test("a handle's value is the one that its place stands for, on a step between its ends", () => {
  const handle = { low: -2, high: 8, step: 0.1 };
  for (const value of [0, 0.3, 2.5, 7.9]) {
    assert.equal(valueAt(Number(place(0, value)[1]), frame, handle), value);
  }
  assert.equal(valueAt(-1000, frame, handle), 8);
  assert.equal(valueAt(1000, frame, handle), -2);
  assert.equal(valueAt(120 - 2.6, frame, { ...handle, step: 0.5 }), 0.5);
});

test("a map's pixels go back to its data", () => {
  const map = mapFrame({ width: 300, height: 316, extent: [-2, 2, 0, 8] });
  assert.deepEqual(map.toPixel(-2, 8), [map.left, map.top]);
  assert.deepEqual(map.toPixel(2, 0), [map.left + map.inner, map.top + map.tall]);
  for (const [x, y] of [
    [0, 0],
    [1.5, 7],
    [-2.5, 9],
  ]) {
    const [backX, backY] = map.toData(...map.toPixel(x, y));
    assert.ok(Math.hypot(backX - x, backY - y) < 1e-12);
  }
});

test("fifty steps, or ten long ones, cross a map, and none leaves it", () => {
  const extent = [-1, 1, 0, 4];
  for (const [long, count] of /** @type {const} */ ([
    [false, 50],
    [true, 10],
  ])) {
    /** @type {[number, number]} */
    let at = [-1, 4];
    for (let i = 0; i < count; i++) at = stepped(at, [1, -1], extent, long);
    assert.deepEqual(at, [1, 0]);
    assert.deepEqual(stepped(at, [1, -1], extent, long), [1, 0]);
  }
});
