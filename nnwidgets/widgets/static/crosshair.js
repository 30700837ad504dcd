// A crosshair that arrow keys move over a map, so that a place can be chosen without a mouse:
// Enter acts there as a click does, Delete as a click on "remove".

import { htmlElement, setAttributes, setText, svgElement } from "./dom.js";
import { stepped } from "./geometry/places.js";
import { consume } from "./keys.js";
import { shortNumber } from "./numbers.js";

/** @import { MapFrame, Point, Send } from "./page.d.ts" */

/** @type {Record<string, Point>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
/** @type {Record<string, "point" | "erase">} */
const ACTS = { Enter: "point", " ": "point", Delete: "erase", Backspace: "erase" };
const ARM = 14;

/**
 * Returns a function that tells it of a new frame. `help` says what Enter does; without it the map
 * is a picture and takes no focus.
 * @param {HTMLElement} box
 * @param {SVGSVGElement} svg
 * @param {Send} send
 */
export function crosshair(box, svg, send) {
  const lines = svgElement("g", { class: "nnw-crosshair", visibility: "hidden" });
  lines.append(svgElement("path", { class: "nnw-halo" }), svgElement("path"));
  svg.append(lines);
  const spoken = htmlElement("span", { class: "nnw-spoken", role: "status" });
  box.append(spoken);
  /** @type {MapFrame | null} */
  let frame = null;
  /** @type {string[]} */
  let names = [];
  /** @type {Point | null} */
  let at = null;

  /** @param {MapFrame} map @param {Point} place */
  function show(map, place) {
    at = place;
    const [x, y] = map.toPixel(...place).map((value) => Number(value.toFixed(1)));
    const d = `M${x - ARM},${y}H${x + ARM}M${x},${y - ARM}V${y + ARM}`;
    for (const line of lines.children) setAttributes(line, { d });
    setText(spoken, place.map((v, i) => `${names[i]} = ${shortNumber(v)}`).join(", "));
  }

  svg.addEventListener("focus", () => {
    if (!frame || !svg.matches(":focus-visible")) return;
    const [x0, x1, y0, y1] = frame.extent;
    show(frame, at ?? [(x0 + x1) / 2, (y0 + y1) / 2]);
    setAttributes(lines, { visibility: "visible" });
  });
  svg.addEventListener("blur", () => setAttributes(lines, { visibility: "hidden" }));
  svg.addEventListener("keydown", (event) => {
    const { key, shiftKey } = event;
    if (!at || !frame) return;
    if (key in STEPS) show(frame, stepped(at, STEPS[key], frame.extent, shiftKey));
    else if (key in ACTS) send({ event: ACTS[key], x: at[0], y: at[1] });
    else return;
    consume(event);
  });

  /**
   * @param {MapFrame} newFrame
   * @param {{ label: string, help?: string, x_title: string, y_title: string }} scene
   */
  return (newFrame, { label, help, x_title, y_title }) => {
    frame = help ? newFrame : null;
    names = [x_title, y_title];
    setAttributes(svg, {
      role: help ? "application" : "img",
      tabindex: help ? 0 : null,
      "aria-label": help ? `${label} ${help}` : label,
    });
  };
}
