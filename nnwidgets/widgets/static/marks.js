// The marks of data: each class has its own colour and its own shape.

import { svgElement } from "./dom.js";

const SHAPES = /** @type {Record<string, string>} */ ({
  circle: "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0",
  cross: "M-5,-5L5,5M-5,5L5,-5",
  square: "M-5,-5h10v10h-10z",
  triangle: "M0,-6L6,5H-6z",
  diamond: "M0,-7L6,0L0,7L-6,0z",
});

/**
 * The parts of a point, around the origin: a ring where it is on the wrong side or chosen, and its
 * shape on a halo. A "ring" is a place that is moved, with nothing in it.
 * @param {{ shape: string, wrong: boolean, chosen?: boolean }} point
 */
function pointParts({ shape, wrong, chosen }) {
  const d = SHAPES[shape];
  if (!d) return [svgElement("circle", { r: 9, class: "nnw-chosen-point" })];
  const parts = [];
  if (wrong) parts.push(svgElement("circle", { r: 11, class: "nnw-missed" }));
  if (chosen) parts.push(svgElement("circle", { r: 10, class: "nnw-chosen-point" }));
  parts.push(svgElement("path", { d, class: "nnw-halo" }));
  parts.push(svgElement("path", { d, class: `nnw-${shape}` }));
  return parts;
}

/**
 * The shapes of a point, made anew only where it is another; returns whether they were.
 * @param {SVGGElement} group
 * @param {{ label: string, shape: string, wrong: boolean, chosen?: boolean }} point
 */
export function drawPoint(group, point) {
  const key = `${point.shape} ${point.label} ${point.wrong} ${point.chosen}`;
  if (group.dataset.key === key) return;
  group.dataset.key = key;
  group.setAttribute("class", `nnw-point nnw-class-${point.label}`);
  group.replaceChildren(...pointParts(point));
}
