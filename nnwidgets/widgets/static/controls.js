// ipywidgets' sliders, made whole: names, Home and double-click to put a value back, and word to
// the kernel when a drag begins.

import { consume, NUDGES } from "./keys.js";
import { nameControls } from "./names.js";
import { classAfter, dragByHand, isDisabled, moveByHand } from "./sliders.js";

/** @import { Send } from "./page.d.ts" */

const PAUSE = 1000; // milliseconds without a key, after which a new drag begins
const UNTIL_PLACED = 30;
const CHANGES = {
  childList: true,
  subtree: true,
  characterData: true,
  attributeFilter: ["disabled"],
};

/**
 * @param {HTMLElement} stage
 * @param {Send} send
 */
export function watchControls(stage, send) {
  let stop = () => {};
  let waiting = 0;
  function attach() {
    /** @type {HTMLElement | null} */
    const root = stage.closest(".nnw-explorer");
    if (!root) {
      waiting = window.setTimeout(attach, UNTIL_PLACED); // not yet in the page
      return;
    }
    const stops = [listenToHands(root, send), keepNamed(root, stage)];
    stop = () => {
      for (const each of stops) each();
    };
  }
  attach();
  return () => {
    clearTimeout(waiting);
    stop();
  };
}

/**
 * Names controls whenever one comes or changes. What changes in the pictures is not looked at: of
 * the explorer and its body, only their children are, and of these all but what holds the stage.
 * @param {HTMLElement} root
 * @param {HTMLElement} stage
 */
function keepNamed(root, stage) {
  const parts = new MutationObserver(() => nameControls(root));
  const layout = new MutationObserver(look);
  function look() {
    parts.disconnect();
    layout.disconnect();
    /** @type {Element | null} */
    let around = root;
    while (around && around !== stage) {
      layout.observe(around, { childList: true });
      /** @type {Element[]} */
      const children = [...around.children];
      around = children.find((child) => child.contains(stage)) ?? null;
      for (const child of children) if (child !== around) parts.observe(child, CHANGES);
    }
    nameControls(root);
  }
  look();
  return () => {
    parts.disconnect();
    layout.disconnect();
  };
}

/**
 * @param {HTMLElement} root
 * @param {Send} send
 */
function listenToHands(root, send) {
  let lastKey = 0;
  /** @param {Element} target */
  const hold = (target) => {
    const id = classAfter(target, "nnw-field-");
    if (id) send({ event: "hold", id });
  };
  /** @param {globalThis.Event} event @param {Element} target */
  const restore = (event, target) => {
    const id = classAfter(target, "nnw-field-");
    if (!id || isDisabled(target)) return;
    event.preventDefault();
    event.stopPropagation();
    send({ event: "restore", id });
  };
  /** @param {KeyboardEvent} event @param {Element} target */
  const onKey = (event, target) => {
    if (!target.classList.contains("noUi-handle") || isDisabled(target)) return;
    if (event.key === "Home") restore(event, target);
    else if (event.timeStamp - lastKey > PAUSE) hold(target);
    lastKey = event.timeStamp;
    if (event.key in NUDGES && moveByHand(target, NUDGES[event.key])) consume(event);
  };
  // A key that is meant for a control stays with it. Shortcuts with a modifier go on, and Escape.
  /** @param {KeyboardEvent} event @param {Element} target */
  const keep = (event, target) => {
    const shortcut = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape";
    const runs = event.shiftKey && event.key === "Enter";
    if (!shortcut && !runs && target !== root) event.stopPropagation();
  };
  /** @param {PointerEvent} _ @param {Element} target */
  const onPointer = (_, target) => {
    if (isDisabled(target)) return;
    hold(target);
    dragByHand(target);
  };
  /** @param {MouseEvent} event @param {Element} target */
  const onDouble = (event, target) => {
    if (target.closest(".slider-container")) restore(event, target);
  };
  const listeners = new AbortController();
  /**
   * @template {keyof HTMLElementEventMap} Name
   * @param {Name} name
   * @param {(event: HTMLElementEventMap[Name], target: Element) => void} callback
   * @param {boolean} capture
   */
  const on = (name, callback, capture) => {
    root.addEventListener(
      name,
      (event) => {
        if (event.target instanceof Element) callback(event, event.target);
      },
      { capture, signal: listeners.signal },
    );
  };
  on("keydown", onKey, true);
  on("keydown", keep, false);
  on("dblclick", onDouble, false);
  on("pointerdown", onPointer, true);
  return () => listeners.abort();
}
