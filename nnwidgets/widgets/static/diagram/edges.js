// Edges with their weights, and the heads of their arrows.

import { setAttributes, setText, svgElement } from "../dom.js";
import { edgePath, edgePoints, middleOf } from "../geometry/edges.js";
import { describeItem, stateClasses } from "../items.js";

/** @import { Edge, Node } from "../scene.d.ts" */

const GROUND = { height: 19, perLetter: 8.4, margin: 8 }; // of the text on an edge

/** @param {string} heads */
export function arrowHeads(heads) {
  const defs = svgElement("defs");
  for (const kind of ["forward", "backward"]) {
    const marker = svgElement("marker", {
      id: `${heads}-${kind}`,
      viewBox: "0 0 10 10",
      refX: 9,
      refY: 5,
      markerWidth: 9,
      markerHeight: 9,
      markerUnits: "userSpaceOnUse",
      orient: "auto-start-reverse",
    });
    const d = "M0,1 L10,5 L0,9 z";
    marker.append(svgElement("path", { d, class: `nnw-arrow-${kind}` }));
    defs.append(marker);
  }
  return defs;
}

export function buildEdge() {
  const group = svgElement("g", { class: "nnw-edge" });
  const hit = svgElement("path", { class: "nnw-edge-hit" });
  const line = svgElement("path", { class: "nnw-edge-line" });
  const ground = svgElement("rect", { class: "nnw-edge-ground", rx: 4, height: GROUND.height });
  const text = svgElement("text", { class: "nnw-edge-text" });
  group.append(hit, line, ground, text);
  return { group, hit, line, ground, text, shown: /** @type {Edge | null} */ (null) };
}

/**
 * @param {ReturnType<typeof buildEdge>} item
 * @param {Edge} edge
 * @param {Node} from
 * @param {Node} to
 * @param {string} heads
 */
export function drawEdge(item, edge, from, to, heads) {
  const points = edgePoints(edge, from, to);
  const d = edgePath(points);
  setAttributes(item.hit, { d });
  setAttributes(item.line, {
    d,
    "stroke-width": edge.width,
    "marker-end": edge.arrow ? `url(#${heads}-${edge.arrow})` : null,
  });
  setAttributes(item.group, { class: `nnw-edge nnw-${edge.sign} ${stateClasses(edge)}` });
  describeItem(item.group, edge);
  const [x, y] = middleOf(points);
  const text = edge.text ?? "";
  setText(item.text, text);
  setAttributes(item.text, { x, y: y + 5 });
  const width = text.length * GROUND.perLetter + GROUND.margin;
  setAttributes(item.ground, {
    x: x - width / 2,
    y: y - 10,
    width,
    visibility: text ? "visible" : "hidden",
  });
}
