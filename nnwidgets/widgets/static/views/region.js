// A map over the plane: a heat map on a canvas, the boundary as a dark line, data points by
// colour and shape, the present input as a ring.

import { drawMapAxes, placeText, textAt } from "../axes.js";
import { crosshair } from "../crosshair.js";
import {
  fitPicture,
  htmlElement,
  pooledSvg,
  setAttributes,
  svgElement,
  svgLayers,
} from "../dom.js";
import { chained } from "../geometry/chains.js";
import { mapFrame } from "../geometry/places.js";
import { drawPoint } from "../marks.js";
import { floatsOf } from "../numbers.js";
import { paintGrid } from "../palette.js";

/** @import { MapFrame, Send, View } from "../page.d.ts" */
/** @import { Fold, MapPoint, RegionScene } from "../scene.d.ts" */

const LAYERS = /** @type {const} */ (["axes", "folds", "ghost", "boundary", "points", "marker"]);

/**
 * @param {HTMLElement} root
 * @param {Send} send
 * @returns {View<RegionScene>}
 */
export function regionView(root, send) {
  const canvas = htmlElement("canvas", { "aria-hidden": "true" });
  const svg = svgElement("svg", { role: "img" });
  const layers = svgLayers("nnw-region", [...LAYERS]);
  const title = svgElement("text", { class: "nnw-caption" });
  svg.append(...LAYERS.map((name) => layers[name]), title);
  const box = htmlElement("div", { class: "nnw-region" }, canvas, svg);
  const placeCrosshair = crosshair(box, svg, send);
  root.append(box);
  let key = "";
  let frame = mapFrame({ width: 1, height: 1, extent: [0, 1, 0, 1] });
  let clickable = false;

  svg.addEventListener("click", (event) => {
    if (!clickable) return;
    const corner = svg.getBoundingClientRect();
    const scale = frame.width / corner.width;
    const across = (event.clientX - corner.left) * scale;
    const [x, y] = frame.toData(across, (event.clientY - corner.top) * scale);
    const [x0, x1, y0, y1] = frame.extent;
    if (x >= x0 && x <= x1 && y >= y0 && y <= y1) send({ event: "point", x, y });
  });

  /** @param {RegionScene} scene */
  function layOut(scene) {
    const { width, height, extent, x_title, y_title } = scene;
    const wanted = JSON.stringify([width, height, extent, x_title, y_title]);
    if (wanted === key) return;
    key = wanted;
    frame = mapFrame(scene);
    setAttributes(svg, { viewBox: `0 0 ${width} ${height}` });
    fitPicture(box, width);
    box.style.aspectRatio = `${width} / ${height}`;
    placeCanvas(canvas, frame);
    drawMapAxes(layers.axes, frame, scene);
  }

  /** @param {RegionScene} scene */
  function draw(scene) {
    layOut(scene);
    clickable = Boolean(scene.clickable);
    placeCrosshair(frame, scene);
    placeText(title, {
      x: frame.left + frame.inner / 2,
      y: 16,
      anchor: "middle",
      text: scene.title,
    });
    paintGrid(canvas, scene, root);
    drawFolds(layers.folds, scene.folds ?? [], frame);
    drawSegments(layers.ghost, scene.ghost, frame);
    drawSegments(layers.boundary, scene.boundary, frame);
    drawPoints(layers.points, scene.points, frame);
    drawMarker(layers.marker, scene.marker, frame);
  }
  return { draw, redraw: (scene) => paintGrid(canvas, scene, root) };
}

/**
 * @param {HTMLElement} canvas
 * @param {MapFrame} frame
 */
function placeCanvas(canvas, { left, top, inner, tall, width, height }) {
  /** @param {number} part @param {number} whole */
  const percent = (part, whole) => `${(100 * part) / whole}%`;
  Object.assign(canvas.style, {
    left: percent(left, width),
    width: percent(inner, width),
    top: percent(top, height),
    height: percent(tall, height),
  });
}

/**
 * @param {Element} layer
 * @param {DataView} segments
 * @param {MapFrame} frame
 */
function drawSegments(layer, segments, frame) {
  if (!layer.firstChild) {
    layer.append(svgElement("path", { class: "nnw-halo" }), svgElement("path"));
  }
  const d = chained(floatsOf(segments), frame.toPixel);
  for (const line of layer.children) setAttributes(line, { d });
}

/**
 * Straight lines that carry a name, such as the folds of relu units.
 * @param {SVGElement} layer
 * @param {readonly Fold[]} folds
 * @param {MapFrame} frame
 */
function drawFolds(layer, folds, frame) {
  const key = JSON.stringify(folds);
  if (layer.dataset.key === key) return;
  layer.dataset.key = key;
  layer.replaceChildren(...folds.map((fold) => buildFold(fold, frame)));
}

/**
 * @param {Fold} fold
 * @param {MapFrame} frame
 */
function buildFold({ ends, name, chosen, dx = 0, dy = 0 }, frame) {
  const look = chosen ? "nnw-is-selected" : name ? "" : "nnw-faint";
  const group = svgElement("g", { class: `nnw-fold ${look}`.trim() });
  const [x1, y1] = frame.toPixel(ends[0], ends[1]);
  const [x2, y2] = frame.toPixel(ends[2], ends[3]);
  const d = `M${x1.toFixed(1)},${y1.toFixed(1)}L${x2.toFixed(1)},${y2.toFixed(1)}`;
  const [x, y] = [x1 + (x2 - x1) * 0.06 + dx, y1 + (y2 - y1) * 0.06 + 5 + dy];
  group.append(svgElement("path", { d }), textAt(x, y, "middle", name));
  return group;
}

/**
 * @param {Element} layer
 * @param {readonly MapPoint[]} points
 * @param {MapFrame} frame
 */
function drawPoints(layer, points, frame) {
  pooledSvg(layer, points, "g", (group, point) => {
    const [x, y] = frame.toPixel(point.x, point.y);
    drawPoint(group, point);
    setAttributes(group, { transform: `translate(${x.toFixed(1)},${y.toFixed(1)})` });
  });
}

/**
 * @param {Element} layer
 * @param {readonly number[] | null} marker
 * @param {MapFrame} frame
 */
function drawMarker(layer, marker, frame) {
  if (!layer.firstChild) {
    layer.append(svgElement("circle", { r: 9, class: "nnw-halo" }), svgElement("circle", { r: 9 }));
  }
  setAttributes(layer, { visibility: marker ? "visible" : "hidden" });
  if (!marker) return;
  const [cx, cy] = frame.toPixel(marker[0], marker[1]);
  for (const ring of layer.children) setAttributes(ring, { cx, cy });
}
