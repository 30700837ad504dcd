// What a page expects of the kernel. A page that was left open over an upgrade may get other data
// than it can draw: it then says so, where the picture would be.

/** @import { Needs } from "./page.d.ts" */

const WAY_OUT = "After an upgrade of nnwidgets, restart the kernel and reload the page.";

/**
 * Why these data cannot be drawn, in one sentence; empty where they can.
 * @param {string} kind
 * @param {object} scene
 * @param {Needs} needs
 */
export function troubleWith(kind, scene, needs) {
  if (!Object.hasOwn(needs, kind)) {
    return `This picture cannot be drawn: the page knows no kind "${kind}". ${WAY_OUT}`;
  }
  const missing = needs[kind].filter((name) => !Object.hasOwn(scene, name));
  if (!missing.length) return "";
  const names = missing.map((name) => `"${name}"`).join(", ");
  return `This picture cannot be drawn: its data lack ${names}. ${WAY_OUT}`;
}

/** @param {unknown} error */
export function troubleAfter(error) {
  return `This picture could not be drawn (${error}). The other pictures and the numbers are right.`;
}
