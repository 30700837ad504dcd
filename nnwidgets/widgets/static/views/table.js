// A small table of live numbers with a heading for every row and column. A row with an id can be
// clicked: a shortcut for the mouse to what a control does too.

import { htmlElement, setAttributes, setText } from "../dom.js";

/** @import { Send, View } from "../page.d.ts" */
/** @import { TableRow, TableScene } from "../scene.d.ts" */

/**
 * @param {HTMLElement} root
 * @param {Send} send
 * @returns {View<TableScene>}
 */
export function tableView(root, send) {
  const caption = htmlElement("caption");
  const body = htmlElement("tbody");
  const table = htmlElement("table", { class: "nnw-table" }, caption, body);
  root.append(table);
  root.classList.add("nnw-scrolls");
  let shape = "";
  table.addEventListener("click", ({ target }) => {
    const row = target instanceof Element ? target.closest("tr[data-id]") : null;
    const id = row?.getAttribute("data-id");
    if (id) send({ event: "press", id });
  });

  /** @param {TableScene} scene */
  function draw({ caption: words, head, rows }) {
    setText(caption, words);
    const key = JSON.stringify([head, rows.map((row) => row.cells.length)]);
    if (key !== shape) {
      shape = key;
      body.replaceChildren(buildHead(head), ...rows.map(buildRow));
    }
    rows.forEach((row, i) => {
      fillRow(body.rows[i + 1], row);
    });
  }
  return { draw };
}

/** @param {readonly string[]} head of which the first stands over the rows' names */
function buildHead(head) {
  const cells = head.map((text, i) => {
    const cell = i ? htmlElement("th", { scope: "col" }) : htmlElement("td");
    cell.textContent = text;
    return cell;
  });
  return htmlElement("tr", {}, ...cells);
}

/** @param {TableRow} row */
function buildRow(row) {
  const cells = row.cells.map(() => htmlElement("td"));
  return htmlElement("tr", {}, htmlElement("th", { scope: "row" }), ...cells);
}

/**
 * @param {HTMLTableRowElement} line
 * @param {TableRow} row
 */
function fillRow(line, row) {
  const chosen = row.chosen ? "nnw-is-selected" : null;
  setAttributes(line, { "data-id": row.id || null, class: chosen });
  setText(line.cells[0], row.name);
  row.cells.forEach(({ text, kind }, i) => {
    const cell = line.cells[i + 1];
    setText(cell, text);
    setAttributes(cell, { class: kind ? `nnw-cell-${kind}` : null });
  });
}
