// A slider's own step is fine, so that a page shows every number as it is; a hand moves it by the
// step of its field: an arrow key adds one, a drag lands on a multiple.

/** @import { SliderTarget } from "./page.d.ts" */

/**
 * What follows a prefix among the classes of the control around an element; empty where none does.
 * @param {Element} element
 * @param {string} prefix
 */
export function classAfter(element, prefix) {
  const holder = element.closest(`[class*='${prefix}']`);
  const name = holder && [...holder.classList].find((each) => each.startsWith(prefix));
  return name ? name.slice(prefix.length) : "";
}

/** @param {Element} element */
const targetOf = (element) => /** @type {SliderTarget | null} */ (element.closest(".noUi-target"));

/** @param {Element} part of a slider */
export function isDisabled(part) {
  const slider = part.closest(".widget-slider");
  return Boolean(slider?.querySelector(".noUi-target[disabled]"));
}

/**
 * Returns whether the slider has a step of its own for a hand.
 * @param {Element} handle
 * @param {number} steps
 */
export function moveByHand(handle, steps) {
  const target = targetOf(handle);
  const step = Number(classAfter(handle, "nnw-step-"));
  if (!target || !step || isDisabled(handle)) return false;
  const moved = Number(target.noUiSlider.get()) + steps * step;
  target.noUiSlider.set(Number(moved.toFixed(10)));
  return true;
}

/**
 * Another step moves the value by its last bits, which the page sends, and late: after a
 * double-click has put the value back. So the step changes when a handle is moved, not when it is
 * pressed.
 * @param {Element} element
 */
export function dragByHand(element) {
  const target = targetOf(element);
  const step = Number(classAfter(element, "nnw-step-"));
  if (!target || !step) return;
  const slider = target.noUiSlider;
  const fine = slider.options.step;
  const listeners = new AbortController();
  const { signal } = listeners;
  const begin = () => slider.updateOptions({ step }, false);
  const end = () => {
    if (slider.options.step !== fine) slider.updateOptions({ step: fine }, false);
    listeners.abort();
  };
  const isHandle = element.closest(".noUi-handle");
  if (isHandle) addEventListener("pointermove", begin, { once: true, capture: true, signal });
  else begin();
  addEventListener("pointerup", end, { signal });
  addEventListener("pointercancel", end, { signal }); // a touch may be taken away for scrolling
}
