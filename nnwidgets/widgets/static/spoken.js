// The sentences under the pictures, and how a screen reader hears of them: once the hand rests, not
// at every step of a drag, and not while the page is built. What was said is taken away again: a
// reader who walks over the page would find it there twice.

import { htmlElement, setText } from "./dom.js";

const REST = 700; // milliseconds without a change, after which what changed is said
const SAID = 5000; // in which it has been handed to the reader

export function buildSummary() {
  const summary = htmlElement("p", { class: "nnw-summary" });
  const spoken = htmlElement("p", { class: "nnw-spoken", role: "status" });
  /** @type {string | null} */
  let told = null;
  let timer = 0;

  /** @param {string} words */
  function speak(words) {
    setText(spoken, words);
    timer = window.setTimeout(() => setText(spoken, ""), SAID);
  }

  /** @param {string} words */
  function tell(words) {
    setText(summary, words);
    if (told !== null && words !== told) {
      clearTimeout(timer);
      timer = window.setTimeout(speak, REST, words);
    }
    told = words;
  }

  return { elements: [summary, spoken], tell, stop: () => clearTimeout(timer) };
}
