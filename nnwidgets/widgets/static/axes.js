// Axes with their ticks, numbers and titles, for charts and maps.

import { setAttributes, setText, svgElement } from "./dom.js";
import { shortNumber } from "./numbers.js";

/** @import { MapFrame } from "./page.d.ts" */
/** @import { ChartPlace } from "./geometry/places.js" */

/**
 * @param {number} x
 * @param {number} y
 * @param {string} anchor
 * @param {string} text
 */
export function textAt(x, y, anchor, text) {
  const element = svgElement("text");
  placeText(element, { x, y, anchor, text });
  return element;
}

/**
 * @param {Element} element
 * @param {{ x: number, y: number, anchor: string, text: string }} text
 */
export function placeText(element, { x, y, anchor, text }) {
  setAttributes(element, { x, y, "text-anchor": anchor });
  setText(element, text);
}

/** @param {string} d */
const tick = (d) => svgElement("path", { d, class: "nnw-tick" });

/**
 * @typedef {{ title: string, range: readonly number[], ticks: readonly (readonly [number, string])[] }} Axis
 * @typedef {{ box: readonly number[], x: Axis, y: Axis, title: string }} AxesOfChart
 */

/**
 * @param {Element} layer
 * @param {AxesOfChart} axes
 * @param {ChartPlace} place
 */
export function drawChartAxes(layer, { box, x, y, title }, place) {
  const [left, top, width, height] = box;
  const base = top + height;
  const crowded = y.ticks.some(([value]) => Number(place(x.range[0], value)[1]) - top < 6);
  const above = top - (crowded ? 12 : 8); // clear of a number at the very top
  layer.replaceChildren(
    svgElement("rect", { x: left, y: top, width, height, class: "nnw-chart-frame" }),
    textAt(left + width / 2, above, "middle", title),
    textAt(left + width / 2, base + 36, "middle", x.title),
    textAt(left, above, "end", y.title),
  );
  for (const [value, text] of x.ticks) {
    const at = Number(place(value, y.range[0])[0]);
    layer.append(tick(`M${at},${base}v4`), textAt(at, base + 18, "middle", text));
  }
  for (const [value, text] of y.ticks) {
    const at = Number(place(x.range[0], value)[1]);
    layer.append(tick(`M${left},${at}h-4`), textAt(left - 7, at + 5, "end", text));
  }
}

/**
 * @param {Element} layer
 * @param {MapFrame} frame
 * @param {{ x_title: string, y_title: string }} titles
 */
export function drawMapAxes(layer, frame, titles) {
  const { left, top, inner, tall, height } = frame;
  const [x0, x1, y0, y1] = frame.extent;
  const base = top + tall;
  layer.replaceChildren(
    svgElement("rect", { x: left, y: top, width: inner, height: tall, class: "nnw-frame" }),
  );
  for (const share of [0, 0.5, 1]) {
    const [x, y] = [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
    const [px, py] = frame.toPixel(x, y);
    layer.append(
      tick(`M${px},${base}v4M${left},${py}h-4`),
      textAt(px, base + 18, "middle", shortNumber(x)),
      textAt(left - 7, py + 5, "end", shortNumber(y)),
    );
  }
  layer.append(
    textAt(left + inner / 2, height - 8, "middle", titles.x_title),
    textAt(left - 18, top + tall / 4 + 5, "middle", titles.y_title),
  );
}
