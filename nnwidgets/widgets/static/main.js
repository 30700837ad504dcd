// The pictures of one explorer, drawn together: one message from the kernel, one paint.

import { watchControls } from "./controls.js";
import { addSheet, htmlElement } from "./dom.js";
import { buildPanel } from "./panel.js";
import { buildSummary } from "./spoken.js";

/** @import { Model, Needs, Send } from "./page.d.ts" */

/**
 * The page's code, for a look and for what each kind of picture needs.
 * @param {{ sheet: string, needs: Needs }} given
 */
export function pageOf({ sheet, needs }) {
  /** @param {{ model: Model, el: HTMLElement }} place */
  return ({ model, el }) => {
    addSheet(sheet);
    return renderStage(model, el, needs);
  };
}

/**
 * @param {Model} model
 * @param {HTMLElement} el
 * @param {Needs} needs
 */
function renderStage(model, el, needs) {
  /** @type {Send} */
  const send = (event) => model.send(event);
  const panels = model.get("panels").map((spec) => buildPanel(spec, needs, send));
  const summary = buildSummary();
  const grid = htmlElement("div", { class: "nnw-panels" }, ...panels.map(({ root }) => root));
  const stage = htmlElement("div", { class: "nnw-stage" }, grid, ...summary.elements);
  el.append(stage);

  const stale = new Set(panels);
  let placed = false; // colours and widths are known once the stage has a size in the page
  let draws = 0;

  /** @param {"draw" | "redraw"} method */
  function paint(method) {
    if (!placed) return;
    for (const panel of stale) {
      const scene = model.get(panel.key);
      if (scene && Object.keys(scene).length) panel.show(scene, method);
    }
    stale.clear();
    summary.tell(model.get("summary"));
    draws += 1;
    stage.dataset.nnwDraws = String(draws);
  }

  const stops = [
    listenTo(
      model,
      panels,
      (panel) => stale.add(panel),
      () => paint("draw"),
    ),
    whenRecoloured(() => {
      for (const panel of panels) stale.add(panel);
      paint("redraw");
    }),
    whenPlaced(stage, () => {
      placed = true;
      paint("draw");
    }),
    watchControls(stage, send),
    summary.stop,
    ...panels.map(({ destroy }) => destroy),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * "change:name" comes for each scene of a message, then one "change" for the message.
 * @template {{ key: string }} Panel
 * @param {Model} model
 * @param {Panel[]} panels
 * @param {(panel: Panel) => void} outdate
 * @param {() => void} paint
 */
function listenTo(model, panels, outdate, paint) {
  /** @type {[string, () => void][]} */
  const listeners = panels.map((panel) => [`change:${panel.key}`, () => outdate(panel)]);
  listeners.push(["change", paint]);
  for (const [name, callback] of listeners) model.on(name, callback);
  return () => {
    for (const [name, callback] of listeners) model.off(name, callback);
  };
}

/**
 * By the notebook's theme, or by the system.
 * @param {() => void} recolour
 */
function whenRecoloured(recolour) {
  const themed = new MutationObserver(recolour);
  const attributeFilter = ["data-jp-theme-light", "class"];
  themed.observe(document.body, { attributes: true, attributeFilter });
  const forced = ["(forced-colors: active)", "(prefers-color-scheme: dark)"].map((query) =>
    matchMedia(query),
  );
  for (const query of forced) query.addEventListener("change", recolour);
  return () => {
    themed.disconnect();
    for (const query of forced) query.removeEventListener("change", recolour);
  };
}

/**
 * Called once, when the element has a size in the page.
 * @param {HTMLElement} element
 * @param {() => void} callback
 */
function whenPlaced(element, callback) {
  const sized = new ResizeObserver(() => {
    if (!element.offsetWidth) return;
    sized.disconnect();
    callback();
  });
  sized.observe(element);
  return () => sized.disconnect();
}
