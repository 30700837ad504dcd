// A small table of live numbers with a heading for every row and column. A row with an id can be
// clicked: a shortcut for the mouse to what a control does too.

function tableView(root, send) {
  const table = document.createElement("table");
  table.className = "nnw-table";
  const caption = document.createElement("caption");
  table.append(caption, document.createElement("tbody"));
  root.append(table);
  root.classList.add("nnw-scrolls");
  let shape = "";
  table.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-id]");
    if (row) send({ event: "press", id: row.dataset.id });
  });

  function draw(scene) {
    setText(caption, scene.caption);
    const key = JSON.stringify([scene.head, scene.rows.map((row) => row.cells.length)]);
    if (key !== shape) {
      shape = key;
      table.tBodies[0].replaceChildren(...[scene.head, ...scene.rows].map(buildTableRow));
      scene.head.forEach((text, i) => setText(table.rows[0].cells[i], text));
    }
    scene.rows.forEach((row, i) => fillTableRow(table.rows[i + 1], row));
  }
  return { draw };
}

VIEWS.table = tableView;

function buildTableRow(row, place) {
  const line = document.createElement("tr");
  const names = place === 0 ? row : [row.name, ...row.cells];
  names.forEach((_, i) => {
    const heading = place === 0 || i === 0;
    const cell = document.createElement(heading && !(place === 0 && i === 0) ? "th" : "td");
    if (cell.tagName === "TH") cell.scope = place === 0 ? "col" : "row";
    line.append(cell);
  });
  return line;
}

function fillTableRow(line, row) {
  setAttributes(line, { "data-id": row.id || null, class: row.chosen ? "nnw-is-selected" : null });
  setText(line.cells[0], row.name);
  row.cells.forEach((cell, i) => {
    setText(line.cells[i + 1], cell.text);
    setAttributes(line.cells[i + 1], { class: cell.kind ? `nnw-cell-${cell.kind}` : null });
  });
}
