// Segments joined end to end, so that a dash pattern runs along the whole curve.

/** @import { Place } from "../page.d.ts" */

/**
 * The path of segments x₁, y₁, x₂, y₂, in any order.
 * @param {ArrayLike<number>} ends
 * @param {Place} toPixel
 */
export function chained(ends, toPixel) {
  /** @type {Map<string, string[]>} an end that can be continued, and its chain */
  const open = new Map();
  /** @type {Set<string[] | undefined>} */
  const chains = new Set();
  /** @param {number} i */
  const textAt = (i) =>
    toPixel(ends[i], ends[i + 1])
      .map((v) => v.toFixed(1))
      .join();
  for (let i = 0; i < ends.length; i += 4) {
    const [a, b] = [textAt(i), textAt(i + 2)];
    if (a === b) continue;
    const [left, right] = [open.get(a), open.get(b)];
    for (const end of [a, b]) open.delete(end);
    for (const part of [left, right]) chains.delete(part);
    const chain = joined(left, right, a, b);
    chains.add(chain);
    const [first, last] = [chain[0], chain[chain.length - 1]];
    if (first === last) continue;
    for (const end of [first, last]) open.set(end, chain);
  }
  return [...chains].map((chain) => `M${chain?.join("L")}`).join("");
}

/**
 * Two chains, or ends without one, joined by the segment from a to b.
 * @param {string[] | undefined} left
 * @param {string[] | undefined} right
 * @param {string} a
 * @param {string} b
 */
function joined(left, right, a, b) {
  const start = left ? (left[left.length - 1] === a ? left : left.reverse()) : [a];
  if (right === left && right) return [...start, b];
  const rest = right ? (right[0] === b ? right : right.reverse()) : [b];
  return [...start, ...rest];
}
