// An equation between matrices in live numbers, one row lit.

function matricesView(root) {
  const line = document.createElement("div");
  line.className = "nnw-matrices";
  line.setAttribute("role", "img");
  const heading = document.createElement("div");
  heading.className = "nnw-matrices-title";
  root.append(heading, line);
  let shape = "";

  function draw(scene) {
    setText(heading, scene.title);
    line.setAttribute("aria-label", scene.label);
    const key = JSON.stringify(scene.items.map((item) => [item.caption, item.text, item.cells && item.cells.map((row) => row.length)]));
    if (key !== shape) {
      shape = key;
      line.replaceChildren(...scene.items.map(buildMatrixItem));
    }
    scene.items.forEach((item, i) => item.cells && fillMatrix(line.children[i], item));
  }
  return { draw };
}

VIEWS.matrices = matricesView;

function buildMatrixItem(item) {
  const part = document.createElement("div");
  if (!item.cells) {
    part.className = "nnw-operator";
    part.textContent = item.text;
    return part;
  }
  part.className = "nnw-matrix";
  const grid = document.createElement("div");
  grid.className = "nnw-matrix-cells";
  grid.style.gridTemplateColumns = `repeat(${item.cells[0].length}, minmax(3.1em, auto))`;
  grid.append(...item.cells.flat().map(() => document.createElement("span")));
  const caption = document.createElement("div");
  caption.className = "nnw-matrix-caption";
  caption.textContent = item.caption;
  part.append(grid, caption);
  return part;
}

function fillMatrix(part, item) {
  const columns = item.cells[0].length;
  const spans = part.firstChild.children;
  item.cells.flat().forEach((text, i) => {
    setText(spans[i], text);
    spans[i].classList.toggle("nnw-lit", item.lit === "all" || item.lit === Math.floor(i / columns));
    spans[i].classList.toggle("nnw-chosen", item.chosen === i);
  });
}
