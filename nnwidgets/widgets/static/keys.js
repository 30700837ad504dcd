// Keys that move a value, and by how many of its steps.

export const NUDGES = /** @type {Record<string, number>} */ ({
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 10,
  PageDown: -10,
});

/**
 * JupyterLab moves between cells on arrow keys and cuts one on a letter: a key that was used stays.
 * @param {Event} event
 */
export function consume(event) {
  event.preventDefault();
  event.stopPropagation();
}
