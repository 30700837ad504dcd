// One picture of an explorer. Whatever goes wrong in it is told in its place; the others go on.

import { troubleAfter, troubleWith } from "./contract.js";
import { htmlElement, setText } from "./dom.js";
import { chartView } from "./views/chart.js";
import { diagramView } from "./views/diagram.js";
import { formulaView } from "./views/formula.js";
import { galleryView } from "./views/gallery.js";
import { matricesView } from "./views/matrices.js";
import { padView } from "./views/pad.js";
import { readoutView } from "./views/readout.js";
import { regionView } from "./views/region.js";
import { sketchView } from "./views/sketch.js";
import { surfaceView } from "./views/surface.js";
import { tableView } from "./views/table.js";

/** @import { MakeView, Needs, Send, View } from "./page.d.ts" */
/** @import { Kind, Panel, Scenes } from "./scene.d.ts" */

/** @type {{ [kind in Kind]: MakeView<Scenes[kind]> }} */
const VIEWS = {
  chart: chartView,
  diagram: diagramView,
  formula: formulaView,
  gallery: galleryView,
  matrices: matricesView,
  pad: padView,
  readout: readoutView,
  region: regionView,
  sketch: sketchView,
  surface: surfaceView,
  table: tableView,
};

/**
 * @param {Panel} spec
 * @param {Needs} needs
 * @param {Send} send
 */
export function buildPanel({ name, kind, span, rows = 1 }, needs, send) {
  const root = htmlElement("div", { class: `nnw-panel nnw-panel-${kind}`, "data-panel": name });
  root.style.setProperty("--nnw-span", String(span));
  root.style.setProperty("--nnw-rows", String(rows));
  /** @type {View<any> | null} */
  let view = null;
  const told = htmlElement("p", { class: "nnw-trouble", role: "status" });
  let draws = 0;

  function destroy() {
    try {
      view?.destroy?.();
    } catch (error) {
      console.error(error);
    }
    view = null;
  }

  /** @param {string} sentence */
  function tell(sentence) {
    destroy();
    if (told.parentElement !== root) root.replaceChildren(told);
    setText(told, sentence); // read out once, not at every step of a drag
  }

  /**
   * @param {Record<string, unknown>} scene
   * @param {"draw" | "redraw"} method
   */
  function drawView(scene, method) {
    const recolours = method === "redraw" && view?.redraw;
    if (!view) {
      root.replaceChildren(); // what was told before
      root.classList.remove("nnw-scrolls");
      view = VIEWS[kind](root, send);
    }
    (recolours || view.draw)(scene);
  }

  /**
   * @param {Record<string, unknown>} scene
   * @param {"draw" | "redraw"} method
   */
  function show(scene, method) {
    const trouble = troubleWith(kind, scene, needs);
    try {
      if (trouble) tell(trouble);
      else drawView(scene, method);
    } catch (error) {
      console.error(error);
      tell(troubleAfter(error));
    }
    draws += 1;
    root.dataset.nnwDraws = String(draws);
  }

  return { key: /** @type {const} */ (`scene_${name}`), root, show, destroy };
}
