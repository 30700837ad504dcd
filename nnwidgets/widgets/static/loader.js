// Every stage waits here for the code that the page holds once, whatever the number of explorers.

/** @import { Model, Page, Slot } from "./page.d.ts" */

const slots = /** @type {Record<string, Slot>} */ (/** @type {unknown} */ (globalThis));

/**
 * @param {string} key
 * @returns {Promise<Page>}
 */
function shared(key) {
  slots[key] ??= {};
  const slot = slots[key];
  slot.ready ??= new Promise((resolve) => {
    slot.arrived = resolve;
  });
  return slot.ready;
}

export default {
  /** @param {{ model: Model, el: HTMLElement }} place */
  async render(place) {
    const { renderStage } = await shared(place.model.get("page_key"));
    return renderStage(place);
  },
};
