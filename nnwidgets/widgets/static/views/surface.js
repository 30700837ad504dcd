// A surface over a square, as flat faces on a canvas in the order in which they come: the kernel
// has turned it and sorted it. Axes and numbers are SVG, so that they can be read as text.

import { placeText } from "../axes.js";
import {
  fitPicture,
  htmlElement,
  pooledSvg,
  setAttributes,
  svgElement,
  svgLayers,
} from "../dom.js";
import { bytesOf, floatsOf } from "../numbers.js";
import { contextOf, dimmed, paletteOf, themeColour } from "../palette.js";

/** @import { View } from "../page.d.ts" */
/** @import { SurfaceScene } from "../scene.d.ts" */

const SHARP = 2; // pixels of the canvas for one of the picture, for screens with small ones
const MANY = 400; // faces, from which on their borders are hairlines

/**
 * @param {HTMLElement} root
 * @returns {View<SurfaceScene>}
 */
export function surfaceView(root) {
  const canvas = htmlElement("canvas", { "aria-hidden": "true" });
  const svg = svgElement("svg", { role: "img" });
  const { axes, names, marks } = svgLayers("nnw-surface", ["axes", "names", "marks"]);
  const title = svgElement("text", { class: "nnw-caption" });
  svg.append(axes, names, marks, title);
  const box = htmlElement("div", { class: "nnw-surface" }, canvas, svg);
  root.append(box);
  let size = "";

  /** @param {SurfaceScene} scene */
  function draw(scene) {
    const { width, height } = scene;
    if (size !== `${width} ${height}`) {
      size = `${width} ${height}`;
      setAttributes(svg, { viewBox: `0 0 ${size}` });
      box.style.aspectRatio = `${width} / ${height}`;
      fitPicture(box, width);
      canvas.width = SHARP * width;
      canvas.height = SHARP * height;
    }
    setAttributes(svg, { "aria-label": scene.label });
    placeText(title, { x: width / 2, y: 16, anchor: "middle", text: scene.title });
    paintSurface(canvas, scene, root);
    pooledSvg(axes, scene.axes.lines, "path", (line, points) => {
      setAttributes(line, { d: `M${points.join("L")}` });
    });
    pooledSvg(names, scene.axes.texts, "text", placeText);
    pooledSvg(marks, scene.marks, "text", placeText);
  }
  return { draw };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {SurfaceScene} scene
 * @param {Element} root
 */
function paintSurface(canvas, scene, root) {
  const context = contextOf(canvas);
  const points = floatsOf(scene.points);
  const [counts, shades, lights] = [scene.counts, scene.shades, scene.lights].map(bytesOf);
  const colours = paletteOf(scene.palette, root);
  context.setTransform(SHARP, 0, 0, SHARP, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  context.lineJoin = "round";
  outline(context, scene.floor, themeColour(root, "quiet"));
  context.strokeStyle = themeColour(root, "map-ghost"); // as on the maps
  context.lineWidth = counts.length > MANY ? 0.35 : 0.75;
  let at = 0;
  for (let i = 0; i < counts.length; i++) {
    context.fillStyle = dimmed(colours[shades[i]], lights[i]);
    context.beginPath();
    for (const end = at + 2 * counts[i]; at < end; at += 2) {
      context.lineTo(points[at], points[at + 1]);
    }
    context.closePath();
    context.fill();
    context.stroke();
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {readonly (readonly number[])[]} corners
 * @param {string} colour
 */
function outline(context, corners, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (const [x, y] of corners) context.lineTo(x, y);
  context.closePath();
  context.stroke();
}
