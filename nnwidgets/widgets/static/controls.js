// ipywidgets' controls, made whole from the moment that their explorer stands in the page.

import { listenToHands } from "./hands.js";
import { nameControls } from "./names.js";

/** @import { Send } from "./page.d.ts" */

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
