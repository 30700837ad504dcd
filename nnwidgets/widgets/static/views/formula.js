// Formulas in live numbers: lines of texts and fractions. `e^{2}` is drawn with a raised 2.

import { htmlElement, setAttributes } from "../dom.js";

/** @import { View } from "../page.d.ts" */
/** @import { FormulaPart, FormulaScene } from "../scene.d.ts" */

/**
 * @param {HTMLElement} root
 * @returns {View<FormulaScene>}
 */
export function formulaView(root) {
  const box = htmlElement("div", { class: "nnw-formula", role: "img" });
  root.append(box);
  let shape = "";

  /** @param {FormulaScene} scene */
  function draw({ lines, label }) {
    setAttributes(box, { "aria-label": label });
    const key = JSON.stringify(lines.map((line) => line.map((part) => "over" in part)));
    if (key !== shape) {
      shape = key;
      box.replaceChildren(...lines.map((line) => htmlElement("div", {}, ...line.map(buildPart))));
    }
    lines.forEach((line, i) => {
      line.forEach((part, j) => {
        fillPart(box.children[i].children[j], part);
      });
    });
  }
  return { draw };
}

/** @param {FormulaPart} part */
function buildPart(part) {
  if (!("over" in part)) return htmlElement("span");
  const class_ = "nnw-fraction";
  return htmlElement("span", { class: class_ }, htmlElement("span"), htmlElement("span"));
}

/**
 * @param {Element} element
 * @param {FormulaPart} part
 */
function fillPart(element, part) {
  if ("over" in part) {
    setRaised(element.children[0], part.over);
    setRaised(element.children[1], part.under);
  } else {
    setRaised(element, part.text);
    setAttributes(element, { class: `nnw-formula-${part.style}` });
  }
}

/** @type {WeakMap<Element, string>} */
const written = new WeakMap();

/**
 * @param {Element} element
 * @param {string} text
 */
function setRaised(element, text) {
  if (written.get(element) === text) return;
  written.set(element, text);
  const pieces = text.split(/\^\{([^}]*)\}/); // every other one was in braces
  element.replaceChildren(
    ...pieces.map((piece, i) => {
      const letters = document.createTextNode(piece);
      return i % 2 ? htmlElement("sup", {}, letters) : letters;
    }),
  );
}
