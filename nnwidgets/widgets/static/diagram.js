// A network or a computational graph as SVG: nodes with numbers, edges with weights.
// An item that holds a parameter is a slider to a screen reader; arrow keys change it in place.

let diagrams = 0; // arrow heads are found by id, and each diagram needs its own

function diagramView(root, send) {
  const heads = `nnw-diagram-${(diagrams += 1)}`;
  const svg = svgElement("svg", { class: "nnw-diagram", role: "group" });
  const edgeLayer = svgElement("g", {});
  const nodeLayer = svgElement("g", {});
  const captionLayer = svgElement("g", { "aria-hidden": "true" });
  svg.append(arrowHeads(heads), edgeLayer, nodeLayer, captionLayer);
  root.append(svg);
  const drawn = new Map();

  function itemFor(id, layer, build) {
    if (!drawn.has(id)) {
      const item = build();
      layer.append(item.group);
      listen(item.group, id, send);
      drawn.set(id, item);
    }
    return drawn.get(id);
  }

  function draw(scene) {
    setAttributes(svg, {
      viewBox: `0 0 ${scene.width} ${scene.height}`,
      "aria-label": scene.label,
    });
    if (!drawn.size) fitPicture(svg, scene.width);
    const at = Object.fromEntries(scene.nodes.map((node) => [node.id, node]));
    for (const edge of scene.edges) {
      drawEdge(itemFor(edge.id, edgeLayer, buildEdge), edge, at[edge.from], at[edge.to], heads);
    }
    for (const node of scene.nodes) {
      drawNode(itemFor(node.id, nodeLayer, buildNode), node);
    }
    drawCaptions(captionLayer, scene.captions || []);
    const present = new Set([...scene.edges, ...scene.nodes].map((item) => item.id));
    for (const [id, item] of drawn) {
      if (!present.has(id)) {
        item.group.remove();
        drawn.delete(id);
      }
    }
  }
  return { draw };
}

function arrowHeads(heads) {
  const defs = svgElement("defs", {});
  for (const kind of ["forward", "backward"]) {
    const marker = svgElement("marker", {
      id: `${heads}-${kind}`, viewBox: "0 0 10 10", refX: 9, refY: 5,
      markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse",
    });
    marker.append(svgElement("path", { d: "M0,1 L10,5 L0,9 z", class: `nnw-arrow-${kind}` }));
    defs.append(marker);
  }
  return defs;
}

function buildEdge() {
  const group = svgElement("g", { class: "nnw-edge" });
  const halo = svgElement("path", { class: "nnw-edge-hit" });
  const line = svgElement("path", { class: "nnw-edge-line" });
  const ground = svgElement("rect", { class: "nnw-edge-ground", rx: 4, height: 19 });
  const text = svgElement("text", { class: "nnw-edge-text" });
  group.append(halo, line, ground, text);
  return { group, halo, line, ground, text };
}

function drawEdge(item, edge, from, to, heads) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const point = (node, other, gap) => [
    node.x + ((other.x - node.x) / length) * gap,
    node.y + ((other.y - node.y) / length) * gap,
  ];
  const [x1, y1] = point(from, to, from.radius);
  const [x2, y2] = point(to, from, to.radius + (edge.arrow ? 2 : 0));
  const path = `M${x1.toFixed(1)},${y1.toFixed(1)} L${x2.toFixed(1)},${y2.toFixed(1)}`;
  setAttributes(item.halo, { d: path });
  setAttributes(item.line, {
    d: path,
    "stroke-width": edge.width,
    "marker-end": edge.arrow ? `url(#${heads}-${edge.arrow})` : null,
  });
  item.group.setAttribute("class", `nnw-edge nnw-${edge.sign} ${stateClasses(edge)}`);
  describeItem(item.group, edge);
  const [cx, cy] = [x1 + (x2 - x1) * 0.5, y1 + (y2 - y1) * 0.5];
  setText(item.text, edge.text || "");
  setAttributes(item.text, { x: cx, y: cy + 5 });
  const wide = (edge.text || "").length * 8.4 + 8;
  setAttributes(item.ground, {
    x: cx - wide / 2, y: cy - 10, width: wide,
    visibility: edge.text ? "visible" : "hidden",
  });
}

function buildNode() {
  const group = svgElement("g", { class: "nnw-node" });
  const shape = svgElement("rect", { class: "nnw-node-shape" });
  const text = svgElement("text", { class: "nnw-node-text" });
  const label = svgElement("text", { class: "nnw-node-label" });
  const mark = svgElement("text", { class: "nnw-node-mark" });
  group.append(shape, text, label, mark);
  return { group, shape, text, label, mark };
}

function drawNode(item, node) {
  const r = node.radius;
  const half = node.half || r;
  setAttributes(item.shape, {
    x: node.x - half, y: node.y - r, width: 2 * half, height: 2 * r,
    rx: node.shape === "box" ? 5 : r,
  });
  item.shape.style.setProperty("--nnw-shade", node.shade === null ? 0.5 : node.shade);
  item.group.setAttribute("class", `nnw-node nnw-node-${node.shape} ${stateClasses(node)}`);
  describeItem(item.group, node);
  setText(item.text, node.text);
  setAttributes(item.text, { x: node.x, y: node.y + 5 });
  setText(item.label, node.label);
  setAttributes(item.label, { x: node.x, y: node.y - r - 6 });
  setText(item.mark, node.mark || "");
  setAttributes(item.mark, { x: node.x, y: node.y + r + 15 });
}

function drawCaptions(layer, captions) {
  while (layer.children.length < captions.length) {
    layer.append(svgElement("text", { class: "nnw-caption" }));
  }
  while (layer.children.length > captions.length) layer.lastChild.remove();
  captions.forEach((caption, i) => {
    setAttributes(layer.children[i], { x: caption.x, y: caption.y, "text-anchor": caption.anchor || "middle" });
    setText(layer.children[i], caption.text);
  });
}

function stateClasses(item) {
  return (item.states || []).map((state) => `nnw-is-${state}`).join(" ");
}

// The accessible side of an item: a slider where a parameter can be changed, a button where it
// can only be chosen, a picture otherwise.
function describeItem(group, item) {
  const editable = item.range;
  setAttributes(group, {
    role: editable ? "slider" : item.action ? "button" : "img",
    tabindex: editable || item.action ? 0 : null,
    "data-id": item.id,
    "aria-label": item.title,
    "aria-valuemin": editable ? item.range[0] : null,
    "aria-valuemax": editable ? item.range[1] : null,
    "aria-valuenow": editable ? item.value : null,
    "aria-valuetext": editable ? item.valuetext : null,
    "aria-orientation": editable ? "vertical" : null,
  });
}

const NUDGES = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

function listen(group, id, send) {
  const slides = () => group.getAttribute("role") === "slider";
  const acts = () => group.hasAttribute("tabindex");
  group.addEventListener("focus", () => acts() && send({ event: "select", id }));
  group.addEventListener("click", () => acts() && send({ event: "press", id }));
  group.addEventListener("keydown", (event) => {
    if (event.key in NUDGES && slides()) {
      send({ event: "nudge", id, steps: NUDGES[event.key] });
    } else if (event.key === "Home" && slides()) {
      send({ event: "restore", id });
    } else if ((event.key === "Enter" || event.key === " ") && acts()) {
      send({ event: "press", id });
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation(); // JupyterLab moves between cells on arrow keys
  });
}
