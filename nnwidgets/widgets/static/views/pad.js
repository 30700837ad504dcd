// Paper to draw a digit on, by mouse, pen or finger. The strokes are drawn here at once and sent
// as they grow; what the kernel answers replaces them only where it knows better.

import { htmlElement, setAttributes, setText } from "../dom.js";
import { clamped } from "../numbers.js";
import { contextOf, themeColour } from "../palette.js";

/** @import { Point, Send, View } from "../page.d.ts" */
/** @import { PadScene } from "../scene.d.ts" */

const SIDE = 280; // pixels of the canvas at twice its smallest size in the page
const PEN = SIDE / 14;
const NEAR = 0.008; // points of a stroke are at least this part of the paper apart

/** @typedef {{ strokes: Point[][], pixels: readonly number[] | null, revision: number }} Paper */

/**
 * @param {HTMLElement} root
 * @param {Send} send
 * @returns {View<PadScene>}
 */
export function padView(root, send) {
  const canvas = htmlElement("canvas", { width: SIDE, height: SIDE, role: "img" });
  const note = htmlElement("div", { class: "nnw-pad-note" });
  root.append(htmlElement("div", { class: "nnw-pad" }, canvas, note));
  /** @type {Paper} */
  const paper = { strokes: [], pixels: null, revision: -1 };
  const repaint = () => paintPaper(canvas, paper, root);
  const pen = penOn(canvas, paper, repaint, send);

  /** @param {PadScene} scene */
  function draw(scene) {
    setAttributes(canvas, { "aria-label": scene.label });
    setText(note, scene.note);
    const behind = !pen.isDown() && length(scene.strokes) > length(paper.strokes);
    if (scene.revision === paper.revision && !behind) return;
    paper.strokes = scene.strokes.map((stroke) => stroke.map(([x, y]) => [x, y]));
    paper.pixels = scene.pixels;
    paper.revision = scene.revision;
    repaint();
  }
  return { draw, redraw: repaint, destroy: pen.stop };
}

/** @param {readonly (readonly unknown[])[]} strokes */
const length = (strokes) => strokes.reduce((sum, stroke) => sum + stroke.length, 0);

/**
 * What one pointer draws, sent once a frame.
 * @param {HTMLCanvasElement} canvas
 * @param {Paper} paper
 * @param {() => void} repaint
 * @param {Send} send
 */
function penOn(canvas, paper, repaint, send) {
  /** @type {Point[]} */
  let fresh = [];
  let begins = false;
  /** @type {number | null} */
  let pointer = null;
  let due = 0;

  /** @param {Point} point */
  function add(point) {
    const stroke = paper.strokes[paper.strokes.length - 1];
    const last = stroke[stroke.length - 1];
    if (last && Math.hypot(last[0] - point[0], last[1] - point[1]) < NEAR) return;
    stroke.push(point);
    fresh.push(point);
  }
  function flush() {
    due = 0;
    if (fresh.length) send({ event: "stroke", begins, points: fresh.flat() });
    fresh = [];
    begins = false;
    repaint();
  }
  function later() {
    due ||= requestAnimationFrame(flush);
  }
  /** @param {PointerEvent} event */
  function lift({ pointerId }) {
    if (pointerId === pointer) pointer = null;
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button || pointer !== null) return;
    event.preventDefault();
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    if (fresh.length) flush();
    if (paper.pixels) paper.strokes = [];
    paper.pixels = null;
    paper.strokes.push([]);
    begins = true;
    add(placeOn(canvas, event));
    later();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const between = event.getCoalescedEvents?.() ?? []; // the way since the last frame, where known
    for (const moved of between.length ? between : [event]) add(placeOn(canvas, moved));
    later();
  });
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  return { isDown: () => pointer !== null, stop: () => cancelAnimationFrame(due) };
}

/**
 * Where on the paper, its sides of length 1.
 * @param {HTMLCanvasElement} canvas
 * @param {PointerEvent} event
 * @returns {Point}
 */
function placeOn(canvas, { clientX, clientY }) {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  /** @param {number} value */
  const part = (value) => Math.round(1e4 * clamped(value, 0, 1)) / 1e4;
  return [part((clientX - left) / width), part((clientY - top) / height)];
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Paper} paper
 * @param {Element} root
 */
function paintPaper(canvas, { pixels, strokes }, root) {
  const context = contextOf(canvas);
  const ink = themeColour(root, "image-high");
  context.fillStyle = themeColour(root, "image-low");
  context.fillRect(0, 0, SIDE, SIDE);
  context.fillStyle = ink;
  context.strokeStyle = ink;
  if (pixels) paintPixels(context, pixels);
  context.lineWidth = PEN;
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const stroke of strokes) {
    context.beginPath();
    for (const [x, y] of stroke) context.lineTo(x * SIDE, y * SIDE);
    if (stroke.length === 1) context.lineTo(stroke[0][0] * SIDE, stroke[0][1] * SIDE);
    context.stroke();
  }
}

/**
 * A stored image, its pixels row by row from the top, from 0 (paper) to 1 (ink).
 * @param {CanvasRenderingContext2D} context
 * @param {readonly number[]} pixels
 */
function paintPixels(context, pixels) {
  const side = SIDE / 8;
  pixels.forEach((share, i) => {
    context.globalAlpha = share;
    context.fillRect((i % 8) * side, Math.floor(i / 8) * side, side, side);
  });
  context.globalAlpha = 1;
}
