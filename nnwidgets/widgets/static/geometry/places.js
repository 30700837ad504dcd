// From data to places in a picture: the axes of a chart, and the frame of a map.

import { clamped } from "../numbers.js";

/** @import { MapFrame } from "../page.d.ts" */

const MAP_MARGIN = { left: 44, right: 10, top: 26, bottom: 44 };

/**
 * What lies beyond an end of an axis is drawn at that end. A place is rounded to 0.1, as text.
 * @param {{
 *   box: readonly number[], x: { range: readonly number[] }, y: { range: readonly number[] },
 * }} frame
 */
export function chartPlaces({ box: [left, top, width, height], x, y }) {
  /** @param {number} value @param {readonly number[]} range */
  const share = (value, [low, high]) => clamped((value - low) / (high - low), 0, 1);
  /** @param {number} across @param {number} up @returns {[string, string]} */
  return (across, up) => [
    (left + width * share(across, x.range)).toFixed(1),
    (top + height * (1 - share(up, y.range))).toFixed(1),
  ];
}

/** @typedef {ReturnType<typeof chartPlaces>} ChartPlace */

/**
 * @param {ChartPlace} place
 * @param {readonly number[]} x
 * @param {readonly number[]} y
 */
export function rectangle(place, [x0, x1], [y0, y1]) {
  const [left, bottom] = place(x0, y0);
  const [right, top] = place(x1, y1);
  return `M${left},${bottom}V${top}H${right}V${bottom}z`;
}

/**
 * A line through x₀, y₀, x₁, y₁, …, with a gap where there is no value.
 * @param {ArrayLike<number>} values
 * @param {ChartPlace} place
 */
export function polyline(values, place) {
  let path = "";
  let pen = "M";
  for (let i = 0; i < values.length; i += 2) {
    const drawn = Number.isFinite(values[i + 1]);
    if (drawn) path += `${pen}${place(values[i], values[i + 1])}`;
    pen = drawn ? "L" : "M";
  }
  return path;
}

/**
 * The value that a handle in a frame gets at a height of the picture, on a step between its ends.
 * @param {number} height
 * @param {{ box: readonly number[], y: { range: readonly number[] } }} frame
 * @param {{ low: number, high: number, step: number }} handle
 */
export function valueAt(height, { box, y }, { low, high, step }) {
  const [bottom, top] = y.range;
  const value = bottom + (1 - (height - box[1]) / box[3]) * (top - bottom);
  return Number((Math.round(clamped(value, low, high) / step) * step).toFixed(6));
}

/**
 * @param {{ width: number, height: number, extent: readonly number[] }} scene
 * @returns {MapFrame}
 */
export function mapFrame({ width, height, extent }) {
  const { left, right, top, bottom } = MAP_MARGIN;
  const inner = width - left - right;
  const tall = height - top - bottom;
  const [x0, x1, y0, y1] = extent;
  return {
    width,
    height,
    extent: [...extent],
    left,
    top,
    inner,
    tall,
    toPixel: (x, y) => [left + ((x - x0) / (x1 - x0)) * inner, top + ((y1 - y) / (y1 - y0)) * tall],
    toData: (px, py) => [
      x0 + ((px - left) / inner) * (x1 - x0),
      y1 - ((py - top) / tall) * (y1 - y0),
    ],
  };
}

/**
 * The next place of a crosshair: fifty steps cross the whole map, or ten long ones.
 * @param {readonly number[]} place
 * @param {readonly number[]} direction
 * @param {readonly number[]} extent
 * @param {boolean} long
 * @returns {[number, number]}
 */
export function stepped([x, y], [dx, dy], [x0, x1, y0, y1], long) {
  const steps = long ? 10 : 50;
  /** @param {number} value */
  const rounded = (value) => Number(value.toFixed(6));
  return [
    clamped(rounded(x + (dx * (x1 - x0)) / steps), x0, x1),
    clamped(rounded(y + (dy * (y1 - y0)) / steps), y0, y1),
  ];
}
