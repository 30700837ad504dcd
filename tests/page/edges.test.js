// Edges from border to border, against distances written out by hand and points tried one by one.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cornerOf,
  edgePath,
  edgePoints,
  middleOf,
  reach,
} from "../../nnwidgets/widgets/static/geometry/edges.js";

const DIRECTIONS = Array.from({ length: 48 }, (_, i) => {
  const angle = (2 * Math.PI * i) / 48;
  return [Math.cos(angle), Math.sin(angle)];
});
const circle = { x: 0, y: 0, radius: 21 };
const pill = { ...circle, half: 40 };
const box = { ...pill, corner: 5 };

/** @param {number} actual @param {number} expected */
const near = (actual, expected, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

/**
 * How far a point lies outside of a rectangle with round corners; negative inside.
 * @param {{ radius: number, half?: number, corner?: number }} node
 * @param {number} x
 * @param {number} y
 */
function outside(node, x, y) {
  const half = node.half ?? node.radius;
  const corner = node.corner ?? node.radius;
  const [qx, qy] = [Math.abs(x) - half + corner, Math.abs(y) - node.radius + corner];
  return Math.hypot(Math.max(qx, 0), Math.max(qy, 0)) + Math.min(Math.max(qx, qy), 0) - corner;
}

test("a circle reaches as far as its radius in every direction", () => {
  for (const [dx, dy] of DIRECTIONS) near(reach(circle, dx, dy), 21);
});

test("the border lies where a point stops being inside", () => {
  for (const node of [circle, pill, box, { ...box, corner: 0 }, { ...box, corner: 21 }]) {
    for (const [dx, dy] of DIRECTIONS) {
      const distance = reach(node, dx, dy);
      near(outside(node, dx * distance, dy * distance), 0, 1e-6);
    }
  }
});

test("a node is as round as it can be, unless it says otherwise", () => {
  assert.deepEqual([circle, pill, box].map(cornerOf), [21, 21, 5]);
});

test("a straight edge runs from border to border, an arrow stops before it", () => {
  const [from, to] = [circle, { ...circle, x: 100 }];
  assert.deepEqual(edgePoints({}, from, to), [
    [21, 0],
    [79, 0],
  ]);
  assert.deepEqual(edgePoints({ arrow: "forward" }, from, to), [
    [21, 0],
    [77, 0],
  ]);
});

test("a shifted edge runs beside the straight one", () => {
  const points = edgePoints({ shift: 6 }, circle, { ...circle, x: 60, y: 80 });
  for (const [x, y] of points) near(Math.abs(0.8 * x - 0.6 * y), 6);
});

test("an edge goes by the points that its layout left free", () => {
  const points = edgePoints({ via: [[50, 40]] }, circle, { ...circle, x: 100 });
  assert.deepEqual(points[1], [50, 40]);
  assert.equal(points.length, 3);
  near(Math.hypot(...points[0]), 21);
  near(points[0][1] / points[0][0], 40 / 50); // towards the point
});

test("a long edge is level at the points between", () => {
  assert.equal(
    edgePath([
      [0, 0],
      [10, 5],
    ]),
    "M0.0,0.0 L10.0,5.0",
  );
  const path = edgePath([
    [0, 0],
    [50, 40],
    [100, 0],
  ]);
  assert.equal(path, "M0.0,0.0 C20.0,16.0 30.0,40.0 50.0,40.0 C70.0,40.0 80.0,16.0 100.0,0.0");
});

test("a text stands in the middle", () => {
  assert.deepEqual(
    middleOf([
      [0, 0],
      [10, 4],
    ]),
    [5, 2],
  );
  assert.deepEqual(
    middleOf([
      [0, 0],
      [3, 9],
      [10, 4],
    ]),
    [3, 9],
  );
  assert.deepEqual(
    middleOf([
      [0, 0],
      [2, 2],
      [4, 8],
      [9, 9],
    ]),
    [3, 5],
  );
});
