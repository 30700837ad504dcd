// A flat picture of rectangles, paths, circles and texts, each placed by the kernel.
// An item is drawn anew only if it changed; one with an action can be clicked and reached by Tab.

import { fitPicture, setAttributes, setText, svgElement } from "../dom.js";
import { describeItem, listen, stateClasses } from "../items.js";

/** @import { Send, View } from "../page.d.ts" */
/** @import { SketchItem, SketchScene } from "../scene.d.ts" */

/**
 * @param {HTMLElement} root
 * @param {Send} send
 * @returns {View<SketchScene>}
 */
export function sketchView(root, send) {
  const svg = svgElement("svg", { class: "nnw-sketch" });
  root.append(svg);
  /** @type {ReturnType<typeof build>[]} */
  const drawn = [];

  /** @param {SketchItem} item */
  function build(item) {
    const element = svgElement(item.tag);
    if (item.id) listen(element, item.id, send);
    return { tag: item.tag, id: item.id, element, key: "" };
  }

  /** @param {SketchScene} scene */
  function draw({ width, height, items, label }) {
    setAttributes(svg, {
      viewBox: `0 0 ${width} ${height}`,
      role: items.some((item) => item.action) ? "group" : "img",
      "aria-label": label,
    });
    fitPicture(svg, width);
    items.forEach((item, i) => {
      const known = drawn[i];
      if (known?.tag !== item.tag || known.id !== item.id) {
        drawn[i] = build(item);
        if (known) known.element.replaceWith(drawn[i].element);
        else svg.append(drawn[i].element);
      }
      drawItem(drawn[i], item);
    });
    while (drawn.length > items.length) drawn.pop()?.element.remove();
  }
  return { draw };
}

// The attributes of each shape: all else that an item has is about its look and its words.
const PLACES = /** @type {const} */ ({
  rect: ["x", "y", "width", "height"],
  path: ["d"],
  circle: ["cx", "cy", "r"],
  text: ["x", "y", "text-anchor"],
});

/**
 * @param {{ element: SVGElement, key: string }} made
 * @param {SketchItem} item
 */
function drawItem(made, item) {
  const key = JSON.stringify(item);
  if (made.key === key) return;
  made.key = key;
  const { element } = made;
  const { tag, id, fill, stroke, style = "plain" } = item;
  const values = /** @type {Record<string, any>} */ (item);
  setAttributes(element, Object.fromEntries(PLACES[tag].map((name) => [name, values[name]])));
  setAttributes(element, { class: `nnw-sketch-${style} ${stateClasses(item)}`.trim() });
  element.style.fill = fill ? `var(--nnw-${fill})` : "";
  element.style.stroke = stroke ? `var(--nnw-${stroke})` : "";
  if (item.tag === "text") setText(element, item.text);
  if (id) describeItem(element, item);
}
