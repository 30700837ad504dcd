// A network or a computational graph as SVG: nodes with numbers, edges with weights.
// An item that holds a parameter is a slider to a screen reader; arrow keys change it in place.

import { placeText } from "../axes.js";
import { arrowHeads, buildEdge, drawEdge } from "../diagram/edges.js";
import { buildNode, drawNode } from "../diagram/nodes.js";
import { itemPool } from "../diagram/pool.js";
import { fitPicture, pooledSvg, setAttributes, svgElement } from "../dom.js";

/** @import { Send, View } from "../page.d.ts" */
/** @import { Caption, Diagram, DiagramScene, FixedDiagram } from "../scene.d.ts" */

let diagrams = 0; // arrow heads are found by id, and each diagram needs its own

/**
 * @param {HTMLElement} root
 * @param {Send} send
 * @returns {View<DiagramScene>}
 */
export function diagramView(root, send) {
  diagrams += 1;
  const heads = `nnw-diagram-${diagrams}`;
  const svg = svgElement("svg", { class: "nnw-diagram", role: "group" });
  const captions = svgElement("g", { "aria-hidden": "true" });
  const edges = itemPool(buildEdge, send);
  const nodes = itemPool(buildNode, send);
  svg.append(arrowHeads(heads), edges.layer, nodes.layer, captions);
  root.append(svg);
  const unfold = unfolding();
  let designed = 0;

  /** @param {DiagramScene} sent */
  function draw(sent) {
    const scene = unfold(sent);
    setAttributes(svg, {
      viewBox: `0 0 ${scene.width} ${scene.height}`,
      "aria-label": scene.label,
    });
    if (scene.width !== designed) {
      designed = scene.width;
      fitPicture(svg, designed, scene.scrolls ?? 0);
      root.classList.toggle("nnw-scrolls", Boolean(scene.scrolls));
    }
    const at = new Map(scene.nodes.map((node) => [node.id, node]));
    edges.draw(scene.edges, (item, edge) => {
      const [from, to] = [at.get(edge.from), at.get(edge.to)];
      if (!from || !to) throw new Error(`the edge "${edge.id}" has no node at one end`);
      // an edge of the fixed part is the same object until all is new
      if (item.shown !== edge) drawEdge(item, edge, from, to, heads);
      item.shown = edge;
    });
    nodes.draw(scene.nodes, drawNode);
    nodes.sort(scene.nodes); // Tab goes in the order of the document
    pooledSvg(captions, scene.captions ?? [], "text", drawCaption);
  }
  return { draw };
}

/**
 * A large scene comes in two parts: what no slider moves, as one text, and the rest.
 * @returns {(scene: DiagramScene) => Diagram}
 */
function unfolding() {
  let text = "";
  /** @type {FixedDiagram | null} */
  let fixed = null;
  return (scene) => {
    if (!("fixed" in scene)) return scene;
    if (!fixed || scene.fixed !== text) {
      text = scene.fixed;
      fixed = /** @type {FixedDiagram} */ (JSON.parse(text));
    }
    const nodes = fixed.nodes.map((node, i) => ({ ...node, ...scene.nodes[i] }));
    return { ...fixed, ...scene, nodes, edges: [...fixed.edges, ...scene.edges] };
  };
}

/**
 * @param {SVGTextElement} element
 * @param {Caption} caption
 */
function drawCaption(element, { x, y, text }) {
  setAttributes(element, { class: "nnw-caption" });
  placeText(element, { x, y, anchor: "middle", text });
}
