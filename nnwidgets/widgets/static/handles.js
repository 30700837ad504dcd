// Handles in a chart that move up and down, by mouse, finger or arrow keys: a curve drawn by hand.
// The kernel answers each move with a new scene; a handle itself keeps no value.

import { pooledSvg, setAttributes } from "./dom.js";
import { valueAt } from "./geometry/places.js";
import { consume } from "./keys.js";

/** @import { Send } from "./page.d.ts" */
/** @import { ChartPlace } from "./geometry/places.js" */

/** @type {Record<string, number>} */
const STEPS = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 5,
  PageDown: -5,
};

/**
 * @typedef {{ id: string, name: string, x: number, y: number, low: number, high: number, step: number }} Handle
 * @typedef {{ box: readonly number[], y: { range: readonly number[] } }} Frame
 */

/** @type {WeakMap<SVGCircleElement, { handle: Handle, frame: Frame }>} */
const shown = new WeakMap();

/**
 * @param {Element} layer
 * @param {readonly Handle[]} handles
 * @param {Frame} frame
 * @param {ChartPlace} place
 * @param {Send} send
 */
export function drawHandles(layer, handles, frame, place, send) {
  pooledSvg(layer, handles, "circle", (element, handle) => {
    if (!shown.has(element)) listenToHandle(element, send);
    shown.set(element, { handle, frame });
    const [cx, cy] = place(handle.x, handle.y);
    setAttributes(element, {
      cx,
      cy,
      r: 8,
      class: "nnw-handle",
      tabindex: 0,
      role: "slider",
      "data-id": handle.id,
      "aria-label": handle.name,
      "aria-orientation": "vertical",
      "aria-valuemin": handle.low,
      "aria-valuemax": handle.high,
      "aria-valuenow": handle.y,
    });
  });
}

/**
 * @param {SVGCircleElement} element
 * @param {Send} send
 */
function listenToHandle(element, send) {
  const now = () => /** @type {{ handle: Handle, frame: Frame }} */ (shown.get(element));
  element.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    element.focus();
    element.setPointerCapture(event.pointerId);
    send({ event: "hold", id: now().handle.id });
  });
  let due = 0;
  let moved = 0;
  element.addEventListener("pointermove", (event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    moved = valueAt(heightIn(element, event), now().frame, now().handle);
    if (due) return;
    due = requestAnimationFrame(() => {
      due = 0;
      const { id, y } = now().handle;
      if (moved !== y) send({ event: "drag", id, y: moved });
    });
  });
  element.addEventListener("keydown", (event) => {
    const { id } = now().handle;
    if (event.key === "Home") send({ event: "restore", id });
    else if (event.key in STEPS) send({ event: "nudge", id, steps: STEPS[event.key] });
    else return;
    consume(event);
  });
}

/**
 * How far below the top of its picture an event happened, in the picture's own units.
 * @param {SVGGraphicsElement} element
 * @param {PointerEvent} event
 */
function heightIn(element, { clientX, clientY }) {
  const matrix = element.ownerSVGElement?.getScreenCTM()?.inverse();
  return new DOMPoint(clientX, clientY).matrixTransform(matrix).y;
}
