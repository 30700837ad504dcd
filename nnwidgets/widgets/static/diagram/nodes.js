// Nodes with their numbers.

import { pooledSvg, setAttributes, setText, svgElement } from "../dom.js";
import { cornerOf } from "../geometry/edges.js";
import { describeItem, stateClasses } from "../items.js";

/** @import { Node } from "../scene.d.ts" */

const LINE_HEIGHT = 17;
const RING_GAP = 3.5; // between a node's border and the ring that shows the focus

export function buildNode() {
  const group = svgElement("g", { class: "nnw-node" });
  const ring = svgElement("rect", { class: "nnw-node-ring" });
  const shape = svgElement("rect", { class: "nnw-node-shape" });
  const text = svgElement("text", { class: "nnw-node-text" });
  const label = svgElement("text", { class: "nnw-node-label" });
  const mark = svgElement("text", { class: "nnw-node-mark" });
  group.append(ring, shape, text, label, mark);
  return { group, ring, shape, text, label, mark };
}

/**
 * @param {ReturnType<typeof buildNode>} item
 * @param {Node} node
 */
export function drawNode(item, node) {
  const r = node.radius;
  const half = node.half || r;
  for (const [rect, gap] of /** @type {const} */ ([
    [item.shape, 0],
    [item.ring, RING_GAP],
  ])) {
    setAttributes(rect, {
      x: node.x - half - gap,
      y: node.y - r - gap,
      width: 2 * (half + gap),
      height: 2 * (r + gap),
      rx: cornerOf(node) + gap,
    });
  }
  item.shape.style.setProperty("--nnw-shade", String(node.shade ?? 0.5));
  setAttributes(item.group, { class: `nnw-node nnw-node-${node.shape} ${stateClasses(node)}` });
  describeItem(item.group, node);
  setLines(item.text, node.text, node.x, node.y + 5);
  setText(item.label, node.label);
  setAttributes(item.label, { x: node.x, y: node.y - r - 6 });
  setText(item.mark, node.mark ?? "");
  setAttributes(item.mark, { x: node.x, y: node.y + r + 15 });
}

/**
 * A vector stands as a column, one number a line.
 * @param {SVGTextElement} element
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
function setLines(element, text, x, y) {
  const lines = text.split("\n");
  if (lines.length === 1) {
    if (element.children.length) element.textContent = "";
    setText(element, text);
    setAttributes(element, { x, y });
    return;
  }
  if (element.children.length !== lines.length) element.replaceChildren();
  pooledSvg(element, lines, "tspan", (span, line, i) => {
    setText(span, line);
    setAttributes(span, { x, y: y + (i - (lines.length - 1) / 2) * LINE_HEIGHT });
  });
}
