// Small grey images side by side, each with a line of text under it.

import { htmlElement, pooled, setAttributes, setText } from "../dom.js";
import { paintGrid } from "../palette.js";

/** @import { View } from "../page.d.ts" */
/** @import { GalleryItem, GalleryScene } from "../scene.d.ts" */

/**
 * @param {HTMLElement} root
 * @returns {View<GalleryScene>}
 */
export function galleryView(root) {
  const title = htmlElement("div", { class: "nnw-gallery-title" });
  const list = htmlElement("div", { class: "nnw-gallery" });
  root.append(title, list);

  /** @param {GalleryScene} scene */
  function draw(scene) {
    setText(title, scene.title);
    pooled(list, scene.items, buildItem, (figure, item) => fillItem(figure, item, scene, root));
  }
  return { draw };
}

function buildItem() {
  const canvas = htmlElement("canvas", { role: "img" });
  return htmlElement("figure", {}, canvas, htmlElement("figcaption"));
}

/**
 * @param {HTMLElement} figure
 * @param {GalleryItem} item
 * @param {GalleryScene} scene
 * @param {Element} root
 */
function fillItem(figure, item, { size, palette }, root) {
  const canvas = /** @type {HTMLCanvasElement} */ (figure.children[0]);
  paintGrid(canvas, { size, palette, grid: item.pixels }, root);
  setAttributes(canvas, { "aria-label": item.label });
  setAttributes(figure, { class: item.wrong ? "nnw-is-wrong" : null });
  setText(figure.children[1], item.text);
}
