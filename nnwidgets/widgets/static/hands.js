// What hands do to ipywidgets' sliders beyond what these know: Home and double-click put a value
// back, a hand moves by the step of the field, and the kernel hears when a drag begins.

import { consume, NUDGES } from "./keys.js";
import { classAfter, dragByHand, isDisabled, moveByHand } from "./sliders.js";

/** @import { Send } from "./page.d.ts" */

const PAUSE = 1000; // milliseconds without a key, after which a new drag begins

/**
 * @param {HTMLElement} root
 * @param {Send} send
 */
export function listenToHands(root, send) {
  const listeners = new AbortController();
  /**
   * @template {keyof HTMLElementEventMap} Name
   * @param {Name} name
   * @param {boolean} capture
   * @param {(event: HTMLElementEventMap[Name], target: Element) => void} callback
   */
  const on = (name, capture, callback) => {
    /** @param {HTMLElementEventMap[Name]} event */
    const listener = (event) => {
      if (event.target instanceof Element) callback(event, event.target);
    };
    root.addEventListener(name, listener, { capture, signal: listeners.signal });
  };
  on("keydown", true, keyListener(send));
  on("keydown", false, (event, target) => {
    if (target !== root && !isShortcut(event)) event.stopPropagation();
  });
  on("dblclick", false, (event, target) => {
    if (target.closest(".slider-container")) restore(event, target, send);
  });
  on("pointerdown", true, (_, target) => {
    if (isDisabled(target)) return;
    hold(target, send);
    dragByHand(target);
  });
  return () => listeners.abort();
}

/** @param {Send} send */
function keyListener(send) {
  let last = 0;
  /** @param {KeyboardEvent} event @param {Element} target */
  return (event, target) => {
    if (!target.classList.contains("noUi-handle") || isDisabled(target)) return;
    if (event.key === "Home") restore(event, target, send);
    else if (event.timeStamp - last > PAUSE) hold(target, send);
    last = event.timeStamp;
    if (event.key in NUDGES && moveByHand(target, NUDGES[event.key])) consume(event);
  };
}

/**
 * A key that is meant for a control stays with it. Shortcuts with a modifier go on, and Escape.
 * @param {KeyboardEvent} event
 */
function isShortcut({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  const runs = shiftKey && key === "Enter";
  return ctrlKey || metaKey || altKey || key === "Escape" || runs;
}

/**
 * @param {Element} target
 * @param {Send} send
 */
function hold(target, send) {
  const id = classAfter(target, "nnw-field-");
  if (id) send({ event: "hold", id });
}

/**
 * @param {Event} event
 * @param {Element} target
 * @param {Send} send
 */
function restore(event, target, send) {
  const id = classAfter(target, "nnw-field-");
  if (!id || isDisabled(target)) return;
  consume(event);
  send({ event: "restore", id });
}
