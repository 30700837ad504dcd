// A script that a page holds once. It comes packed, in a third of its bytes, and waits here for
// whoever asks for its key, before or after it has come.

/** @import { Page, Slot } from "./page.d.ts" */

const slots = /** @type {Record<string, Slot>} */ (/** @type {unknown} */ (globalThis));

/**
 * @param {BlobPart} packed
 * @returns {Promise<Page>}
 */
async function unpacked(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = new Blob([await new Response(stream).blob()], { type: "text/javascript" });
  const address = URL.createObjectURL(script);
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

export default {
  /** @param {{ model: { get(name: "key"): string, get(name: "packed"): BlobPart } }} place */
  initialize({ model }) {
    const key = model.get("key");
    slots[key] ??= {};
    const slot = slots[key];
    slot.module ??= unpacked(model.get("packed"));
    slot.ready ??= slot.module;
    if (slot.arrived) slot.arrived(slot.module);
  },
};
