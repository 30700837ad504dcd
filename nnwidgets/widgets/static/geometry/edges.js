// The way of an edge from border to border: straight, or by the points that a layout left free.

/** @import { Point } from "../page.d.ts" */

/**
 * @typedef {{
 *   x: number, y: number, radius: number, half?: number, corner?: number,
 * }} Node
 * @typedef {{ via?: readonly (readonly number[])[], shift?: number, arrow?: string }} Edge
 */

const BEND = 0.4; // of a stretch, along which a long edge leaves and arrives
const ARROW_GAP = 2;

/**
 * The radius of a node's corners; for the roundest, the border is a circle or a pill.
 * @param {Node} node
 */
export function cornerOf(node) {
  return node.corner ?? node.radius;
}

/**
 * From a node's centre to its border, in the direction (dx, dy) of length 1. The border is a
 * rectangle with round corners.
 * @param {Node} node
 * @param {number} dx
 * @param {number} dy
 */
export function reach(node, dx, dy) {
  const r = node.radius;
  const half = node.half || r;
  const corner = Math.min(cornerOf(node), half, r);
  const [ax, ay] = [Math.abs(dx), Math.abs(dy)];
  if ((half / ax) * ay <= r - corner) return half / ax;
  if ((r / ay) * ax <= half - corner) return r / ay;
  const [cx, cy] = [half - corner, r - corner];
  const along = ax * cx + ay * cy;
  return along + Math.sqrt(Math.max(0, along * along - cx * cx - cy * cy + corner * corner));
}

/**
 * Where an edge begins, its points between, and where it ends.
 * @param {Edge} edge
 * @param {Node} from
 * @param {Node} to
 * @returns {Point[]}
 */
export function edgePoints(edge, from, to) {
  const between = (edge.via ?? []).map(([x, y]) => /** @type {Point} */ ([x, y]));
  /** @type {Point[]} */
  const points = [[from.x, from.y], ...between, [to.x, to.y]];
  const last = points.length - 1;
  const shift = (edge.shift || 0) / Math.hypot(to.x - from.x, to.y - from.y);
  const [asideX, asideY] = [(from.y - to.y) * shift, (to.x - from.x) * shift];
  const moved = points.map(([x, y]) => /** @type {Point} */ ([x + asideX, y + asideY]));
  return moved.map((point, i) => {
    if (i === 0) return onBorder(from, point, moved[1], 0);
    return i === last ? onBorder(to, point, moved[last - 1], edge.arrow ? ARROW_GAP : 0) : point;
  });
}

/**
 * @param {Node} node
 * @param {Point} place
 * @param {Point} towards
 * @param {number} gap
 * @returns {Point}
 */
function onBorder(node, [x, y], [otherX, otherY], gap) {
  const length = Math.hypot(otherX - x, otherY - y);
  const [dx, dy] = [(otherX - x) / length, (otherY - y) / length];
  const distance = reach(node, dx, dy) + gap;
  return [x + dx * distance, y + dy * distance];
}

/**
 * A long edge leaves and arrives along its first and last stretch and is level in between.
 * @param {Point[]} points
 */
export function edgePath(points) {
  /** @param {Point} point */
  const text = ([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`;
  const last = points.length - 1;
  if (last === 1) return `M${text(points[0])} L${text(points[1])}`;
  const curves = points.slice(1).map((end, i) => {
    const start = points[i];
    const [dx, dy] = [(end[0] - start[0]) * BEND, (end[1] - start[1]) * BEND];
    /** @type {Point} */
    const leaving = [start[0] + dx, start[1] + (i === 0 ? dy : 0)];
    /** @type {Point} */
    const arriving = [end[0] - dx, end[1] - (i === last - 1 ? dy : 0)];
    return `C${text(leaving)} ${text(arriving)} ${text(end)}`;
  });
  return `M${text(points[0])} ${curves.join(" ")}`;
}

/**
 * Where an edge's text stands.
 * @param {Point[]} points
 * @returns {Point}
 */
export function middleOf(points) {
  const i = Math.floor((points.length - 1) / 2);
  if (points.length % 2) return points[i];
  return [(points[i][0] + points[i + 1][0]) / 2, (points[i][1] + points[i + 1][1]) / 2];
}
