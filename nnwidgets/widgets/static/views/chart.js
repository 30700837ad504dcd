// Curves with data points on them, drawn in the same shapes as on the map: light enough to follow
// a drag. A chart has one frame or several, each with axes of its own.

import { drawChartAxes, placeText } from "../axes.js";
import { fitPicture, pooledSvg, setAttributes, svgElement, svgLayers } from "../dom.js";
import { chartPlaces, polyline, rectangle } from "../geometry/places.js";
import { drawHandles } from "../handles.js";
import { drawPoint } from "../marks.js";
import { floatsOf } from "../numbers.js";

/** @import { Send, View } from "../page.d.ts" */
/** @import { ChartFrame, ChartScene, Point, Text } from "../scene.d.ts" */
/** @import { ChartPlace } from "../geometry/places.js" */

// Where a page has less room than one of 800 pixels has, a chart of its whole width scrolls: it
// would shrink, and its text would not.
const HALF = 400;
const ROOM = 575;

const LAYERS = /** @type {const} */ ([
  "bands",
  "axes",
  "bars",
  "lines",
  "rules",
  "points",
  "texts",
  "handles",
]);

/**
 * @param {HTMLElement} root
 * @param {Send} send
 * @returns {View<ChartScene>}
 */
export function chartView(root, send) {
  const svg = svgElement("svg", { class: "nnw-chart" });
  root.append(svg);
  /** @type {ReturnType<typeof buildFrame>[]} */
  const frames = [];

  /** @param {ChartScene} scene */
  function draw(scene) {
    const moves = scene.frames.some((frame) => frame.handles?.length);
    setAttributes(svg, {
      viewBox: `0 0 ${scene.width} ${scene.height}`,
      "aria-label": scene.label,
      role: moves ? "group" : "img",
    });
    if (!frames.length) {
      const wide = scene.width > HALF;
      fitPicture(svg, scene.width, wide ? Math.min(1, ROOM / scene.width) : 0);
      root.classList.toggle("nnw-scrolls", wide);
    }
    while (frames.length < scene.frames.length) frames.push(buildFrame(svg));
    while (frames.length > scene.frames.length) frames.pop()?.group.remove();
    scene.frames.forEach((frame, i) => {
      drawFrame(frames[i], frame, send);
    });
  }
  return { draw };
}

/** @param {SVGElement} svg */
function buildFrame(svg) {
  const group = svgElement("g");
  const layers = svgLayers("nnw-chart", [...LAYERS]);
  group.append(...LAYERS.map((name) => layers[name]));
  svg.append(group);
  return { group, layers, axes: "" };
}

/**
 * @param {ReturnType<typeof buildFrame>} part
 * @param {ChartFrame} frame
 * @param {Send} send
 */
function drawFrame(part, frame, send) {
  const { layers } = part;
  const { box, x, y, title, bands = [], bars = [], lines = [], rules = [] } = frame;
  const place = chartPlaces(frame);
  const axes = JSON.stringify([box, x, y, title]);
  if (axes !== part.axes) {
    part.axes = axes;
    drawChartAxes(layers.axes, frame, place);
  }
  pooledSvg(layers.bands, bands, "path", (element, band) => {
    const d = rectangle(place, band.x ?? x.range, band.y ?? y.range);
    setAttributes(element, { d, class: `nnw-band nnw-${band.kind}` });
  });
  pooledSvg(layers.bars, bars, "path", (element, bar) => {
    setAttributes(element, { d: rectangle(place, bar.x, bar.y), class: `nnw-bar nnw-${bar.kind}` });
  });
  pooledSvg(layers.lines, lines, "path", (element, line) => {
    const d = polyline(floatsOf(line.points), place);
    setAttributes(element, { d, class: `nnw-line nnw-${line.kind}` });
  });
  pooledSvg(layers.rules, rules, "path", (element, rule) => {
    const [from, to] =
      rule.x === undefined
        ? [place(x.range[0], rule.y ?? 0), place(x.range[1], rule.y ?? 0)]
        : [place(rule.x, y.range[0]), place(rule.x, y.range[1])];
    setAttributes(element, { d: `M${from}L${to}`, class: `nnw-rule nnw-${rule.kind}` });
  });
  drawPoints(layers.points, frame.points ?? [], place);
  drawTexts(layers.texts, frame.texts ?? [], place);
  drawHandles(layers.handles, frame.handles ?? [], frame, place, send);
}

/**
 * @param {Element} layer
 * @param {readonly Point[]} points
 * @param {ChartPlace} place
 */
function drawPoints(layer, points, place) {
  pooledSvg(layer, points, "g", (group, point) => {
    drawPoint(group, point);
    setAttributes(group, { transform: `translate(${place(point.x, point.y)}) scale(0.8)` });
  });
}

/**
 * @param {Element} layer
 * @param {readonly Text[]} texts
 * @param {ChartPlace} place
 */
function drawTexts(layer, texts, place) {
  pooledSvg(layer, texts, "text", (element, { x, y, dx = 0, dy = 0, anchor = "start", text }) => {
    const [left, top] = place(x, y).map(Number);
    setAttributes(element, { class: "nnw-chart-text" });
    placeText(element, { x: left + dx, y: top + dy, anchor, text });
  });
}
