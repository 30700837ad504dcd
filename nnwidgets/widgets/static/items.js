// What can be pressed, or moved by keys, in a diagram or a sketch: its states, its words for a
// screen reader, and what it sends. One that holds a parameter is a slider to a screen reader.

import { setAttributes } from "./dom.js";
import { consume, NUDGES } from "./keys.js";

/** @import { Send } from "./page.d.ts" */

/**
 * As far as keyboard and screen reader are concerned.
 * @typedef {{
 *   id?: string, states?: readonly string[], title?: string, action?: boolean,
 *   range?: readonly number[], value?: number, valuetext?: string,
 * }} Item
 */

/** @param {Item} item */
export function stateClasses(item) {
  return (item.states ?? []).map((state) => `nnw-is-${state}`).join(" ");
}

/** @param {Item} item */
function roleOf(item) {
  if (item.range) return "slider";
  if (item.action) return "button";
  return item.title ? "img" : null;
}

/**
 * A slider where a parameter can be changed, a button where it can only be chosen, a picture
 * otherwise. What has no words is told by its neighbours.
 * @param {Element} group
 * @param {Item} item
 */
export function describeItem(group, item) {
  const { range } = item;
  setAttributes(group, {
    role: roleOf(item),
    "aria-hidden": item.title ? null : "true",
    tabindex: range || item.action ? 0 : null,
    "data-id": item.id,
    "aria-label": item.title,
    "aria-valuemin": range?.[0],
    "aria-valuemax": range?.[1],
    "aria-valuenow": range && item.value,
    "aria-valuetext": range && item.valuetext,
    "aria-orientation": range && "vertical",
  });
}

/**
 * @param {SVGElement} group
 * @param {string} id
 * @param {Send} send
 */
export function listen(group, id, send) {
  const slides = () => group.getAttribute("role") === "slider";
  const acts = () => group.hasAttribute("tabindex");
  group.addEventListener("focus", () => {
    if (acts()) send({ event: "select", id });
  });
  group.addEventListener("click", () => {
    if (acts()) send({ event: "press", id });
  });
  group.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key in NUDGES && slides()) send({ event: "nudge", id, steps: NUDGES[key] });
    else if (key === "Home" && slides()) send({ event: "restore", id });
    else if ((key === "Enter" || key === " ") && acts()) send({ event: "press", id });
    else return;
    consume(event);
  });
}
