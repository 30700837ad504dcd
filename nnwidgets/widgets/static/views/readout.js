// Numbers worth watching, each with a gauge where a bar to beat makes sense.

import { htmlElement, pooled, setAttributes, setText, svgElement } from "../dom.js";
import { clamped } from "../numbers.js";

/** @import { View } from "../page.d.ts" */
/** @import { Gauge, ReadoutRow, ReadoutScene } from "../scene.d.ts" */

const [LEFT, WIDE, MIDDLE] = [4, 192, 9]; // of the gauge's track
const TRACK = `M${LEFT},${MIDDLE}H`;

/**
 * @param {HTMLElement} root
 * @returns {View<ReadoutScene>}
 */
export function readoutView(root) {
  const list = htmlElement("div", { class: "nnw-readout" });
  root.append(list);
  return { draw: ({ rows }) => pooled(list, rows, buildRow, fillRow) };
}

function buildRow() {
  const gauge = svgElement("svg", {
    class: "nnw-gauge",
    viewBox: "0 0 200 34",
    "aria-hidden": "true",
  });
  gauge.append(
    svgElement("path", { class: "nnw-gauge-track", d: `${TRACK}${LEFT + WIDE}` }),
    svgElement("path", { class: "nnw-gauge-fill" }),
    svgElement("path", { class: "nnw-gauge-ghost" }),
    svgElement("path", { class: "nnw-gauge-bound" }),
    svgElement("text", { class: "nnw-gauge-label", y: 31 }),
  );
  const name = htmlElement("div", { class: "nnw-readout-name" });
  const value = htmlElement("div", { class: "nnw-readout-value" }, htmlElement("span"), gauge);
  return htmlElement("div", {}, name, value);
}

/**
 * @param {Element} row
 * @param {ReadoutRow} entry
 */
function fillRow(row, entry) {
  const [name, value] = row.children;
  const [number, gauge] = value.children;
  setText(name, entry.name);
  setText(number, entry.value);
  setAttributes(gauge, { style: entry.gauge ? null : "display: none" });
  if (entry.gauge) fillGauge(gauge, entry.gauge);
}

/**
 * @param {Element} parts
 * @param {Gauge} gauge
 */
function fillGauge(parts, { low, high, at, ghost, bound, bound_label }) {
  /** @param {number} value */
  const place = (value) => (LEFT + WIDE * clamped((value - low) / (high - low), 0, 1)).toFixed(1);
  const [, fill, shadow, limit, label] = parts.children;
  setAttributes(fill, { d: `${TRACK}${place(at)}` });
  setAttributes(shadow, { d: ghost === null ? "" : `M${place(ghost)},1v16` });
  setAttributes(limit, { d: `M${place(bound)},0v18` });
  setAttributes(label, { x: place(bound), "text-anchor": "middle" });
  setText(label, bound_label);
}
