// Names for what ipywidgets leaves without one: a slider's handle and its number box, and the
// options of a prediction.

import { setAttributes } from "./dom.js";
import { isDisabled } from "./sliders.js";

/** @param {Element} root */
export function nameControls(root) {
  nameGate(root);
  for (const slider of root.querySelectorAll(".widget-slider")) nameSlider(slider);
}

/** @param {Element} slider */
function nameSlider(slider) {
  const name = slider.querySelector(".widget-label")?.textContent;
  if (!name) return;
  const off = isDisabled(slider) ? "true" : null;
  const handle = slider.querySelector(".noUi-handle");
  const box = slider.querySelector(".widget-readout");
  if (handle) setAttributes(handle, { "aria-label": name, "aria-disabled": off });
  if (!box) return;
  setAttributes(box, {
    role: "textbox",
    tabindex: 0,
    "aria-label": `${name}, number`,
    "aria-disabled": off,
    "aria-readonly": off,
  });
}

/**
 * The options of a prediction are one group, named by its question; its reply is read out when it
 * comes, for which its place must be known before.
 * @param {Element} root
 */
function nameGate(root) {
  const gate = root.querySelector(".nnw-gate");
  const group = gate?.querySelector(".widget-radio-box");
  const reply = gate?.querySelector(".nnw-reply");
  const question = gate?.querySelector("p");
  if (group && question) {
    setAttributes(group, { role: "radiogroup", "aria-label": question.textContent });
  }
  if (reply) setAttributes(reply, { role: "status" });
}
