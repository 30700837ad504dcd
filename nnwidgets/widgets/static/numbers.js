// Numbers as they come from the kernel, and as they are written.

/** @param {DataView} view */
export function bytesOf(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** @param {DataView} view */
export function floatsOf(view) {
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

/**
 * Three significant digits, with a minus sign and not a hyphen.
 * @param {number} value
 */
export function shortNumber(value) {
  return String(Number(value.toPrecision(3))).replace("-", "−");
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
export function clamped(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
