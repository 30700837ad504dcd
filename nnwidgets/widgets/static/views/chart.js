// Curves with data points on them, drawn in the same shapes as on the map: light enough to follow
// a drag. A chart has one frame or several, each with axes of its own.

// Where a page has less room than one of 800 pixels has, a chart of its whole width scrolls: it
// would shrink, and its text would not.
const HALF = 400;
const ROOM = 575;

function chartView(root, send) {
  const svg = svgElement("svg", { class: "nnw-chart" });
  root.append(svg);
  const frames = [];

  function draw(scene) {
    const moves = scene.frames.some((frame) => frame.handles && frame.handles.length);
    setAttributes(svg, {
      viewBox: `0 0 ${scene.width} ${scene.height}`, "aria-label": scene.label, role: moves ? "group" : "img",
    });
    if (!frames.length) {
      const wide = scene.width > HALF;
      fitPicture(svg, scene.width, wide ? Math.min(1, ROOM / scene.width) : 0);
      root.classList.toggle("nnw-scrolls", wide);
    }
    while (frames.length < scene.frames.length) frames.push(buildChartFrame(svg));
    while (frames.length > scene.frames.length) frames.pop().group.remove();
    scene.frames.forEach((frame, i) => drawChartFrame(frames[i], frame, send));
  }
  return { draw };
}

VIEWS.chart = chartView;

function buildChartFrame(svg) {
  const group = svgElement("g", {});
  const layers = {};
  for (const name of ["bands", "axes", "bars", "lines", "rules", "points", "texts", "handles"]) {
    layers[name] = svgElement("g", { class: `nnw-chart-${name}` });
    group.append(layers[name]);
  }
  svg.append(group);
  return { group, layers, axesKey: "" };
}

function drawChartFrame(part, frame, send) {
  const place = chartPlaces(frame);
  const { layers } = part;
  const axesKey = JSON.stringify([frame.box, frame.x, frame.y, frame.title]);
  if (axesKey !== part.axesKey) {
    part.axesKey = axesKey;
    drawChartAxes(layers.axes, frame, place);
  }
  pooled(layers.bands, frame.bands || [], "path", (element, band) => setAttributes(element, {
    d: rectangle(place, band.x || frame.x.range, band.y || frame.y.range), class: `nnw-band nnw-${band.kind}`,
  }));
  pooled(layers.bars, frame.bars || [], "path", (element, bar) => setAttributes(element, {
    d: rectangle(place, bar.x, bar.y), class: `nnw-bar nnw-${bar.kind}`,
  }));
  pooled(layers.lines, frame.lines || [], "path", (element, line) => setAttributes(element, {
    d: polyline(floatsOf(line.points), place), class: `nnw-line nnw-${line.kind}`,
  }));
  pooled(layers.rules, frame.rules || [], "path", (element, rule) => setAttributes(element, {
    d: rule.x === undefined
      ? `M${place(frame.x.range[0], rule.y)}L${place(frame.x.range[1], rule.y)}`
      : `M${place(rule.x, frame.y.range[0])}L${place(rule.x, frame.y.range[1])}`,
    class: `nnw-rule nnw-${rule.kind}`,
  }));
  drawChartPoints(layers.points, frame.points || [], place);
  drawChartTexts(layers.texts, frame.texts || [], place);
  drawChartHandles(layers.handles, frame.handles || [], frame, place, send);
}

// From data to "x,y" in pixels; what lies beyond an end of an axis is drawn at that end.
function chartPlaces({ box, x, y }) {
  const share = (value, [low, high]) => Math.min(1, Math.max(0, (value - low) / (high - low)));
  return (across, up) => [
    (box[0] + box[2] * share(across, x.range)).toFixed(1),
    (box[1] + box[3] * (1 - share(up, y.range))).toFixed(1),
  ];
}

function rectangle(place, [x0, x1], [y0, y1]) {
  const [left, bottom] = place(x0, y0);
  const [right, top] = place(x1, y1);
  return `M${left},${bottom}V${top}H${right}V${bottom}z`;
}

function polyline(values, place) {
  let path = "";
  let pen = "M";
  for (let i = 0; i < values.length; i += 2) {
    if (Number.isFinite(values[i + 1])) {
      path += pen + place(values[i], values[i + 1]);
      pen = "L";
    } else {
      pen = "M"; // a gap where there is no value
    }
  }
  return path;
}

function drawChartPoints(layer, points, place) {
  pooled(layer, points, "g", (group, point) => {
    const key = `${point.shape} ${point.label} ${point.wrong} ${point.chosen}`;
    if (group.dataset.key !== key) {
      group.dataset.key = key;
      group.replaceChildren(...pointParts(point));
      group.setAttribute("class", `nnw-point nnw-class-${point.label}`);
    }
    setAttributes(group, { transform: `translate(${place(point.x, point.y)}) scale(0.8)` });
  });
}

function pointParts(point) {
  const shape = POINT_SHAPES[point.shape];
  if (!shape) return [svgElement("circle", { r: 9, class: "nnw-chosen-point" })];
  const rings = point.wrong ? [svgElement("circle", { r: 11, class: "nnw-missed" })] : [];
  if (point.chosen) rings.push(svgElement("circle", { r: 10, class: "nnw-chosen-point" }));
  return [
    ...rings, svgElement("path", { d: shape, class: "nnw-halo" }), svgElement("path", { d: shape, class: `nnw-${point.shape}` }),
  ];
}

function drawChartTexts(layer, texts, place) {
  pooled(layer, texts, "text", (element, text) => {
    const [x, y] = place(text.x, text.y);
    setAttributes(element, {
      x: Number(x) + (text.dx || 0), y: Number(y) + (text.dy || 0), "text-anchor": text.anchor || "start",
      class: `nnw-chart-text nnw-${text.kind || "plain"}`,
    });
    setText(element, text.text);
  });
}

function drawChartAxes(layer, { box, x, y, title }, place) {
  const [left, top, width, height] = box;
  const base = top + height;
  const crowded = (y.ticks || []).some(([value]) => place(x.range[0], value)[1] - top < 6);
  const above = top - (crowded ? 12 : 8); // clear of a number at the very top
  layer.replaceChildren(
    svgElement("rect", { x: left, y: top, width, height, class: "nnw-chart-frame" }),
    textAt(left + width / 2, above, "middle", title || ""),
    textAt(left + width / 2, base + 36, "middle", x.title || ""),
    textAt(left, above, "end", y.title || ""),
  );
  for (const [value, text] of x.ticks || []) {
    const [at] = place(value, y.range[0]);
    layer.append(svgElement("path", { d: `M${at},${base}v4`, class: "nnw-tick" }), textAt(at, base + 18, "middle", text));
  }
  for (const [value, text] of y.ticks || []) {
    const [, at] = place(x.range[0], value);
    layer.append(
      svgElement("path", { d: `M${left},${at}h-4`, class: "nnw-tick" }),
      textAt(left - 7, Number(at) + 5, "end", text),
    );
  }
}
