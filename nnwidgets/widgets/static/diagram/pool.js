// Nodes or edges by their id: each is made once, and goes when it is not sent any more.

import { svgElement } from "../dom.js";
import { listen } from "../items.js";

/** @import { Send } from "../page.d.ts" */

/**
 * @template {{ group: SVGGElement }} Item
 * @param {() => Item} build
 * @param {Send} send
 */
export function itemPool(build, send) {
  const layer = svgElement("g");
  /** @type {Map<string, Item>} */
  const drawn = new Map();

  /** @param {string} id */
  function itemOf(id) {
    const known = drawn.get(id);
    if (known) return known;
    const item = build();
    layer.append(item.group);
    listen(item.group, id, send);
    drawn.set(id, item);
    return item;
  }

  return {
    layer,
    /**
     * @template {{ id: string }} Entry
     * @param {readonly Entry[]} entries
     * @param {(item: Item, entry: Entry) => void} update
     */
    draw(entries, update) {
      for (const entry of entries) update(itemOf(entry.id), entry);
      if (drawn.size === entries.length) return;
      const present = new Set(entries.map(({ id }) => id));
      for (const [id, { group }] of drawn) {
        if (present.has(id)) continue;
        group.remove();
        drawn.delete(id);
      }
    },
    /** @param {readonly { id: string }[]} entries */
    sort(entries) {
      const groups = entries.map(({ id }) => itemOf(id).group);
      if (groups.some((group, i) => layer.children[i] !== group)) layer.append(...groups);
    },
  };
}
