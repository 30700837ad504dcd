// A network or a computational graph as SVG: nodes with numbers, edges with weights.
// An item that holds a parameter is a slider to a screen reader; arrow keys change it in place.

const LINE_HEIGHT = 17;
const RING_GAP = 3.5; // between a node's border and the ring that shows the focus
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
  let designed = 0;

  function itemFor(id, layer, build) {
    if (!drawn.has(id)) {
      const item = build();
      layer.append(item.group);
      listen(item.group, id, send);
      drawn.set(id, item);
    }
    return drawn.get(id);
  }

  const unfold = unfolding();

  function draw(sent) {
    const scene = unfold(sent);
    setAttributes(svg, {
      viewBox: `0 0 ${scene.width} ${scene.height}`,
      "aria-label": scene.label,
    });
    if (scene.width !== designed) {
      designed = scene.width;
      fitPicture(svg, designed, scene.scrolls || 0);
      root.classList.toggle("nnw-scrolls", Boolean(scene.scrolls));
    }
    const before = drawn.size;
    const at = Object.fromEntries(scene.nodes.map((node) => [node.id, node]));
    for (const edge of scene.edges) {
      const item = itemFor(edge.id, edgeLayer, buildEdge);
      if (item.shown !== edge) drawEdge(item, edge, at[edge.from], at[edge.to], heads);
      item.shown = edge; // an edge of the fixed part is the same object until all is new
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
    if (before && !inOrder(nodeLayer, scene.nodes)) { // Tab goes in the order of the document
      for (const node of scene.nodes) nodeLayer.append(drawn.get(node.id).group);
    }
  }
  return { draw };
}

VIEWS.diagram = diagramView;

// A large scene comes in two parts: what no slider moves, as one text, and the rest.
function unfolding() {
  let text = "";
  let fixed = null;
  return (scene) => {
    if (!scene.fixed) return scene;
    if (scene.fixed !== text) [text, fixed] = [scene.fixed, JSON.parse(scene.fixed)];
    const nodes = fixed.nodes.map((node, i) => ({ ...node, ...scene.nodes[i] }));
    return { ...fixed, ...scene, nodes, edges: [...fixed.edges, ...scene.edges] };
  };
}

function inOrder(layer, nodes) {
  return nodes.every((node, i) => layer.children[i].getAttribute("data-id") === node.id);
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
  const points = edgePoints(edge, from, to);
  const path = edgePath(points);
  setAttributes(item.halo, { d: path });
  setAttributes(item.line, {
    d: path,
    "stroke-width": edge.width,
    "marker-end": edge.arrow ? `url(#${heads}-${edge.arrow})` : null,
  });
  item.group.setAttribute("class", `nnw-edge nnw-${edge.sign} ${stateClasses(edge)}`);
  describeItem(item.group, edge);
  const [cx, cy] = middleOf(points);
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
  const ring = svgElement("rect", { class: "nnw-node-ring" });
  const shape = svgElement("rect", { class: "nnw-node-shape" });
  const text = svgElement("text", { class: "nnw-node-text" });
  const label = svgElement("text", { class: "nnw-node-label" });
  const mark = svgElement("text", { class: "nnw-node-mark" });
  group.append(ring, shape, text, label, mark);
  return { group, ring, shape, text, label, mark };
}

function drawNode(item, node) {
  const r = node.radius;
  const half = node.half || r;
  for (const [rect, gap] of [[item.shape, 0], [item.ring, RING_GAP]]) {
    setAttributes(rect, {
      x: node.x - half - gap, y: node.y - r - gap, width: 2 * (half + gap), height: 2 * (r + gap),
      rx: cornerOf(node) + gap,
    });
  }
  item.shape.style.setProperty("--nnw-shade", node.shade === null ? 0.5 : node.shade);
  item.group.setAttribute("class", `nnw-node nnw-node-${node.shape} ${stateClasses(node)}`);
  describeItem(item.group, node);
  setLines(item.text, node.text, node.x, node.y + 5);
  setText(item.label, node.label);
  setAttributes(item.label, { x: node.x, y: node.y - r - 6 });
  setText(item.mark, node.mark || "");
  setAttributes(item.mark, { x: node.x, y: node.y + r + 15 });
}

// A vector stands as a column, one number a line.
function setLines(element, text, x, y) {
  const lines = text.split("\n");
  if (lines.length === 1) {
    if (element.children.length) element.textContent = "";
    setText(element, text);
    setAttributes(element, { x, y });
    return;
  }
  if (element.children.length !== lines.length) {
    element.replaceChildren(...lines.map(() => svgElement("tspan", {})));
  }
  lines.forEach((line, i) => {
    setText(element.children[i], line);
    setAttributes(element.children[i], { x, y: y + (i - (lines.length - 1) / 2) * LINE_HEIGHT });
  });
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
// can only be chosen, a picture otherwise. What has no words is told by its neighbours.
function describeItem(group, item) {
  const editable = item.range;
  setAttributes(group, {
    role: editable ? "slider" : item.action ? "button" : item.title ? "img" : null,
    "aria-hidden": item.title ? null : "true",
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
