// A map over the plane: a heat map on a canvas, the boundary as a dark line, data points by
// colour and shape, the present input as a ring.

const REGION_MARGIN = { left: 44, right: 10, top: 26, bottom: 44 };

function regionView(root, send) {
  const box = document.createElement("div");
  box.className = "nnw-region";
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  const svg = svgElement("svg", { role: "img" });
  const [axes, folds, ghost, boundary, points, marker] = ["axes", "folds", "ghost", "boundary", "points", "marker"]
    .map((name) => svgElement("g", { class: `nnw-region-${name}` }));
  const title = svgElement("text", { class: "nnw-caption" });
  svg.append(axes, folds, ghost, boundary, points, marker, title);
  box.append(canvas, svg);
  const placeCrosshair = crosshair(box, svg, send);
  root.append(box);
  let frame = null;
  let palette = "";

  svg.addEventListener("click", (event) => {
    if (!frame || !frame.clickable) return;
    const corner = svg.getBoundingClientRect();
    const scale = frame.width / corner.width;
    const [x, y] = frame.toData((event.clientX - corner.left) * scale, (event.clientY - corner.top) * scale);
    if (x >= frame.extent[0] && x <= frame.extent[1] && y >= frame.extent[2] && y <= frame.extent[3]) {
      send({ event: "point", x, y });
    }
  });

  function draw(scene) {
    const key = JSON.stringify([scene.width, scene.height, scene.extent, scene.x_title, scene.y_title]);
    if (!frame || frame.key !== key) {
      frame = { ...regionFrame(scene), key };
      setAttributes(svg, { viewBox: `0 0 ${scene.width} ${scene.height}` });
      fitPicture(box, scene.width);
      box.style.aspectRatio = `${scene.width} / ${scene.height}`;
      placeCanvas(canvas, frame);
      drawAxes(axes, frame, scene);
    }
    frame.clickable = scene.clickable;
    placeCrosshair(frame, scene);
    setText(title, scene.title || "");
    setAttributes(title, { x: frame.left + frame.inner / 2, y: 16, "text-anchor": "middle" });
    palette = scene.palette;
    paint(canvas, scene, root);
    drawFolds(folds, scene.folds || [], frame);
    drawSegments(ghost, scene.ghost, frame);
    drawSegments(boundary, scene.boundary, frame);
    drawPoints(points, scene.points || [], frame);
    drawMarker(marker, scene.marker, frame);
  }
  return { draw, redraw: (scene) => scene && palette && paint(canvas, scene, root) };
}

VIEWS.region = regionView;

function regionFrame(scene) {
  const { left, right, top, bottom } = REGION_MARGIN;
  const inner = scene.width - left - right;
  const tall = scene.height - top - bottom;
  const [x0, x1, y0, y1] = scene.extent;
  return {
    width: scene.width, height: scene.height, extent: scene.extent, left, top, inner, tall,
    toPixel: (x, y) => [left + ((x - x0) / (x1 - x0)) * inner, top + ((y1 - y) / (y1 - y0)) * tall],
    toData: (px, py) => [x0 + ((px - left) / inner) * (x1 - x0), y1 - ((py - top) / tall) * (y1 - y0)],
  };
}

function placeCanvas(canvas, frame) {
  const percent = (part, whole) => `${(100 * part) / whole}%`;
  Object.assign(canvas.style, {
    left: percent(frame.left, frame.width), width: percent(frame.inner, frame.width),
    top: percent(frame.top, frame.height), height: percent(frame.tall, frame.height),
  });
}

// The grid holds one byte a cell, rows from the bottom up; 128 is the middle of the palette.
function paint(canvas, scene, root) {
  const size = scene.size;
  if (canvas.width !== size) [canvas.width, canvas.height] = [size, size];
  const context = canvas.getContext("2d");
  const image = context.createImageData(size, size);
  const cells = bytesOf(scene.grid);
  const colours = lookupTable(scene.palette, root);
  const pixels = new Uint32Array(image.data.buffer);
  for (let row = 0; row < size; row++) {
    const source = (size - 1 - row) * size;
    for (let column = 0; column < size; column++) {
      pixels[row * size + column] = colours[cells[source + column]];
    }
  }
  context.putImageData(image, 0, 0);
}

const lookupTables = new Map();

function lookupTable(palette, root) {
  const style = getComputedStyle(root);
  const stops = ["low", "middle", "high"].map((end) => style.getPropertyValue(`--nnw-${palette}-${end}`).trim());
  const key = stops.join();
  if (!lookupTables.has(key)) {
    const [low, middle, high] = stops.map(channels);
    lookupTables.set(key, Uint32Array.from({ length: 256 }, (_, i) => {
      const [from, to, share] = i < 128 ? [low, middle, i / 128] : [middle, high, (i - 128) / 127];
      const [r, g, b] = from.map((value, c) => Math.round(value + (to[c] - value) * share));
      return (255 << 24) | (b << 16) | (g << 8) | r;
    }));
  }
  return lookupTables.get(key);
}

function channels(colour) {
  return [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
}

function drawSegments(layer, buffer, frame) {
  const ends = buffer ? floatsOf(buffer) : [];
  if (!layer.firstChild) layer.append(svgElement("path", { class: "nnw-halo" }), svgElement("path", {}));
  const path = chained(ends, frame);
  for (const line of layer.children) setAttributes(line, { d: path });
}

// Straight lines that carry a name, such as the folds of relu units.
function drawFolds(layer, lines, frame) {
  const key = JSON.stringify(lines);
  if (layer.dataset.key === key) return;
  layer.dataset.key = key;
  layer.replaceChildren(...lines.map(({ ends, name, chosen, dx = 0, dy = 0 }) => {
    const group = svgElement("g", { class: `nnw-fold ${chosen ? "nnw-is-selected" : name ? "" : "nnw-faint"}` });
    const [x1, y1] = frame.toPixel(ends[0], ends[1]);
    const [x2, y2] = frame.toPixel(ends[2], ends[3]);
    const text = textAt(x1 + (x2 - x1) * 0.06 + dx, y1 + (y2 - y1) * 0.06 + 5 + dy, "middle", name);
    group.append(svgElement("path", { d: `M${x1.toFixed(1)},${y1.toFixed(1)}L${x2.toFixed(1)},${y2.toFixed(1)}` }), text);
    return group;
  }));
}

// Segments joined end to end, so that a dash pattern runs along the whole curve.
function chained(ends, frame) {
  const open = new Map(); // an end that can be continued -> its chain
  const chains = new Set();
  for (let i = 0; i < ends.length; i += 4) {
    const [a, b] = [0, 2].map((k) => frame.toPixel(ends[i + k], ends[i + k + 1]).map((v) => v.toFixed(1)).join());
    if (a === b) continue;
    const [left, right] = [open.get(a), open.get(b)];
    open.delete(a);
    open.delete(b);
    const chain = joined(left, right, a, b);
    chains.delete(left);
    chains.delete(right);
    chains.add(chain);
    if (chain[0] !== chain.at(-1)) {
      open.set(chain[0], chain);
      open.set(chain.at(-1), chain);
    }
  }
  return [...chains].map((chain) => `M${chain.join("L")}`).join("");
}

function joined(left, right, a, b) {
  const start = left ? (left.at(-1) === a ? left : left.reverse()) : [a];
  if (right === left && right) return [...start, b];
  const rest = right ? (right[0] === b ? right : right.reverse()) : [b];
  return [...start, ...rest];
}

function drawAxes(layer, frame, scene) {
  layer.replaceChildren();
  const [x0, x1, y0, y1] = scene.extent;
  layer.append(svgElement("rect", {
    x: frame.left, y: frame.top, width: frame.inner, height: frame.tall, class: "nnw-frame",
  }));
  for (const share of [0, 0.5, 1]) {
    const [x, y] = [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
    const [px, py] = frame.toPixel(x, y);
    const base = frame.top + frame.tall;
    layer.append(
      svgElement("path", { d: `M${px},${base}v4M${frame.left},${py}h-4`, class: "nnw-tick" }),
      textAt(px, base + 18, "middle", shortNumber(x)),
      textAt(frame.left - 7, py + 5, "end", shortNumber(y)),
    );
  }
  layer.append(
    textAt(frame.left + frame.inner / 2, scene.height - 8, "middle", scene.x_title),
    textAt(frame.left - 18, frame.top + frame.tall / 4 + 5, "middle", scene.y_title),
  );
}

function shortNumber(value) {
  return String(Number(value.toPrecision(3))).replace("-", "−");
}

function textAt(x, y, anchor, text) {
  const element = svgElement("text", { x, y, "text-anchor": anchor });
  element.textContent = text;
  return element;
}

const POINT_SHAPES = {
  circle: "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0",
  cross: "M-5,-5L5,5M-5,5L5,-5",
  square: "M-5,-5h10v10h-10z",
  triangle: "M0,-6L6,5H-6z",
  diamond: "M0,-7L6,0L0,7L-6,0z",
};

function drawPoints(layer, points, frame) {
  pooled(layer, points, "g", (group, point) => {
    const key = `${point.shape} ${point.label} ${point.wrong}`;
    const [x, y] = frame.toPixel(point.x, point.y);
    setAttributes(group, { transform: `translate(${x.toFixed(1)},${y.toFixed(1)})` });
    if (group.dataset.key === key) return;
    group.dataset.key = key;
    setAttributes(group, { class: `nnw-point nnw-class-${point.label} ${point.wrong ? "nnw-is-missed" : ""}` });
    const shape = POINT_SHAPES[point.shape];
    const ring = point.wrong ? [svgElement("circle", { r: 11, class: "nnw-missed" })] : [];
    group.replaceChildren(
      ...ring, svgElement("path", { d: shape, class: "nnw-halo" }), svgElement("path", { d: shape, class: `nnw-${point.shape}` }),
    );
  });
}

function drawMarker(layer, marker, frame) {
  if (!layer.firstChild) {
    layer.append(svgElement("circle", { r: 9, class: "nnw-halo" }), svgElement("circle", { r: 9 }));
  }
  setAttributes(layer, { visibility: marker ? "visible" : "hidden" });
  if (!marker) return;
  const [x, y] = frame.toPixel(marker[0], marker[1]);
  for (const ring of layer.children) setAttributes(ring, { cx: x, cy: y });
}
