// An equation between matrices in live numbers, one row lit.

import { htmlElement, setAttributes, setText } from "../dom.js";

/** @import { View } from "../page.d.ts" */
/** @import { MatricesItem, MatricesScene, Matrix } from "../scene.d.ts" */

/**
 * @param {HTMLElement} root
 * @returns {View<MatricesScene>}
 */
export function matricesView(root) {
  const heading = htmlElement("div", { class: "nnw-matrices-title" });
  const line = htmlElement("div", { class: "nnw-matrices", role: "img" });
  root.append(heading, line);
  let shape = "";

  /** @param {MatricesScene} scene */
  function draw({ title, label, items }) {
    setText(heading, title);
    setAttributes(line, { "aria-label": label });
    const key = JSON.stringify(items.map(shapeOf));
    if (key !== shape) {
      shape = key;
      line.replaceChildren(...items.map(buildItem));
    }
    items.forEach((item, i) => {
      if ("cells" in item) fillMatrix(line.children[i], item);
    });
  }
  return { draw };
}

/**
 * What is not filled in later.
 * @param {MatricesItem} item
 */
function shapeOf(item) {
  return "cells" in item ? [item.caption, item.cells.map((row) => row.length)] : item.text;
}

/** @param {MatricesItem} item */
function buildItem(item) {
  if (!("cells" in item)) {
    return htmlElement("div", { class: "nnw-operator" }, document.createTextNode(item.text));
  }
  const spans = item.cells.flat().map(() => htmlElement("span"));
  const grid = htmlElement("div", { class: "nnw-matrix-cells" }, ...spans);
  grid.style.gridTemplateColumns = `repeat(${item.cells[0].length}, minmax(3.1em, auto))`;
  const caption = htmlElement("div", { class: "nnw-matrix-caption" });
  caption.textContent = item.caption;
  return htmlElement("div", { class: "nnw-matrix" }, grid, caption);
}

/**
 * @param {Element} part
 * @param {Matrix} item
 */
function fillMatrix(part, { cells, lit, chosen }) {
  const columns = cells[0].length;
  const spans = part.children[0].children;
  cells.flat().forEach((text, i) => {
    setText(spans[i], text);
    spans[i].classList.toggle("nnw-lit", lit === Math.floor(i / columns));
    spans[i].classList.toggle("nnw-chosen", chosen === i);
  });
}
