// Elements, attributes and texts: made once, and written only where they differ.

/** @import { Attributes } from "./page.d.ts" */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svgElement(tag, attributes = {}) {
  const element = document.createElementNS(SVG, tag);
  setAttributes(element, attributes);
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {Node[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function htmlElement(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/**
 * One `g` for each name, with the class of its name.
 * @template {string} Name
 * @param {string} prefix
 * @param {Name[]} names
 */
export function svgLayers(prefix, names) {
  const layers = names.map((name) => [name, svgElement("g", { class: `${prefix}-${name}` })]);
  return /** @type {Record<Name, SVGGElement>} */ (Object.fromEntries(layers));
}

/**
 * An unchanged attribute costs no style or layout work.
 * @param {Element} element
 * @param {Attributes} attributes
 */
export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) {
      if (element.hasAttribute(name)) element.removeAttribute(name);
    } else if (element.getAttribute(name) !== String(value)) {
      element.setAttribute(name, String(value));
    }
  }
}

/**
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * As many children as entries, each brought up to date and none made anew.
 * @template {Element} Child
 * @template Entry
 * @param {Element} layer
 * @param {readonly Entry[]} entries
 * @param {() => Child} build
 * @param {(child: Child, entry: Entry, i: number) => void} update
 */
export function pooled(layer, entries, build, update) {
  while (layer.children.length < entries.length) layer.append(build());
  while (layer.children.length > entries.length) layer.lastElementChild?.remove();
  entries.forEach((entry, i) => {
    update(/** @type {Child} */ (layer.children[i]), entry, i);
  });
}

/**
 * `pooled` for elements of SVG that begin bare.
 * @template {keyof SVGElementTagNameMap} Tag
 * @template Entry
 * @param {Element} layer
 * @param {readonly Entry[]} entries
 * @param {Tag} tag
 * @param {(child: SVGElementTagNameMap[Tag], entry: Entry, i: number) => void} update
 */
export function pooledSvg(layer, entries, tag, update) {
  pooled(layer, entries, () => svgElement(tag), update);
}

/** @type {WeakMap<Element, number>} */
const designs = new WeakMap();

/**
 * A picture fills its panel, up to 1.3 times its design. Where it must shrink, its text does not.
 * One that scrolls shrinks no further than to `least` of its design.
 * @param {HTMLElement | SVGElement} element
 * @param {number} designed
 */
export function fitPicture(element, designed, least = 0) {
  element.style.maxWidth = `${Math.round(1.3 * designed)}px`;
  element.style.minWidth = least ? `${Math.round(least * designed)}px` : "";
  const zoom = () => {
    const { width } = element.getBoundingClientRect();
    const ratio = Math.max(1, (designs.get(element) ?? width) / width);
    if (width) element.style.setProperty("--nnw-zoom", ratio.toFixed(3));
  };
  if (!designs.has(element)) new ResizeObserver(zoom).observe(element);
  designs.set(element, designed);
  zoom();
}

/**
 * How explorers look, once for the page; one that was left open over an upgrade takes the new look.
 * @param {string} css
 */
export function addSheet(css) {
  const id = "nnw-sheet";
  let sheet = document.getElementById(id);
  if (!sheet) {
    sheet = htmlElement("style", { id });
    document.head.append(sheet);
  }
  setText(sheet, css);
}
