// What every view shares. The files of this folder become one script, this one first; each view
// enters itself in VIEWS under its kind: `(root, send) => ({ draw, redraw, destroy })`.

const VIEWS = {};

// How explorers look, once for the page. SHEET stands before this file; a page that was left open
// over an upgrade takes the new one.
function addSheet() {
  let sheet = document.getElementById("nnw-sheet");
  if (!sheet) {
    sheet = document.createElement("style");
    sheet.id = "nnw-sheet";
    document.head.append(sheet);
  }
  setText(sheet, SHEET);
}

function svgElement(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(element, attributes);
  return element;
}

// Writes only what differs: an unchanged attribute costs no style or layout work.
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) {
      if (element.hasAttribute(name)) element.removeAttribute(name);
    } else if (element.getAttribute(name) !== String(value)) {
      element.setAttribute(name, value);
    }
  }
}

// A picture fills its panel, up to 1.3 times its design. Where it must shrink, its text does not.
// One that scrolls shrinks no further than to `least` of its design.
const designs = new WeakMap();

function fitPicture(element, designed, least = 0) {
  element.style.maxWidth = `${Math.round(1.3 * designed)}px`;
  element.style.minWidth = least ? `${Math.round(least * designed)}px` : "";
  const zoom = () => {
    const width = element.getBoundingClientRect().width;
    const ratio = Math.max(1, designs.get(element) / width);
    if (width) element.style.setProperty("--nnw-zoom", ratio.toFixed(3));
  };
  if (!designs.has(element)) new ResizeObserver(zoom).observe(element);
  designs.set(element, designed);
  zoom();
}

// As many children as entries, each brought up to date and none made anew.
function pooled(layer, entries, tag, update) {
  while (layer.children.length < entries.length) layer.append(svgElement(tag, {}));
  while (layer.children.length > entries.length) layer.lastChild.remove();
  entries.forEach((entry, i) => update(layer.children[i], entry, i));
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function bytesOf(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function floatsOf(view) {
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}
