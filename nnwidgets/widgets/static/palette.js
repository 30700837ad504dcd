// Palettes: a byte for a colour, and grids of bytes painted on a canvas.

import { bytesOf } from "./numbers.js";

const ENDS = ["low", "middle", "high"];

/** @type {Map<string, Uint32Array>} */
const palettes = new Map();

/**
 * The theme's colour of a name, where an element stands.
 * @param {Element} root
 * @param {string} name
 */
export function themeColour(root, name) {
  return getComputedStyle(root).getPropertyValue(`--nnw-${name}`).trim();
}

/**
 * The 256 colours of a palette of the theme; 128 is its middle.
 * @param {string} palette
 * @param {Element} root
 */
export function paletteOf(palette, root) {
  const style = getComputedStyle(root);
  const stops = ENDS.map((end) => style.getPropertyValue(`--nnw-${palette}-${end}`).trim());
  const key = stops.join();
  const known = palettes.get(key) ?? blended(stops);
  palettes.set(key, known);
  return known;
}

/**
 * Colours between three stops in #rrggbb, as numbers with red in the lowest byte.
 * @param {string[]} stops
 */
export function blended(stops) {
  const [low, middle, high] = stops.map(channels);
  return Uint32Array.from({ length: 256 }, (_, i) => {
    const [from, to] = i < 128 ? [low, middle] : [middle, high];
    const share = i < 128 ? i / 128 : (i - 128) / 127;
    const [r, g, b] = from.map((value, c) => Math.round(value + (to[c] - value) * share));
    return (255 << 24) | (b << 16) | (g << 8) | r;
  });
}

/** @param {string} colour */
function channels(colour) {
  return [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
}

/**
 * A colour of a palette with less light, as CSS has it.
 * @param {number} colour
 * @param {number} light from 0 to 255
 */
export function dimmed(colour, light) {
  /** @param {number} shift */
  const channel = (shift) => Math.round((((colour >> shift) & 255) * light) / 255);
  const texts = [0, 8, 16].map((shift) => channel(shift).toString(16).padStart(2, "0"));
  return `#${texts.join("")}`;
}

/**
 * A drawing surface; a browser that refuses one ends in the panel's sentence.
 * @param {HTMLCanvasElement} canvas
 */
export function contextOf(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("the browser gives no canvas");
  return context;
}

/**
 * A square of cells, a byte each, rows from the bottom up.
 * @param {HTMLCanvasElement} canvas
 * @param {{ size: number, grid: DataView, palette: string }} cells
 * @param {Element} root
 */
export function paintGrid(canvas, { size, grid, palette }, root) {
  if (canvas.width !== size) {
    canvas.width = size;
    canvas.height = size;
  }
  const context = contextOf(canvas);
  const image = context.createImageData(size, size);
  const cells = bytesOf(grid);
  const colours = paletteOf(palette, root);
  const pixels = new Uint32Array(image.data.buffer);
  for (let row = 0; row < size; row++) {
    const source = (size - 1 - row) * size;
    for (let column = 0; column < size; column++) {
      pixels[row * size + column] = colours[cells[source + column]];
    }
  }
  context.putImageData(image, 0, 0);
}
